"""Which product, activity or event of the loaded plan a text names."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from participation.understanding.analysis import Analyser, Analysis, Token
from participation.understanding.language import LanguageData
from participation.understanding.ranking import Match, Part, Ranking, Word
from participation.understanding.reading import Subject, SubjectKind
from participation.understanding.words import NOT_VERBS

NAME, CONTEXT, GENERAL = 1.0, 0.35, 0.2
"""The shares of a word in a part's name, in the texts around it, and of one that names no part in particular."""
NUMBERED = 2.0
"""The score of what is named by its number: nothing is said more clearly."""
GENERIC_EVENT = "@event"
PUBLISHED = "@publish"
LIVING = "living"
"""«Vivo en la calle 12» tells of somebody; it does not name what is «en vivo»."""
WHOLE_REPORT = "whole_report"
"""«El informe de avance» tells of the plan as a whole; it does not name a product that is a report."""


class Matches(NamedTuple):
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
        self._rankings = [Ranking(self._products), Ranking(self._activities), Ranking([*self._events.values()])]
        self._naming = frozenset(term for ranking in self._rankings for term in ranking.terms)
        self._bests: dict[tuple[Word, ...], Match | None] = {}
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

    def _part(self, subject: Subject) -> Part:
        part = Part(subject.code, subject.kind)
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
        said, places = self._naming_in(analysis, without)
        products, activities, events = (
            tuple(_at(places, match) for match in ranking.ranked(said)) for ranking in self._rankings
        )
        return Matches(products, activities, events, self._numbered(analysis))

    def best(self, analysis: Analysis) -> Match | None:
        """The best match of an example. Thousands of them name a few hundred things: each is looked for once."""
        said, places = self._naming_in(analysis, None)
        if said not in self._bests:
            products, activities = (ranking.ranked(said) for ranking in self._rankings[:2])
            self._bests[said] = Matches(products, activities, ()).best
        best = self._bests[said]
        return self._numbered(analysis) or (_at(places, best) if best is not None else None)

    def _naming_in(self, analysis: Analysis, without: str | None) -> tuple[tuple[Word, ...], list[int]]:
        """The words of a text that name a part, and their places."""
        words: list[Word] = []
        places: list[int] = []
        before = ""
        for place, token in enumerate(analysis.tokens):
            terms = self.terms(token)
            names = not self._naming.isdisjoint(terms) and without not in token.concepts
            if names and LIVING not in token.concepts and not self._is_verb(token, before):
                words.append(Word(tuple(terms), GENERAL if self._is_general(token) else 1.0))
                places.append(place)
            before = token.word
        return tuple(words), places

    def _is_general(self, token: Token) -> bool:
        """Whether a word tells of the plan as a whole, or only which one of several is meant."""
        is_whole = self._data.general in token.concepts or WHOLE_REPORT in token.concepts
        return is_whole or token.word in self._data.ordinals

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
                    return found._replace(places=frozenset((place, near)))
        return None

    def numbered(self, kind: SubjectKind, number: int) -> Match | None:
        """The part of a kind that has a number for people."""
        code = self._numbers.get((kind, number))
        return Match(code, kind, NUMBERED) if code is not None else None


def _at(places: Sequence[int], match: Match) -> Match:
    """A match among some words of a text, with the places that these have there."""
    return match._replace(places=frozenset([places[number] for number in match.places]))


def _terms(part: Part) -> frozenset[str]:
    """All terms of a part's own names."""
    return frozenset(term for name in part.names for word in name for term in word)
