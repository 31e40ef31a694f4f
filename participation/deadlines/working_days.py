"""Colombian working days (*días hábiles*): Monday to Friday without the public holidays.

The holidays (Ley 51 de 1983; since 2026 also the 9th of July, Ley 2578 de 2026) come from the package `holidays`, which
takes half a second to load: it is imported with the first day that is asked for.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

_ONE_DAY = timedelta(days=1)
_SATURDAY = 5


@dataclass(frozen=True)
class OwnDays:
    """What the operator changes in the public calendar: days on which the entity is closed, and days that it works."""

    closed: frozenset[date] = frozenset()
    worked: frozenset[date] = frozenset()

    def __post_init__(self) -> None:
        if both := self.closed & self.worked:
            raise ValueError(f"closed and worked at the same time: {min(both)}")


NO_OWN_DAYS = OwnDays()


def is_working_day(day: date, own: OwnDays = NO_OWN_DAYS) -> bool:
    """Whether terms count this day."""
    if day in own.closed:
        return False
    if day in own.worked:
        return True
    return day.weekday() < _SATURDAY and day not in _holidays_of(day.year)


def holiday_name(day: date) -> str | None:
    """The public holiday of this day, in Spanish; None when it is none."""
    return _holidays_of(day.year).get(day)


def add_working_days(day: date, count: int, own: OwnDays = NO_OWN_DAYS) -> date:
    """The last day of a term of `count` working days that is counted from the day after `day`.

    A term of no days ends on `day` itself. Raises ValueError when `count` is negative.
    """
    if count < 0:
        raise ValueError("a term has no negative number of days")
    while count:
        day += _ONE_DAY
        count -= is_working_day(day, own)
    return day


def working_days_between(start: date, end: date, own: OwnDays = NO_OWN_DAYS) -> int:
    """How many working days come after `start` up to and with `end`; negative when `end` is before `start`.

    From today to a due date these are the days left; from the reception to the answer, the days used.
    """
    if end < start:
        return -working_days_between(end, start, own)
    span = (end - start).days
    return sum(is_working_day(start + timedelta(days=after), own) for after in range(1, span + 1))


def next_working_day(day: date, own: OwnDays = NO_OWN_DAYS) -> date:
    """The first working day that is not before `day`."""
    return day if is_working_day(day, own) else add_working_days(day, 1, own)


def counted_reception(
    received_at: datetime, zone: ZoneInfo, office_closes: time | None = None, own: OwnDays = NO_OWN_DAYS
) -> date:
    """The day on which something counts as received: the day that it is then in the entity's zone.

    Only where the entity has the rule `office_closes` (an hour of its zone), what comes from that hour on, or on a day
    that is no working day, counts as received on the next working day. Raises ValueError for a naive `received_at`.
    """
    if received_at.tzinfo is None:
        raise ValueError("a moment without a zone has no day")
    local = received_at.astimezone(zone)
    if office_closes is None:
        return local.date()
    late = local.time() >= office_closes
    return next_working_day(local.date() + _ONE_DAY if late else local.date(), own)


@cache
def _holidays_of(year: int) -> Mapping[date, str]:
    from holidays import country_holidays  # noqa: PLC0415 - see the module's first lines

    return dict(country_holidays("CO", years=year, language="es"))
