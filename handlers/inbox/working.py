"""What every step on a case shares: who does it, on which row, and what is said where it can't be done."""

from collections.abc import Callable
from datetime import date, datetime

import structlog
from markupsafe import Markup

from handlers.answer import Answer, Keyboard
from handlers.keyboards import answering as answer_keyboards
from handlers.keyboards import inbox as keyboards
from handlers.staff_only import as_staff
from handlers.texts import answering as texts
from handlers.turn import Turn
from participation.followup.errors import Overtaken
from participation.office.acting import readable
from participation.office.errors import NoSuchCase, OfficeError
from storage.models.cases import Case
from storage.models.staff import StaffMember
from storage.queries import answers, desks

MOST_DIGITS = 18  # more than any row has; a longer number is no row's

log = structlog.get_logger(__name__)


def row(written: str) -> int:
    """The id that a button or a desk carries; 0, which no row has, for what is none."""
    return int(written) if written.isdecimal() and len(written) <= MOST_DIGITS else 0


def working(turn: Turn, then: Callable[[StaffMember], Answer], answer_id: int = 0) -> Answer:
    """Do something as staff; what can't be done is said in words, and nothing is overwritten."""

    def act(me: StaffMember) -> Answer:
        try:
            return then(me)
        except Overtaken as overtaken:
            return _overtaken(turn, overtaken, answer_id)
        except OfficeError as error:
            if isinstance(error, NoSuchCase):
                log.warning("inbox.no_such_case")
            said = turn.words.say_phrase(error.phrase, **_shown(turn, error.values))
            return turn.say(said, keyboards.inbox_only(turn.words))

    return as_staff(turn, act)


def with_case(turn: Turn, case_id: str, then: Callable[[StaffMember, Case], Answer]) -> Answer:
    """Do something with a case that this member of staff may read."""
    return working(turn, lambda me: then(me, readable(turn.session, me, row(case_id))))


def screen(turn: Turn, text: Markup, keyboard: Keyboard) -> Answer:
    """In place of the screen whose button was pressed; what shows a case stays as it is."""
    message = turn.query.message if turn.query is not None else None
    if message is not None and desks.case_on_card(turn.session, turn.chat_id, message.message_id) is not None:
        return turn.say(text, keyboard)
    return turn.show(text, keyboard)


def _overtaken(turn: Turn, overtaken: Overtaken, answer_id: int) -> Answer:
    """Somebody was faster: who did what when, and my draft stays."""
    text = texts.overtaken(overtaken.last, turn.words, turn.formats)
    answer = answers.answer(turn.session, answer_id)
    keyboard = answer_keyboards.overtaken(answer, turn.words) if answer is not None else ()
    return turn.say(text, keyboard or keyboards.inbox_only(turn.words))


def _shown(turn: Turn, values: dict[str, object]) -> dict[str, object]:
    """Dates as people read them."""
    return {
        name: turn.formats.date(value) if isinstance(value, date) and not isinstance(value, datetime) else value
        for name, value in values.items()
    }
