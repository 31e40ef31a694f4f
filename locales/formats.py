"""Dates, hours and figures as people read them.

Babel's own es_CO patterns mix no space, U+00A0 and U+202F ("26%", "3:15 p. m."); here every space inside a figure and
its unit, and inside "p. m.", is U+00A0. Names of months, days and units are CLDR's, taken from Babel once a language.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from itertools import groupby
from zoneinfo import ZoneInfo

from locales.joining import joined
from locales.languages import Language
from locales.numbers import grouped, localized

NBSP = "\u00a0"
_CLDR = {Language.ES: "es_CO", Language.EN: "en"}
_SPAN = (("day", 86_400), ("hour", 3_600), ("minute", 60), ("second", 1))


@dataclass(frozen=True, slots=True)
class _Names:
    """CLDR's names: months from 1, days from 0 (Monday), a. m. and p. m., units of time as (one, other)."""

    months: tuple[str, ...]
    days: tuple[str, ...]
    halves: tuple[str, str]
    spans: dict[str, tuple[str, str]]


@cache
def _names(language: Language) -> _Names:
    from babel import Locale  # noqa: PLC0415 - 25 ms that only the first date pays
    from babel.units import format_unit  # noqa: PLC0415 - the same

    locale = Locale.parse(_CLDR[language])
    months, days = locale.months["format"]["wide"], locale.days["format"]["wide"]
    halves = locale.day_periods["format"]["wide"]
    return _Names(
        months=("", *(months[month] for month in range(1, 13))),
        days=tuple(days[day] for day in range(7)),
        halves=(_bound(halves["am"]), _bound(halves["pm"])),
        spans={
            unit: (
                format_unit(1, f"duration-{unit}", locale=locale).removeprefix("1").strip(),
                format_unit(2, f"duration-{unit}", locale=locale).removeprefix("2").strip(),
            )
            for unit, _ in _SPAN
        },
    )


def _bound(text: str) -> str:
    return text.replace("\u202f", NBSP).replace(" ", NBSP)


