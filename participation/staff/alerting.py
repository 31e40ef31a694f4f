"""What the team is told of itself: that somebody may read denuncias from now on, so that nobody takes it in silence."""

from datetime import datetime

from participation.notices import Subject, put_down, to_staff
from participation.staff.rights import Right, may
from storage import Session
from storage.models.notices import NoticeKind
from storage.models.staff import StaffMember
from storage.queries import staff

SUBJECT = "staff"


def watches(member: StaffMember) -> bool:
    """Who is told: whoever administers the team, and whoever reads denuncias."""
    return may(member, Right.ADMINISTER) or may(member, Right.DENUNCIAS)


def tell_of_reader(session: Session, whom: StaffMember, by: StaffMember | None, now: datetime) -> int:
    """Tell the others that somebody reads denuncias from now on; not who gave the permission. Gives how many."""
    told = [one for one in staff.active_members(session) if watches(one) and one is not by and one is not whom]
    if not told:
        return 0
    key = f"staff:{whom.id}:denuncias:{now.isoformat()}"
    notice = put_down(session, NoticeKind.STAFF_ALERT, Subject(SUBJECT, whom.id), key, now, by=by)
    return to_staff(session, notice, told) if notice is not None else 0
