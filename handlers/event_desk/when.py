"""What is asked back about a moment that was typed: which one is meant, or whether offices being closed was seen."""

from handlers.answer import Answer, Keyboard
from handlers.keyboards import event_desk as keyboards
from handlers.texts import event_desk as texts
from handlers.turn import Turn
from participation.deadlines import holiday_name
from participation.events.moments import Moment
from participation.events.spoken_dates import Ambiguous, Wrong
from storage.models.plan import Event

SUNDAY = 6


def asked_again(turn: Turn, event: Event, read: Ambiguous | Wrong, what: str, back: Keyboard) -> Answer:
    """Several moments are meant possibly: a button each. None can be: why not. `what` is the field or the move."""
    if isinstance(read, Wrong):
        return turn.say(turn.words.say_phrase(texts.FAULTS[read.fault]), back)
    said = turn.words.say_phrase(texts.DOUBTS[read.doubt])
    return turn.say(said, keyboards.choices(event, read.choices, what, turn.words, turn.formats))


def warned(turn: Turn, event: Event, moment: Moment, what: str) -> Answer | None:
    """A question about a Sunday or a public holiday; None for other days."""
    holiday = holiday_name(moment.day)
    if moment.day.weekday() != SUNDAY and holiday is None:
        return None
    said = texts.closed_day(moment, holiday, turn.words, turn.formats)
    return turn.say(said, keyboards.all_the_same(event, moment, what, turn.words))
