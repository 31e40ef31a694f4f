"""Writing an answer: one draft for each member of staff and case, kept until it is sent or dropped.

A correction of an answer that was sent is another answer; it starts from the words of the one in force.
"""

from datetime import datetime

from locales import utf16_length
from participation.followup.errors import (
    NoAnswer,
    NoEntity,
    NoReason,
    NotALetter,
    NotDecided,
    NothingWritten,
    Overtaken,
    TextTooLong,
)
from participation.observations.drafting import AttachedFile
from participation.office import acting
from participation.staff.audit import record
from participation.staff.rights import Right, require
from storage import Session
from storage.models.cases import Case
from storage.models.followup import AnswerState, CaseAnswer, Decision
from storage.models.kinds import CaseState, PartKind
from storage.models.staff import StaffMember
from storage.queries import answers as queries
from storage.queries import drafts, inbox

LONGEST_TEXT = 2_200  # UTF-16 units, of the 4,096 of a message; the reason and what surrounds both need the rest
LONGEST_REASON = 700
LONGEST_ENTITY = 200
LETTERS = frozenset({PartKind.DOCUMENT, PartKind.PHOTO})
BEING_WRITTEN = frozenset({AnswerState.DRAFT, AnswerState.RETURNED, AnswerState.AWAITS_APPROVAL})


def begin(session: Session, by: StaffMember | None, case_id: int, now: datetime) -> CaseAnswer:
    """My unfinished answer to a case, or a new one. The first act on a case takes it into review.

    Raises NotAllowed, NoSuchCase, CaseIsClosed.
    """
    case = acting.begin(session, by, case_id, None)
    me = require(by, Right.ANSWER)
    found = queries.own_unfinished(session, case.id, me.id)
    return found or _begin(session, me, case, now)


def _begin(session: Session, me: StaffMember, case: Case, now: datetime) -> CaseAnswer:
    answer = CaseAnswer(
        case_id=case.id,
        version=queries.next_version(session, case.id),
        state=AnswerState.DRAFT,
        case_version=case.version,
        text="",
        by_staff=me.id,
        created_at=now,
        updated_at=now,
    )
    if case.state is CaseState.ANSWERED and (before := queries.in_force(session, case.id)) is not None:
        _start_from(answer, before)
    if case.state is CaseState.RECEIVED:
        case.state = CaseState.IN_REVIEW
    session.add(answer)
    session.flush()
    record(session, me, "case.answer_begun", now, subject=acting.SUBJECT, subject_id=case.id, answer=answer.version)
    return answer


def _start_from(answer: CaseAnswer, before: CaseAnswer) -> None:
    answer.text, answer.decision, answer.reason = before.text, before.decision, before.reason
    answer.transferred_to = before.transferred_to
    answer.letter_hash, answer.letter_name = before.letter_hash, before.letter_name
    answer.letter_mime, answer.letter_bytes = before.letter_mime, before.letter_bytes


def mine(session: Session, by: StaffMember | None, answer_id: int) -> tuple[CaseAnswer, Case]:
    """An answer that I am writing, with its case. Raises NotAllowed, NoAnswer, NoSuchCase."""
    me = require(by, Right.ANSWER)
    answer = queries.answer(session, answer_id)
    if answer is None or answer.by_staff != me.id or answer.state not in BEING_WRITTEN:
        raise NoAnswer
    return answer, acting.readable(session, me, answer.case_id)


def write(
    session: Session, by: StaffMember | None, answer_id: int, text: str, now: datetime, *, anew: bool = False
) -> CaseAnswer:
    """Add a message to the text, or write it `anew`. Raises TextTooLong and what `mine` raises."""
    answer, _ = mine(session, by, answer_id)
    whole = text.strip() if anew or not answer.text else f"{answer.text}\n\n{text.strip()}"
    answer.text = _within(whole, LONGEST_TEXT)
    return _changed(answer, now)


