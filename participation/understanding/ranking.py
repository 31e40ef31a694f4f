"""How well words name each of the parts that compete for them.

A word weighs by how few of the plan's parts share it (inverse document frequency over the plan's own words), a part's
own names weigh more than the texts around it, and a synonym counts almost as much as the word itself.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence, Set
from math import log
from typing import NamedTuple

from participation.understanding.reading import SubjectKind

SYNONYM, HEAD, COVERED = 0.85, 0.25, 0.5
WEIGHTY = 0.5
"""From this value on a word is the head of what is named: it counts a little more than its complements."""
INSIDE = 0.2
"""From this value on a word is part of the naming of a subject."""


class Word(NamedTuple):
    """A word that may name a part: its stem and its synonyms' names, and which share of their value it has."""

    terms: tuple[str, ...]
    share: float


class Match(NamedTuple):
    """How well a text names one part of the plan; 1 is about one word that only this part has."""

    code: str
    kind: SubjectKind
    score: float
    places: frozenset[int] = frozenset()
    """Where the words stand that name it."""
    coverage: float = 0.0
    """How much of its best covered name was said, from 0 to 1."""


class Part:
    """The weights of one part's words."""

    def __init__(self, code: str, kind: SubjectKind) -> None:
        self.code = code
        self.kind = kind
        self.weights: dict[str, float] = {}
        self.names: list[tuple[tuple[str, ...], ...]] = []
        """Each name as its words, each word as the terms that it is compared by."""
        self.events: list[str] = []

    def add(self, terms: Iterable[str], weight: float) -> None:
        for term in terms:
            self.weights[term] = max(self.weights.get(term, 0.0), weight)


class Ranking:
    """Parts of one kind that compete, with the value that each term has for each of them."""

    def __init__(self, parts: Sequence[Part]) -> None:
        self._parts = parts
        self._rarity = _rarity(parts)
        self._values: dict[str, list[tuple[int, float]]] = {}
        for number, part in enumerate(parts):
            for term, weight in part.weights.items():
                value = weight * self._rarity[term] * (SYNONYM if term[0] == "@" else 1.0)
                self._values.setdefault(term, []).append((number, value))
        self._names = {part.code: [self._weighed(name) for name in part.names] for part in parts}

    def _weighed(self, name: Sequence[Sequence[str]]) -> tuple[list[tuple[Sequence[str], float]], float]:
        """The words of a name with their rarity, and its sum."""
        words = [(word, max(self._rarity.get(term, 0.0) for term in word)) for word in name]
        return words, sum(value for _, value in words) or 1.0

    @property
    def terms(self) -> Collection[str]:
        """The terms that name a part."""
        return self._values.keys()

    def ranked(self, said: Sequence[Word]) -> tuple[Match, ...]:
        """The parts that are named at all by words in their order, the best first."""
        named: dict[int, dict[int, tuple[str, float]]] = {}
        for place, word in enumerate(said):
            for term in word.terms:
                for number, value in self._values.get(term, ()):
                    places = named.setdefault(number, {})
                    if word.share * value > places.get(place, ("", 0.0))[1]:
                        places[place] = (word.terms[-1], word.share * value)
        if not named:
            return ()
        every = {term for word in said for term in word.terms}
        scored = [self._match(self._parts[number], places, every) for number, places in named.items()]
        return tuple(sorted(scored, key=lambda match: (-match.score, match.code)))

    def _match(self, part: Part, said: Mapping[int, tuple[str, float]], every: Set[str]) -> Match:
        """`said`: the value at each place, with a key by which a word and its synonym count once."""
        best: dict[str, float] = {}
        for key, value in said.values():
            best[key] = max(best.get(key, 0.0), value)
        head = next((value for _, (_, value) in sorted(said.items()) if value >= WEIGHTY), 0.0)
        covered = self._coverage(part, every)
        places = frozenset(place for place, (key, _) in said.items() if best[key] >= INSIDE)
        score = sum(best.values()) + HEAD * head + COVERED * covered
        return Match(part.code, part.kind, score, places, covered)

    def _coverage(self, part: Part, said: Set[str]) -> float:
        """How much of its best covered name was said; a word counts as said when its synonym was."""
        best = 0.0
        for name, whole in self._names[part.code]:
            best = max(best, sum([value for word, value in name if not said.isdisjoint(word)]) / whole)
        return best


def _rarity(parts: Sequence[Part]) -> dict[str, float]:
    """1 for a term that one part alone has, near 0 for one that all share."""
    shared: dict[str, float] = {}
    for part in parts:
        for term, weight in part.weights.items():
            shared[term] = shared.get(term, 0.0) + weight
    scale = log((len(parts) + 1) / 1.5) or 1.0
    return {
        term: max(0.03, min(1.0, log((len(parts) + 1) / (count + 0.5)) / scale)) if len(parts) > 1 else 1.0
        for term, count in shared.items()
    }
