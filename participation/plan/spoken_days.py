"""Reading days that have passed, that of a cut, and periods of a plan, in plain Spanish.

"ayer", "el 30 de junio", "15, 16 y 20 de junio de 2021", "hace 3 días"; "segundo semestre", "octubre", "2021-T4".
What is to come is read by `participation.events.spoken_dates`.
"""

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta

from locales import fold
from participation.events.spoken_words import MONTHS, NUMBERS, WEEKDAYS
from participation.plan.periods import Period

MOST_DAYS = 12


class NotADay(ValueError):
    """No day was read, or several, or none that the calendar has."""


_NEAR = {"hoy": 0, "ayer": 1, "anteayer": 2, "antier": 2}
_ORDINALS = {"primer": 1, "segundo": 2, "tercer": 3, "cuarto": 4}
_UNITS = {"semestre": "S", "trimestre": "T"}
_WORDS = {"el", "los", "dia", "dias", "y", "de", "del", "al", "a", "la"}
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_NAME = "|".join(sorted(NUMBERS, key=len, reverse=True))
_ISO = re.compile(r"(?<!\d)(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)")
_FIGURES = re.compile(r"(?<!\d)(\d{1,2})[/.-](\d{1,2})(?:[/.-](\d{4}|\d{2}))?(?!\d)")
_DAY = rf"(?:\d{{1,2}}[°º]?|primero|{_NAME})"
_NAMED = re.compile(
    rf"\b({_DAY}(?:(?:\s*,\s*|\s+y\s+|\s+)(?:el\s+)?{_DAY})*)\s+de\s+({_MONTH})\b(?:\s+(?:del?\s+)?(\d{{4}})\b)?"
)
_AGO = re.compile(rf"\bhace\s+(\d{{1,3}}|{_NAME})\s+(dia|semana)s?\b")
_NEARLY = re.compile(rf"\b({'|'.join(_NEAR)})\b")
_MONTH_ALONE = re.compile(rf"\b({_MONTH})\b(?:\s+(?:del?\s+)?(\d{{4}})\b)?")
_WEEKDAY = re.compile(rf"\b({'|'.join(sorted(WEEKDAYS, key=len, reverse=True))})(?:\s+pasado)?\b")


def read_past_days(text: str, today: date) -> tuple[date, ...] | None:
    """The days that a text names, in order; None where it says something else, or a day that is still to come.

    Without its year a day is the last one that has been.
    """
    try:
        found, rest = _read(text, today, lambda this: this if this <= today else _a_year_before(this))
    except ValueError:
        return None
    if set(re.findall(r"\w+", rest)) - _WORDS or not 0 < len(found) <= MOST_DAYS or max(found) > today:
        return None
    return tuple(sorted(found))


def read_day(text: str, today: date, first_year: int) -> date:
    """The day of a cut: "30 de junio", "15/05/2021", "ayer", "marzo" (its last day); it may be still to come.

    Without its year it is this year's, and once `first_year` is over the last one that has been. Raises NotADay.
    """

    def meant(this: date) -> date:
        return _a_year_before(this) if this > today and today.year > first_year else this

    try:
        found, rest = _read(text, today, meant)
        if not found and (named := _MONTH_ALONE.search(rest)) is not None:
            year, month = int(named[2] or today.year), MONTHS[named[1]]
            last = date(year, month, monthrange(year, month)[1])
            found.add(last if named[2] else meant(last))
    except ValueError as error:
        raise NotADay(text) from error
    if len(found) != 1:
        raise NotADay(text)
    return found.pop()


def read_period(text: str, year: int) -> str | None:
    """A period of a plan's year, or of another that is named, as the plan file writes it; None for anything else."""
    said = " ".join(fold(text).replace("°", "").split()).strip(" .")
    try:
        found = Period.parse(said.upper())
    except ValueError:
        return _spoken_period(said, year)
    return None if found.is_day else found.code


def _spoken_period(said: str, year: int) -> str | None:
    match = re.fullmatch(r"(?:el |en |para )*(?:(?P<what>.+?))(?:(?: del?)? (?P<year>\d{4}))?", said)
    if match is None:
        return None
    what, of = match["what"].removeprefix("mes de "), int(match["year"] or year)
    if what in MONTHS:
        return f"{of}-M{MONTHS[what]:02}"
    span = re.fullmatch(r"(?P<number>\w+?)(?:er|o|do|to)? (?P<unit>semestre|trimestre)", what)
    span = span or re.fullmatch(r"(?P<unit>semestre|trimestre) (?P<number>\w+)", what)
    if span is None:
        return None
    number = _number(span["number"])
    code = f"{of}-{_UNITS[span['unit']]}{number}"
    try:
        return Period.parse(code).code
    except ValueError:
        return None


def _number(said: str) -> int:
    ordinal = next((number for word, number in _ORDINALS.items() if word.startswith(said) and len(said) > 1), None)
    roman = {"i": 1, "ii": 2, "iii": 3, "iv": 4}.get(said)
    return ordinal or roman or NUMBERS.get(said) or (int(said) if said.isdecimal() else 0)


def _read(text: str, today: date, meant: Callable[[date], date]) -> tuple[set[date], str]:
    """The days that a text names, and what else it says. `meant`: which day one of this year stands for.

    Raises ValueError for a day that the calendar does not have.
    """
    rest, found = fold(text), set[date]()
    for match in _ISO.finditer(rest):
        found.add(date(int(match[1]), int(match[2]), int(match[3])))
    rest = _ISO.sub(" ", rest)
    for pattern, days in ((_FIGURES, _figures), (_NAMED, _named)):
        for match in pattern.finditer(rest):
            given = int(match[3]) if match[3] else None
            year = given + 2000 if given is not None and given < 100 else given
            named = [date(year or today.year, month, day) for month, day in days(match)]
            found.update(named if year is not None else map(meant, named))
        rest = pattern.sub(" ", rest)
    for pattern, back in ((_AGO, _ago), (_NEARLY, _near)):
        found.update(today - timedelta(days=back(match)) for match in pattern.finditer(rest))
        rest = pattern.sub(" ", rest)
    for match in () if found else _WEEKDAY.finditer(rest):
        found.add(today - timedelta(days=(today.weekday() - WEEKDAYS[match[1]]) % 7 or 7))
    return found, _WEEKDAY.sub(" ", rest)


def _figures(found: re.Match[str]) -> list[tuple[int, int]]:
    return [(int(found[2]), int(found[1]))]


def _named(found: re.Match[str]) -> list[tuple[int, int]]:
    return [(MONTHS[found[2]], _day(one)) for one in re.findall(rf"\b{_DAY}(?!\w)", found[1])]


def _day(said: str) -> int:
    return 1 if said == "primero" else NUMBERS.get(said) or int(said.rstrip("°º"))


def _a_year_before(day: date) -> date:
    return date(day.year - 1, day.month, day.day)


def _ago(found: re.Match[str]) -> int:
    """In days."""
    amount = NUMBERS.get(found[1]) or int(found[1])
    return amount * (7 if found[2] == "semana" else 1)


def _near(found: re.Match[str]) -> int:
    return _NEAR[found[1]]
