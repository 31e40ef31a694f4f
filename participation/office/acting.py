"""One act of staff on a case: the right, the case as it was on the card, the audit row, the version after it."""

from datetime import datetime

from participation.office.errors import AlreadyAnswered, CaseIsClosed, ChangedMeanwhile, NoSuchCase, TextMissing
from participation.staff.audit import record
from participation.staff.rights import Right, may, require
from storage import Session
from storage.models.cases import Case
from storage.models.kinds import CaseState, ContributionKind
from storage.models.staff import StaffMember
from storage.queries import office as queries

SUBJECT = "case"
LONGEST_TEXT = 3_000
CLOSED = frozenset({CaseState.WITHDRAWN, CaseState.SPAM})


def readable(session: Session, by: StaffMember | None, case_id: int) -> Case:
    """A case for who may read it. Raises NotAllowed, NoSuchCase (also of a denuncia without its permission)."""
    me = require(by, Right.READ)
    found = queries.case(session, case_id)
    if found is None or not may_see(me, found):
        raise NoSuchCase
    return found


def may_see(me: StaffMember, case: Case) -> bool:
    """Whether a member of staff may know of a case at all."""
    return case.kind is not ContributionKind.DENUNCIA or may(me, Right.DENUNCIAS)


def begin(
    session: Session,
    by: StaffMember | None,
    case_id: int,
    version: int | None,
    *,
    before_answer: bool = False,
    closed_too: bool = False,
) -> Case:
    """The case for an act, locked, if it is as it was at `version` (None: whatever was done since does not matter).

    Raises NotAllowed, NoSuchCase, ChangedMeanwhile, CaseIsClosed (unless `closed_too`) and, where the act comes
    `before_answer`, AlreadyAnswered.
    """
    me = require(by, Right.ANSWER)
    found = queries.case_for_update(session, case_id)
    if found is None or not may_see(me, found):
        raise NoSuchCase
    if version is not None:
        require_unchanged(session, found, version)
    if found.state in CLOSED and not closed_too:
        raise CaseIsClosed
    if before_answer and found.state is CaseState.ANSWERED:
        raise AlreadyAnswered
    return found


def require_unchanged(session: Session, case: Case, version: int) -> None:
    """Raise ChangedMeanwhile, with who it was, where a case is not as it was at `version`."""
    if case.version != version:
        raise ChangedMeanwhile(name=queries.last_actor(session, case.id) or "—")


def finish(session: Session, by: StaffMember | None, case: Case, act: str, now: datetime, **facts: object) -> None:
    """Keep what was done, and raise the version: who has an older card is told. The first act takes it into review."""
    if case.state is CaseState.RECEIVED:
        case.state = CaseState.IN_REVIEW
    case.version += 1
    record(session, by, act, now, subject=SUBJECT, subject_id=case.id, version=case.version, **facts)
    session.flush()


def written(text: str, most: int = LONGEST_TEXT) -> str:
    """A text that has to be there. Raises TextMissing."""
    stripped = text.strip()
    if not stripped or len(stripped) > most:
        raise TextMissing(most=most)
    return stripped
