"""The author answers what staff asked: by the button, or by simply writing."""

from handlers import buttons, keyboards
from handlers.answer import Answer, Say
from handlers.keyboards import office as office_keyboards
from handlers.observing import notes
from handlers.texts import cases as case_texts
from handlers.texts import clarifying as texts
from handlers.turn import Turn
from participation.observations import following
from participation.observations.drafting import AttachedFile
from participation.observations.errors import CaseClosed, CaseFull, NoCase
from participation.observations.filing import person_of
from participation.office import clarifying
from storage.models.cases import Case
from storage.models.kinds import Waiting
from storage.queries import drafts
from storage.queries import office as queries


def ask(turn: Turn) -> Answer:
    """«Responder la aclaración»."""
    written = buttons.AnswerClarification.read(turn.pressed).case
    try:
        case = following.my_case(turn.session, turn.office.keys, turn.writer.id, int(written))
    except (NoCase, ValueError):
        return turn.say(case_texts.not_found(turn.words), keyboards.my_cases_only(turn.words))
    asked = clarifying.awaited(turn.session, case)
    if asked is None:
        return turn.say(texts.answered_before(case, turn.words), office_keyboards.see_my_case(case.id, turn.words))
    drafts.wait_for(turn.session, turn.chat_id, Waiting.CLARIFICATION, turn.now, case_id=case.id)
    return turn.say(texts.write_it(asked, turn.words), keyboards.stop_asking(turn.words))


def take(turn: Turn, case_id: int, file: AttachedFile | None) -> Answer:
    """What was awaited after the button."""
    drafts.stop_waiting(turn.session, turn.chat_id)
    try:
        case = following.my_case(turn.session, turn.office.keys, turn.writer.id, case_id)
    except NoCase:
        return turn.say(case_texts.not_found(turn.words), keyboards.my_cases_only(turn.words))
    return add(turn, case, file)


def awaiting(turn: Turn) -> Case | None:
    """The case about which the person was asked something, and has not answered yet."""
    return queries.case_awaiting(turn.session, person_of(turn.office.keys, turn.writer.id))


def add(turn: Turn, case: Case, file: AttachedFile | None) -> Answer:
    """The answer goes into the case, and the clock goes on."""
    message, keys, writer = turn.message, turn.office.keys, turn.writer.id
    if message is None:
        return turn.nothing()
    try:
        following.add_information(turn.session, keys, writer, case, message.message_id, turn.text, file, turn.now)
    except CaseClosed:
        return turn.say(case_texts.withdrawn_before(turn.words), keyboards.my_cases_only(turn.words))
    except CaseFull:
        return turn.say(case_texts.full(turn.words), keyboards.my_cases_only(turn.words))
    clarifying.answered(turn.session, case, turn.now, turn.office.zone)
    heard = notes(turn, file)
    if message.media_group_id is not None:
        # The other files of the album belong to the same answer.
        drafts.wait_for(
            turn.session,
            turn.chat_id,
            Waiting.MORE_INFORMATION,
            turn.now,
            case_id=case.id,
            text=message.media_group_id,
        )
    if turn.more_waiting:
        return turn.answer(*heard)
    text = texts.taken(case, turn.words, turn.formats)
    return turn.answer(*heard, Say(text, office_keyboards.see_my_case(case.id, turn.words)))
