"""«Recordarme», «Agregar al calendario» and «Compartir» of one event. In a group one is reminded in private."""

from urllib.parse import urlencode

from handlers import groups
from handlers.answer import Answer, Hand, Say
from handlers.buttons.event_public import DontRemind, EventCalendar, RemindMe, ShareEvent
from handlers.keyboards import audience as keyboards
from handlers.texts import audience as texts
from handlers.texts import general
from handlers.turn import Turn
from participation.audience import reminders
from participation.audience.reminders import NothingToRemind
from participation.plan.agenda import event_detail
from participation.plan.current import current_plan
from participation.plan.views import EventView, NotInPlanError
from storage.queries import events

PAYLOAD = "recordar"
FEED = "calendario.ics"


def remind(turn: Turn) -> Answer:
    """«Recordarme»; in a group it leads to the private chat, where it is done at once."""
    code = RemindMe.read(turn.pressed).event
    if not turn.is_private:
        return groups.in_private(f"{PAYLOAD}_{code}")(turn)
    return open_reminder(turn, code)


def open_reminder(turn: Turn, code: str) -> Answer:
    """The same from the link `start=recordar_<code>`. Asked for twice it is kept once."""
    try:
        reminded = reminders.remind(turn.session, code, turn.chat_id, turn.today, turn.now)
    except NothingToRemind as nothing:
        said = texts.nothing_to_remind(nothing.event, turn.words)
        return turn.say(said, keyboards.back_to_event(nothing.event, turn.words))
    return turn.say(texts.reminded(reminded.event, turn.words), keyboards.reminded(reminded.event, turn.words))


def stop_reminding(turn: Turn) -> Answer:
    """«Quitar recordatorio»."""
    code = DontRemind.read(turn.pressed).event
    found = reminders.stop_reminding(turn.session, code, turn.chat_id, turn.today)
    return turn.say(texts.not_reminded(found, turn.words), keyboards.back_to_event(found, turn.words))


def share(turn: Turn) -> Answer:
    """«Compartir»: a link that opens the bot at this event, and a button that passes it on."""
    found = event_detail(turn.session, ShareEvent.read(turn.pressed).event, turn.today)
    link = turn.link(f"evento_{found.code}")
    passing_on = "https://t.me/share/url?" + urlencode({"url": link, "text": found.title})
    return turn.answer(Say(general.share(link, turn.words), keyboards.shared_event(link, passing_on, turn.words)))


def hand_calendar(turn: Turn) -> Answer:
    """«Agregar al calendario»: the entry as a file, and the address that keeps a calendar up to date by itself."""
    code = EventCalendar.read(turn.pressed).event
    found = event_detail(turn.session, code, turn.today)
    content = _calendar_file(turn, found)
    if content is None:
        said = texts.no_date_for_calendar(found, turn.words, turn.formats)
        return turn.say(said, keyboards.to_remind(found, turn.words))
    name = f"{turn.words.plain('calendar', 'event')}-{found.code}.ics"
    said = texts.calendar(found, _feed(turn), turn.words)
    return turn.answer(Hand(name, content, said, keyboards.back_to_event(found, turn.words)))


def _calendar_file(turn: Turn, found: EventView) -> bytes | None:
    """The entry as a file; None for an event that never had a day."""
    from handlers.texts.calendar import entry  # noqa: PLC0415 - 50 ms of icalendar that only this button needs
    from reports.calendar.files import event_file  # noqa: PLC0415 - as above

    plan = current_plan(turn.session)
    row = events.event_with_code(turn.session, plan.id, found.code)
    if row is None:
        raise NotInPlanError(found.code)
    made = entry(found, row, plan.year, plan.entity_short_name, turn.words, turn.office.zone)
    return None if made is None else event_file(made, turn.office.zone)


def _feed(turn: Turn) -> str | None:
    public = turn.office.public_url
    return f"{public}/{FEED}" if public else None
