"""The night: nothing is sent between 8 p. m. and 7 a. m. unless it can't wait."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from storage import Session
from storage.models.notices import NoticeState
from storage.queries import outbox

EVENING, MORNING = time(20), time(7)


def is_night(now: datetime, zone: ZoneInfo) -> bool:
    """Whether people are left in peace at an instant, in the entity's zone: from 8 p. m. on, until before 7 a. m."""
    hour = now.astimezone(zone).time()
    return hour >= EVENING or hour < MORNING


def daytime(now: datetime, zone: ZoneInfo) -> datetime:
    """`now` by day; at night the next morning, 7 a. m. in the entity's zone."""
    if not is_night(now, zone):
        return now
    here = now.astimezone(zone)
    day = here.date() + timedelta(days=1 if here.time() >= EVENING else 0)
    return datetime.combine(day, MORNING, zone)


def next_leaving(session: Session, after: datetime, zone: ZoneInfo) -> datetime | None:
    """The first instant after `after` at which copies that have to wait may leave; None where none waits."""
    waiting = [notice for notice in outbox.notices_in_order(session) if notice.state is NoticeState.OPEN]
    moments = [notice.not_before for notice in waiting]
    moments.append(outbox.next_not_before(session, [notice.id for notice in waiting], after))
    if any(notice.waits_at_night for notice in waiting):
        moments.append(daytime(after, zone))
    return min((moment for moment in moments if moment is not None and moment > after), default=None)
