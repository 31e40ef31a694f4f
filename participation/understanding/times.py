"""The date or the period that a message names ("en marzo", "el 30 de junio", "el segundo semestre", "esta semana")."""

from calendar import monthrange
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple


@dataclass(frozen=True)
class AskedTime:
    """What was said, as it was said: parts that were left out are None.

    `relative` is one of the keys of the language's [relative] table, such as "this_week", or a unit such as "months":
    then `ago` tells how many of them before today.
    """

    year: int | None = None
    semester: int | None = None
    quarter: int | None = None
    month: int | None = None
    day: int | None = None
    relative: str | None = None
    ago: int | None = None

    @property
    def is_of_a_period(self) -> bool:
        """Whether it is a quarter, a semester or the month that a semester ends with ("a 30 de junio")."""
        ends_semester = self.month is not None and self.month % 6 == 0
        return ends_semester or bool(self.quarter or self.semester) or self.relative in {*_QUARTERS, *_SEMESTERS}

    def span(self, vigencia: int, today: date) -> tuple[date, date] | None:
        """First and last day; a year that was not said is the plan's. None when there is no such day."""
        if self.relative is not None:
            return _relative(self.relative, today) if self.ago is None else _before(today, self.relative, self.ago)
        year = self.year or vigencia
        if self.day is not None and self.month is not None:
            exists = 1 <= self.day <= monthrange(year, self.month)[1]
            return (date(year, self.month, self.day),) * 2 if exists else None
        for number, months in ((self.month, 1), (self.quarter, 3), (self.semester, 6)):
            if number is not None:
                return _months(year, months * (number - 1) + 1, months * number)
        return _months(year, 1, 12)


def _months(year: int, first: int, last: int) -> tuple[date, date]:
    return date(year, first, 1), date(year, last, monthrange(year, last)[1])


def _relative(said: str, today: date) -> tuple[date, date] | None:
    monday = today - timedelta(days=today.weekday())
    if said in _DAYS:
        day = today + timedelta(days=_DAYS[said])
        return day, day
    if said in _WEEKS:
        start = monday + timedelta(weeks=_WEEKS[said])
        return start, start + timedelta(days=6)
    found = next(((table[said], months) for table, months in _PARTS if said in table), None)
    return _part(today, *found) if found is not None else None


