"""Words that are written as they sound, or with one slip, are taken for the known word that they mean."""

from collections import Counter
from collections.abc import Iterable

from participation.understanding.words import sound, stem

SHORTEST = 4
"""Shorter words are taken as they are: too many real words lie one letter apart."""


class Spelling:
    """Known folded words with how often each is met; the more frequent one wins."""

    def __init__(self, words: Iterable[str], heard_only: Iterable[str] = ()) -> None:
        """`heard_only`: words that are recognised by their sound but never guessed from a slip."""
        counted = Counter(word for word in words if word.isalpha())
        heard_only = sorted({word for word in heard_only if word.isalpha() and word not in counted})
        self._known = frozenset((*counted, *heard_only))
        self._stems = frozenset(map(stem, counted))
        self._by_sound: dict[str, str] = {}
        self._by_slip: dict[str, set[str]] = {}
        for word, _ in counted.most_common():
            heard = sound(word)
            if heard not in self._by_sound:
                self._by_sound[heard] = word
                if len(heard) >= SHORTEST + 1:
                    for shorter in _one_letter_less(heard):
                        self._by_slip.setdefault(shorter, set()).add(heard)
        for word in heard_only:
            self._by_sound.setdefault(sound(word), word)
        self._slips_of = frozenset(sound(word) for word in counted)
        self._memory: dict[str, str] = {}

    def knows(self, word: str) -> bool:
        """Whether the word or another form of it was met."""
        if word in self._known:
            return True
        root = stem(word)
        # A long word with a short stem is chance ("botación" is no form of "bot").
        return root in self._stems and (len(root) >= SHORTEST or len(word) <= 2 * len(root))

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
            if shorter in self._slips_of and len(shorter) >= SHORTEST:
                near.add(shorter)
            near |= self._by_slip.get(shorter, set())
        near = {other for other in near if other[0] == heard[0] and _one_slip(heard, other)}
        if not near:
            return word
        return self._by_sound[
            min(near, key=lambda other: (other[-1] != heard[-1], abs(len(other) - len(heard)), other))
        ]


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
