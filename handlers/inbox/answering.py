"""«Responder»: text and letter, a preview, the decision with its reason, and out it goes."""

from collections.abc import Callable

from handlers import buttons, desk
from handlers.answer import Answer, Say
from handlers.inbox import sending, templates
from handlers.inbox.preview import preview
from handlers.inbox.working import row, working
from handlers.keyboards import answering as keyboards
from handlers.keyboards import inbox as inbox_keyboards
from handlers.texts import answering as texts
from handlers.turn import Turn
from participation.followup import answering
from participation.followup.errors import NoReason
from participation.observations.drafting import AttachedFile
from participation.office.acting import readable
from storage.models.cases import Case
from storage.models.followup import CaseAnswer, Decision, Desk
from storage.models.staff import StaffMember

Step = Callable[[Turn, StaffMember, int], Answer]
TEXT, ANEW, ENTITY, REASON = "answer-text", "answer-anew", "answer-entity", "answer-reason"


def respond(turn: Turn) -> Answer:
    """«Responder», «Corregir respuesta», or on with what one is writing."""

    def act(me: StaffMember) -> Answer:
        case_id = row(buttons.Respond.read(turn.pressed).case)
        answer = answering.begin(turn.session, me, case_id, turn.now)
        case = readable(turn.session, me, case_id)
        desk.sit_down(turn, TEXT, answer=answer.id, case=answer.case_id)
        if answer.text:
            return preview(turn, answer, case)
        return turn.say(texts.ask_text(case, turn.words, turn.formats), keyboards.writing(answer, turn.words))

    return working(turn, act)


def take_reply(turn: Turn, case_id: int, file: AttachedFile | None) -> Answer | None:
    """A reply to a case's message: the first words of its answer, or some more of them."""

    def act(me: StaffMember) -> Answer:
        answer = answering.begin(turn.session, me, case_id, turn.now)
        desk.sit_down(turn, TEXT, answer=answer.id, case=answer.case_id)
        return _write(turn, me, answer.id, file, anew=False)

    return working(turn, act)


def take_text(turn: Turn, sat: Desk, file: AttachedFile | None) -> Answer | None:
    """A message for the answer: it is added, so that a long text can come in several; a file is the letter."""
    answer_id, anew = int(sat.facts["answer"]), sat.doing == ANEW
    return working(turn, lambda me: _write(turn, me, answer_id, file, anew=anew), answer_id)


def _write(turn: Turn, me: StaffMember, answer_id: int, file: AttachedFile | None, *, anew: bool) -> Answer:
    heard: tuple[Say, ...] = ()
    if file is not None:
        answering.attach(turn.session, me, answer_id, file, turn.now)
        heard = tuple(Say(turn.words.say_phrase(note)) for note in file.notes)
    if turn.text.strip():
        found = answering.write(turn.session, me, answer_id, turn.text, turn.now, anew=anew)
        desk.sit_down(turn, TEXT, answer=answer_id, case=found.case_id)
    answer, case = answering.mine(turn.session, me, answer_id)
    if turn.more_waiting:
        return turn.answer(*heard)
    if not answer.text:
        return turn.answer(*heard, Say(texts.text_missing(turn.words), keyboards.writing(answer, turn.words)))
    shown = preview(turn, answer, case)
    return Answer(shown.chat_id, (*heard, *shown.calls))


def step(turn: Turn) -> Answer:
    """A button under an answer."""
    data = buttons.AnswerStep.read(turn.pressed)
    answer_id = row(data.row)
    return working(turn, lambda me: STEPS[data.what](turn, me, answer_id), answer_id)


def decide(turn: Turn) -> Answer:
    """«Acogida», «Acogida parcialmente», «No acogida», «Trasladada»: then its reason."""
    data = buttons.Decide.read(turn.pressed)
    answer_id = row(data.answer)

    def act(me: StaffMember) -> Answer:
        answer = answering.decide(turn.session, me, answer_id, Decision(data.decision), turn.now)
        if answer.decision is Decision.TRANSFERRED:
            desk.sit_down(turn, ENTITY, answer=answer.id, case=answer.case_id)
            return turn.say(texts.ask_entity(turn.words), keyboards.back_to_answer(answer, turn.words))
        return _ask_reason(turn, answer)

    return working(turn, act, answer_id)