def _part(today: date, step: int, months: int) -> tuple[date, date]:
    """A month, quarter, semester or year: `step` parts of so many months from the one that today is in."""
    first = (today.year * 12 + today.month - 1) // months * months + step * months
    return _months(first // 12, first % 12 + 1, first % 12 + months)


def _before(today: date, unit: str, many: int) -> tuple[date, date] | None:
    """The day so many units before today; of a shorter month its last one. None before the year 1."""
    if unit in _IN_DAYS:
        return (today - timedelta(days=many * _IN_DAYS[unit]),) * 2 if many < MOST_AGO else None
    index = today.year * 12 + today.month - 1 - many * _IN_MONTHS[unit]
    if index < 12 * date.min.year:
        return None
    year, month = index // 12, index % 12 + 1
    return (date(year, month, min(today.day, monthrange(year, month)[1])),) * 2


MOST_AGO = 10_000
_IN_DAYS = {"days": 1, "weeks": 7}
_IN_MONTHS = {"months": 1, "years": 12}
_DAYS = {"today": 0, "yesterday": -1, "tomorrow": 1, "before_yesterday": -2}
_WEEKS = {"this_week": 0, "last_week": -1, "next_week": 1}
_MONTHS = {"this_month": 0, "last_month": -1, "next_month": 1}
_YEARS = {"this_year": 0, "last_year": -1, "next_year": 1}
_QUARTERS = {"this_quarter": 0, "last_quarter": -1, "next_quarter": 1}
_SEMESTERS = {"this_semester": 0, "last_semester": -1, "next_semester": 1}
_PARTS = ((_MONTHS, 1), (_QUARTERS, 3), (_SEMESTERS, 6), (_YEARS, 12))
RELATIVE = frozenset((*_DAYS, *_WEEKS, *(name for table, _ in _PARTS for name in table)))


@dataclass(frozen=True)
class TimeWords:
    """The words of a language for times; phrases are tuples of folded words."""

    months: Mapping[str, int]
    ordinals: Mapping[str, int]
    semester: frozenset[str]
    quarter: frozenset[str]
    month_links: frozenset[str]
    relative: Mapping[tuple[str, ...], str]
    whole_phrases: Mapping[tuple[str, ...], tuple[str, int]]
    ago: frozenset[str]
    units: Mapping[str, str]
    numbers: Mapping[str, int]

    def number(self, word: str) -> int | None:
        """A number in digits or in words."""
        return int(word) if word.isdecimal() and len(word) <= 4 else self.numbers.get(word)


class Said(NamedTuple):
    """A time and where it stands among the words; `end` is behind its last word."""

    time: AskedTime
    start: int
    end: int


def asked_time(words: Sequence[str], known: TimeWords) -> AskedTime | None:
    """The first time that folded words name; None when they name none."""
    year = _year(words)
    first = next(_said(words, known, year), None)
    if first is not None:
        return first.time
    return AskedTime(year=year) if year is not None else None


def places_of_times(words: Sequence[str], known: TimeWords) -> frozenset[int]:
    """The places of the words that name a time; a year that stands by itself is not among them."""
    return frozenset(place for said in _said(words, known, _year(words)) for place in range(said.start, said.end))


def _year(words: Sequence[str]) -> int | None:
    return next((int(word) for word in words if len(word) == 4 and word.isdigit() and 2000 <= int(word) <= 2100), None)


def _said(words: Sequence[str], known: TimeWords, year: int | None) -> Iterator[Said]:
    """Every time that is named, in order."""
    for place in range(len(words)):
        found = (
            _phrase(words, place, known, year)
            or _ago(words, place, known)
            or _part_of_year(words, place, known, year)
            or _month(words, place, known, year)
            or _numeric(words, place, year)
        )
        if found is not None:
            yield found


def _phrase(words: Sequence[str], place: int, known: TimeWords, year: int | None) -> Said | None:
    for length in (4, 3, 2, 1):
        said = tuple(words[place : place + length])
        if said in known.relative and not _is_named_behind(words, place + len(said), known):
            return Said(AskedTime(relative=known.relative[said]), place, place + len(said))
        if said in known.whole_phrases:
            part, number = known.whole_phrases[said]
            time = AskedTime(year, semester=number) if part == "semester" else AskedTime(year, quarter=number)
            return Said(time, place, place + len(said))
    return None


def _is_named_behind(words: Sequence[str], place: int, known: TimeWords) -> bool:
    """Whether it is said which one is meant: «en el mes de marzo», «en el año 2020»."""
    named = words[place + 1 : place + 2] if words[place : place + 1] and words[place] in known.month_links else []
    return any(word in known.months or _year([word]) for word in (*words[place : place + 1], *named))


def _ago(words: Sequence[str], place: int, known: TimeWords) -> Said | None:
    """«Hace dos meses»."""
    three = words[place : place + 3]
    if len(three) < 3 or three[0] not in known.ago or three[2] not in known.units:
        return None
    many = known.number(three[1])
    return Said(AskedTime(relative=known.units[three[2]], ago=many), place, place + 3) if many is not None else None


def _part_of_year(words: Sequence[str], place: int, known: TimeWords, year: int | None) -> Said | None:
    word = words[place]
    if word not in known.semester and word not in known.quarter:
        return None
    near = [index for index in (place - 1, place + 1) if 0 <= index < len(words)]
    beside, number = next(
        ((index, known.ordinals[words[index]]) for index in near if words[index] in known.ordinals), (place, 0)
    )
    start, end = min(place, beside), max(place, beside) + 1
    if word in known.semester:
        return Said(AskedTime(year=year, semester=number), start, end) if 1 <= number <= 2 else None
    return Said(AskedTime(year=year, quarter=number), start, end) if 1 <= number <= 4 else None


def _month(words: Sequence[str], place: int, known: TimeWords, year: int | None) -> Said | None:
    month = known.months.get(words[place])
    if month is None:
        return None
    at = _place_of_day(words, place, known)
    day = known.number(words[at]) if at is not None else None
    beside = place if at is None else at
    return Said(AskedTime(year=year, month=month, day=day), min(place, beside), max(place, beside) + 1)


def _place_of_day(words: Sequence[str], place: int, known: TimeWords) -> int | None:
    """Where the day stands: before a month («30 de junio», «treinta de junio») or behind it («junio 30»)."""
    near = place - 2 if place >= 2 and words[place - 1] in known.month_links else place - 1
    behind = [place + 1] if place + 1 < len(words) and words[place + 1].isdecimal() else []
    for at in ([near] if near >= 0 else []) + behind:
        number = known.number(words[at])
        if number is not None and 1 <= number <= 31:
            return at
    return None


def _numeric(words: Sequence[str], place: int, year: int | None) -> Said | None:
    """30/06/2021 and 2021-06-30, which are read as three numbers in a row."""
    three = words[place : place + 3]
    if len(three) < 3 or not all(word.isdigit() and len(word) <= 4 for word in three) or year is None:
        return None
    first, second, third = (int(word) for word in three)
    day, month = (third, second) if first == year else (first, second)
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    return Said(AskedTime(year=year, month=month, day=day), place, place + 3)
