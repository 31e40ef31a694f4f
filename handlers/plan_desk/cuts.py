"""Cuts on the desk of the plan: publishing one, and correcting one."""

from collections.abc import Callable
from datetime import date

from handlers import desk as desks
from handlers.answer import Answer, Say
from handlers.buttons.plan_desk import OTHER_DAY, CorrectCut, PublishCut, cut_day
from handlers.groups import own
from handlers.keyboards.layout import rows, to
from handlers.plan_desk.telling_cuts import back, counted
from handlers.route import Route, pressed
from handlers.staff_only import as_staff
from handlers.texts import cuts as texts
from handlers.texts import plan_desk as desk_texts
from handlers.turn import Turn
from locales import Phrase, fold
from participation.audience import cuts
from participation.observations.drafting import AttachedFile
from participation.plan import publishing
from participation.plan.current import current_plan, cut_view, visible_versions
from participation.plan.cut_dates import CutDate, cut_label, proposed_dates
from participation.plan.publishing import LONGEST_REASON, CutRefused, PlanChangedMeanwhile
from participation.plan.spoken_days import NotADay, read_day
from participation.plan.views import CutView
from participation.staff.rights import Right, require
from reports.progress_report.wording import has_own_name
from storage.models.followup import Desk
from storage.models.notices import Notice
from storage.models.staff import StaffMember
from storage.queries.desks import desk as desk_of

DATING, PREVIEWED = "cut-date", "cut-preview"
CHOOSING, REASONING = "cut-choice", "cut-reason"
PUBLISH = Phrase("cut button", "Publish")
PUBLISH_CORRECTION = Phrase("cut button", "Publish correction")
MOST_CUTS = 6  # of which one is chosen to be corrected


def publish(turn: Turn) -> Answer:
    """«Publicar corte»: which date, then what would be published, then «Publicar»."""
    data = PublishCut.read(turn.pressed)

    def act(me: StaffMember) -> Answer:
        require(me, Right.PUBLISH)
        desks.leave(turn)
        on = cut_day(data.day)
        if on is None:
            return _ask_typed_date(turn) if data.day == OTHER_DAY else _ask_date(turn)
        return _publish(turn, me, on, data.stamp) if data.stamp else _show_preview(turn, me, on)

    return as_staff(turn, act)


def take_date(turn: Turn, _found: Desk, _file: AttachedFile | None) -> Answer:
    """The date that was typed."""

    def act(me: StaffMember) -> Answer:
        require(me, Right.PUBLISH)
        on = _typed_day(turn)
        if on is None:
            return turn.say(turn.words.say_phrase(texts.NOT_A_DAY), back(turn))
        return _show_preview(turn, me, on)

    return as_staff(turn, act)


def take_sure(turn: Turn, found: Desk, file: AttachedFile | None) -> Answer | None:
    """«Publicar» as a text, or another date; anything else is an ordinary message."""
    if fold(turn.text.strip()) == fold(turn.words.plain_phrase(PUBLISH)):
        on, stamp = date.fromisoformat(str(found.facts["on"])), str(found.facts["stamp"])
        return as_staff(turn, lambda me: _publish(turn, me, on, stamp))
    if file is None and _typed_day(turn) is not None:
        return take_date(turn, found, file)
    desks.leave(turn)
    return None


def correct(turn: Turn) -> Answer:
    """«Corregir corte»: which one, what would change, why, then «Publicar corrección»."""
    data = CorrectCut.read(turn.pressed)

    def act(me: StaffMember) -> Answer:
        require(me, Right.PUBLISH)
        on, reason = cut_day(data.day), _reason(turn, data.day)
        if data.stamp and on is not None and reason is not None:
            return _correct(turn, me, on, reason, data.stamp)
        desks.leave(turn)
        return _ask_cut(turn) if on is None else _ask_reason(turn, me, on)

    return as_staff(turn, act)


