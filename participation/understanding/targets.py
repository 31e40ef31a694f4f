"""From what a text names to the one thing that an intent is about."""

from dataclasses import dataclass

from participation.understanding.analysis import Analysis
from participation.understanding.matching import GENERIC_EVENT, Matches, SubjectMatcher
from participation.understanding.ranking import Match
from participation.understanding.reading import TARGETED, Intent, Subject, SubjectKind
from participation.understanding.times import AskedTime

LEAST_SCORE = {Intent.PROGRESS_ACTIVITY: 0.4, Intent.EVIDENCE: 0.5, Intent.EVENT_STATUS: 0.4, Intent.OBSERVE: 0.75}
LEAST_COVERAGE = {Intent.PROGRESS_ACTIVITY: 0.2, Intent.EVIDENCE: 0.3, Intent.EVENT_STATUS: 0.0, Intent.OBSERVE: 0.4}
ACTIVITY_LEAD = 1.25
"""An activity is meant only when it is named clearly better than each product."""
CLOSE = 0.8
"""A second part with this share of the first one's score may be meant as well."""
DONE = "did"
"""«Realizado» may stand in the name of a product; "¿lo realizaron?" does not ask for that product."""
PLAN, PROOF, HANDED_OUT = "plan", "evidence", frozenset(("document", "link", "obtain"))
CONTRIBUTING = "observation"
"""«Una sugerencia»: the word for what one hands in does not name a product that deals with such things."""


@dataclass(frozen=True)
class Target:
    """The code of a product or activity, and of an event where one is meant."""

    code: str | None = None
    event: str | None = None
    score: float = 1.0


class Targets:
    """Decides with the scores of a plan's matcher. The first target of a list is the meant one, the others are near."""

    def __init__(self, matcher: SubjectMatcher) -> None:
        self._matcher = matcher
        self._events = [s for s in matcher.subjects.values() if s.kind is SubjectKind.EVENT]
        self._published = matcher.published_plan

    def of(self, intent: Intent, analysis: Analysis, matches: Matches, asked: AskedTime | None) -> list[Target]:
        """What of the plan an intent is about, the nearest first; empty where no part was named well enough."""
        if matches.numbered is not None:
            return [self._target(self._only_product(matches.numbered))]
        if intent is Intent.OBSERVE:
            matches = self._matcher.match(analysis, without=CONTRIBUTING)
        if intent is Intent.EVENT_STATUS:
            return self._of_events(matches, asked)
        named = [match for match in self._ranked(matches) if _is_named(match, intent)]
        if not named and intent is Intent.EVIDENCE and self._published and _wants_the_plan(analysis):
            return [Target(self._published)]
        near = [match for match in named if match.score >= CLOSE * named[0].score]
        return [self._target(match) for match in near]

    def _ranked(self, matches: Matches) -> list[Match]:
        """Products, behind an activity that is named better than all of them."""
        activity = next(iter(matches.activities), None)
        products = list(matches.products)
        best = products[0].score if products else 0.0
        covered = products[0].coverage if products else 0.0
        if activity is None or activity.score < ACTIVITY_LEAD * best or activity.coverage <= covered:
            return products
        only = self._only_product(activity)
        return [only, *(match for match in products if match.code != only.code)]

    def _only_product(self, match: Match) -> Match:
        """The product of an activity that has one alone: it is the same thing to people; else what was named."""
        inside = self._matcher.of_activity.get(match.code, [])
        return match._replace(code=inside[0], kind=SubjectKind.PRODUCT) if len(inside) == 1 else match

    def _of_events(self, matches: Matches, asked: AskedTime | None) -> list[Target]:
        if len(self._events) == 1:
            return [self.only_event]
        then = self._then(asked)
        if len(then) == 1:
            return [Target(then[0].serves, then[0].code)]
        named = [match for match in matches.events if match.score >= LEAST_SCORE[Intent.EVENT_STATUS]]
        near = [match for match in named if match.score >= CLOSE * named[0].score]
        return [Target(self._matcher.subjects[match.code].serves, match.code, match.score) for match in near]

    def _then(self, asked: AskedTime | None) -> list[Subject]:
        """The events of a day, or of a month where no day was said."""
        if asked is None or asked.month is None:
            return []
        return [
            event
            for event in self._events
            if any(day.month == asked.month and asked.day in (None, day.day) for day in event.days)
        ]

    def on_day(self, asked: AskedTime | None) -> Target | None:
        """The one event that is or was to be on a day that was said."""
        then = self._then(asked) if asked is not None and asked.day is not None else []
        return Target(then[0].serves, then[0].code) if len(then) == 1 else None

    def activity(self, number: int) -> Target | None:
        """What stands for an activity by its number; its product where it has one alone."""
        match = self._matcher.numbered(SubjectKind.ACTIVITY, number)
        return self._target(self._only_product(match)) if match is not None else None

    def _target(self, match: Match) -> Target:
        events = self._matcher.events_of(match.code)
        return Target(match.code, events[0] if len(events) == 1 else None, match.score)

    def named(self, intent: Intent, code: str | None) -> Target:
        """What a code stands for; nothing where the plan no longer has it."""
        subject = self._matcher.subjects.get(code or "")
        if intent not in TARGETED or subject is None:
            return self.only_event if intent is Intent.EVENT_STATUS else Target()
        if subject.kind is SubjectKind.EVENT:
            return Target(subject.serves, subject.code)
        events = self._matcher.events_of(subject.code)
        return Target(subject.code, events[0] if len(events) == 1 else None)

    @property
    def only_event(self) -> Target:
        """The one event of a plan that has one; nothing in particular where there are several."""
        return Target(self._events[0].serves, self._events[0].code) if len(self._events) == 1 else Target()

    def names_its_product(self, code: str | None, analysis: Analysis) -> bool:
        """Whether the text says what the product of an event is called, such as its «registro» or its «acta»."""
        own = self._matcher.words_beside_events(code)
        said = (self._matcher.terms(token) for token in analysis.tokens if DONE not in token.concepts)
        return any(GENERIC_EVENT not in terms and not own.isdisjoint(terms) for terms in said)

    def is_event(self, code: str | None) -> bool:
        """Whether a product has events."""
        return code is not None and bool(self._matcher.events_of(code))


def names_an_event(analysis: Analysis) -> bool:
    """Whether the text speaks of events at all."""
    return any(GENERIC_EVENT[1:] in token.concepts for token in analysis.tokens)


def _wants_the_plan(analysis: Analysis) -> bool:
    """«¿Dónde bajo el plan?» wants the document; «las pruebas del plan», those of everything."""
    concepts = {name for token in analysis.tokens for name in token.concepts}
    return PLAN in concepts and bool(concepts & HANDED_OUT) and PROOF not in concepts


def _is_named(match: Match, intent: Intent) -> bool:
    return match.score >= LEAST_SCORE[intent] and match.coverage >= LEAST_COVERAGE[intent]
