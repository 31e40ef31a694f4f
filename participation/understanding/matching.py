"""Which product, activity or event of the loaded plan a text names.

A word weighs by how few of the plan's parts share it (inverse document frequency over the plan's own words), a part's
own names weigh more than the texts around it, and a synonym counts almost as much as the word itself.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import log

from participation.understanding.analysis import Analyser, Analysis, Token
from participation.understanding.language import LanguageData
from participation.understanding.reading import Subject, SubjectKind
from participation.understanding.words import NOT_VERBS

NAME, CONTEXT, SYNONYM, HEAD, COVERED, GENERAL = 1.0, 0.35, 0.85, 0.25, 0.5, 0.2
GENERIC_EVENT = "@event"


@dataclass(frozen=True)
class Match:
    """How well a text names one part of the plan; 1 is about one word that only this part has."""

    code: str
    kind: SubjectKind
    score: float
    places: frozenset[int] = field(default_factory=frozenset)
    coverage: float = 0.0
    """How much of its best covered name was said, from 0 to 1."""


@dataclass(frozen=True)
class Matches:
    """All that a text may name, the best first."""

    products: tuple[Match, ...]
    activities: tuple[Match, ...]
    events: tuple[Match, ...]
    numbered: Match | None = None

    @property
    def best(self) -> Match | None:
        """The product, or else the activity, that is named best."""
        if self.numbered is not None:
            return self.numbered
        both = (*self.products[:1], *self.activities[:1])
        return max(both, key=lambda match: match.score, default=None)


class _Part:
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


class SubjectMatcher:
    """Ranks the parts of a plan for a text."""

    def __init__(self, subjects: Sequence[Subject], analyser: Analyser, data: LanguageData) -> None:
        self._analyser, self._data = analyser, data
        self.subjects = {subject.code: subject for subject in subjects}
        self._numbers = {(subject.kind, subject.number): subject.code for subject in subjects if subject.number}
        parts = {s.code: self._part(s) for s in subjects if s.kind is not SubjectKind.EVENT}
        self._events = {s.code: self._part(s) for s in subjects if s.kind is SubjectKind.EVENT}
        for subject in subjects:
            if subject.kind is SubjectKind.EVENT and subject.serves in parts:
                served, event = parts[subject.serves], self._events[subject.code]
                served.events.append(subject.code)
                served.names += event.names
                served.add((term for term, weight in event.weights.items() if weight == NAME), 0.95)
                served.add((term for term, weight in event.weights.items() if weight < NAME), CONTEXT)
        self._products = [part for part in parts.values() if part.kind is SubjectKind.PRODUCT]
        self._activities = [part for part in parts.values() if part.kind is SubjectKind.ACTIVITY]
        self._rarity = _rarity(self._products)
        self._activity_rarity = _rarity(self._activities)
        self._event_rarity = _rarity([*self._events.values()])
        self.of_activity = self._products_by_activity(subjects)

    def serves_events(self, code: str) -> bool:
        """Whether a product has events."""
        return any(part.code == code and part.events for part in self._products)

    def events_of(self, code: str) -> list[str]:
        """The events that serve a product."""
        return next((part.events for part in self._products if part.code == code), [])

    def _products_by_activity(self, subjects: Sequence[Subject]) -> Mapping[str, list[str]]:
        by_activity: dict[str, list[str]] = {}
        for subject in subjects:
            if subject.kind is SubjectKind.PRODUCT and subject.serves is not None:
                by_activity.setdefault(subject.serves, []).append(subject.code)
        return by_activity

    def _part(self, subject: Subject) -> _Part:
        part = _Part(subject.code, subject.kind)
        for text in subject.context:
            part.add(self._terms_of(text), CONTEXT)
        for name in subject.names:
            words = tuple(tuple(terms) for token in self._analyser.analyse(name).tokens if (terms := self.terms(token)))
            part.names.append(words)
            part.add((term for word in words for term in word), NAME)
        if subject.kind is SubjectKind.EVENT:
            part.add((GENERIC_EVENT,), NAME)
        return part

    def _terms_of(self, text: str) -> set[str]:
        return {term for token in self._analyser.analyse(text).tokens for term in self.terms(token)}

    def terms(self, token: Token) -> list[str]:
        """What a token is compared by: its stem and its synonyms' names."""
        if token.is_stop and not token.concepts:
            return []
        concepts = [f"@{name}" for name in token.concepts if name in self._data.subject_concepts]
        return concepts if token.is_stop or token.word.isdigit() else [token.stem, *concepts]

    def _is_verb(self, token: Token, said_before: str) -> bool:
        """«Me informe» is no «informe»."""
        return said_before in self._data.before_verbs and token.stem in NOT_VERBS

    def match(self, analysis: Analysis, without: str | None = None) -> Matches:
        """What the text names. Words of the concept `without` are not looked at."""
        tokens = analysis.tokens
        before = ("", *(token.word for token in tokens[:-1]))
        terms = [
            [] if without in token.concepts or self._is_verb(token, said_before) else self.terms(token)
            for token, said_before in zip(tokens, before, strict=False)
        ]
        general = frozenset(n for n, token in enumerate(analysis.tokens) if self._data.general in token.concepts)
        return Matches(
            products=self._ranked(self._products, terms, self._rarity, general),
            activities=self._ranked(self._activities, terms, self._activity_rarity, general),
            events=self._ranked([*self._events.values()], terms, self._event_rarity, general),
            numbered=self._numbered(analysis),
        )

    def _ranked(
        self, parts: Sequence[_Part], terms: list[list[str]], rarity: Mapping[str, float], general: frozenset[int]
    ) -> tuple[Match, ...]:
        scored = (self._score(part, terms, rarity, general) for part in parts)
        return tuple(sorted((m for m in scored if m.score > 0), key=lambda match: (-match.score, match.code)))

    def _score(
        self, part: _Part, terms: list[list[str]], rarity: Mapping[str, float], general: frozenset[int]
    ) -> Match:
        best: dict[str, float] = {}
        places: dict[str, list[int]] = {}
        first = None
        for place, alternatives in enumerate(terms):
            value, name = 0.0, ""
            share = GENERAL if place in general else 1.0
            for term in alternatives:
                weight = share * part.weights.get(term, 0.0) * rarity.get(term, 0.0)
                weight *= SYNONYM if term[0] == "@" else 1.0
                if weight > value:
                    value, name = weight, term
            if not name:
                continue
            if first is None and value >= 0.5:
                first = value
            key = alternatives[-1]  # a word and its synonym said twice count once
            best[key] = max(best.get(key, 0.0), value)
            places.setdefault(key, []).append(place)
        if not best:
            return Match(part.code, part.kind, 0.0)
        covered = _coverage(part, terms, rarity)
        score = sum(best.values()) + HEAD * (first or 0.0) + COVERED * covered
        weighty = frozenset(place for key, value in best.items() if value >= 0.2 for place in places[key])
        return Match(part.code, part.kind, score, weighty, covered)

    def _numbered(self, analysis: Analysis) -> Match | None:
        """«la actividad 2», «la segunda actividad»."""
        tokens = analysis.tokens
        for place, token in enumerate(tokens):
            kind = next((kind for kind, words in self._data.numbered.items() if token.word in words), None)
            if kind is None:
                continue
            for near in (place + 1, place - 1, place + 2):
                if not 0 <= near < len(tokens):
                    continue
                word = tokens[near].word
                number = int(word) if word.isdigit() and len(word) <= 3 else self._data.ordinals.get(word)
                if near == place - 1 and word in ("un", "una", "uno", "i"):
                    number = None
                code = self._numbers.get((SubjectKind(kind), number)) if number else None
                if code is not None:
                    return Match(code, SubjectKind(kind), 2.0, frozenset((place, near)))
        return None


def _coverage(part: _Part, terms: list[list[str]], rarity: Mapping[str, float]) -> float:
    """How much of its best covered name was said; a word counts as said when its synonym was."""
    said = {term for alternatives in terms for term in alternatives}
    shares = [0.0]
    for name in part.names:
        whole = sum(max(rarity.get(term, 0.0) for term in word) for word in name)
        if whole:
            there = sum(max(rarity.get(term, 0.0) for term in word) for word in name if not said.isdisjoint(word))
            shares.append(there / whole)
    return max(shares)


def _rarity(parts: Sequence[_Part]) -> dict[str, float]:
    """1 for a term that one part alone has, near 0 for one that all share."""
    shared: Counter[str] = Counter()
    for part in parts:
        for term, weight in part.weights.items():
            shared[term] += weight  # type: ignore[assignment]
    scale = log((len(parts) + 1) / 1.5) or 1.0
    return {
        term: max(0.03, min(1.0, log((len(parts) + 1) / (count + 0.5)) / scale)) if len(parts) > 1 else 1.0
        for term, count in shared.items()
    }