def take_cut(turn: Turn, _found: Desk, _file: AttachedFile | None) -> Answer:
    """Which cut is corrected, as a date or by its name."""
    versions = visible_versions(turn.session, current_plan(turn.session), turn.today)
    named = next((one.on for one in versions if fold(one.label) == fold(turn.text.strip())), None)

    def act(me: StaffMember) -> Answer:
        require(me, Right.PUBLISH)
        on = named or _typed_day(turn)
        return _ask_reason(turn, me, on) if on is not None else _ask_cut(turn)

    return as_staff(turn, act)


def take_reason(turn: Turn, found: Desk, _file: AttachedFile | None) -> Answer:
    """Why a cut is corrected; what is shown then has the button that does it."""
    on = date.fromisoformat(str(found.facts["on"]))

    def act(me: StaffMember) -> Answer:
        require(me, Right.PUBLISH)
        reason, kept = " ".join(turn.text.split()), str(found.facts.get("reason", ""))
        if kept and fold(reason) == fold(turn.words.plain_phrase(PUBLISH_CORRECTION)):
            return _correct(turn, me, on, kept, str(found.facts["stamp"]))
        if not 0 < len(reason) <= LONGEST_REASON:
            return turn.say(texts.refused(publishing.ReasonMissing(), turn.words, turn.formats), back(turn))
        return _unless_refused(turn, lambda: _show_correction(turn, me, on, reason))

    return as_staff(turn, act)


def _ask_date(turn: Turn) -> Answer:
    """A day can be typed at once; where none can be published yet, that is said."""
    words, found = turn.words, proposed_dates(turn.session, turn.today)
    if not found:
        return turn.show(texts.nothing_to_publish(turn.today, words, turn.formats), back(turn))
    desks.sit_down(turn, DATING)
    days = [to(_day_label(turn, one), PublishCut(one.on.isoformat())) for one in found]
    other = to(words.plain("cut button", "Another date"), PublishCut(OTHER_DAY))
    return turn.show(words.say_phrase(texts.ASK_DATE), rows([*days, other, *back(turn)[0]]))


def _day_label(turn: Turn, one: CutDate) -> str:
    written = turn.formats.date(one.on)
    if one.label == written.replace("\u00a0", " "):
        return turn.words.plain("cut button", "Today, {date}", date=written)
    return turn.words.plain("cut button", "{label}: {date}", label=one.label, date=written)


def _typed_day(turn: Turn) -> date | None:
    """The day that was typed, or of which the label was; None for anything else."""
    said = fold(turn.text.strip())
    for one in proposed_dates(turn.session, turn.today):
        if said in {fold(one.label), fold(_day_label(turn, one))}:
            return one.on
    try:
        return read_day(turn.text, turn.today, current_plan(turn.session).year)
    except NotADay:
        return None


def _ask_typed_date(turn: Turn) -> Answer:
    desks.sit_down(turn, DATING)
    return turn.show(turn.words.say_phrase(texts.ASK_OTHER_DATE), back(turn))


def _show_preview(turn: Turn, me: StaffMember, on: date) -> Answer:
    def show() -> Answer:
        label = cut_label(turn.session, on)
        found = publishing.preview_cut(turn.session, me, on, label, turn.today)
        desks.sit_down(turn, PREVIEWED, on=on.isoformat(), stamp=found.stamp)
        reach = cuts.reach_of_cut(turn.session, turn.office.send_rate, turn.office.channel)
        sure = to(turn.words.plain_phrase(PUBLISH), PublishCut(on.isoformat(), str(found.stamp)))
        return turn.show(texts.preview(found, reach, turn.words, turn.formats), rows([sure, *back(turn)[0]]))

    return _unless_refused(turn, show)


def _publish(turn: Turn, me: StaffMember, on: date, stamp: str) -> Answer:
    def do() -> Answer:
        label, zone, channel = cut_label(turn.session, on), turn.office.zone, turn.office.channel
        notice = cuts.publish_and_tell(turn.session, me, on, turn.now, zone, channel, label=label, stamp=int(stamp))
        desks.leave(turn)
        return _done(turn, texts.published(_cut(turn, on), turn.words, turn.formats), notice)

    return _unless_refused(turn, do, again=lambda: _show_preview(turn, me, on))


