"""Spans of the plan's year: the whole year, a semester, a quarter, a month, or one day."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

MONTHS_IN = {"S": 6, "T": 3, "M": 1}
"""Semestre, trimestre, mes."""

_PATTERN = re.compile(r"(?P<year>[0-9]{4})(?:-(?P<unit>[STM])(?P<number>[0-9]{1,2}))?", re.ASCII)
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Period:
    """A span of days, both ends included. `code` is how the plan file writes it: 2021, 2021-S1, 2021-T3, 2021-M06."""

    code: str
    start: date
    end: date

    @property
    def is_day(self) -> bool:
        """Whether it is a due date and not a span."""
        return self.start == self.end

    @classmethod
    def of_day(cls, day: date) -> "Period":
        return cls(day.isoformat(), day, day)

    @classmethod
    def parse(cls, code: str) -> "Period":
        """Read a period or a date such as 2021-06-30. Raises ValueError for anything else."""
        return _parsed(code)


@lru_cache(maxsize=1024)
def _parsed(code: str) -> Period:
    if _DAY.fullmatch(code):
        return Period.of_day(date.fromisoformat(code))
    found = _PATTERN.fullmatch(code)
    if not found:
        raise ValueError(f"not a period: {code!r}")
    year = int(found["year"])
    if not found["unit"]:
        return Period(code, date(year, 1, 1), date(year, 12, 31))
    months, number = MONTHS_IN[found["unit"]], int(found["number"])
    first, last = (number - 1) * months + 1, number * months
    if not 1 <= first <= last <= 12:
        raise ValueError(f"no such period in a year: {code!r}")
    spelt = f"{year}-{found['unit']}{number:02}" if months == 1 else f"{year}-{found['unit']}{number}"
    return Period(spelt, date(year, first, 1), date(year, last, monthrange(year, last)[1]))