def attach(session: Session, by: StaffMember | None, answer_id: int, file: AttachedFile, now: datetime) -> CaseAnswer:
    """The letter that goes with it, in place of another. Raises NotALetter and what `mine` raises."""
    answer, _ = mine(session, by, answer_id)
    if file.kind not in LETTERS:
        raise NotALetter
    drafts.discard_file(session, answer.letter_hash, now)
    answer.letter_hash, answer.letter_name = file.hash, file.name
    answer.letter_mime, answer.letter_bytes = file.mime, file.bytes
    return _changed(answer, now)


def detach(session: Session, by: StaffMember | None, answer_id: int, now: datetime) -> CaseAnswer:
    """No letter goes with it."""
    answer, _ = mine(session, by, answer_id)
    drafts.discard_file(session, answer.letter_hash, now)
    answer.letter_hash = answer.letter_name = answer.letter_mime = answer.letter_bytes = None
    return _changed(answer, now)


def decide(session: Session, by: StaffMember | None, answer_id: int, decision: Decision, now: datetime) -> CaseAnswer:
    """What was decided; the reason of another decision goes."""
    answer, _ = mine(session, by, answer_id)
    if answer.decision is not decision:
        answer.decision, answer.reason, answer.transferred_to = decision, None, None
    return _changed(answer, now)


def explain(session: Session, by: StaffMember | None, answer_id: int, reason: str | None, now: datetime) -> CaseAnswer:
    """Why it was decided so; of *acogida*, what changed in the plan, and None where nothing did.

    Raises NoReason for another decision without one, TextTooLong, and what `mine` raises.
    """
    answer, _ = mine(session, by, answer_id)
    written = _within((reason or "").strip(), LONGEST_REASON) or None
    if written is None and answer.decision is not Decision.ACCEPTED:
        raise NoReason
    answer.reason = written
    return _changed(answer, now)


def transfer_to(session: Session, by: StaffMember | None, answer_id: int, entity: str, now: datetime) -> CaseAnswer:
    """The entity whose matter it is. Raises NoEntity, TextTooLong and what `mine` raises."""
    answer, _ = mine(session, by, answer_id)
    named = _within(" ".join(entity.split()), LONGEST_ENTITY)
    if not named:
        raise NoEntity
    answer.transferred_to = named
    return _changed(answer, now)


def discard(session: Session, by: StaffMember | None, answer_id: int, now: datetime) -> Case:
    """Drop it; the row stays, so that no version is given twice."""
    answer, case = mine(session, by, answer_id)
    drafts.discard_file(session, answer.letter_hash, now)
    answer.state, answer.letter_hash = AnswerState.DISCARDED, None
    record(session, by, "case.answer_dropped", now, subject=acting.SUBJECT, subject_id=case.id, answer=answer.version)
    return case


def catch_up(session: Session, by: StaffMember | None, answer_id: int, now: datetime) -> CaseAnswer:
    """Go on with my answer after reading what changed in the case meanwhile."""
    answer, case = mine(session, by, answer_id)
    answer.case_version = case.version
    return _changed(answer, now)


def require_complete(answer: CaseAnswer) -> None:
    """Raise NothingWritten, NotDecided, NoEntity or NoReason for what is still missing."""
    if not answer.text.strip():
        raise NothingWritten
    if answer.decision is None:
        raise NotDecided
    if answer.decision is Decision.TRANSFERRED and not answer.transferred_to:
        raise NoEntity
    if answer.decision is not Decision.ACCEPTED and not answer.reason:
        raise NoReason


def require_current(session: Session, answer: CaseAnswer, case: Case) -> None:
    """Raise Overtaken where the case is not as it was when the answer was begun."""
    if answer.case_version != case.version:
        raise Overtaken(inbox.last_act(session, case.id, beside=answer.by_staff))


def _within(text: str, most: int) -> str:
    if utf16_length(text) > most:
        raise TextTooLong(most=most)
    return text


def _changed(answer: CaseAnswer, now: datetime) -> CaseAnswer:
    """What is changed while it awaits approval is no longer what the approver was shown."""
    if answer.state is AnswerState.AWAITS_APPROVAL:
        answer.state = AnswerState.DRAFT
    answer.updated_at = now
    return answer