def _ask_reason(turn: Turn, answer: CaseAnswer) -> Answer:
    desk.sit_down(turn, REASON, answer=answer.id, case=answer.case_id)
    decision = answer.decision or Decision.NOT_ACCEPTED
    keyboard = keyboards.no_change if decision is Decision.ACCEPTED else keyboards.back_to_answer
    return turn.say(texts.ask_reason(decision, turn.words), keyboard(answer, turn.words))


def take_entity(turn: Turn, sat: Desk, _file: AttachedFile | None) -> Answer | None:
    """The entity whose matter it is."""
    answer_id = int(sat.facts["answer"])

    def act(me: StaffMember) -> Answer:
        return _ask_reason(turn, answering.transfer_to(turn.session, me, answer_id, turn.text, turn.now))

    return working(turn, act, answer_id)


def take_reason(turn: Turn, sat: Desk, _file: AttachedFile | None) -> Answer | None:
    """Why it was decided so."""
    answer_id = int(sat.facts["answer"])

    def act(me: StaffMember) -> Answer:
        if not turn.text.strip():  # a file says nothing; least of all that the plan did not change
            raise NoReason
        answering.explain(turn.session, me, answer_id, turn.text, turn.now)
        return _back(turn, me, answer_id)

    return working(turn, act, answer_id)


def _back(turn: Turn, me: StaffMember, answer_id: int) -> Answer:
    """The answer read back; what is written next is added to it."""
    answer, case = answering.mine(turn.session, me, answer_id)
    desk.sit_down(turn, TEXT, answer=answer.id, case=answer.case_id)
    return preview(turn, answer, case)


def _anew(turn: Turn, me: StaffMember, answer_id: int) -> Answer:
    answer, _ = answering.mine(turn.session, me, answer_id)
    desk.sit_down(turn, ANEW, answer=answer.id, case=answer.case_id)
    return turn.say(texts.write_anew(turn.words), keyboards.back_to_answer(answer, turn.words))


def _letter(turn: Turn, me: StaffMember, answer_id: int) -> Answer:
    answer, _ = answering.mine(turn.session, me, answer_id)
    desk.sit_down(turn, TEXT, answer=answer.id, case=answer.case_id)
    return turn.say(texts.ask_letter(turn.words), keyboards.back_to_answer(answer, turn.words))


def _no_letter(turn: Turn, me: StaffMember, answer_id: int) -> Answer:
    answering.detach(turn.session, me, answer_id, turn.now)
    return _back(turn, me, answer_id)


def _decide_again(turn: Turn, me: StaffMember, answer_id: int) -> Answer:
    answer, _ = answering.mine(turn.session, me, answer_id)
    return turn.say(texts.ask_decision(turn.words), keyboards.decisions(answer, turn.words))


def _no_change(turn: Turn, me: StaffMember, answer_id: int) -> Answer:
    answering.explain(turn.session, me, answer_id, None, turn.now)
    return _back(turn, me, answer_id)


def _ask_drop(turn: Turn, me: StaffMember, answer_id: int) -> Answer:
    answer, _ = answering.mine(turn.session, me, answer_id)
    return turn.say(texts.ask_drop(turn.words), keyboards.sure_to_drop(answer, turn.words))


def _drop(turn: Turn, me: StaffMember, answer_id: int) -> Answer:
    case: Case = answering.discard(turn.session, me, answer_id, turn.now)
    desk.leave(turn)
    return turn.say(texts.dropped(turn.words), inbox_keyboards.see_case(case.id, turn.words))


def _catch_up(turn: Turn, me: StaffMember, answer_id: int) -> Answer:
    answering.catch_up(turn.session, me, answer_id, turn.now)
    return _back(turn, me, answer_id)


STEPS: dict[str, Step] = {
    "preview": _back,
    "anew": _anew,
    "letter": _letter,
    "no-letter": _no_letter,
    "templates": templates.choose,
    "decide": _decide_again,
    "no-change": _no_change,
    "send": sending.send,
    "ask": sending.ask_approval,
    "see": sending.see,
    "approve": sending.approve,
    "return": sending.ask_remark,
    "drop": _ask_drop,
    "drop-sure": _drop,
    "catch-up": _catch_up,
}

desk.TAKES |= {TEXT: take_text, ANEW: take_text, ENTITY: take_entity, REASON: take_reason}
desk.REPLIES.append(take_reply)
