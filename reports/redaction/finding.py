"""Finding what is personal in a text, and putting a mark in its place."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from locales import Words
from reports.redaction.kinds import MARKS, PersonalKind, Span
from reports.redaction.names import names
from reports.redaction.patterns import HARMLESS, PATTERNS, PERSONAL_WITH_A_WORD

SHORTEST_KNOWN_NAME = 3


@dataclass(frozen=True)
class Redacted:
    """The text with marks, and what they stand for: places in the text as it was written."""

    text: str
    spans: tuple[Span, ...]

    @property
    def kinds(self) -> frozenset[PersonalKind]:
        return frozenset(span.kind for span in self.spans)


def redact(text: str, words: Words, known_names: Iterable[str] = (), allowed: Iterable[str] = ()) -> Redacted:
    """The text with a mark of its kind in place of each personal datum.

    `known_names` go wherever they stand (the author's own); `allowed` stay (the entity's own e-mail, telephone and
    networks). The rest of the text is untouched, to the character.
    """
    spans = find(text, known_names, allowed)
    pieces, place = [], 0
    for span in spans:
        pieces += [text[place : span.start], words.plain_phrase(MARKS[span.kind])]
        place = span.end
    return Redacted("".join([*pieces, text[place:]]), spans)


def find(text: str, known_names: Iterable[str] = (), allowed: Iterable[str] = ()) -> tuple[Span, ...]:
    """What is personal, in the order of the text; no two spans touch."""
    stays = list(_places_of(allowed, text))
    harmless = [Span(*match.span(), PersonalKind.NAME) for match in HARMLESS.finditer(text)]
    found = [span for span in [*_said(PATTERNS, text), *names(text)] if not any(span.touches(one) for one in harmless)]
    found += [*_said(PERSONAL_WITH_A_WORD, text), *_places_of(known_names, text)]
    order = list(PersonalKind)
    taken: list[Span] = []
    for span in sorted(found, key=lambda span: (order.index(span.kind), span.start - span.end)):
        if not any(span.touches(other) for other in [*taken, *stays]):
            taken.append(span)
    return tuple(sorted(taken))


def _said(patterns: Iterable[tuple[PersonalKind, re.Pattern[str]]], text: str) -> Iterator[Span]:
    """A pattern's group `it` is the datum; what is around it only tells that it is one."""
    for kind, pattern in patterns:
        for match in pattern.finditer(text):
            yield Span(*match.span("it"), kind)


def _places_of(values: Iterable[str], text: str) -> Iterator[Span]:
    """Where these words stand, whatever their case and accents."""
    folded = _folded(text)
    for value in values:
        wanted = _folded(value.strip())
        if len(wanted) >= SHORTEST_KNOWN_NAME:
            for match in re.finditer(rf"(?<!\w){re.escape(wanted)}(?!\w)", folded):
                yield Span(*match.span(), PersonalKind.NAME)


def _folded(text: str) -> str:
    """Without accents and capitals, character by character, so that the places stay the same."""
    return "".join((unicodedata.normalize("NFD", character)[:1] or character).lower()[:1] for character in text)
