"""An answer as its author will read it, before it is sent."""

from markupsafe import Markup

from handlers.answer import Answer, Call, HandFile, Say
from handlers.keyboards import answering as keyboards
from handlers.subjects import subject_names
from handlers.texts import answering as texts
from handlers.texts import answers as author_texts
from handlers.texts.answers import Signed
from handlers.texts.fitting import PARAGRAPH
from handlers.turn import Turn
from locales import formats, words
from participation.followup.answering import require_complete
from participation.office.errors import OfficeError
from participation.progress import entity
from storage.models.cases import Case
from storage.models.followup import AnswerState, CaseAnswer
from storage.models.kinds import CaseState, PartKind
from storage.queries import answers


def preview(turn: Turn, answer: CaseAnswer, case: Case) -> Answer:
    """My answer, read back, and what is still to be said or done."""
    complete = is_complete(answer)
    said = texts.ready(turn.words) if complete else texts.so_it_reads(turn.words)
    if answer.state is AnswerState.RETURNED and answer.remark:
        said = PARAGRAPH.join([texts.remark(answer, turn.words), said])
    keyboard = (keyboards.ready if complete else keyboards.decisions)(answer, turn.words)
    return turn.answer(as_author_reads(turn, answer, case), Say(said, keyboard, protected=True, case_id=case.id))


def is_complete(answer: CaseAnswer) -> bool:
    """Whether nothing is missing to send it."""
    try:
        require_complete(answer)
    except OfficeError:
        return False
    return True


def as_author_reads(turn: Turn, answer: CaseAnswer, case: Case) -> Call:
    """Exactly the message that its author will get, without its buttons."""
    return Say(author_text(turn, answer, case), protected=True, case_id=case.id)


def author_text(turn: Turn, answer: CaseAnswer, case: Case) -> Markup:
    """The words of that message, in the entity's language: that of its author is known only when it is sent."""
    names = answers.signers(turn.session, [answer])
    signed = Signed.of(answer, names, entity(turn.session).short_name)
    say = author_texts.corrected if case.state is CaseState.ANSWERED else author_texts.whole
    language = turn.office.language
    return say(answer, case, signed, subject_names(turn), words(language), formats(language, turn.office.zone))


def letter(answer: CaseAnswer) -> tuple[Call, ...]:
    """The letter that goes with it, for who approves."""
    if answer.letter_hash is None:
        return ()
    return (HandFile(answer.letter_hash, answer.letter_name or "", PartKind.DOCUMENT, protected=True),)
