"""The date of a cut and its name: the last period that is over, today, or a day that somebody typed."""

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from locales import Language, fold, formats
from participation.events.spoken_words import MONTHS, NUMBERS
from participation.plan.current import current_plan
from participation.plan.periods import MONTHS_IN
from storage import Session
from storage.queries.plan_parts import Part
from storage.queries.plan_told import told_parts

ROMAN = ("I", "II", "III", "IV")
NAMES = {"S": "semestre", "T": "trimestre"}
_NEAR = {"hoy": 0, "ayer": 1, "anteayer": 2, "antier": 2}
_NUMBERS = "|".join(sorted(NUMBERS, key=len, reverse=True))
_MONTH = rf"(?P<month>{'|'.join(sorted(MONTHS, key=len, reverse=True))})\b\.?(?:\s+(?:del?\s+)?(?P<year>\d{{4}})\b)?"


class NotADay(ValueError):
    """No day was read, or none that the calendar has."""


@dataclass(frozen=True)
class CutDate:
    """A day, and what a cut of it is called; the name is Spanish, as the plan is."""

    on: date
    label: str


def proposed_dates(session: Session, today: date) -> list[CutDate]:
    """The end of the last period of the plan's year that is over by a day, and that day. Raises NoPlanError."""
    unit, year = _unit(session), current_plan(session).year
    months = MONTHS_IN[unit]
    first = date(today.year, (today.month - 1) // months * months + 1, 1)
    ended = min(first - timedelta(days=1), date(year, 12, 31))
    days = dict.fromkeys((ended, today) if ended.year == year else (today,))
    return [CutDate(day, cut_label(session, day)) for day in days]


def cut_label(session: Session, on: date) -> str:
    """What a cut of a day is called: "I semestre", "III trimestre", or the day itself. Raises NoPlanError."""
    return _label(on, _unit(session) if on.year == current_plan(session).year else None)


def read_day(text: str, today: date, vigencia: int) -> date:
    """A day as somebody wrote it: "30 de junio", "15/05/2021", "2021-03-31", "ayer", "marzo" (its last day).

    Without a year it is the last such day, if it is of the plan's year or later; else this year's, which is to come.
    Raises NotADay.
    """
    said = re.sub(r"[,;.]+(?=\s|$)", " ", fold(text)).strip()
    if said in _NEAR:
        return today - timedelta(days=_NEAR[said])
    for pattern, reader in _RULES:
        if (found := pattern.search(said)) is not None:
            try:
                day = reader(found, today.year)
                is_of_last_year = found["year"] is None and day > today and today.year > vigencia
                return reader(found, today.year - 1) if is_of_last_year else day
            except ValueError as error:
                raise NotADay(text) from error
    raise NotADay(text)


def _unit(session: Session) -> str:
    """The shortest span in which the plan programs: a month, a quarter, a semester."""
    parts = told_parts(session, current_plan(session))
    codes = {
        str(row.values["period"])
        for row in parts
        if row.part in {Part.PRODUCT, Part.UNITEMISED} and row.values["period"]
    }
    units = {code[5] for code in codes if len(code) > 5}
    return next((unit for unit in ("M", "T") if unit in units), "S")


def _label(on: date, unit: str | None) -> str:
    """Outside the plan's year no period of it ends: the day itself is the name."""
    written = formats(Language.ES, ZoneInfo("UTC"))  # of days, which no zone changes
    if unit is None or on.day != monthrange(on.year, on.month)[1] or on.month % MONTHS_IN[unit]:
        return written.date(on).replace("\u00a0", " ")
    if unit == "M":
        return written.month_name(on.month)
    return f"{ROMAN[on.month // MONTHS_IN[unit] - 1]} {NAMES[unit]}"


def _figures(found: re.Match[str], year: int) -> date:
    said = found["year"]
    return date(int(said) + (2000 if len(said) == 2 else 0) if said else year, int(found["month"]), int(found["day"]))


def _named(found: re.Match[str], year: int) -> date:
    said = found["day"]
    day = 1 if said.startswith("primer") else NUMBERS.get(said) or int(said.rstrip("°º"))
    return date(int(found["year"] or year), MONTHS[found["month"]], day)


def _month(found: re.Match[str], year: int) -> date:
    month, own = MONTHS[found["month"]], int(found["year"] or year)
    return date(own, month, monthrange(own, month)[1])


_RULES: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], int], date]], ...] = tuple(
    (re.compile(pattern), reader)
    for pattern, reader in (
        (r"(?<!\d)(?P<year>\d{4})[-/](?P<month>\d{1,2})[-/](?P<day>\d{1,2})(?!\d)", _figures),
        (r"(?<!\d)(?P<day>\d{1,2})[-/.](?P<month>\d{1,2})(?:[-/.](?P<year>\d{4}|\d{2}))?(?!\d)", _figures),
        (rf"\b(?P<day>\d{{1,2}}[°º]?|primero|{_NUMBERS})\s+(?:de\s+)?{_MONTH}", _named),
        (rf"\b{_MONTH}", _month),
    )
)
