"""What staff type for a field of an event, as values; None where it is not understood."""

import re
from collections.abc import Mapping, Sequence

from locales import fold
from participation.events.editing import LONGEST_TEXT, LONGEST_TITLE
from participation.events.spoken_words import NUMBERS
from participation.plan.values import is_link
from reports.event_words import KINDS
from storage.models.plan import EventKind

_AMOUNT = re.compile(r"(\d{1,4}|[a-z]{1,20})(?:\s+y\s+(media))?\s*(minutos?|min|m|horas?|h|dias?|d|semanas?)\b")
_MINUTES = {"m": 1, "h": 60, "d": 24 * 60, "s": 7 * 24 * 60}
_KIND_WORDS = {
    "facebook": EventKind.FACEBOOK_LIVE,
    "youtube": EventKind.YOUTUBE_LIVE,
    "presencial": EventKind.IN_PERSON,
}
_NEVER = frozenset({"no", "nunca", "ninguno", "sin recordatorios"})
LONGEST_MINUTES = 31 * 24 * 60
MOST_ATTENDED = 100_000_000


def title(text: str) -> str | None:
    """A title in one line."""
    said = " ".join(text.split())
    return said if 3 <= len(said) <= LONGEST_TITLE else None


def free_text(text: str) -> str | None:
    """A few sentences."""
    said = text.strip()
    return said if 0 < len(said) <= LONGEST_TEXT else None


def kind(text: str) -> EventKind | None:
    """Where it takes place, by the words that name it."""
    said = fold(text)
    found = next((value for word, value in _KIND_WORDS.items() if word in said), None)
    return found or (EventKind.OTHER if said.strip() in {"otro", "other", KINDS[EventKind.OTHER].message} else None)


def where(text: str) -> dict[str, object] | None:
    """The link to join, the place, or both of one message."""
    links = [word for word in text.split() if is_link(word)]
    place = " ".join(word for word in text.split() if word not in links).strip(" ,;:-")
    if len(text) > LONGEST_TEXT or not (links or place):
        return None
    found: dict[str, object] = {"link": links[0]} if links else {}
    return {**found, "place": place} if place else found


def link(text: str) -> str | None:
    """A link alone."""
    said = text.strip()
    return said if is_link(said) and len(said) <= LONGEST_TEXT else None


def product(text: str, products: Sequence[tuple[int, str, str]]) -> int | None:
    """A product by its name or its code."""
    said = fold(text).strip()
    return next((number for number, code, name in products if said in {code, fold(name)}), None)


def groups(text: str, names: Mapping[str, str]) -> list[str] | None:
    """Groups by their names, with commas between them."""
    by_name = {fold(name): code for code, name in names.items()} | {code: code for code in names}
    said = [fold(part).strip() for part in re.split(r"[,;\n]", text) if part.strip()]
    return [by_name[part] for part in said] if said and all(part in by_name for part in said) else None


def lines(text: str) -> list[str] | None:
    """One name a line, or with commas between them."""
    names = [" ".join(part.split()) for part in re.split(r"[\n;,]", text) if part.strip()]
    return names if names and len(text) <= LONGEST_TEXT else None


def minutes(text: str) -> int | None:
    """How long: "90 minutos", "2 horas", "hora y media"; a bare number is minutes."""
    said = fold(text).strip()
    found = int(said) if said.isdecimal() else sum(_amounts(said.replace("hora y media", "una y media horas")))
    return found if 0 < found <= LONGEST_MINUTES else None


def times_before(text: str) -> list[int] | None:
    """ "1 día y 1 hora" as minutes before the event; "no" as none."""
    said = fold(text).strip(" .")
    if said in _NEVER:
        return []
    found = _amounts(said)
    return found if found and all(0 < one <= LONGEST_MINUTES for one in found) and len(found) <= 4 else None


def attendance(text: str) -> tuple[int, str] | None:
    """ "85 personas inscritas": the number and what it counts; None where one of them is missing."""
    found = re.search(r"(?<![\d.,])(\d{1,3}(?:[. ]\d{3})+|\d{1,9})(?![\d.,]\d)", text)
    if found is None:
        return None
    metric = " ".join((text[: found.start()] + " " + text[found.end() :]).split()).strip(" .,:;")
    number = int(re.sub(r"\D", "", found[1]))
    return (number, metric) if 3 <= len(metric) <= LONGEST_TITLE and number <= MOST_ATTENDED else None


def _amounts(said: str) -> list[int]:
    found = []
    for amount, half, unit in _AMOUNT.findall(said):
        number = NUMBERS.get(amount) or (int(amount) if amount.isdecimal() else 0)
        each = _MINUTES[unit[0]]
        found.append(number * each + (each // 2 if half else 0))
    return found
