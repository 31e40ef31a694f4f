"""How the texts of a plan file become values. Each reader takes the text of one key and raises UnreadableError."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum
from urllib.parse import urlsplit

from locales import Phrase
from participation.plan.errors import UnreadableError
from participation.plan.periods import Period

Reader = Callable[[str], object]

MAX_TEXT = 20_000
_CODE = re.compile(r"[a-z0-9-]{2,32}", re.ASCII)
_NUMBER = re.compile(r"[0-9]{1,9}", re.ASCII)
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
_HOUR = re.compile(r"([01]?[0-9]|2[0-3]):([0-5][0-9])", re.ASCII)
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}", re.ASCII)
_EMAIL = re.compile(r"[^@\s]+@[^@\s.]+(?:\.[^@\s.]+)+")
_YES_AND_NO = {"sí": True, "si": True, "no": False}
UNKNOWN = "desconocida"


def text(value: str) -> str:
    """Any text, up to 20,000 characters."""
    if len(value) > MAX_TEXT:
        raise UnreadableError(Phrase("plan file", "The text is too long. It may have up to 20,000 characters."))
    return value


def code(value: str) -> str:
    """A short stable code: it travels in Telegram's links and buttons."""
    if not _CODE.fullmatch(value):
        phrase = Phrase("plan file", "«{value}» is no code. Use 2 to 32 of these: a-z without accents, 0-9 and hyphen.")
        raise UnreadableError(phrase, value=value)
    return value


def day(value: str) -> date:
    if not _DATE.fullmatch(value):
        raise UnreadableError(Phrase("plan file", "«{value}» is no date. Write it like 2021-06-30."), value=value)
    try:
        return date.fromisoformat(value)
    except ValueError:
        phrase = Phrase("plan file", "The date {value} does not exist in the calendar.")
        raise UnreadableError(phrase, value=value) from None


def iso_day(value: str) -> str:
    """A date kept as text, for lists."""
    return day(value).isoformat()


def hour(value: str) -> time:
    found = _HOUR.fullmatch(value)
    if not found:
        phrase = Phrase("plan file", "«{value}» is no hour. Write it like 15:00, from 0:00 to 23:59.")
        raise UnreadableError(phrase, value=value)
    return time(int(found[1]), int(found[2]))


def number(value: str) -> int:
    """A whole number from 1."""
    if not _NUMBER.fullmatch(value) or int(value) < 1:
        raise UnreadableError(Phrase("plan file", "«{value}» is no whole number from 1."), value=value)
    return int(value)


def number_or_unknown(value: str) -> int | None:
    """A whole number from 1, or None for the word `desconocida`."""
    if value.lower() == UNKNOWN:
        return None
    try:
        return number(value)
    except UnreadableError:
        phrase = Phrase("plan file", "«{value}» is no whole number from 1. Where nobody knows it, write {unknown}.")
        raise UnreadableError(phrase, value=value, unknown=UNKNOWN) from None


def year(value: str) -> int:
    if not _NUMBER.fullmatch(value) or not 2000 <= int(value) <= 2100:
        raise UnreadableError(Phrase("plan file", "«{value}» is no year. Write it like 2021."), value=value)
    return int(value)


def percentage(value: str) -> int:
    """A whole number from 0 to 100, with or without its sign."""
    digits = value.removesuffix("%").rstrip()
    if not _NUMBER.fullmatch(digits) or int(digits) > 100:
        phrase = Phrase("plan file", "«{value}» is no percentage. Write a whole number from 0 to 100.")
        raise UnreadableError(phrase, value=value)
    return int(digits)


def link(value: str) -> str:
    if not is_link(value):
        phrase = Phrase("plan file", "«{value}» is no link. It must begin with https:// or http:// and have no spaces.")
        raise UnreadableError(phrase, value=value)
    return value


def is_link(value: str) -> bool:
    """Whether this is a web address that a person can open: http or https, a host, no spaces."""
    if not value.isprintable() or any(character in value for character in ' <>"'):
        return False
    try:
        parts = urlsplit(value)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        return False


def is_said(link: str, text: str) -> bool:
    """Whether a text has a link already: whole, or from its www. on, as people write it."""
    bare = link.removeprefix("https://")
    return link in text or (bare[:4].lower() == "www." and bare in text)


def email(value: str) -> str:
    if not _EMAIL.fullmatch(value):
        phrase = Phrase("plan file", "«{value}» is no e-mail address. Write it like nombre@entidad.gov.co.")
        raise UnreadableError(phrase, value=value)
    return value


def colour(value: str) -> str:
    if not _COLOUR.fullmatch(value):
        phrase = Phrase("plan file", '«{value}» is no colour. Write it in quotes, like "#1f5a8f".')
        raise UnreadableError(phrase, value=value)
    return value.lower()


def file_hash(value: str) -> str:
    """The SHA-256 of a file, as 64 hexadecimal digits."""
    if not re.fullmatch(r"[0-9a-fA-F]{64}", value):
        raise UnreadableError(
            Phrase("plan file", "«{value}» is not the SHA-256 of a file: 64 digits and letters a-f."), value=value
        )
    return value.lower()


def yes_or_no(value: str) -> bool:
    if value.lower() not in _YES_AND_NO:
        raise UnreadableError(Phrase("plan file", "«{value}» does not fit here. Write sí or no."), value=value)
    return _YES_AND_NO[value.lower()]


def period(value: str) -> str:
    """A span of the year; a single date has its own key."""
    try:
        found = Period.parse(value.upper())
    except ValueError:
        found = None
    if found is None or found.is_day:
        phrase = Phrase("plan file", "«{value}» is no period. Write it like 2021, 2021-S1, 2021-T3 or 2021-M06.")
        raise UnreadableError(phrase, value=value)
    return found.code


def period_or_day(value: str) -> str:
    return iso_day(value) if _DATE.fullmatch(value) else period(value)


@dataclass(frozen=True)
class OneOf:
    """A reader of one of these words; case, accents left out and spaces are forgiven."""

    words: type[StrEnum]

    def __call__(self, value: str) -> StrEnum:
        by_form = {word.value: word for word in self.words}
        found = by_form.get(value.strip().lower().replace(" ", "_").translate(_PLAIN_VOWELS))
        if found is None:
            phrase = Phrase("plan file", "«{value}» is not known here. It may be: {choices}.")
            raise UnreadableError(phrase, value=value, choices=", ".join(by_form))
        return found


one_of = OneOf
_PLAIN_VOWELS = str.maketrans("áéíóú", "aeiou")
