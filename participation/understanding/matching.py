"""Which product, activity or event of the loaded plan a text names.

A word weighs by how few of the plan's parts share it (inverse document frequency over the plan's own words), a part's
own names weigh more than the texts around it, and a synonym counts almost as much as the word itself.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from math import log

from participation.understanding.analysis import Analyser, Analysis, Token
from participation.understanding.language import LanguageData
from participation.understanding.reading import Subject, SubjectKind
from participation.understanding.words import NOT_VERBS

NAME, CONTEXT, SYNONYM, HEAD, COVERED, GENERAL = 1.0, 0.35, 0.85, 0.25, 0.5, 0.2
WEIGHTY = 0.5
"""From this value on a word is the head of what is named: it counts a little more than its complements."""
INSIDE = 0.2
"""From this value on a word is part of the naming of a subject."""
NUMBERED = 2.0
"""The score of what is named by its number: nothing is said more clearly."""
GENERIC_EVENT = "@event"
PUBLISHED = "@publish"
LIVING = "living"
"""«Vivo en la calle 12» tells of somebody; it does not name what is «en vivo»."""
WHOLE_REPORT = "whole_report"
"""«El informe de avance» tells of the plan as a whole; it does not name a product that is a report."""


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


class _Ranking:
    """Parts of one kind that compete, with the value that each term has for each of them."""

    def __init__(self, parts: Sequence[_Part]) -> None:
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

    def ranked(self, terms: Sequence[Sequence[str]], general: Collection[int]) -> tuple[Match, ...]:
        """The parts that are named at all, the best first. `terms` of each token; those at `general` weigh little."""
        said: dict[int, dict[int, tuple[str, float]]] = {}
        for place, alternatives in enumerate(terms):
            share = GENERAL if place in general else 1.0
            for term in alternatives:
                for number, value in self._values.get(term, ()):
                    places = said.setdefault(number, {})
                    if share * value > places.get(place, ("", 0.0))[1]:
                        places[place] = (alternatives[-1], share * value)
        if not said:
            return ()
        every = {term for alternatives in terms for term in alternatives}
        scored = [self._match(self._parts[number], places, every) for number, places in said.items()]
        return tuple(sorted(scored, key=lambda match: (-match.score, match.code)))

    def _match(self, part: _Part, said: Mapping[int, tuple[str, float]], every: Set[str]) -> Match:
        """`said`: the value at each place, with a key by which a word and its synonym count once."""
        best: dict[str, float] = {}
        for key, value in said.values():
            best[key] = max(best.get(key, 0.0), value)
        head = next((value for _, (_, value) in sorted(said.items()) if value >= WEIGHTY), 0.0)
        covered = self._coverage(part, every)
        places = frozenset(place for place, (key, _) in said.items() if best[key] >= INSIDE)
        score = sum(best.values()) + HEAD * head + COVERED * covered
        return Match(part.code, part.kind, score, places, covered)

    def _coverage(self, part: _Part, said: Set[str]) -> float:
        """How much of its best covered name was said; a word counts as said when its synonym was."""
        return max(
            (
                sum(value for word, value in name if not said.isdisjoint(word)) / whole
                for name, whole in self._names[part.code]
            ),
            default=0.0,
        )


class SubjectMatcher:
    """Ranks the parts of a plan for a text."""

    def __init__(self, subjects: Sequence[Subject], analyser: Analyser, data: LanguageData) -> None:
        self._analyser, self._data = analyser, data
        self.subjects = {subject.code: subject for subject in subjects}
        self._kinds = {word: SubjectKind(kind) for kind, words in data.numbered.items() for word in words}
        self._numbers = {(subject.kind, subject.number): subject.code for subject in subjects if subject.number}
        parts = {s.code: self._part(s) for s in subjects if s.kind is not SubjectKind.EVENT}
        self._events = {s.code: self._part(s) for s in subjects if s.kind is SubjectKind.EVENT}
        own_words = {code: _terms(part) for code, part in parts.items()}
        self._beside_events: dict[str, frozenset[str]] = {}
        for subject in subjects:
            if subject.kind is SubjectKind.EVENT and subject.serves in parts:
                served, event = parts[subject.serves], self._events[subject.code]
                beside = self._beside_events.get(subject.serves, own_words[subject.serves])
                self._beside_events[subject.serves] = beside.difference(event.weights)
                served.events.append(subject.code)
                served.names += event.names
                served.add((term for term, weight in event.weights.items() if weight == NAME), 0.95)
                served.add((term for term, weight in event.weights.items() if weight < NAME), CONTEXT)
        self._products = [part for part in parts.values() if part.kind is SubjectKind.PRODUCT]
        self._activities = [part for part in parts.values() if part.kind is SubjectKind.ACTIVITY]
        self._rankings = [_Ranking(self._products), _Ranking(self._activities), _Ranking([*self._events.values()])]
        self.of_activity = self._products_by_activity(subjects)

    @property
    def named_concepts(self) -> frozenset[str]:
        """The concepts that some part of the plan, or a text around it, says."""
        every = (*self._products, *self._activities, *self._events.values())
        return frozenset(term[1:] for part in every for term in part.weights if term[0] == "@")

    @property
    def published_plan(self) -> str | None:
        """The product that is the publication of the plan itself, where the plan has one."""
        wanted = {PUBLISHED, f"@{self._data.general}"}
        for part in self._products:
            for name in self.subjects[part.code].names:
                said = {f"@{c}" for token in self._analyser.analyse(name).tokens for c in token.concepts}
                if wanted <= said:
                    return part.code
        return None

    def words_beside_events(self, code: str | None) -> frozenset[str]:
        """The words of a product's names that its events do not have."""
        return self._beside_events.get(code or "", frozenset())

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
        if token.word in self._data.ordinals:
            return [f"#{self._data.ordinals[token.word]}", *concepts]
        return concepts if token.is_stop or token.word.isdigit() else [token.stem, *concepts]

    def _is_verb(self, token: Token, said_before: str) -> bool:
        """«Me informe» is no «informe»."""
        return said_before in self._data.before_verbs and token.stem in NOT_VERBS

    def match(self, analysis: Analysis, without: str | None = None) -> Matches:
        """What the text names. Words of the concept `without` are not looked at."""
        tokens = analysis.tokens
        before = ("", *(token.word for token in tokens[:-1]))
        terms = [
            []
            if without in token.concepts or LIVING in token.concepts or self._is_verb(token, said_before)
            else self.terms(token)
            for token, said_before in zip(tokens, before, strict=False)
        ]
        of_all = {self._data.general, WHOLE_REPORT}
        general = frozenset(
            place
            for place, token in enumerate(tokens)
            if token.word in self._data.ordinals or not of_all.isdisjoint(token.concepts)
        )
        products, activities, events = (ranking.ranked(terms, general) for ranking in self._rankings)
        return Matches(products, activities, events, self._numbered(analysis))

    def _numbered(self, analysis: Analysis) -> Match | None:
        """«la actividad 2», «la segunda actividad»."""
        tokens = analysis.tokens
        for place, token in enumerate(tokens):
            kind = self._kinds.get(token.word)
            if kind is None:
                continue
            for near in (place + 1, place - 1, place + 2):
                if not 0 <= near < len(tokens):
                    continue
                word = tokens[near].word
                number = int(word) if word.isdigit() and len(word) <= 3 else self._data.ordinals.get(word)
                if near == place - 1 and word in ("un", "una", "uno", "i"):
                    number = None
                found = self.numbered(kind, number) if number else None
                if found is not None:
                    return replace(found, places=frozenset((place, near)))
        return None

    def numbered(self, kind: SubjectKind, number: int) -> Match | None:
        """The part of a kind that has a number for people."""
        code = self._numbers.get((kind, number))
        return Match(code, kind, NUMBERED) if code is not None else None


def _terms(part: _Part) -> frozenset[str]:
    """All terms of a part's own names."""
    return frozenset(term for name in part.names for word in name for term in word)


def _rarity(parts: Sequence[_Part]) -> dict[str, float]:
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