class Formats:
    """The formats of one language in one zone. Instants are aware and are shown in the zone; a naive one is refused."""

    __slots__ = ("_names", "language", "zone")

    def __init__(self, language: Language, zone: ZoneInfo) -> None:
        self.language = language
        self.zone = zone
        self._names = _names(language)

    # Figures

    def percent(self, value: int) -> str:
        """26 as "26 %". Rounding (down, never up) is the domain's: only whole numbers are taken."""
        return f"{grouped(value, self.language)}{NBSP}%"

    def number(self, value: int) -> str:
        """1240 as "1.240"."""
        return grouped(value, self.language)

    def decimal(self, value: float | Decimal, places: int = 1) -> str:
        """2.5 as "2,5", always with `places` decimals; a half goes away from zero."""
        exact = Decimal(str(value)).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
        return localized(f"{exact:,f}", self.language)

    def size(self, size: int) -> str:
        """A size in bytes as "1,2 MB" (1 MB is a million bytes); one decimal below ten, none from there on."""
        if size < 1000:
            return f"{size}{NBSP}B"
        scaled, unit = Decimal(size), "B"
        for unit in ("kB", "MB", "GB", "TB"):  # noqa: B007 - the unit that the loop stops at is the answer
            scaled /= 1000
            if scaled < Decimal("999.5"):
                break
        tenths = scaled.quantize(Decimal("0.1"), ROUND_HALF_UP)
        whole = tenths >= 10 or tenths == int(tenths)
        return f"{self.decimal(scaled, 0 if whole else 1)}{NBSP}{unit}"

    def duration(self, seconds: float) -> str:
        """A time span in words, in its two largest units: "5 minutos", "1 hora y 30 minutos"; the rest is dropped."""
        left, parts = int(seconds), []
        for unit, length in _SPAN:
            amount, left = divmod(left, length)
            if amount:
                parts.append((unit, self._amount(amount, unit)))
            elif parts:
                break
        if not parts:
            return self._amount(0, "second")
        return self.join([text for _, text in parts[:2]])

    def clock(self, seconds: float) -> str:
        """The length of a recording: "1:05", "1:02:05"."""
        minutes, rest = divmod(int(seconds), 60)
        hours, minutes = divmod(minutes, 60)
        return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"

    def _amount(self, amount: int, unit: str) -> str:
        one, other = self._names.spans[unit]
        return f"{self.number(amount)}{NBSP}{one if amount == 1 else other}"

    # Days

    def date(self, day: dt.date) -> str:
        """The day as "30 de junio de 2021", "30 June 2021".

        Here and below, an instant is taken to the zone before its day is read.
        """
        return f"{self.day_month(day)}{self._of()}{self._day(day).year}"

    def day_month(self, day: dt.date) -> str:
        """The day without its year: "30 de junio", "30 June"."""
        day = self._day(day)
        return f"{day.day}{self._of()}{self._names.months[day.month]}"

    def weekday_date(self, day: dt.date) -> str:
        """The day with its name: "martes 17 de agosto de 2021", "Tuesday 17 August 2021"."""
        return f"{self.weekday_name(day)} {self.date(day)}"

    def weekday_name(self, day: dt.date) -> str:
        """The name of the day of the week: "martes"."""
        return self._names.days[self._day(day).weekday()]

    def month_name(self, month: int) -> str:
        """6 as "junio". Raises ValueError outside 1 … 12."""
        if not 1 <= month <= 12:
            raise ValueError(f"no month has the number {month}")
        return self._names.months[month]

    def dates(self, first: dt.date, last: dt.date) -> str:
        """A range, both days included, saying month and year once: "del 16 al 21 de junio de 2021".

        A single day is only the date. Raises ValueError when the last day is before the first.
        """
        first, last = self._day(first), self._day(last)
        if last < first:
            raise ValueError("a range of dates ends before it begins")
        if first == last:
            return self.date(first)
        if first.year != last.year:
            start = self.date(first)
        elif first.month != last.month:
            start = self.day_month(first)
        else:
            start = str(first.day)
        if self.language is Language.ES:
            return f"del {start} al {self.date(last)}"
        return f"from {start} to {self.date(last)}"

    def days(self, days: Iterable[dt.date]) -> str:
        """Single days in order, each once: "15, 16, 20 y 21 de junio de 2021"; nothing for no days.

        Of several months the month, of several years the year is said with its own days.
        """
        ordered = sorted({self._day(day) for day in days})
        years = groupby(ordered, key=lambda day: day.year)
        return self._series([f"{self._months_of(list(one))}{self._of()}{year}" for year, one in years])

    def _months_of(self, days: Sequence[dt.date]) -> str:
        """Days of one year: "15 y 16 de junio, y 2 de julio"."""
        months = groupby(days, key=lambda day: day.month)
        return self._series(
            [
                f"{self.join([str(day.day) for day in one])}{self._of()}{self._names.months[month]}"
                for month, one in months
            ]
        )

    def _series(self, groups: Sequence[str]) -> str:
        """A list of lists, in which a comma or "y" inside a group is not taken for one between two."""
        conjunction = " y " if self.language is Language.ES else " and "
        if len(groups) < 2 or not any(conjunction in group for group in groups):
            return self.join(groups)
        return f"{'; '.join(groups[:-1])},{conjunction}{groups[-1]}"

    # Instants

    def local(self, instant: dt.datetime) -> dt.datetime:
        """An aware instant in the zone. Raises ValueError for a naive one."""
        if instant.tzinfo is None:
            raise ValueError("an instant needs a zone")
        return instant.astimezone(self.zone)

    def time(self, instant: dt.datetime) -> str:
        """The hour in the zone: "9:15 a. m."; midnight is "12:00 a. m.", noon "12:00 p. m."."""
        local = self.local(instant)
        half = self._names.halves[local.hour >= 12]
        return f"{local.hour % 12 or 12}:{local.minute:02}{NBSP}{half}"

    def moment(self, instant: dt.datetime) -> str:
        """Day and hour in the zone: "1 de julio de 2021, 9:15 a. m."."""
        return f"{self.date(instant)}, {self.time(instant)}"

    # Lists

    def join(self, items: Sequence[str]) -> str:
        """A list: "a, b y c"; "e" before the sound of i. Markup when an item is Markup, the others then escaped."""
        return joined(items, self.language)

    def join_or(self, items: Sequence[str]) -> str:
        """A choice: "a, b o c"; "u" before the sound of o."""
        return joined(items, self.language, alternatives=True)

    def _of(self) -> str:
        return " de " if self.language is Language.ES else " "

    def _day(self, day: dt.date) -> dt.date:
        return self.local(day).date() if isinstance(day, dt.datetime) else day


@cache
def formats(language: Language, zone: ZoneInfo) -> Formats:
    """The formats of a language in a zone, made once."""
    return Formats(language, zone)
