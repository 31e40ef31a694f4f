"""What one member of staff is told of a case: privately, by who stands in where somebody is away."""

from collections.abc import Sequence
from datetime import date, datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from participation.deadlines import OwnDays, is_working_day
from participation.notices import Subject, put_down, to_staff
from participation.office.acting import SUBJECT, may_see
from participation.office.delegating import who_is_told
from participation.staff.rights import Right, may
from storage import Session
from storage.models.cases import Case
from storage.models.notices import NoticeKind
from storage.models.staff import StaffMember
from storage.queries import staff

BEGINS = 7
"""The hour of the entity's zone from which on alarms sound, on working days only."""


def at_work(now: datetime, zone: ZoneInfo, own: OwnDays) -> bool:
    """Whether somebody reads what is told now."""
    local = now.astimezone(zone)
    return local.hour >= BEGINS and is_working_day(local.date(), own)


class Alert(StrEnum):
    """What an alert is about; `facts["what"]` of its notice."""

    ASSIGNED = "assigned"
    CLARIFIED = "clarified"  # the author answered what was asked
    CLARIFICATION_LAPSED = "clarification_lapsed"
    AREA_LATE = "area_late"
    TRANSFER_SOON = "transfer_soon"
    TRANSFER_TODAY = "transfer_today"
    TRANSFER_LATE = "transfer_late"


def alert(
    session: Session,
    what: Alert,
    case: Case,
    now: datetime,
    today: date,
    *,
    by: StaffMember | None = None,
    once: str | None = None,
    **facts: object,
) -> int:
    """Tell who works on a case, or everybody who could where nobody does. Gives how many are told.

    `once` names the occasion, so that it is told once; without it each version of the case is one.
    """
    told = who_works_on(session, case, today)
    key = f"case:{case.id}:alert:{what}:{once or case.version}"
    notice = put_down(
        session,
        NoticeKind.STAFF_ALERT,
        Subject(SUBJECT, case.id),
        key,
        now,
        facts={"what": what.value, "case": case.id, **facts},
        by=by,
    )
    return to_staff(session, notice, told) if notice is not None and told else 0


def who_works_on(session: Session, case: Case, today: date) -> Sequence[StaffMember]:
    """Whom something about a case is told: who has it or stands in, else everybody who could take it."""
    assigned = staff.member_by_id(session, case.assigned_to) if case.assigned_to is not None else None
    one = who_is_told(session, assigned, today) if assigned is not None else None
    if one is not None and may_see(one, case):
        return [one]
    return [member for member in staff.active_members(session) if may(member, Right.ANSWER) and may_see(member, case)]
