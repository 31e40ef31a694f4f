"""Dialogue events: the list, and each of them."""

from handlers import avisos, buttons, keyboards
from handlers.answer import Answer
from handlers.texts import events as texts
from handlers.texts.dialogue import with_commitments
from handlers.turn import Turn
from participation.audience import reminders
from participation.plan.agenda import event_detail, list_events
from storage.queries import dialogue


def show_events(turn: Turn) -> Answer:
    """/eventos: the next ones first, then the last ones."""
    found = list_events(turn.session, turn.today)
    offers = avisos.wants_offer(turn)
    text = texts.events(found, turn.words, turn.formats, offers=offers)
    reminded = len(found.upcoming) == 1 and _is_reminded(turn, found.upcoming[0].code)
    return turn.show(text, keyboards.events(found, turn.words, reminded=reminded, offers=offers))


def show_event(turn: Turn) -> Answer:
    """One event, from its button."""
    return open_event(turn, buttons.Event.read(turn.pressed).event)


def open_event(turn: Turn, code: str) -> Answer:
    """One event, from a button, a link or a question."""
    found = event_detail(turn.session, code, turn.today)
    keyboard = keyboards.event(found, turn.words, reminded=_is_reminded(turn, code))
    made = dialogue.commitments(turn.session, [found.id])
    text = with_commitments(texts.event(found, turn.words, turn.formats), made, turn.today, turn.words, turn.formats)
    return turn.show(text, keyboard)


def _is_reminded(turn: Turn, code: str) -> bool:
    """Whether this person wants to be reminded; in a group nobody's own is shown."""
    return turn.is_private and reminders.is_reminded(turn.session, code, turn.chat_id)
