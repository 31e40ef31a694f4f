"""What the author of a case is told of it."""

from handlers import keyboards
from handlers.answer import Call, HandFile, Say
from handlers.notices.telling import NotNow, Telling, Told
from handlers.subjects import names_of
from handlers.texts import answers as texts
from handlers.texts.answers import Signed
from participation.progress import entity
from storage.models.followup import CaseAnswer
from storage.models.kinds import CaseState, PartKind
from storage.models.notices import NoticeKind
from storage.queries import answers, cases


def answered(telling: Telling) -> Told:
    """The answer to a case, with its letter. Raises NotNow for one that was corrected before it left."""
    session, notice = telling.session, telling.notice
    answer, case = answers.answer(session, int(notice.facts["answer"])), cases.case(session, notice.subject_id)
    if answer is None or case is None or case.state is CaseState.SPAM:
        raise NotNow("gone")
    newest = answers.in_force(session, case.id)
    if newest is None or newest.id != answer.id:
        raise NotNow("corrected since")
    signed = Signed.of(answer, answers.signers(session, [answer]), entity(session).short_name)
    is_correction = notice.kind is NoticeKind.CASE_CORRECTED and answers.was_told(session, case.id, notice.id)
    say = texts.corrected if is_correction else texts.whole
    names = names_of(session, telling.today)
    text = say(answer, case, signed, names, telling.words, telling.formats)
    return Told((Say(text, keyboards.answered(answer, telling.words)), *_letter(answer)))


def _letter(answer: CaseAnswer) -> tuple[Call, ...]:
    if answer.letter_hash is None:
        return ()
    return (HandFile(answer.letter_hash, answer.letter_name or "", PartKind.DOCUMENT),)
