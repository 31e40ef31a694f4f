"""What the clock finds due in an office: answers that did not come, and what another entity should have by now."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from participation.deadlines import OwnDays, PlanRules, next_working_day
from participation.office.alerting import BEGINS
from participation.office.asking_areas import remind_areas
from participation.office.clarifying import note_lapsed
from participation.office.transferring import sound_alarms
from storage import Session
from storage.queries import office as queries
from storage.queries import plan as plans


def find_due(session: Session, now: datetime, zone: ZoneInfo) -> list[str]:
    """Put down what is due at `now`; nothing is told twice."""
    return [
        *note_lapsed(session, now, zone),
        *remind_areas(session, now, zone),
        *sound_alarms(session, now, zone),
    ]


def next_found(session: Session, after: datetime, zone: ZoneInfo) -> datetime | None:
    """When an alarm can sound next: on the next working morning, while anything waits; None where nothing does."""
    plan = plans.current_plan(session)
    if plan is None or not queries.anything_waits(session):
        return None
    return _next_morning(after, zone, PlanRules.of(plan).own)


def _next_morning(after: datetime, zone: ZoneInfo, own: OwnDays) -> datetime:
    local = after.astimezone(zone)
    day = local.date() if local.hour < BEGINS else local.date() + timedelta(days=1)
    return datetime.combine(next_working_day(day, own), time(BEGINS), zone)
