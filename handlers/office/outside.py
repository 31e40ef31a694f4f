"""«Responder por fuera»: answers that an official takes to their authors, and when they left."""

from datetime import date, timedelta

from handlers import buttons, desk
from handlers.answer import Answer, Say
from handlers.inbox.working import row, screen
from handlers.keyboards import registering as keyboards
from handlers.office.working import day_of, working
from handlers.texts import registering as texts
from handlers.turn import Turn
from participation.observations.drafting import AttachedFile
from participation.office import registering
from participation.office.days import read_day
from participation.staff.rights import Right, require
from storage.models.followup import Desk
from storage.models.staff import StaffMember

DESK = "office-outside"


def show(turn: Turn) -> Answer:
    """What waits to be taken to somebody. It shows how they are reached, so it is protected."""

    def tell(me: StaffMember) -> Answer:
        found = registering.to_answer_outside(turn.session, me, turn.office.keys)
        text = texts.outside(found, turn.words, turn.formats)
        return turn.answer(Say(text, keyboards.outside(found, turn.words), protected=True))

    return working(turn, 0, tell)


def mark(turn: Turn) -> Answer:
    """It left: on which day."""
    data = buttons.OutsideSent.read(turn.pressed)
    answer, day = row(data.answer), day_of(data.day)

    def keep(me: StaffMember) -> Answer:
        require(me, Right.ANSWER)
        if day is not None:
            return _keep(turn, me, answer, day)
        desk.sit_down(turn, DESK, answer=answer)
        days = keyboards.outside_days(answer, turn.today, turn.today - timedelta(days=1), turn.words)
        return screen(turn, texts.when_sent(turn.words), days)

    return working(turn, 0, keep)


def take_day(turn: Turn, sat: Desk, _file: AttachedFile | None) -> Answer | None:
    """Another day, as it was typed."""
    answer, day = int(sat.facts["answer"]), read_day(turn.text, turn.today)
    if day is None:
        return turn.say(texts.unread_day(turn.words))
    return working(turn, 0, lambda me: _keep(turn, me, answer, day))


def _keep(turn: Turn, me: StaffMember, answer: int, day: date) -> Answer:
    case = registering.mark_sent_outside(turn.session, me, answer, day, turn.now, turn.today)
    desk.leave(turn)
    rest = registering.to_answer_outside(turn.session, me, turn.office.keys)
    return turn.answer(Say(texts.marked_sent(case, turn.words), keyboards.outside(rest, turn.words)))


desk.TAKES[DESK] = take_day
