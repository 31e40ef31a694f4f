"""Another entity's matter: it is passed on within five working days, with an alarm before, and its author is told."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from participation.deadlines import PlanRules, add_working_days, transfer_due_on
from participation.office.acting import begin, finish
from participation.office.alerting import Alert, alert, at_work
from participation.plan.current import current_plan
from storage import Session
from storage.models.cases import Case
from storage.models.staff import StaffMember
from storage.queries import office as queries
from storage.queries import plan as plans

SOON = 1  # working day before the last one


def mark_foreign(session: Session, by: StaffMember | None, case_id: int, version: int, now: datetime) -> Case:
    """It is for another entity to answer: the alarm is set. The transfer itself is an answer, «Trasladada».

    Raises NotAllowed and what `begin` raises.
    """
    case = begin(session, by, case_id, version, before_answer=True)
    case.transfer_by = transfer_due_on(case.received_on, PlanRules.of(current_plan(session)).own)
    finish(session, by, case, "case.foreign", now, transfer_by=case.transfer_by.isoformat())
    return case


def mark_own(session: Session, by: StaffMember | None, case_id: int, version: int, now: datetime) -> Case:
    """It is ours after all. Raises NotAllowed and what `begin` raises."""
    case = begin(session, by, case_id, version)
    case.transfer_by = None
    finish(session, by, case, "case.own", now)
    return case


def sound_alarms(session: Session, now: datetime, zone: ZoneInfo) -> list[str]:
    """Tell staff what must be passed on by tomorrow, by today, or should have been; each once."""
    plan = plans.current_plan(session)
    if plan is None or not at_work(now, zone, own := PlanRules.of(plan).own):
        return []
    today = now.astimezone(zone).date()
    due = queries.to_transfer(session, add_working_days(today, SOON, own))
    done = []
    for case in due:
        what = _urgency(case.transfer_by or today, today)
        if alert(session, what, case, now, today, once=f"{case.transfer_by}"):
            done.append(f"{what}:{case.id}")
    return done


def _urgency(last: date, today: date) -> Alert:
    if last < today:
        return Alert.TRANSFER_LATE
    return Alert.TRANSFER_TODAY if last == today else Alert.TRANSFER_SOON