def _ask_cut(turn: Turn) -> Answer:
    versions = visible_versions(turn.session, current_plan(turn.session), turn.today)
    days = list({one.on: one for one in reversed(versions)}.values())[::-1][:MOST_CUTS]
    if not days:
        return turn.show(desk_texts.no_cut(turn.words), back(turn))
    buttons = [
        to(
            turn.words.plain("cut button", "{label}: {date}", label=one.label, date=turn.formats.date(one.on))
            if has_own_name(one.label, one.on, turn.formats)
            else turn.formats.date(one.on),
            CorrectCut(one.on.isoformat()),
        )
        for one in days
    ]
    desks.sit_down(turn, CHOOSING)
    return turn.show(turn.words.say("cut desk", "Which cut is to be corrected?"), rows([*buttons, *back(turn)[0]]))


def _ask_reason(turn: Turn, me: StaffMember, on: date) -> Answer:
    def ask() -> Answer:
        found = publishing.preview_correction(turn.session, me, on, turn.today)
        desks.sit_down(turn, REASONING, on=on.isoformat())
        return turn.show(texts.correction(found, turn.words, turn.formats), back(turn))

    return _unless_refused(turn, ask)


def _show_correction(turn: Turn, me: StaffMember, on: date, reason: str) -> Answer:
    found = publishing.preview_correction(turn.session, me, on, turn.today)
    desks.sit_down(turn, REASONING, on=on.isoformat(), reason=reason, stamp=found.stamp)
    reach = cuts.reach_of_cut(turn.session, turn.office.send_rate, turn.office.channel)
    sure = to(turn.words.plain_phrase(PUBLISH_CORRECTION), CorrectCut(on.isoformat(), str(found.stamp)))
    said = texts.correction_to_publish(found, reason, reach, turn.words, turn.formats)
    return turn.say(said, rows([sure, *back(turn)[0]]))


def _correct(turn: Turn, me: StaffMember, on: date, reason: str, stamp: str) -> Answer:
    def do() -> Answer:
        zone, channel = turn.office.zone, turn.office.channel
        notice = cuts.correct_and_tell(turn.session, me, on, turn.now, zone, channel, reason=reason, stamp=int(stamp))
        desks.leave(turn)
        return _done(turn, texts.corrected(_cut(turn, on), turn.words, turn.formats), notice)

    return _unless_refused(turn, do, again=lambda: _show_correction(turn, me, on, reason))


def _unless_refused(turn: Turn, do: Callable[[], Answer], again: Callable[[], Answer] | None = None) -> Answer:
    """Do it, or say why not; where the plan has changed meanwhile, with the new figures to be looked at."""
    try:
        return do()
    except PlanChangedMeanwhile as changed:
        said = Say(texts.refused(changed, turn.words, turn.formats))
        shown = again() if again is not None else turn.nothing()
        return Answer(shown.chat_id, (*shown.calls[:1], said, *shown.calls[1:]))
    except CutRefused as refusal:
        return turn.show(texts.refused(refusal, turn.words, turn.formats), back(turn))


def _done(turn: Turn, said: str, notice: Notice | None) -> Answer:
    return turn.answer(Say(said, back(turn)), *(counted(turn, notice) if notice is not None else ()))


def _cut(turn: Turn, on: date) -> CutView:
    versions = visible_versions(turn.session, current_plan(turn.session), turn.today)
    return cut_view(next(one for one in versions if one.on == on))


def _reason(turn: Turn, day: str) -> str | None:
    """The reason that was typed for the correction of this cut."""
    found = desk_of(turn.session, turn.chat_id)
    if found is None or found.doing != REASONING or found.facts.get("on") != day:
        return None
    reason = found.facts.get("reason")
    return str(reason) if reason else None


desks.TAKES[DATING] = take_date
desks.TAKES[PREVIEWED] = take_sure
desks.TAKES[CHOOSING] = take_cut
desks.TAKES[REASONING] = take_reason

ROUTES: list[Route] = [
    pressed(PublishCut, own(publish), changes=True),
    pressed(CorrectCut, own(correct), changes=True),
]
