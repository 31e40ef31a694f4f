"""An answer takes effect: on its case, on those that repeat or support it, and it is told to all their authors."""

from collections.abc import Sequence
from datetime import date, datetime

from participation.followup.answering import require_complete, require_current
from participation.notices import Subject, put_down, to_author
from participation.office import acting
from storage import Session
from storage.models.cases import Case
from storage.models.followup import AnswerState, CaseAnswer
from storage.models.kinds import CaseState
from storage.models.notices import NoticeKind, Rank
from storage.models.staff import StaffMember
from storage.queries import answers as queries


def take_effect(
    session: Session,
    answer: CaseAnswer,
    case: Case,
    now: datetime,
    today: date,
    *,
    by: StaffMember,
    approved_by: StaffMember | None = None,
) -> None:
    """Send an answer. `today` is the day in the entity's zone. Raises what is missing, and Overtaken."""
    require_complete(answer)
    require_current(session, answer, case)
    before = queries.in_force(session, case.id) if case.state is CaseState.ANSWERED else None
    answer.state, answer.sent_at, answer.updated_at = AnswerState.SENT, now, now
    answer.approved_by, answer.remark = approved_by.id if approved_by is not None else None, None
    _mark_answered(case, answer, now, today)
    act = "case.corrected" if before is not None else "case.answered"
    acting.finish(
        session, by, case, act, now, answer=answer.version, decision=answer.decision, approved=approved_by is not None
    )
    tell(session, answer, case, by, now, today, is_correction=before is not None)
    for one in _spread(session, answer, queries.waiting_beside(session, case), now, today):
        tell(session, *one, by, now, today, is_correction=False)
    if before is not None:
        for one in _spread(session, answer, queries.answered_with(session, case, before), now, today):
            tell(session, *one, by, now, today, is_correction=True)


def tell(
    session: Session,
    answer: CaseAnswer,
    case: Case,
    by: StaffMember,
    now: datetime,
    today: date,
    *,
    is_correction: bool,
) -> None:
    """Put down that its author is told: in the morning where it is night, unless it would come after its due date."""
    notice = put_down(
        session,
        NoticeKind.CASE_CORRECTED if is_correction else NoticeKind.CASE_ANSWERED,
        Subject(acting.SUBJECT, case.id),
        f"case:{case.id}:answer:{answer.version}",
        now,
        facts={"answer": answer.id},
        rank=Rank.OWN_CASE,
        waits_at_night=case.due_on is None or case.due_on > today,
        by=by,
    )
    if notice is not None:
        to_author(session, notice, case)


def _spread(
    session: Session, answer: CaseAnswer, others: Sequence[Case], now: datetime, today: date
) -> list[tuple[CaseAnswer, Case]]:
    """The same answer for other cases, each as an answer of its own."""
    if not others:
        return []
    versions = queries.next_versions(session, [case.id for case in others])
    copies = [_copied(answer, case, versions[case.id], now) for case in others]
    session.add_all(copies)
    for case in others:
        _mark_answered(case, answer, now, today)
        case.version += 1
    session.flush()
    return list(zip(copies, others, strict=True))


def _mark_answered(case: Case, answer: CaseAnswer, now: datetime, today: date) -> None:
    """The day of a first answer stays; the instant is that of the answer in force."""
    case.state, case.decision, case.answered_at = CaseState.ANSWERED, answer.decision, now
    case.answered_on = case.answered_on or today


def _copied(answer: CaseAnswer, case: Case, version: int, now: datetime) -> CaseAnswer:
    return CaseAnswer(
        case_id=case.id,
        version=version,
        state=AnswerState.SENT,
        case_version=case.version,
        text=answer.text,
        decision=answer.decision,
        reason=answer.reason,
        transferred_to=answer.transferred_to,
        letter_hash=answer.letter_hash,
        letter_name=answer.letter_name,
        letter_mime=answer.letter_mime,
        letter_bytes=answer.letter_bytes,
        by_staff=answer.by_staff,
        approved_by=answer.approved_by,
        created_at=now,
        updated_at=now,
        sent_at=now,
    )
