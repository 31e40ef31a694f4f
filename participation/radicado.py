"""The number of a case: `PPC-<vigencia>-<six digits>-<check digit>`, written, and read as people type it.

The check digit is ISO 7064 MOD 11,10 over the digits of the number with its zeros, without the year.
"""

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from locales import Phrase

PREFIX = "PPC"
DIGITS = 6
"""Numbers over 999999 have seven."""
EXAMPLE_VIGENCIA = 2021
_LONGEST = 100
_YEARS = range(2000, 2100)
_LABEL = re.compile(r"^(?:(?:CASO|RADICADO|NUMERO|NRO|N[.]?O|N)\b[\s.:°#]*|[\s#:])*", re.ASCII)
_SEPARATORS = re.compile(r"[\s\-\u2010-\u2015\u2212_./,:]+")
_ALIKE = str.maketrans({"O": "0", "I": "1", "L": "1", "|": "1"})


class Radicado(NamedTuple):
    """A year's plan and the consecutive number of a case in it. As a text it is the whole number."""

    vigencia: int
    number: int

    def __str__(self) -> str:
        return radicado(self.vigencia, self.number)


class UnreadableRadicado(ValueError):
    """What was written is no number of a case. `phrase` with `values` tells the person what to do."""

    phrase = Phrase("radicado", "I cannot read that number. Write it as we gave it to you, for example {example}.")

    def __init__(self, vigencia: int | None) -> None:
        self.values: dict[str, object] = {"example": radicado(vigencia or EXAMPLE_VIGENCIA, 1)}
        super().__init__(self.phrase.message)


class WrongCheckDigit(UnreadableRadicado):
    """A digit is wrong or two are swapped."""

    phrase = Phrase("radicado", "One digit of that number is wrong. Compare it with your receipt and write it again.")


class AmbiguousRadicado(UnreadableRadicado):
    """It could be one case or another, and none is guessed."""

    phrase = Phrase(
        "radicado", "That number can be read in two ways. Write it whole, with its hyphens, for example {example}."
    )


class _Reading(NamedTuple):
    case: Radicado
    check: str | None


def radicado(vigencia: int, number: int) -> str:
    """The whole number. Raises ValueError below 1 or for a year that has not four digits."""
    if number < 1 or not 1000 <= vigencia <= 9999:
        raise ValueError("cases are numbered from 1, in a year of four digits")
    digits = f"{number:0{DIGITS}d}"
    return f"{PREFIX}-{vigencia}-{digits}-{check_digit(digits)}"


def check_digit(digits: str) -> int:
    """ISO 7064 MOD 11,10: every wrong digit shows, and 88 of the 90 ways in which two neighbours can be swapped."""
    product = 10
    for digit in digits:
        total = (product + int(digit)) % 10 or 10
        product = total * 2 % 11
    return (11 - product) % 10


def parse(text: str, vigencia: int | None = None) -> Radicado:
    """The case that a person means: with or without prefix, hyphens, zeros, capitals; O for 0, l and I for 1.

    `vigencia` is the year of a number without one. A check digit that was written is checked. Raises WrongCheckDigit,
    AmbiguousRadicado when it can be read as two cases, UnreadableRadicado for anything else.
    """
    groups, has_prefix = _groups(text)
    readings = list(_readings(groups, has_prefix, vigencia))
    cases = {reading.case for reading in readings if reading.check in (None, str(reading.case)[-1])}
    if len(cases) == 1:
        return cases.pop()
    if cases:
        raise AmbiguousRadicado(vigencia)
    raise WrongCheckDigit(vigencia) if readings else UnreadableRadicado(vigencia)


def _groups(text: str) -> tuple[list[str], bool]:
    """The groups of digits that were written (none when it is no number), and whether the prefix stood before them."""
    if len(text) > _LONGEST or not any(character.isdigit() for character in text):
        return [], False
    decomposed = unicodedata.normalize("NFKD", text).upper()
    plain = "".join(character for character in decomposed if unicodedata.category(character) not in ("Mn", "Cf"))
    rest = _LABEL.sub("", plain, count=1)
    has_prefix = rest.startswith(PREFIX)
    groups = [group for group in _SEPARATORS.split(rest.removeprefix(PREFIX).translate(_ALIKE)) if group]
    return (groups if all(group.isascii() and group.isdigit() for group in groups) else []), has_prefix


def _readings(groups: list[str], has_prefix: bool, vigencia: int | None) -> Iterator[_Reading]:
    """Every way to read the groups, also those whose check digit is wrong."""
    match groups:
        case [year, number, check] if _is_year(year):
            yield from _reading(int(year), number, check)
        case [first, second]:
            if _is_year(first):
                yield from _split(int(first), second)
            if vigencia and len(second) == 1 and not (has_prefix and _is_year(first)):
                yield from _reading(vigencia, first, second)
        case [digits]:
            if vigencia:
                yield from _split(vigencia, digits)
            if _is_year(digits[:4]) and len(digits) > (4 if has_prefix else DIGITS + 2):
                yield from _joined(int(digits[:4]), digits[4:])


def _split(vigencia: int, digits: str) -> Iterator[_Reading]:
    """A number alone, or with its check digit when it is longer than a number."""
    if len(digits) <= DIGITS:
        yield from _reading(vigencia, digits, None)
    else:
        yield from _reading(vigencia, digits[:-1], digits[-1])


def _joined(vigencia: int, digits: str) -> Iterator[_Reading]:
    """What follows a year without a hyphen: where zeros are missing too, the last digit may be a check digit."""
    yield from _split(vigencia, digits)
    if 1 < len(digits) < DIGITS:
        yield from _reading(vigencia, digits[:-1], digits[-1])


def _reading(vigencia: int, number: str, check: str | None) -> Iterator[_Reading]:
    if len(number) <= DIGITS + 1 and int(number) and (check is None or len(check) == 1):
        yield _Reading(Radicado(vigencia, int(number)), check)


def _is_year(digits: str) -> bool:
    return len(digits) == 4 and int(digits) in _YEARS
