"""The reader: what a person typed → what is wanted, about what of the loaded plan, and how sure that is."""

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from participation.understanding.analysis import Analysis
from participation.understanding.followups import FollowUps
from participation.understanding.kinds import proposed_kind
from participation.understanding.language import language_data
from participation.understanding.learning import Example, Knowledge
from participation.understanding.matching import Matches
from participation.understanding.reading import (
    TARGETED,
    Choice,
    Contribution,
    ContributionKind,
    Intent,
    LastAnswer,
    Question,
    Reading,
    Subject,
)
from participation.understanding.reconciling import elsewhere, nonsense, ours, reconciled, to_be_reported, untold
from participation.understanding.safety import is_farewell, personal_data, says
from participation.understanding.segments import is_courtesy, several, to_the_point
from participation.understanding.targets import Target, Targets
from participation.understanding.times import AskedTime, asked_time
from participation.understanding.topics import Topic
from participation.understanding.words import MAX_CHARACTERS, stem

LIKELY = 0.10
"""A reading below this probability is no alternative."""
MOST_ALTERNATIVES = 3
TAUGHT = 0.95
"""The confidence of what staff taught, word by word."""
CLEAR = 0.6
"""A part of a message from this confidence on is a question of its own."""


class Reader:
    """Reads messages about one plan in one language. It keeps nothing of what it reads; threads may share it."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge
        self._data = knowledge.data
        self._targets = Targets(knowledge.matcher)
        self._follow_ups = FollowUps(knowledge.data, self._targets)

    @classmethod
    def for_plan(
        cls,
        subjects: Sequence[Subject],
        taught: Sequence[Example] = (),
        entity: Sequence[str] = (),
        language: str = "es",
    ) -> "Reader":
        """A reader for the subjects of a plan. It learns at once, in three quarters of a second.

        `taught`: what staff labelled; it counts more than the examples of the language. `entity`: how people call the
        entity ("la alcaldía").
        """
        with _all_is_kept():
            return cls(Knowledge(subjects, language_data(language), taught, entity))

    def read(self, text: str, last: LastAnswer | None = None) -> Reading:
        """What the text wants; of a longer one the first 4,096 characters are read. Never raises."""
        text = text[:MAX_CHARACTERS]
        whole = self._knowledge.analyser.analyse(text)
        point = to_the_point(whole, self._data)
        matches = self._knowledge.matcher.match(point)
        questions = self._questions(text, whole, last)
        return Reading(
            questions=questions,
            contribution=self._contribution(point, matches),
            asks_for_something=says(self._data.asking, whole),
            distress=says(self._data.distress, whole),
            insult=says(self._data.insult, whole),
            topics=frozenset(topic for topic, said in self._data.topics.items() if says(said, whole)),
            personal_data=personal_data(text, whole, self._data),
            farewell=questions[0].intent is Intent.GREETING and is_farewell(whole),
        )

    def _questions(self, text: str, whole: Analysis, last: LastAnswer | None) -> tuple[Question, ...]:
        one = self._question(text, whole, last)
        found: list[Question] = []
        for part in several(text, whole, self._data):
            before = next((LastAnswer(q.intent, q.target, q.event) for q in reversed(found)), last)
            analysis = self._knowledge.analyser.analyse(part)
            found += [] if is_courtesy(analysis, self._data) else [self._question(part, analysis, before)]
        return chosen(one, found)

    def _question(self, text: str, said: Analysis, last: LastAnswer | None) -> Question:
        analysis = to_the_point(said, self._data)
        matches = self._knowledge.matcher.match(analysis)
        asked = asked_time(analysis.words, self._data.times)
        lesson = self._knowledge.lesson(analysis)
        if lesson is not None:
            target = self._targets.named(lesson.intent, lesson.target)
            return Question(lesson.intent, target.code, target.event, TAUGHT, asked=asked, text=text)
        chances = self._intents(analysis, matches, asked)
        first, *others = self._choices(chances, analysis, matches, asked)
        question = Question(
            intent=first.intent,
            target=first.target,
            event=first.event,
            confidence=first.confidence,
            alternatives=tuple(other for other in others if other.confidence >= LIKELY)[:MOST_ALTERNATIVES],
            asked=asked,
            text=text,
        )
        if last is None:
            return question
        named = next(iter(self._targets.of(Intent.PROGRESS_ACTIVITY, analysis, matches, asked)), None)
        places = matches.best.places if matches.best else frozenset()
        return self._follow_ups.complete(question, analysis, named, places, last)

    def _intents(self, analysis: Analysis, matches: Matches, asked: AskedTime | None) -> dict[Intent, float]:
        classifier = self._knowledge.intents
        chances = classifier.probabilities(self._knowledge.features(analysis, matches))
        by_intent = {Intent(label): chance for label, chance in zip(classifier.labels, chances, strict=True)}
        by_intent = reconciled(by_intent, analysis, matches, self._targets, asked)
        if self._knowledge.names_entity(analysis):
            by_intent = ours(by_intent, analysis)
        if says(self._data.report_here, analysis):
            return to_be_reported(by_intent)
        if says(self._data.topics[Topic.SPENDING], analysis):
            return untold(by_intent)
        if self._knowledge.is_of_others(analysis, matches):
            return elsewhere(by_intent)
        return nonsense(by_intent) if self._knowledge.knows_nothing_of(analysis) else by_intent

    def _choices(
        self, chances: dict[Intent, float], analysis: Analysis, matches: Matches, asked: AskedTime | None
    ) -> list[Choice]:
        """The likeliest intent with its target, then all other readings; each near target is a reading of its own."""
        found: list[Choice] = []
        for intent, chance in sorted(chances.items(), key=lambda entry: -entry[1]):
            targets = self._targets.of(intent, analysis, matches, asked) if intent in TARGETED else []
            found += _shared(intent, chance, targets or [Target()])
        return [found[0], *sorted(found[1:], key=lambda choice: -choice.confidence)]

    def recognised_by(self, text: str) -> tuple[str, ...]:
        """What a text that is taught will be recognised by, sorted; neither its order nor unknown words are in it."""
        return self._knowledge.recognised_by(text[:MAX_CHARACTERS])

    def telling_nothing(self) -> frozenset[str]:
        """The stems of words that no search is about."""
        asking = (self._data.topics[topic] for topic in (Topic.RECEIVED, Topic.ASKED_BEFORE, Topic.MEANING))
        of_topics = (phrase for watched in asking for phrase in watched.phrases.words)
        return frozenset(stem(word) for word in (*self._data.stop, *of_topics))

    def _contribution(self, analysis: Analysis, matches: Matches) -> Contribution:
        classifier = self._knowledge.contributions
        chances = classifier.probabilities(self._knowledge.contribution_features(analysis, matches))
        by_kind = {ContributionKind(label): chance for label, chance in zip(classifier.labels, chances, strict=True)}
        kind, confidence = proposed_kind(by_kind, analysis, self._data)
        target = next(iter(self._targets.of(Intent.OBSERVE, analysis, matches, None)), Target())
        return Contribution(kind, confidence, target.code, target.event)


@contextmanager
def _all_is_kept() -> Iterator[None]:
    """No search for garbage while many small things are learnt, hardly one of them in vain: a sixth of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _shared(intent: Intent, chance: float, targets: Sequence[Target]) -> Iterator[Choice]:
    """The chance of an intent, divided among its targets by how well they were named."""
    whole = sum(target.score**2 for target in targets)
    for target in targets:
        yield Choice(intent, target.code, target.event, chance * target.score**2 / whole)


def chosen(one: Question, found: Sequence[Question]) -> tuple[Question, ...]:
    """The whole message as one question, or its parts where each is clearly a question of its own."""
    clear = [part for part in found if part.confidence >= CLEAR and part.intent is not Intent.GREETING]
    meant = {(part.intent, part.target, part.event): part for part in reversed(clear)}
    if one.intent is Intent.OBSERVE or any(part.intent is Intent.OBSERVE for part in clear):
        return (one,)
    inside = [part for part in reversed(meant.values()) if part.intent is not Intent.OUT_OF_SCOPE]
    if one.intent is Intent.GREETING and inside:
        return tuple(inside)
    if len(meant) == 1:
        return (max(one, clear[0], key=lambda question: question.confidence),)
    return tuple(inside) if len(inside) > 1 else (one,)
