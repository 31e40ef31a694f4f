"""The spans of days that a follow-up report can tell of, and how staff write one."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from locales import fold
from participation.events.spoken_words import MONTHS
from participation.plan.current import current_plan, latest_cut
from storage import Session
from storage.queries.reporting import Span

_FIRST_OF_SECOND_HALF = 7
_ISO = re.compile(r"\b(\d{4})-(\d{1,2})-(\d{1,2})\b", re.ASCII)
_SLASHED = re.compile(r"\b(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})\b", re.ASCII)
_SPOKEN = re.compile(r"\b(\d{1,2}|primero|1[°º]?)\s+(?:de\s+)?([a-z]{3,10})\.?(?:\s+(?:de\s+|del\s+)?(\d{4}))?")


class NotAPeriod(ValueError):
    """No two days in their order were read."""


class Choice(StrEnum):
    """The spans that are offered; the words are those of the buttons' data."""

    SEMESTER = "semester"
    YEAR = "year"
    CUT = "cut"


@dataclass(frozen=True)
class ReportPeriod:
    """Days of the entity's zone, both included."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise NotAPeriod

    @property
    def code(self) -> str:
        """How buttons carry it: 20210101-20210630."""
        return f"{self.first:%Y%m%d}-{self.last:%Y%m%d}"

    @classmethod
    def parse(cls, code: str) -> "ReportPeriod":
        """What `code` gave. Raises NotAPeriod."""
        first, _, last = code.partition("-")
        try:
            return cls(*(datetime.strptime(day, "%Y%m%d").date() for day in (first, last)))  # noqa: DTZ007 - a day
        except ValueError as error:
            raise NotAPeriod from error

    def span(self, zone: ZoneInfo) -> Span:
        """Its instants."""
        until = self.last + timedelta(days=1)
        return Span(datetime.combine(self.first, time(), zone), datetime.combine(until, time(), zone))


def choices(session: Session, today: date) -> dict[Choice, ReportPeriod]:
    """What can be chosen on a day, none of it beyond that day. The year is the plan's. Raises NoPlanError."""
    plan = current_plan(session)
    begin, end = date(plan.year, 1, 1), min(date(plan.year, 12, 31), today)
    half = date(plan.year, _FIRST_OF_SECOND_HALF, 1)
    found = {Choice.SEMESTER: (half if end >= half else begin, end), Choice.YEAR: (begin, end)}
    cut = latest_cut(session, plan, today)
    if cut is not None:
        found[Choice.CUT] = (begin, cut.on)
    return {choice: ReportPeriod(*days) for choice, days in found.items() if days[0] <= days[1]}


def read_period(text: str, today: date) -> ReportPeriod:
    """Two days as somebody wrote them: 2021-01-01 2021-06-30, 1/1/2021 a 30/6/2021, "1 de enero a 30 de junio de 2021".

    A year that the first day lacks is the second's. What lies beyond `today` is cut off. Raises NotAPeriod.
    """
    days = _days(fold(text))
    if len(days) != 2:
        raise NotAPeriod
    (first_year, *first), (last_year, *last) = days
    year = last_year or today.year
    try:
        begin, end = date(first_year or year, *first), date(year, *last)
    except ValueError as error:
        raise NotAPeriod from error
    return ReportPeriod(begin, min(end, today))


def _days(text: str) -> list[tuple[int, int, int]]:
    """Year (0: not said), month and day of each day in the text, in its order."""
    found = [(match.start(), (int(match[1]), int(match[2]), int(match[3]))) for match in _ISO.finditer(text)]
    found += [(match.start(), (int(match[3]), int(match[2]), int(match[1]))) for match in _SLASHED.finditer(text)]
    for match in _SPOKEN.finditer(text):
        if (month := MONTHS.get(match[2])) is not None:
            day = int(match[1].rstrip("°º")) if match[1][0].isdigit() else 1
            found.append((match.start(), (int(match[3] or 0), month, day)))
    return [day for _, day in sorted(found)]
