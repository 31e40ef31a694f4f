"""The days to come that a text says ("30 de junio", "mañana", "el viernes"), and why there may be several."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from participation.events.spoken_words import MONTHS, NUMBERS, WEEKDAYS

WEEK = 7
_NAMES = "|".join(sorted(NUMBERS, key=len, reverse=True))
AMOUNT = rf"(?P<amount>\d{{1,3}}|{_NAMES})"


class Doubt(Enum):
    """Why a text can mean several moments."""

    HALF = "half"  # in the morning or in the afternoon
    DAY = "day"  # which of several days
    YEAR = "year"  # this year's day has passed
    WEEKDAY = "weekday"  # the day of the week and the date do not go together


@dataclass(frozen=True)
class Days:
    """The days that were said, and why there are several."""

    days: tuple[date, ...]
    doubt: Doubt | None = None


class NoSuchDay(ValueError):
    """A date that the calendar does not have."""


Reader = Callable[[re.Match[str], date], Days]


def said_days(said: str, today: date) -> tuple[Days | None, str]:
    """The days of the first rule that finds some, and the text without them.

    A day of the week beside a date is checked against it.
    """
    for pattern, reader in _RULES:
        found = pattern.search(said)
        if found is not None:
            days, rest = reader(found, today), without(said, found.span())
            weekday = _WEEKDAY.search(rest)
            if weekday is not None:
                rest = without(rest, weekday.span())
                days = _checked(days, WEEKDAYS[weekday["weekday"]])
            return days, rest
    return None, said


def without(text: str, span: tuple[int, int]) -> str:
    """A text whose span was read; what stood around it does not come together."""
    return f"{text[: span[0]]} ; {text[span[1] :]}"


def _checked(days: Days, weekday: int) -> Days:
    """The days that fall on a day of the week; where none does, the date as it was said and the nearest such day."""
    fitting = tuple(day for day in days.days if day.weekday() == weekday)
    if fitting:
        return Days(fitting, days.doubt)
    day = days.days[0]
    nearest = day + timedelta(days=(weekday - day.weekday() + 3) % WEEK - 3)
    return Days((day, nearest), Doubt.WEEKDAY)


def _date(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError as error:
        raise NoSuchDay from error


def _dated(day: int, month: int, year: str | None, today: date) -> Days:
    """A day of a month. Without its year it is the next one; when this year's has passed, that is asked."""
    if year is not None:
        return Days((_date(int(year) + (2000 if len(year) == 2 else 0), month, day),))
    this = _date(today.year, month, day)
    return Days((this,)) if this >= today else Days((_date(today.year + 1, month, day),), Doubt.YEAR)


def _iso(found: re.Match[str], _today: date) -> Days:
    return Days((_date(int(found["year"]), int(found["month"]), int(found["day"])),))


def _figures(found: re.Match[str], today: date) -> Days:
    return _dated(int(found["day"]), int(found["month"]), found["year"], today)


def _named(found: re.Match[str], today: date) -> Days:
    said = found["day"]
    day = 1 if said.startswith("primer") else said_amount(said)
    return _dated(day, MONTHS[found["month"]], found["year"], today)


def _relative(found: re.Match[str], today: date) -> Days:
    return Days((today + timedelta(days=_NEAR[re.sub("manana", "mañana", found["near"])]),))


