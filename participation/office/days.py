"""A day as an official types it: "2021-06-28", "28/6/2021", "28 de junio", "ayer"."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from locales import fold
from participation.events.spoken_words import MONTHS

_ISO = re.compile(r"\b(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})\b")
_FIGURES = re.compile(r"\b(?P<day>\d{1,2})[/.-](?P<month>\d{1,2})[/.-](?P<year>\d{4})\b")
_WORDS = re.compile(
    rf"\b(?P<day>\d{{1,2}})(?: de)? (?P<month>{'|'.join(MONTHS)})\b(?:,? (?:de |del )?(?P<year>\d{{4}}))?"
)
_RELATIVE = {"hoy": 0, "ayer": -1, "antier": -2, "anteayer": -2, "mañana": 1}


def read_days(text: str, today: date, *, ahead: bool = False) -> list[date]:
    """Every day that a text names, in its order. A year that was not said is the nearest: past, or `ahead`."""
    said = fold(text)
    found = sorted(_found(said, today, ahead=ahead))
    return [day for _, day in found]


def read_day(text: str, today: date, *, ahead: bool = False) -> date | None:
    """The one day that a text names; None where it names none or several."""
    found = read_days(text, today, ahead=ahead)
    return found[0] if len(found) == 1 else None


def _found(said: str, today: date, *, ahead: bool) -> Iterator[tuple[int, date]]:
    for pattern in (_ISO, _FIGURES, _WORDS):
        for match in pattern.finditer(said):
            if (day := _day(match, today, ahead=ahead)) is not None:
                yield match.start(), day
    for word, days in _RELATIVE.items():
        for match in re.finditer(rf"\b{word}\b", said):
            yield match.start(), today + timedelta(days=days)


def _day(match: re.Match[str], today: date, *, ahead: bool) -> date | None:
    month = int(match["month"]) if match["month"].isdecimal() else MONTHS[match["month"]]
    try:
        if match["year"]:
            return date(int(match["year"]), month, int(match["day"]))
        nearest = date(today.year, month, int(match["day"]))
        if ahead and nearest < today:
            return nearest.replace(year=today.year + 1)
        return nearest.replace(year=today.year - 1) if not ahead and nearest > today else nearest
    except ValueError:
        return None
