"""A Colombian calendar of its own, for checking ours: from the law's text and the computation of Easter, no package.

Ley 51 de 1983, artículos 1 y 2: six days stay where they fall, seven move to the following Monday, and of those that
hang on Easter, Thursday and Friday before it stay and the other three move. Ley 2578 de 2026 adds the 9th of July,
which moves too.
"""

from collections.abc import Iterator
from datetime import date, timedelta

STAYING = ((1, 1), (5, 1), (7, 20), (8, 7), (12, 8), (12, 25))
MOVING = ((1, 6), (3, 19), (6, 29), (8, 15), (10, 12), (11, 1), (11, 11))
STAYING_FROM_EASTER = (-3, -2)
MOVING_FROM_EASTER = (39, 60, 68)
CHIQUINQUIRA, SINCE = (7, 9), 2026


def easter(year: int) -> date:
    """Easter Sunday by the algorithm that Meeus prints (Nature, 1876)."""
    a, (b, c) = year % 19, divmod(year, 100)
    (d, e), f = divmod(b, 4), (b + 8) // 25
    g = (b - f + 1) // 3
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    l = (32 + 2 * e + 2 * i - h - k) % 7  # noqa: E741 - the letters are the algorithm's
    m = (a + 11 * h + 22 * l) // 451
    month, day = divmod(h + l - 7 * m + 114, 31)
    return date(year, month, day + 1)


def holidays(year: int) -> set[date]:
    moving = [*MOVING, CHIQUINQUIRA] if year >= SINCE else MOVING
    return {
        *(date(year, month, day) for month, day in STAYING),
        *(_monday_from(date(year, month, day)) for month, day in moving),
        *(easter(year) + timedelta(days=days) for days in STAYING_FROM_EASTER),
        *(_monday_from(easter(year) + timedelta(days=days)) for days in MOVING_FROM_EASTER),
    }


def _monday_from(day: date) -> date:
    while day.isoweekday() != 1:
        day += timedelta(days=1)
    return day


def days(first: date, last: date) -> Iterator[date]:
    for ordinal in range(first.toordinal(), last.toordinal() + 1):
        yield date.fromordinal(ordinal)


def working_days(first: date, last: date) -> list[date]:
    """All of them from the first to the last, both included."""
    closed = {day for year in range(first.year, last.year + 1) for day in holidays(year)}
    return [day for day in days(first, last) if day.isoweekday() <= 5 and day not in closed]
