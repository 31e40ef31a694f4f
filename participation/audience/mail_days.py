"""When invitations leave by e-mail: never on a Sunday or a public holiday."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from participation.deadlines import holiday_name

OPENS = time(8)  # of the entity's zone, on the first day on which mail goes out
_SUNDAY = 6
_ONE_DAY = timedelta(days=1)


def earliest_mail_moment(now: datetime, zone: ZoneInfo, urgent: bool) -> datetime:
    """When a mail may leave: now; on a Sunday or a public holiday, the next other day at 8:00 of the zone.

    What is urgent (a postponement, a cancellation, what staff said may not wait) always leaves now. Both are aware.
    """
    day = now.astimezone(zone).date()
    if urgent or not _rests(day):
        return now
    while _rests(day):
        day += _ONE_DAY
    return datetime.combine(day, OPENS, zone)


def _rests(day: date) -> bool:
    return day.weekday() == _SUNDAY or holiday_name(day) is not None
