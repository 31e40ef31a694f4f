"""Out with an answer: sent by who wrote it, or by who approves it; and back to its writer where it should change."""

from handlers import buttons, desk
from handlers.answer import Answer, Say
from handlers.inbox.preview import as_author_reads, letter
from handlers.inbox.working import row, working
from handlers.keyboards import answering as keyboards
from handlers.keyboards import inbox as inbox_keyboards
from handlers.texts import answering as texts
from handlers.turn import Turn
from participation.followup import sending
from participation.observations.drafting import AttachedFile
from storage.models.cases import Case
from storage.models.followup import Desk
from storage.models.staff import StaffMember
from storage.queries import answers
from storage.queries.inbox import names

REMARK = "answer-remark"


def send(turn: Turn, me: StaffMember, answer_id: int) -> Answer:
    """«Enviar respuesta»."""
    case = sending.send(turn.session, me, answer_id, turn.now, turn.today)
    desk.leave(turn)
    return _sent(turn, case, answer_id)


def _sent(turn: Turn, case: Case, answer_id: int) -> Answer:
    turn.session.flush()
    reaches = answers.delivery(turn.session, case.id) is not None
    answer = answers.answer(turn.session, answer_id)
    beside = len(answers.answered_with(turn.session, case, answer)) if answer is not None else 0
    text = texts.sent(case, beside, turn.words, reaches=reaches)
    return turn.say(text, inbox_keyboards.see_case(case.id, turn.words))


def ask_approval(turn: Turn, me: StaffMember, answer_id: int) -> Answer:
    """«Pedir visto bueno»."""
    case = sending.ask_approval(turn.session, me, answer_id, turn.now, turn.today)
    desk.leave(turn)
    return turn.say(texts.approval_asked(case, turn.words), inbox_keyboards.see_case(case.id, turn.words))


def see(turn: Turn, me: StaffMember, answer_id: int) -> Answer:
    """What an approver signs: the message as its author will get it, and the letter."""
    answer, case = sending.awaiting(turn.session, me, answer_id)
    writer = names(turn.session, [answer.by_staff]).get(answer.by_staff, "")
    asked = Say(texts.to_approve(writer, turn.words), keyboards.approving(answer, turn.words), protected=True)
    return turn.answer(as_author_reads(turn, answer, case), *letter(answer), asked)


def approve(turn: Turn, me: StaffMember, answer_id: int) -> Answer:
    """«Aprobar y enviar»: signed by both."""
    shown = row(buttons.AnswerStep.read(turn.pressed).version)
    case = sending.approve(turn.session, me, answer_id, turn.now, turn.today, shown=shown)
    return _sent(turn, case, answer_id)


def ask_remark(turn: Turn, me: StaffMember, answer_id: int) -> Answer:
    """«Devolver»: what should be otherwise."""
    answer, _ = sending.awaiting(turn.session, me, answer_id)
    desk.sit_down(turn, REMARK, answer=answer.id, case=answer.case_id)
    return turn.say(texts.ask_remark(turn.words), inbox_keyboards.see_case(answer.case_id, turn.words))


def take_remark(turn: Turn, sat: Desk, _file: AttachedFile | None) -> Answer | None:
    """The remark of an approver; the answer goes back to who wrote it."""
    answer_id = int(sat.facts["answer"])

    def act(me: StaffMember) -> Answer:
        case = sending.give_back(turn.session, me, answer_id, turn.text, turn.now, turn.today)
        desk.leave(turn)
        return turn.say(texts.returned(turn.words), inbox_keyboards.see_case(case.id, turn.words))

    return working(turn, act, answer_id)


desk.TAKES[REMARK] = take_remark
