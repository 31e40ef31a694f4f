"""«Es spam»: two different people decide it, with a reason that is kept. Nothing else can be closed so."""

from datetime import datetime

from participation.office.acting import begin, finish, written
from participation.office.errors import NothingProposed, NotOnesOwn
from participation.staff.rights import Right, require
from storage import Session
from storage.models.cases import Case
from storage.models.kinds import CaseState
from storage.models.staff import StaffMember

LONGEST_REASON = 600


def propose_spam(session: Session, by: StaffMember, case_id: int, reason: str, version: int, now: datetime) -> Case:
    """The first of two says so, and why. Raises NotAllowed, TextMissing and what `begin` raises."""
    case = begin(session, by, case_id, version, before_answer=True)
    case.spam_by, case.spam_reason = by.id, written(reason, LONGEST_REASON)
    finish(session, by, case, "case.spam_proposed", now, reason=case.spam_reason)
    return case


def confirm_spam(session: Session, by: StaffMember, case_id: int, version: int, now: datetime) -> Case:
    """A second person agrees: the case is closed, keeps its number and stays in the count.

    Raises NotAllowed, NothingProposed, NotOnesOwn and what `begin` raises.
    """
    case = begin(session, by, case_id, version, before_answer=True)
    if case.spam_by is None:
        raise NothingProposed
    if case.spam_by == by.id:
        raise NotOnesOwn
    case.state, case.closed_at = CaseState.SPAM, now
    finish(session, by, case, "case.spam_confirmed", now, proposed_by=case.spam_by)
    return case


def reject_spam(session: Session, by: StaffMember, case_id: int, version: int, now: datetime) -> Case:
    """It is none. Raises NotAllowed, NothingProposed and what `begin` raises."""
    require(by, Right.ANSWER)
    case = begin(session, by, case_id, version)
    if case.spam_by is None:
        raise NothingProposed
    before, case.spam_by, case.spam_reason = case.spam_by, None, None
    finish(session, by, case, "case.spam_rejected", now, proposed_by=before)
    return case
