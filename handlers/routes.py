"""Everything the bot reacts to, in the order in which it is asked. The first that accepts an update answers it."""

from telegram.ext import CallbackQueryHandler, ChatMemberHandler, filters

from handlers import (
    anything,
    avisos,
    buttons,
    cases,
    correcting,
    desk,
    draft_questions,
    event_questions,
    event_survey,
    events,
    filing,
    full_report,
    groups,
    helping,
    observing,
    privacy,
    progress,
    questions,
    remembering,
    reminding,
    sending,
    staff,
    start,
    team_acts,
    transparency,
)
from handlers.buttons.dialogue import OwnQuestion, SayRating
from handlers.buttons.staff import TeamActs
from handlers.diffusion.routes import ROUTES as DIFFUSION
from handlers.digests.routes import ROUTES as DIGESTS
from handlers.event_desk.routes import ROUTES as EVENT_DESK
from handlers.groups import own
from handlers.inbox.routes import ROUTES as INBOX
from handlers.moderating.routes import ROUTES as MODERATING
from handlers.office.routes import ROUTES as OFFICE
from handlers.pacing import may_edit, may_send
from handlers.plan_desk.routes import ROUTES as PLAN_DESK
from handlers.remembering import shown
from handlers.reports_desk.routes import ROUTES as REPORTS
from handlers.route import Route, command, message, pressed, unused
from handlers.teaching.routes import ROUTES as TEACHING

PRIVATE = filters.ChatType.PRIVATE
GROUP = filters.ChatType.GROUPS
NEW = filters.UpdateType.MESSAGE
EDITED = filters.UpdateType.EDITED_MESSAGE
FILE = filters.PHOTO | filters.VOICE | filters.AUDIO | filters.VIDEO | filters.VIDEO_NOTE | filters.Document.ALL

