"""Reading when something is to be, in plain Spanish: "30 de junio 10 am", "mañana a las 3", "el viernes", "en 15 días".

Nothing is guessed: where a text can mean two moments, both are given to be chosen from. The library dateparser was
tried first (1.5): of 36 such texts it could not read 19 and read 6 wrongly without a sign of doubt ("mañana a las 3" as
9:00, "15 de jul 14h" as the year 2114, a Thursday called Friday).
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum
from itertools import product
from zoneinfo import ZoneInfo

from locales import fold
from participation.events.moments import Moment
from participation.events.spoken_hours import said_hour
from participation.events.spoken_words import MONTHS, NUMBERS, WEEKDAYS

FARTHEST = timedelta(days=3 * 366)
MOST_CHOICES = 4
WEEK = 7


class Doubt(Enum):
    """Why a text can mean several moments."""

    HALF = "half"  # in the morning or in the afternoon
    DAY = "day"  # which of several days
    YEAR = "year"  # this year's day has passed
    WEEKDAY = "weekday"  # the day of the week and the date do not go together


class Fault(Enum):
    """Why a text cannot be when something is to be."""

    NOT_READ = "not read"
    NO_DAY = "no day"
    NO_SUCH_DAY = "no such day"
    NO_SUCH_HOUR = "no such hour"
    PAST = "past"
    TOO_FAR = "too far"


@dataclass(frozen=True)
class Ambiguous:
    """Several moments are meant possibly; `choices` are to come, the soonest first."""

    doubt: Doubt
    choices: tuple[Moment, ...]


@dataclass(frozen=True)
class Wrong:
    """No moment to come is meant."""

    fault: Fault


@dataclass(frozen=True)
class _Days:
    """The days that were said, and why there are several."""

    days: tuple[date, ...]
    doubt: Doubt | None = None


class _NoSuchDayError(ValueError):
    """A date that the calendar does not have."""


Reader = Callable[[re.Match[str], date], _Days]


def read_moment(text: str, now: datetime, zone: ZoneInfo) -> Moment | Ambiguous | Wrong:
    """What a text says, as days and hours of the entity's zone; `now` is aware."""
    local = now.astimezone(zone)
    said = _prepared(text)
    if (soon := _in_hours(said, local)) is not None:
        return soon
    try:
        days, rest = _days(said, local.date())
    except _NoSuchDayError:
        return Wrong(Fault.NO_SUCH_DAY)
    hour = said_hour(rest)
    if hour is not None:
        rest = _without(rest, hour.span)
        if not hour.choices:
            return Wrong(Fault.NO_SUCH_HOUR)
    if re.search(r"\d", rest) or (days is None and hour is None):
        return Wrong(Fault.NOT_READ)
    if days is None:
        return Wrong(Fault.NO_DAY)
    minutes = hour.minutes if hour is not None else None
    hours = hour.choices if hour is not None else (None,)
    meant = [Moment(day, one, minutes) for day, one in product(days.days, hours)]
    return _chosen(meant, days.doubt, local, zone)


def _chosen(
    meant: Iterable[Moment], doubt: Doubt | None, local: datetime, zone: ZoneInfo
) -> Moment | Ambiguous | Wrong:
    """The one moment that is to come, or the question which of them."""
    coming = sorted((one for one in meant if not is_past(one, local, zone)), key=lambda one: (one.day, str(one.hour)))
    if not coming:
        return Wrong(Fault.PAST)
    if coming[0].day > local.date() + FARTHEST:
        return Wrong(Fault.TOO_FAR)
    if len(coming) == 1 and doubt not in {Doubt.YEAR, Doubt.WEEKDAY}:
        return coming[0]
    several_days = len({one.day for one in coming}) > 1 or doubt in {Doubt.YEAR, Doubt.WEEKDAY}
    return Ambiguous((doubt if several_days else None) or Doubt.HALF, tuple(coming[:MOST_CHOICES]))


def is_past(moment: Moment, now: datetime, zone: ZoneInfo) -> bool:
    """Whether a moment is over; a day without an hour is so from the next day on."""
    instant = moment.instant(zone)
    return moment.day < now.astimezone(zone).date() if instant is None else instant <= now


def _prepared(text: str) -> str:
    """Folded; "a. m." and its like as "am", everything else as words and figures."""
    said = re.sub(r"(?<![a-zñ])([ap])\s*\.?\s*m\b\.?", r"\1m", fold(text).replace("\u00a0", " "))
    said = re.sub(r"[,;()«»\"¿?¡!]+|\.(?=\s|$)", " ", said)
    return re.sub(r"\s+", " ", said).strip()


def _without(text: str, span: tuple[int, int]) -> str:
    return f"{text[: span[0]]} ; {text[span[1] :]}"


def _in_hours(said: str, local: datetime) -> Moment | None:
    """ "en una hora", "en 3 horas": rounded to the minute."""
    found = re.fullmatch(rf"(?:en|dentro de) {_AMOUNT} horas?", said)
    if found is None:
        return None
    then = local + timedelta(hours=_amount(found["amount"]))
    return Moment(then.date(), then.time().replace(second=0, microsecond=0))


