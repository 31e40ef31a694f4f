"""The hour that a text says ("10 am", "a las 3", "3 y media de la tarde", "de 3 a 5 p. m.")."""

import re
from dataclasses import dataclass
from datetime import time

from participation.events.spoken_words import NUMBERS

NOON = 12
_NUMBER = "|".join(sorted(NUMBERS, key=len, reverse=True))
_WHOLE = rf"(?P<{{name}}>\d{{{{1,2}}}}|{_NUMBER})"
_MINUTES = r"(?:[:.h](?P<{name}>\d{{2}})(?!\d))"
_PART = r"(?:\s*(?:de|en|por|a)\s+la\s+(?P<part>mañana|manana|tarde|noche|madrugada)|\s*del\s+(?P<noon>mediodia))"
_HALF = r"(?:\s*(?P<half>am|pm|m)\b)"
_SAID = re.compile(
    r"(?P<lead>\ba\s+las?\s+|\bdesde\s+las?\s+|\bde\s+)?(?<![\w/:.-])"
    + _WHOLE.format(name="hour")
    + _MINUTES.format(name="minute")
    + "?"
    + r"(?P<fraction>\s+(?:y\s+(?:media|cuarto)|menos\s+cuarto))?"
    + r"(?:\s*(?:a|hasta)\s+(?:las?\s+)?"
    + _WHOLE.format(name="end")
    + _MINUTES.format(name="end_minute")
    + r"?(?=\s*(?:am|pm|de la|$|h\b|horas)))?"
    + r"(?P<clock>\s*(?:horas|hrs|hs|h)\b)?"
    + f"(?:{_PART}|{_HALF})?"
    + r"(?![\w/:-])"
)
_APART = re.compile(r"\b(?:por|en|de)\s+la\s+(?P<part>mañana|manana|tarde|noche|madrugada)\b")
_MORNING = {"mañana", "manana", "madrugada"}
_NAMED = {"mediodia": time(NOON), "medio dia": time(NOON)}
_FRACTIONS = {"media": 30, "cuarto": 15}


@dataclass(frozen=True)
class SaidHour:
    """An hour as it was said. `choices` has both halves of the day where nothing tells which; none: no such hour."""

    choices: tuple[time, ...]
    minutes: int | None
    """How long it lasts, where an end was said too."""
    span: tuple[int, int]


def said_hour(text: str) -> SaidHour | None:
    """The first hour in a folded text; None where it says none."""
    for name, hour in _NAMED.items():
        if (place := re.search(rf"(?:\b(?:al|a)\s+)?\b{name}\b", text)) and not re.search(rf"\d\s*del\s+{name}", text):
            return SaidHour((hour,), None, place.span())
    return next((_read(found, text) for found in _SAID.finditer(text) if _is_hour(found)), None)


def _is_hour(found: re.Match[str]) -> bool:
    """A bare number is an hour only where something says so."""
    marks = ("minute", "fraction", "clock", "part", "noon", "half", "end")
    lead = (found["lead"] or "").strip()
    return any(found[mark] for mark in marks) or lead not in {"", "de"}


def _read(found: re.Match[str], text: str) -> SaidHour:
    begins = _choices(found, found["hour"], found["minute"], found["fraction"])
    minutes = None
    if found["end"] and begins:
        ends = _choices(found, found["end"], found["end_minute"], None)
        spans = [_minutes(begin, end) for begin in begins for end in ends]
        minutes = min((span for span in spans if span > 0), default=None)
        begins = tuple(begin for begin in begins if any(_minutes(begin, end) == minutes for end in ends)) or begins
    if len(begins) > 1 and (part := _APART.search(text)) is not None:  # "mañana por la mañana a las 9"
        is_morning = part["part"] in _MORNING
        begins = tuple(begin for begin in begins if (begin.hour < NOON) == is_morning)
    return SaidHour(begins, minutes, found.span())


def _minutes(begin: time, end: time) -> int:
    return (end.hour - begin.hour) * 60 + end.minute - begin.minute


def _choices(found: re.Match[str], hour: str, minute: str | None, fraction: str | None) -> tuple[time, ...]:
    whole = NUMBERS.get(hour) if hour in NUMBERS else int(hour)
    minutes = int(minute or 0) + next((value for name, value in _FRACTIONS.items() if name in (fraction or "")), 0)
    if whole is None:
        return ()
    if fraction and "menos" in fraction:
        whole, minutes = whole - 1 or NOON, 60 - minutes
    if whole > 23 or minutes > 59:
        return ()
    return tuple(time(one, minutes) for one in _hours(found, whole, is_exact=len(hour) == 2 and minute is not None))


def _hours(found: re.Match[str], whole: int, *, is_exact: bool) -> tuple[int, ...]:
    """The hours of the day that are meant: "10:00" is of the 24-hour clock, a bare 10 can be two hours."""
    half, part = found["half"], found["part"]
    if half == "m" or found["noon"]:
        return (whole,) if whole == NOON else (whole + NOON,) if found["noon"] and whole < 4 else ()
    if half == "am" or part in _MORNING:
        return (whole % NOON,) if whole <= NOON else ()
    if half == "pm" or part in {"tarde", "noche"}:
        midnight = part == "noche" and whole == NOON
        return (0,) if midnight else (whole % NOON + NOON,) if whole <= NOON else (whole,)
    if whole > NOON or whole == 0 or found["clock"] or is_exact:
        return (whole,)
    return (whole % NOON, whole % NOON + NOON)