ROUTES: list[Route] = [
    # Screens
    command("start", act=start.start, changes=True),
    command("avance", "progress", act=progress.show_progress),
    command("eventos", "events", act=events.show_events),
    command("ayuda", "help", act=start.show_help),
    command("contacto", "contact", act=start.show_contact),
    command("transparencia", "transparency", act=transparency.show),
    command("idioma", "language", act=start.ask_language, where=PRIVATE),
    command("avisos", "notices", act=avisos.show, where=PRIVATE),
    command("baja", "unsubscribe", act=avisos.turn_off, where=PRIVATE, changes=True),
    command("privacidad", "privacy", act=privacy.show, where=PRIVATE),
    command("observar", "observe", act=observing.begin, where=PRIVATE, changes=True),
    command("mis_observaciones", "misobservaciones", "my_observations", act=cases.show_mine, where=PRIVATE),
    command("caso", "case", act=cases.show_case, where=PRIVATE),
    command("cancelar", "cancel", act=start.cancel, where=PRIVATE, changes=True),
    command("panel", act=staff.show_panel, where=PRIVATE),
    # In a group these are one's own affair: the answer leads to the private chat
    command("observar", "observe", act=groups.in_private("observar"), where=GROUP),
    command("mis_observaciones", "my_observations", "caso", "case", act=groups.in_private("casos"), where=GROUP),
    command("privacidad", "privacy", act=groups.in_private("privacidad"), where=GROUP),
    command("avisos", "baja", "idioma", "cancelar", "panel", act=groups.in_private("inicio"), where=GROUP),
    # Buttons under the plan
    pressed(buttons.Home, start.welcome),
    pressed(buttons.Progress, shown(progress.show_progress, remembering.progress), changes=True),
    pressed(buttons.Activity, shown(progress.show_activity, remembering.activity), changes=True),
    pressed(buttons.Product, shown(progress.show_product, remembering.product), changes=True),
    pressed(buttons.ProductPast, progress.show_past),
    pressed(buttons.SeeFile, progress.show_file),
    pressed(buttons.Changes, progress.show_changes),
    pressed(buttons.Chart, progress.show_chart),
    pressed(buttons.FullReport, full_report.show, changes=True),
    pressed(buttons.FullReportText, full_report.show_text),
    pressed(buttons.Share, progress.share),
    pressed(buttons.Events, shown(events.show_events, remembering.events), changes=True),
    pressed(buttons.Event, shown(events.show_event, remembering.event), changes=True),
    # Buttons of the bot itself; what is one's own is nobody else's to see, so it is done in private
    pressed(buttons.Help, start.show_help),
    pressed(buttons.Screens, own(start.choose_screens), changes=True),
    pressed(buttons.SpeakIn, own(start.choose_language), changes=True),
    pressed(buttons.Notices, own(avisos.show)),
    pressed(buttons.SwitchNotices, own(avisos.switch), changes=True),
    pressed(buttons.NoticePace, own(avisos.choose_pace), changes=True),
    pressed(buttons.NoNotices, own(avisos.turn_off), changes=True),
    pressed(buttons.RemindMe, reminding.remind, changes=True),
    pressed(buttons.DontRemind, own(reminding.stop_reminding), changes=True),
    pressed(buttons.EventCalendar, reminding.hand_calendar),
    pressed(buttons.ShareEvent, reminding.share),
    pressed(buttons.AskEvent, event_questions.ask, changes=True),
    pressed(OwnQuestion, own(event_questions.act), changes=True),
    pressed(buttons.RateEvent, event_survey.rate),
    pressed(SayRating, own(event_survey.say), changes=True),
    pressed(buttons.MyData, own(privacy.act), changes=True),
    pressed(buttons.Ask, own(questions.answer_chosen), changes=True),
    # Buttons of an observation
    pressed(buttons.Observe, own(observing.begin, "observar"), changes=True),
    pressed(buttons.Send, own(filing.send), changes=True),
    pressed(buttons.Join, own(filing.join), changes=True),
    pressed(buttons.Card, own(observing.show_card), changes=True),
    pressed(buttons.Fix, own(correcting.fix), changes=True),
    pressed(buttons.SetAbout, own(observing.choose_about), changes=True),
    pressed(buttons.SetKind, own(observing.choose_kind), changes=True),
    pressed(buttons.DropDraft, own(observing.drop), changes=True),
    pressed(buttons.Accept, own(observing.accept), changes=True),
    pressed(buttons.Decline, own(observing.decline), changes=True),
    pressed(buttons.AnswerMe, own(draft_questions.answer_pending), changes=True),
    pressed(buttons.AddToText, own(draft_questions.add_to_text), changes=True),
    # Buttons of a case
    pressed(buttons.MyCases, own(cases.show_mine)),
    pressed(buttons.OpenCase, own(cases.open_case)),
    pressed(buttons.AddToCase, own(cases.ask_more), changes=True),
    pressed(buttons.WithdrawCase, own(cases.withdraw), changes=True),
    pressed(buttons.AddMunicipality, own(cases.add_municipality), changes=True),
    pressed(buttons.Helped, own(helping.rate), changes=True),
    pressed(buttons.WithoutWhy, own(helping.without_why), changes=True),
    pressed(buttons.AddGroup, own(cases.count_group), changes=True),
    pressed(buttons.StopAsking, own(cases.stop_asking), changes=True),
    # Buttons of the entity's own people
    pressed(buttons.Panel, own(staff.show_panel, "panel")),
    pressed(buttons.Team, own(staff.show_team, "panel")),
    pressed(buttons.Member, own(staff.show_member, "panel")),
    pressed(buttons.Invite, own(staff.invite, "panel"), changes=True),
    pressed(buttons.ChangeMember, own(staff.change, "panel"), changes=True),
    pressed(TeamActs, own(team_acts.show, "panel"), changes=True),
    pressed(buttons.StopNotice, sending.stop, changes=True),
    pressed(buttons.ResumeNotice, sending.resume, changes=True),
    *INBOX,
    *OFFICE,
    *EVENT_DESK,
    *MODERATING,
    *DIFFUSION,
    *DIGESTS,
    *REPORTS,
    *PLAN_DESK,
    *TEACHING,
    Route(CallbackQueryHandler(unused), anything.stale_button),
    # Who blocks and who comes back
    Route(ChatMemberHandler(unused, ChatMemberHandler.MY_CHAT_MEMBER), start.follow_membership, changes=True),
    # Whatever else is written to us in private; in a group a command alone is for us, the rest is their conversation
    message(NEW & PRIVATE & filters.COMMAND, anything.unknown_command),
    message(NEW & PRIVATE & filters.TEXT, anything.take_text, changes=True),
    message(NEW & PRIVATE & FILE, anything.take_file, changes=True, may_send=may_send, prepare=desk.prepare),
    message(NEW & PRIVATE & ~filters.StatusUpdate.ALL, anything.answer_other),
    message(EDITED & PRIVATE & FILE, correcting.edited, changes=True, may_send=may_edit),
    message(EDITED & PRIVATE, correcting.edited, changes=True),
]
