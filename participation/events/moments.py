"""When an event is: a day and an hour of the entity's zone, each unknown while nobody has said it."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from storage.models.plan import Event

SUPPOSED = timedelta(hours=2)
"""How long an event is taken to last where nobody said it: only to know when to ask staff whether it was held."""


@dataclass(frozen=True)
class Moment:
    """A day, an hour where it is known, and how many minutes it lasts where that was said. In the entity's zone."""

    day: date
    hour: time | None = None
    minutes: int | None = None

    def instant(self, zone: ZoneInfo) -> datetime | None:
        """The instant in UTC; None while the hour is unknown."""
        return starts_at(self.day, self.hour, zone)


def starts_at(day: date | None, hour: time | None, zone: ZoneInfo) -> datetime | None:
    """The instant of a day and hour of the zone; None where one of them is unknown."""
    if day is None or hour is None:
        return None
    return datetime.combine(day, hour, zone)


def starts(event: Event, zone: ZoneInfo) -> datetime | None:
    """When an event begins; None while its day or hour is unknown."""
    return starts_at(event.day, event.hour, zone)


def is_over(event: Event, zone: ZoneInfo) -> datetime | None:
    """From when an event should be over; without an hour that is the end of its day. None without a day."""
    if event.day is None:
        return None
    if event.hour is None:
        return datetime.combine(event.day + timedelta(days=1), time(0), zone)
    lasts = timedelta(minutes=event.minutes_long) if event.minutes_long else SUPPOSED
    return datetime.combine(event.day, event.hour, zone) + lasts
