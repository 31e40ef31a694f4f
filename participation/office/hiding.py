"""«Ocultar identidad»: from then on staff see no name either."""

from datetime import datetime

from participation.office.acting import begin, finish
from participation.staff.rights import Right, require
from storage import Session
from storage.models.cases import Case
from storage.models.staff import StaffMember


def hide_identity(session: Session, by: StaffMember | None, case_id: int, version: int, now: datetime) -> Case:
    """The name is not shown to staff any more. Raises NotAllowed and what `begin` raises."""
    case = begin(session, by, case_id, version, closed_too=True)
    case.hides_identity = True
    finish(session, by, case, "case.identity_hidden", now)
    return case


def show_identity(session: Session, by: StaffMember | None, case_id: int, version: int, now: datetime) -> Case:
    """It was hidden by mistake: only who administers undoes it. Raises NotAllowed and what `begin` raises."""
    require(by, Right.ADMINISTER)
    case = begin(session, by, case_id, version, closed_too=True)
    case.hides_identity = False
    finish(session, by, case, "case.identity_shown", now)
    return case
