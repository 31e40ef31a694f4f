"""«Me sirvió», «No me sirvió»: what an author says of an answer."""

from collections.abc import Callable

from handlers import buttons, keyboards
from handlers.answer import Answer
from handlers.texts import answers as texts
from handlers.texts import cases as case_texts
from handlers.turn import Turn
from participation.followup import feedback
from participation.followup.errors import AnsweredAlready
from participation.observations import following
from participation.observations.drafting import AttachedFile
from participation.observations.errors import CaseFull, NoCase
from storage.models.kinds import CaseState, Waiting
from storage.queries import answers, drafts

MOST_DIGITS = 18


def rate(turn: Turn) -> Answer:
    """Whether the answer helped; where it did not, why is asked, and the case goes back to staff."""
    data = buttons.Helped.read(turn.pressed)
    helped = data.helped == "1"

    def act(answer_id: int) -> Answer:
        case = feedback.give(turn.session, turn.office.keys, turn.writer.id, answer_id, turn.now, helped=helped)
        if helped:
            return turn.say(texts.thanks(turn.words), keyboards.my_cases_only(turn.words))
        if case.state is not CaseState.ANSWERED:
            return turn.say(texts.reopened(case, turn.words), keyboards.my_cases_only(turn.words))
        answer = answers.answer(turn.session, answer_id)
        drafts.wait_for(turn.session, turn.chat_id, Waiting.WHY_NOT_HELPED, turn.now, case_id=answer_id)
        keyboard = keyboards.without_why(answer, turn.words) if answer is not None else ()
        return turn.say(texts.ask_why(case, turn.words), keyboard)

    return _with_answer(turn, data.answer, act)


def without_why(turn: Turn) -> Answer:
    """It did not help, and nobody has to say why."""
    return _with_answer(turn, buttons.WithoutWhy.read(turn.pressed).answer, lambda one: _reopen(turn, one, None))


def take_why(turn: Turn, answer_id: int, file: AttachedFile | None) -> Answer:
    """Why it did not help; a file that comes with it is added to the case."""

    def reopen(one: int) -> Answer:
        if file is not None and turn.message is not None:
            _, case = feedback.my_answer(turn.session, turn.office.keys, turn.writer.id, one)
            following.add_information(
                turn.session,
                turn.office.keys,
                turn.writer.id,
                case,
                turn.message.message_id,
                turn.text,
                file,
                turn.now,
            )
        return _reopen(turn, one, turn.text)

    return _with_answer(turn, str(answer_id), reopen)


def _reopen(turn: Turn, answer_id: int, why: str | None) -> Answer:
    drafts.stop_waiting(turn.session, turn.chat_id)
    case = feedback.reopen(turn.session, turn.office.keys, turn.writer.id, answer_id, why, turn.now, turn.today)
    return turn.say(texts.reopened(case, turn.words), keyboards.my_cases_only(turn.words))


def _with_answer(turn: Turn, answer: str, then: Callable[[int], Answer]) -> Answer:
    """Do something with an answer of the person's own; whoever forges the button is told that there is none."""
    try:
        return then(int(answer) if answer.isdecimal() and len(answer) <= MOST_DIGITS else 0)
    except NoCase:
        return turn.say(case_texts.not_found(turn.words), keyboards.my_cases_only(turn.words))
    except CaseFull:
        return turn.say(case_texts.full(turn.words), keyboards.my_cases_only(turn.words))
    except AnsweredAlready:
        drafts.stop_waiting(turn.session, turn.chat_id)
        return turn.say(texts.newer(turn.words), keyboards.my_cases_only(turn.words))