def _after(found: re.Match[str], today: date) -> Days:
    """ "en 15 días" is two weeks to many and fifteen days to others; "en 8 días" is a week."""
    amount, unit = said_amount(found["amount"]), found["unit"]
    if unit.startswith("semana"):
        return Days((today + timedelta(weeks=amount),))
    if unit.startswith("mes"):
        months = today.month - 1 + amount
        return Days((_date(today.year + months // 12, months % 12 + 1, today.day),))
    exact = today + timedelta(days=amount)
    return Days((exact - timedelta(days=1), exact), Doubt.DAY) if amount in {8, 15} else Days((exact,))


def _weekday(found: re.Match[str], today: date) -> Days:
    """ "el viernes": the next one; said on a Friday, today or in a week. "El próximo" can skip this week's."""
    first = today + timedelta(days=(WEEKDAYS[found["weekday"]] - today.weekday()) % WEEK)
    monday = today - timedelta(days=today.weekday())
    this_week = first < monday + timedelta(days=WEEK)
    if found["week"]:
        is_next = not found["week"].startswith("esta")
        return Days((monday + timedelta(days=WEEKDAYS[found["weekday"]] + WEEK * is_next),))
    if found["next"] or found["coming"]:
        later = first + timedelta(days=WEEK)
        return Days((later,)) if first == today else Days((first, later), Doubt.DAY) if this_week else Days((first,))
    return Days((first, first + timedelta(days=WEEK)), Doubt.DAY) if first == today else Days((first,))


def _day_of_month(found: re.Match[str], today: date) -> Days:
    """ "el 15", "viernes 9": of this month or of the next one."""
    day = int(found["day"])
    year, month = today.year, today.month
    if day < today.day:
        year, month = year + month // 12, month % 12 + 1
    days = Days((_date(year, month, day),))
    return _checked(days, WEEKDAYS[found["weekday"]]) if found["weekday"] else days


def said_amount(said: str) -> int:
    """What `AMOUNT` found, in figures or in words."""
    return NUMBERS[said] if said in NUMBERS else int(said)


_NEAR = {"anteayer": -2, "ayer": -1, "hoy": 0, "mañana": 1, "pasado mañana": 2}
_MONTH = rf"(?P<month>{'|'.join(sorted(MONTHS, key=len, reverse=True))})\b\.?"
_YEAR = r"(?P<year>\d{4}|\d{2})"
_OF_YEAR = r"(?:\s+(?:del?\s+)?(?P<year>\d{4})\b)?"
_HOUR_FOLLOWS = r"(?!\s*(?:[ap]m|m\b|h\b|y\s|de la|del medio)|[:.h]\d)"
_WEEKDAY = re.compile(rf"\b(?P<weekday>{'|'.join(sorted(WEEKDAYS, key=len, reverse=True))})\b\.?")
_COMING = r"(?P<coming>\s+(?:que viene|entrante|proximo))?"
_WEEK = r"(?:\s+de\s+(?P<week>esta semana|la (?:otra|proxima|siguiente) semana|la semana (?:entrante|que viene)))?"
_RULES: tuple[tuple[re.Pattern[str], Reader], ...] = tuple(
    (re.compile(pattern), reader)
    for pattern, reader in (
        (r"(?<!\d)(?P<year>\d{4})[-/](?P<month>\d{1,2})[-/](?P<day>\d{1,2})(?!\d)", _iso),
        (rf"(?<![\d/])(?P<day>\d{{1,2}})(?P<sep>[/-])(?P<month>\d{{1,2}})(?:(?P=sep){_YEAR})?(?![\d/:])", _figures),
        (rf"(?<!\d)(?P<day>\d{{1,2}})\.(?P<month>\d{{1,2}})\.{_YEAR}(?!\d)", _figures),
        (rf"\b(?P<day>\d{{1,2}}|primero|{_NAMES})\s+(?:de\s+|del\s+mes\s+de\s+)?{_MONTH}{_OF_YEAR}", _named),
        (rf"\b{_MONTH}\s+(?P<day>\d{{1,2}})\b{_HOUR_FOLLOWS}{_OF_YEAR}", _named),
        (rf"\b(?:en|dentro de|de hoy en)\s+{AMOUNT}\s+(?P<unit>dias?|semanas?|mes(?:es)?)\b", _after),
        (r"(?<!la )(?<!de )\b(?P<near>anteayer|ayer|hoy|pasado\s+ma[ñn]ana|ma[ñn]ana)\b", _relative),
        (rf"\b(?:el|dia|{_WEEKDAY.pattern})\s+(?:dia\s+)?(?P<day>\d{{1,2}})\b{_HOUR_FOLLOWS}", _day_of_month),
        (rf"\b(?P<next>proximo\s+)?{_WEEKDAY.pattern}{_COMING}{_WEEK}", _weekday),
    )
)
