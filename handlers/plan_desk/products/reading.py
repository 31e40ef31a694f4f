"""What staff type while they keep a product, as facts of the desk; None where it is not understood."""

import re
from datetime import date, datetime
from zoneinfo import ZoneInfo

from handlers.texts.plan_products import STATUS_NAMES
from locales import fold, words
from locales.languages import Language
from participation.events.moments import Moment
from participation.events.spoken_dates import read_moment
from participation.plan.spoken_days import read_past_days, read_period
from participation.plan.values import is_link
from storage.models.plan import ProductStatus

LONGEST_TEXT, LONGEST_REASON, LONGEST_NAME, LONGEST_LINK = 2_000, 600, 200, 1_000
SHORTEST = 3
YES = frozenset({"guardar", "guardelo", "guardar cambios", "si", "si guardar", "save", "yes"})


def means_yes(text: str) -> bool:
    """Whether what was shown is to be saved."""
    return fold(text).strip(" .!¡") in YES


def status(text: str) -> ProductStatus | None:
    """A status by its name in either language, or as the plan file writes it; *cancelado* has a button of its own."""
    said = fold(text).strip(" .").replace("_", " ")
    for found, phrase in STATUS_NAMES.items():
        names = {fold(words(language).plain_phrase(phrase)) for language in Language}
        if said in names | {found.value.replace("_", " ")}:
            return None if found is ProductStatus.CANCELLED else found
    return None


def percentage(text: str) -> int | None:
    """A whole number from 0 to 100."""
    found = re.fullmatch(r"(?:al?\s+|el\s+)?(\d{1,3})(?:\s*(?:%|por ciento))?", fold(text).strip(" ."))
    return int(found[1]) if found and int(found[1]) <= 100 else None


def past_day(text: str, today: date) -> date | None:
    """One day that has been."""
    found = read_past_days(text, today)
    return found[0] if found is not None and len(found) == 1 else None


def sentence(text: str, longest: int) -> str | None:
    """Some words, their lines kept."""
    lines = (" ".join("".join(sign for sign in line if sign.isprintable()).split()) for line in text.splitlines())
    said = "\n".join(line for line in lines if line)
    return said if SHORTEST <= len(said) <= longest else None


def line(text: str, longest: int) -> str | None:
    """Some words in one line."""
    said = sentence(text, longest)
    return " ".join(said.split()) if said is not None else None


def link(text: str) -> str | None:
    """The one link of a text; one that begins with www. gets its https://."""
    bare = (word.strip(".,;()") for word in text.split())
    links = [word for word in map(_whole_link, bare) if is_link(word)]
    return links[0] if len(set(links)) == 1 and len(links[0]) <= LONGEST_LINK else None


def _whole_link(word: str) -> str:
    return f"https://{word}" if word.lower().startswith("www.") else word


def target(text: str, year: int, now: datetime, zone: ZoneInfo) -> str | None:
    """A period, or a day that is to come, as the plan file writes it."""
    if (period := read_period(text, year)) is not None:
        return period
    read = read_moment(text, now, zone)
    return read.day.isoformat() if isinstance(read, Moment) and read.hour is None else None
