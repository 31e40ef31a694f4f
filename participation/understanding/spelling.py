"""Words that are written as they sound, or with one slip, are taken for the known word that they mean."""

from collections import Counter
from collections.abc import Iterable

from participation.understanding.words import sound, stem

SHORTEST = 4
"""Shorter words are taken as they are: too many real words lie one letter apart."""


class Spelling:
    """Known folded words with how often each is met; the more frequent one wins."""

    def __init__(self, words: Iterable[str]) -> None:
        counted = Counter(word for word in words if word.isalpha())
        self._known = frozenset(counted)
        self._stems = frozenset(stem(word) for word in counted)
        self._by_sound: dict[str, str] = {}
        self._by_slip: dict[str, set[str]] = {}
        for word, _ in counted.most_common():
            heard = sound(word)
            if heard not in self._by_sound:
                self._by_sound[heard] = word
                if len(heard) >= SHORTEST + 1:
                    for shorter in _one_letter_less(heard):
                        self._by_slip.setdefault(shorter, set()).add(heard)
        self._memory: dict[str, str] = {}

    def knows(self, word: str) -> bool:
        """Whether the word or another form of it was met."""
        return word in self._known or stem(word) in self._stems

    def repair(self, word: str) -> str:
        """The known word that this one means; the word itself where none is near."""
        if len(word) < 3 or not word.isalpha() or self.knows(word):
            return word
        if word not in self._memory:
            if len(self._memory) > 20_000:
                self._memory.clear()
            self._memory[word] = self._nearest(word)
        return self._memory[word]

    def _nearest(self, word: str) -> str:
        heard = sound(word)
        if heard in self._by_sound:
            return self._by_sound[heard]
        if len(heard) < SHORTEST + 1:
            return word
        near = set(self._by_slip.get(heard, ()))
        for shorter in _one_letter_less(heard):
            if shorter in self._by_sound and len(shorter) >= SHORTEST:
                near.add(shorter)
            near |= self._by_slip.get(shorter, set())
        near = {other for other in near if other[0] == heard[0] and _one_slip(heard, other)}
        if not near:
            return word
        return self._by_sound[min(near, key=lambda other: (other[-1] != heard[-1], abs(len(other) - len(heard)), other))]


def _one_letter_less(word: str) -> set[str]:
    return {word[:place] + word[place + 1 :] for place in range(len(word))}


def _one_slip(one: str, other: str) -> bool:
    """Whether they differ by one letter more, less, changed or by two neighbours that changed places."""
    if len(one) == len(other):
        places = [place for place in range(len(one)) if one[place] != other[place]]
        if len(places) == 1:
            return True
        return (
            len(places) == 2
            and places[1] == places[0] + 1
            and one[places[0]] == other[places[1]]
            and one[places[1]] == other[places[0]]
        )
    longer, shorter = (one, other) if len(one) > len(other) else (other, one)
    return len(longer) == len(shorter) + 1 and shorter in _one_letter_less(longer)
