"""Reading days that have passed, and periods of a plan, in plain Spanish.

"ayer", "el 30 de junio", "15, 16 y 20 de junio de 2021", "hace 3 días"; "segundo semestre", "octubre", "2021-T4".
What is to come is read by `participation.events.spoken_dates`.
"""

import re
from datetime import date, timedelta

from locales import fold
from participation.events.spoken_words import MONTHS, NUMBERS, WEEKDAYS
from participation.plan.periods import Period

MOST_DAYS = 12
_NEAR = {"hoy": 0, "ayer": 1, "anteayer": 2, "antier": 2}
_ORDINALS = {"primer": 1, "segundo": 2, "tercer": 3, "cuarto": 4}
_UNITS = {"semestre": "S", "trimestre": "T"}
_WORDS = {"el", "los", "dia", "dias", "y", "de", "del", "al", "a", "la"}
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_NAME = "|".join(sorted(NUMBERS, key=len, reverse=True))
_ISO = re.compile(r"(?<!\d)(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)")
_FIGURES = re.compile(r"(?<!\d)(\d{1,2})[/.-](\d{1,2})(?:[/.-](\d{4}|\d{2}))?(?!\d)")
_DAY = rf"(?:\d{{1,2}}|primero|{_NAME})"
_NAMED = re.compile(
    rf"\b({_DAY}(?:(?:\s*,\s*|\s+y\s+|\s+)(?:el\s+)?{_DAY})*)\s+de\s+({_MONTH})\b(?:\s+(?:del?\s+)?(\d{{4}})\b)?"
)
_AGO = re.compile(rf"\bhace\s+(\d{{1,3}}|{_NAME})\s+(dia|semana)s?\b")
_NEARLY = re.compile(rf"\b({'|'.join(_NEAR)})\b")
_WEEKDAY = re.compile(rf"\b({'|'.join(sorted(WEEKDAYS, key=len, reverse=True))})(?:\s+pasado)?\b")


def read_past_days(text: str, today: date) -> tuple[date, ...] | None:
    """The days that a text names, in order; None where it says something else, or a day that is still to come.

    Without its year a day is the last one that has been.
    """
    rest, found = fold(text), set[date]()
    try:
        for pattern, days in ((_ISO, _iso), (_FIGURES, _figures), (_NAMED, _named), (_AGO, _ago), (_NEARLY, _near)):
            for match in pattern.finditer(rest):
                found.update(days(match, today))
            rest = pattern.sub(" ", rest)
    except ValueError:
        return None
    for match in () if found else _WEEKDAY.finditer(rest):
        back = (today.weekday() - WEEKDAYS[match[1]]) % 7 or 7
        found.add(today - timedelta(days=back))
    rest = _WEEKDAY.sub(" ", rest)
    if set(re.findall(r"\w+", rest)) - _WORDS or not 0 < len(found) <= MOST_DAYS or max(found) > today:
        return None
    return tuple(sorted(found))


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


def _iso(found: re.Match[str], _today: date) -> list[date]:
    return [date(int(found[1]), int(found[2]), int(found[3]))]


def _figures(found: re.Match[str], today: date) -> list[date]:
    year = int(found[3]) + (2000 if len(found[3]) == 2 else 0) if found[3] else None
    return [_dated(int(found[1]), int(found[2]), year, today)]


def _named(found: re.Match[str], today: date) -> list[date]:
    days = re.findall(rf"\b{_DAY}\b", found[1])
    year = int(found[3]) if found[3] else None
    return [_dated(_day(one), MONTHS[found[2]], year, today) for one in days]


def _day(said: str) -> int:
    return 1 if said == "primero" else NUMBERS.get(said) or int(said)


def _dated(day: int, month: int, year: int | None, today: date) -> date:
    """A day; without its year the last one that has been."""
    if year is not None:
        return date(year, month, day)
    this = date(today.year, month, day)
    return this if this <= today else date(today.year - 1, month, day)


def _ago(found: re.Match[str], today: date) -> list[date]:
    amount = NUMBERS.get(found[1]) or int(found[1])
    return [today - timedelta(days=amount * (7 if found[2] == "semana" else 1))]


def _near(found: re.Match[str], today: date) -> list[date]:
    return [today - timedelta(days=_NEAR[found[1]])]