def _days(said: str, today: date) -> tuple[_Days | None, str]:
    """The days of the first rule that finds some, and the text without them.

    A day of the week beside a date is checked against it.
    """
    for pattern, reader in _RULES:
        found = pattern.search(said)
        if found is not None:
            days, rest = reader(found, today), _without(said, found.span())
            weekday = _WEEKDAY.search(rest)
            if weekday is not None:
                rest = _without(rest, weekday.span())
                days = _checked(days, WEEKDAYS[weekday["weekday"]])
            return days, rest
    return None, said


def _checked(days: _Days, weekday: int) -> _Days:
    """The days that fall on a day of the week; where none does, the date as it was said and the nearest such day."""
    fitting = tuple(day for day in days.days if day.weekday() == weekday)
    if fitting:
        return _Days(fitting, days.doubt)
    day = days.days[0]
    nearest = day + timedelta(days=(weekday - day.weekday() + 3) % WEEK - 3)
    return _Days((day, nearest), Doubt.WEEKDAY)


def _date(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError as error:
        raise _NoSuchDayError from error


def _dated(day: int, month: int, year: str | None, today: date) -> _Days:
    """A day of a month. Without its year it is the next one; when this year's has passed, that is asked."""
    if year is not None:
        return _Days((_date(int(year) + (2000 if len(year) == 2 else 0), month, day),))
    this = _date(today.year, month, day)
    return _Days((this,)) if this >= today else _Days((_date(today.year + 1, month, day),), Doubt.YEAR)


def _iso(found: re.Match[str], _today: date) -> _Days:
    return _Days((_date(int(found["year"]), int(found["month"]), int(found["day"])),))


def _figures(found: re.Match[str], today: date) -> _Days:
    return _dated(int(found["day"]), int(found["month"]), found["year"], today)


def _named(found: re.Match[str], today: date) -> _Days:
    said = found["day"]
    day = 1 if said.startswith("primer") else _amount(said)
    return _dated(day, MONTHS[found["month"]], found["year"], today)


def _relative(found: re.Match[str], today: date) -> _Days:
    return _Days((today + timedelta(days=_NEAR[re.sub("manana", "mañana", found["near"])]),))


def _after(found: re.Match[str], today: date) -> _Days:
    """ "en 15 días" is two weeks to many and fifteen days to others; "en 8 días" is a week."""
    amount, unit = _amount(found["amount"]), found["unit"]
    if unit.startswith("semana"):
        return _Days((today + timedelta(weeks=amount),))
    if unit.startswith("mes"):
        months = today.month - 1 + amount
        return _Days((_date(today.year + months // 12, months % 12 + 1, today.day),))
    exact = today + timedelta(days=amount)
    return _Days((exact - timedelta(days=1), exact), Doubt.DAY) if amount in {8, 15} else _Days((exact,))


def _weekday(found: re.Match[str], today: date) -> _Days:
    """ "el viernes": the next one; said on a Friday, today or in a week. "El próximo" can skip this week's."""
    first = today + timedelta(days=(WEEKDAYS[found["weekday"]] - today.weekday()) % WEEK)
    monday = today - timedelta(days=today.weekday())
    this_week = first < monday + timedelta(days=WEEK)
    if found["week"]:
        is_next = not found["week"].startswith("esta")
        return _Days((monday + timedelta(days=WEEKDAYS[found["weekday"]] + WEEK * is_next),))
    if found["next"] or found["coming"]:
        later = first + timedelta(days=WEEK)
        return _Days((later,)) if first == today else _Days((first, later), Doubt.DAY) if this_week else _Days((first,))
    return _Days((first, first + timedelta(days=WEEK)), Doubt.DAY) if first == today else _Days((first,))


def _day_of_month(found: re.Match[str], today: date) -> _Days:
    """ "el 15", "viernes 9": of this month or of the next one."""
    day = int(found["day"])
    year, month = today.year, today.month
    if day < today.day:
        year, month = year + month // 12, month % 12 + 1
    days = _Days((_date(year, month, day),))
    return _checked(days, WEEKDAYS[found["weekday"]]) if found["weekday"] else days


def _amount(said: str) -> int:
    return NUMBERS[said] if said in NUMBERS else int(said)


_NEAR = {"anteayer": -2, "ayer": -1, "hoy": 0, "mañana": 1, "pasado mañana": 2}
_NAMES = "|".join(sorted(NUMBERS, key=len, reverse=True))
_AMOUNT = rf"(?P<amount>\d{{1,3}}|{_NAMES})"
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
        (rf"\b(?:en|dentro de|de hoy en)\s+{_AMOUNT}\s+(?P<unit>dias?|semanas?|mes(?:es)?)\b", _after),
        (r"(?<!la )(?<!de )\b(?P<near>anteayer|ayer|hoy|pasado\s+ma[ñn]ana|ma[ñn]ana)\b", _relative),
        (rf"\b(?:el|dia|{_WEEKDAY.pattern})\s+(?:dia\s+)?(?P<day>\d{{1,2}})\b{_HOUR_FOLLOWS}", _day_of_month),
        (rf"\b(?P<next>proximo\s+)?{_WEEKDAY.pattern}{_COMING}{_WEEK}", _weekday),
    )
)
