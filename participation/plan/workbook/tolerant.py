"""What people write in cells, as the plan file writes it: dates in words, percentages, hours, words of a list.

What is not understood stays as it is: the reader of the plan file then says what is wrong with it.
"""

import re
from collections.abc import Callable, Sequence
from datetime import date

from locales import fold
from participation.plan.workbook.columns import Column, Kind
from participation.plan.workbook.words import understood

_MONTHS = ("ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sep", "oct", "nov", "dic")
_MONTH_NAMES = {
    **{name: number for number, name in enumerate(_MONTHS, start=1)},
    **{"set": 9, "enero": 1, "febrero": 2, "marzo": 3, "abril": 4, "mayo": 5, "junio": 6, "julio": 7, "agosto": 8},
    **{"septiembre": 9, "setiembre": 9, "octubre": 10, "noviembre": 11, "diciembre": 12},
}
_WEEKDAY = re.compile(r"^(lunes|martes|miercoles|jueves|viernes|sabado|domingo),? +(el +)?")
_DAY_FIRST = re.compile(r"(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4})")
_YEAR_FIRST = re.compile(r"(\d{4})[/.-](\d{1,2})[/.-](\d{1,2})(?:[ t]0?0:00(?::00)?)?")
_IN_WORDS = re.compile(r"(\d{1,2})[ ./-]*(?:º|o)?\s*(?:de\s+)?([a-z]+)\.?[ ,./-]*(?:del?\s+)?(\d{4})")
_HOUR = re.compile(r"(\d{1,2})(?:[:.h](\d{2}))?(?::\d{2})? ?(a|p)?\.? ?m?\.?(?: ?h(?:oras)?\.?)?")
_PERCENTAGE = re.compile(r"(\d{1,3})(?:[.,]0+)?\s*%?")
_THOUSANDS = re.compile(r"\d{1,3}(?:[.\u00a0 ]\d{3})+")
_ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4", "primer": "1", "segundo": "2", "tercer": "3", "cuarto": "4"}
_SPAN = re.compile(
    r"(?:(\d|i{1,3}|iv|primer|segundo|tercer|cuarto)\s+)?(semestre|trimestre)\s*(\d)?(?:\s+del?)?\s+(\d{4})"
)
_SHORT_SPAN = re.compile(r"(?:(\d{4})[ -]*)?(s|t|m)[ -]?(\d{1,2})(?:[ -/]*(\d{4}))?")
_MONTH_SPAN = re.compile(r"([a-z]+)\.?(?:\s+del?|\s*[-/])?\s+(\d{4})")
LONGEST = 60
"""Characters of a date, an hour or a period with room to spare; more is none, and is not looked at."""
_YES = {"si", "verdadero", "true", "x", "yes"}
_NO = {"no", "falso", "false"}


def _plain(text: str) -> str:
    """Folded, with one blank where there were more; empty where it is too long to be one of these."""
    plain = " ".join(fold(text).split()) if len(text) <= 10 * LONGEST else ""
    return plain if len(plain) <= LONGEST else ""


def as_day(text: str) -> str:
    """A date as the plan file writes it; days come before months, as in Colombia."""
    plain = _WEEKDAY.sub("", _plain(text))
    if found := _YEAR_FIRST.fullmatch(plain):
        return _iso(text, *map(int, found.groups()))
    if found := _DAY_FIRST.fullmatch(plain):
        day, month, year = map(int, found.groups())
        return _iso(text, year, month, day)
    if (found := _IN_WORDS.fullmatch(plain)) and (number := _month(found[2])):
        return _iso(text, int(found[3]), number, int(found[1]))
    return text


def as_hour(text: str) -> str:
    """An hour from 0:00 to 23:59."""
    found = _HOUR.fullmatch(_plain(text))
    if found is None or (found[2] is None and found[3] is None):
        return text
    hour, minute = int(found[1]), int(found[2] or 0)
    if found[3]:
        if not 1 <= hour <= 12:
            return text
        hour = hour % 12 + (12 if found[3] == "p" else 0)
    return f"{hour:02}:{minute:02}"


def as_percentage(text: str) -> str:
    """The whole number of a percentage. What has decimals stays as it is: nothing is rounded."""
    found = _PERCENTAGE.fullmatch(text.strip())
    return str(int(found[1])) if found else text


def as_number(text: str) -> str:
    """A whole number, without the points between its thousands."""
    return re.sub(r"\D", "", text) if _THOUSANDS.fullmatch(text) else text


def as_yes_or_no(text: str) -> str:
    """The plan file's word for it."""
    plain = fold(text).strip()
    return "sí" if plain in _YES else "no" if plain in _NO else text


def as_period(text: str) -> str:
    """A span of the year: "I semestre de 2021" is 2021-S1."""
    plain = _plain(text)
    if found := _SHORT_SPAN.fullmatch(plain):
        year = found[1] or found[4]
        number = found[3].zfill(2) if found[2] == "m" else found[3]
        return f"{year}-{found[2].upper()}{number}" if year else text
    if found := _SPAN.fullmatch(plain):
        number = found[3] or _ROMAN.get(found[1] or "", found[1])
        return f"{found[4]}-{found[2][0].upper()}{number}" if number else text
    if (found := _MONTH_SPAN.fullmatch(plain)) and (month := _month(found[1])):
        return f"{found[2]}-M{month:02}"
    return text


def _as_period_or_day(text: str) -> str:
    day = as_day(text)
    return as_period(text) if day == text else day


def _as_code(text: str) -> str:
    return text.lower()


_READERS: dict[Kind, Callable[[str], str]] = {
    Kind.DAY: as_day,
    Kind.HOUR: as_hour,
    Kind.PERCENTAGE: as_percentage,
    Kind.NUMBER: as_number,
    Kind.NUMBER_OR_UNKNOWN: as_number,
    Kind.YEAR: str,
    Kind.YES_OR_NO: as_yes_or_no,
    Kind.PERIOD: as_period,
    Kind.PERIOD_OR_DAY: _as_period_or_day,
    Kind.CODE: _as_code,
}


def as_in_plan_file(column: Column, text: str) -> str:
    """One value of a cell as the plan file writes it."""
    if column.kind is Kind.WORD and column.words is not None:
        return understood(column.words).get(fold(" ".join(text.replace("_", " ").split())), text)
    return _READERS.get(column.kind, str)(text)


def listed(column: Column, text: str) -> Sequence[str]:
    """The elements of a list in one cell: one a line; a line that begins with two blanks goes on the one before.

    Codes, dates and words may also stand beside one another, with commas or semicolons between.
    """
    if column.kind is not Kind.TEXT:
        return [part.strip() for part in re.split(r"[\n;,]", text) if part.strip()]
    elements: list[str] = []
    for line in text.split("\n"):
        if line.startswith(CONTINUES) and elements:
            elements[-1] += "\n" + line.removeprefix(CONTINUES)
        elif line.strip():
            elements.append(line)
    return [element.strip() for element in elements]


CONTINUES = "  "
"""How a line begins that belongs to the element above it."""


def _month(name: str) -> int | None:
    return _MONTH_NAMES.get(name)


def _iso(text: str, year: int, month: int, day: int) -> str:
    """The date; where there is none, its parts in order, so that it is told that the calendar does not have it."""
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return f"{year:04}-{month:02}-{day:02}" if month < 100 and day < 100 else text
