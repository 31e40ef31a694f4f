"""Expressions of several words found in a text by the stems of their words."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from participation.understanding.words import folded_words, stem

_GAP = "_"
_WIDEST_GAP = 3


class Found(NamedTuple):
    """Where an expression stands in a sequence of stems; `end` is behind its last word."""

    start: int
    end: int
    name: str


class Phrases:
    """Named lists of expressions. A word matches by its stem, `=word` as it is; `_` lets up to three words pass."""

    def __init__(self, by_name: Mapping[str, Iterable[str]]) -> None:
        self._alone: dict[str, list[str]] = {}
        self._by_first: dict[str, dict[str, list[tuple[tuple[str, ...], str]]]] = {}
        self.words: set[str] = set()
        for name, phrases in by_name.items():
            for phrase in phrases:
                self._add(phrase, name)
        self._beginnings = frozenset((*self._alone, *self._by_first))
        for by_second in self._by_first.values():
            for known in by_second.values():
                known.sort(key=lambda entry: len(entry[0]), reverse=True)

    def _add(self, phrase: str, name: str) -> None:
        stems: list[str] = []
        for number, part in enumerate(phrase.split(_GAP)):
            stems += [_GAP] if number else []
            stems += [_compared(written) for written in part.split()]
            self.words.update(folded_words(part))
        if len(stems) == 1:
            self._alone.setdefault(stems[0], []).append(name)
        elif stems:
            self._by_first.setdefault(stems[0], {}).setdefault(stems[1], []).append((tuple(stems), name))

    def may_begin(self, root: str, word: str) -> bool:
        """Whether some expression begins with a word and its stem."""
        return root in self._beginnings or f"={word}" in self._beginnings

    def find(self, stems: Sequence[str], words: Sequence[str]) -> list[Found]:
        """Every expression of every name, the longest of a name at each place. Words are folded."""
        found: list[Found] = []
        for start, root in enumerate(stems):
            exact = f"={words[start]}"
            if root not in self._beginnings and exact not in self._beginnings:
                continue
            seen: set[str] = set()
            for phrase, name in self._begun(stems, words, start):
                if name in seen:
                    continue
                end = _match(phrase, stems, words, start)
                if end is not None:
                    seen.add(name)
                    found.append(Found(start, end, name))
            for key in (root, exact):
                for name in self._alone.get(key, ()):
                    if name not in seen:
                        seen.add(name)
                        found.append(Found(start, start + 1, name))
        return found

    def end_of(self, stems: Sequence[str], words: Sequence[str], start: int) -> int | None:
        """Where the longest expression that begins at `start` ends; None when none does."""
        ends = (_match(phrase, stems, words, start) for phrase, _ in self._begun(stems, words, start))
        longest = max((end for end in ends if end is not None), default=None)
        alone = stems[start] in self._alone or f"={words[start]}" in self._alone
        return longest if longest is not None or not alone else start + 1

    def _begun(self, stems: Sequence[str], words: Sequence[str], start: int) -> Iterator[tuple[tuple[str, ...], str]]:
        """The expressions of several words whose first two stand at `start`."""
        for first in (stems[start], f"={words[start]}"):
            by_second = self._by_first.get(first)
            if by_second is None:
                continue
            if start + 1 < len(stems):
                yield from by_second.get(stems[start + 1], ())
                yield from by_second.get(f"={words[start + 1]}", ())
            yield from by_second.get(_GAP, ())


def _compared(written: str) -> str:
    """A word of an expression as it is compared: its stem, `=` and the whole word, or a sign."""
    words = folded_words(written)
    if not words:
        return written
    return f"={words[0]}" if written.startswith("=") else stem(words[0])


def _match(phrase: Sequence[str], stems: Sequence[str], words: Sequence[str], start: int) -> int | None:
    """Where the phrase ends when it begins at `start`; None when it is not there."""

    def stands(part: str, place: int) -> bool:
        return stems[place] == part or (part[0] == "=" and words[place] == part[1:])

    place, gap = start, 0
    for part in phrase:
        if part == _GAP:
            gap = _WIDEST_GAP
            continue
        while gap and place < len(stems) and not stands(part, place):
            place, gap = place + 1, gap - 1
        if place >= len(stems) or not stands(part, place):
            return None
        place, gap = place + 1, 0
    return place
