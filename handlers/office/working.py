"""What every act on a case shares: who does it, what is said where it can't be done, and the card after it."""

from collections.abc import Callable
from datetime import date, datetime

from markupsafe import Markup

from handlers import desk
from handlers.answer import Answer, Call, Say
from handlers.inbox import card
from handlers.inbox.working import row
from handlers.keyboards import office as keyboards
from handlers.staff_only import as_staff
from handlers.texts import office as texts
from handlers.turn import Turn
from participation.office.acting import may_see, readable
from participation.office.errors import BadDay, NoSuchArea, NotInTheFuture, OfficeError, SameCase, TextMissing, TooLong
from participation.radicado import UnreadableRadicado
from participation.staff.rights import Right, require
from storage.models.cases import Case
from storage.models.staff import StaffMember

ASK_AGAIN = (TextMissing, SameCase, NoSuchArea, BadDay, NotInTheFuture, TooLong)
"""What was written does not do: it is awaited once more."""


def with_case(turn: Turn, case_id: str, then: Callable[[StaffMember, Case], Answer]) -> Answer:
    """Do something with a case that this member of staff may work on: nobody is asked for what would be refused."""
    number = row(case_id)

    def act(me: StaffMember) -> Answer:
        return then(me, readable(turn.session, require(me, Right.ANSWER), number))

    return working(turn, number, act)


def working(turn: Turn, case_id: int, then: Callable[[StaffMember], Answer]) -> Answer:
    """Do something as staff. What can't be done is said in words, nothing is overwritten, and the case is at hand."""

    def act(me: StaffMember) -> Answer:
        try:
            return then(me)
        except UnreadableRadicado as error:
            return turn.say(turn.words.say_phrase(error.phrase, **error.values))
        except OfficeError as error:
            if not isinstance(error, ASK_AGAIN):
                desk.leave(turn)
            said = turn.words.say_phrase(error.phrase, **_shown(turn, error.values))
            return turn.answer(Say(said, keyboards.see_case(case_id, turn.words) if case_id else ()))

    return as_staff(turn, act)


def done(turn: Turn, me: StaffMember, case: Case, text: Markup, *beside: Call) -> Answer:
    """It was done: that is said, and the case is shown as it is now."""
    desk.leave(turn)
    turn.session.flush()
    if not may_see(me, case):
        return turn.answer(Say(texts.not_to_be_read(turn.words)))
    return turn.answer(Say(text), *beside, *card.show(turn, me, case))


def said(turn: Turn, what: str, **values: object) -> Markup:
    """What is told when an act is done."""
    return turn.words.say_phrase(texts.DONE[what], **values)


def day_of(written: str) -> date | None:
    """The day that a button carries."""
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None


def _shown(turn: Turn, values: dict[str, object]) -> dict[str, object]:
    """Dates as people read them."""
    return {
        name: turn.formats.date(value) if isinstance(value, date) and not isinstance(value, datetime) else value
        for name, value in values.items()
    }
