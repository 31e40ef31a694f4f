"""«Asignar»: who works on a case."""

from datetime import date, datetime

from participation.office.acting import begin, finish, may_see
from participation.office.alerting import Alert, alert
from participation.office.errors import CannotTakeIt
from participation.staff.rights import Right, may, require
from storage import Session
from storage.models.cases import Case
from storage.models.kinds import CaseState
from storage.models.staff import StaffMember
from storage.queries import staff

UNTOUCHED = frozenset({CaseState.RECEIVED, CaseState.IN_REVIEW})


def candidates(session: Session, by: StaffMember | None, case: Case) -> list[StaffMember]:
    """Who could work on a case, by name. Raises NotAllowed."""
    require(by, Right.ANSWER)
    able = [one for one in staff.active_members(session) if can_take(one, case)]
    return sorted(able, key=lambda one: one.name.casefold())


def can_take(member: StaffMember, case: Case) -> bool:
    """Whether a member of staff may work on a case."""
    return may(member, Right.ANSWER) and may_see(member, case)


def assign(
    session: Session, by: StaffMember | None, case_id: int, to: int | None, version: int, now: datetime, today: date
) -> Case:
    """Give a case to a member of staff, or (None) to nobody. Who gets it from another is told.

    Raises NotAllowed, CannotTakeIt and what `begin` raises.
    """
    case = begin(session, by, case_id, version)
    before = case.assigned_to
    if to is not None:
        member = staff.member_by_id(session, to)
        if member is None or not can_take(member, case):
            raise CannotTakeIt(name=member.name if member is not None else "—")
    case.assigned_to = to
    if to is None and case.state is CaseState.ASSIGNED:
        case.state = CaseState.IN_REVIEW
    elif to is not None and case.state in UNTOUCHED:
        case.state = CaseState.ASSIGNED
    finish(session, by, case, "case.assigned", now, old=before, new=to)
    if to is not None and by is not None and to != by.id:
        alert(session, Alert.ASSIGNED, case, now, today, by=by)
    return case
