"""What the reader learns at start from the examples of a language, filled with the names of the loaded plan."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2s
from typing import NamedTuple

from participation.understanding.analysis import Analyser, Analysis
from participation.understanding.classifier import Classifier, Labelled
from participation.understanding.features import features
from participation.understanding.language import LanguageData
from participation.understanding.matching import Matches, SubjectMatcher
from participation.understanding.mentions import Filling
from participation.understanding.reading import ContributionKind, Intent, Subject, SubjectKind
from participation.understanding.segments import to_the_point
from participation.understanding.spelling import Spelling
from participation.understanding.words import folded_words, stem

INTENT_TEMPERATURE = 1.6
CONTRIBUTION_TEMPERATURE = 1.6
TAUGHT_WEIGHT = 3
THINGS = frozenset(("video", "survey", "guide", "newsletter", "radio", "map", "workshop", "fair", "visit"))
"""Concepts of things that a plan may promise: to ask for one that it does not is to ask for something else."""
NAMED = 0.75
"""The score from which on a part of the plan is named."""
SAME = 0.5
"""The share of a text's telling words that a lesson has to hold, with none of its own beside them."""
_MARK = re.compile(r"\[[^\[\]]{1,40}\]")


@dataclass(frozen=True)
class Example:
    """A sentence that a person labelled, such as what staff taught with «No era eso».

    `words`: what it is recognised by, of which alone it consists once its text was erased.
    """

    text: str
    intent: Intent
    target: str | None = None
    words: tuple[str, ...] = ()


class Knowledge:
    """What was learnt: how to analyse, what the plan has, and two classifiers."""

    def __init__(
        self,
        subjects: Sequence[Subject],
        data: LanguageData,
        taught: Sequence[Example] = (),
        entity: Sequence[str] = (),
    ) -> None:
        self.data = data
        filling = Filling(subjects, data.generic_mentions, entity, data.general_words)
        sentences = [*_sentences(data.examples, filling)]
        sentences += [_Sentence(_unmarked(e.text), e.intent) for e in taught if e.text for _ in range(TAUGHT_WEIGHT)]
        contributions = [*_sentences(data.contributions, filling)]
        patterns = (*data.examples.values(), *data.contributions.values())
        words = [word for several in patterns for text in several for word in folded_words(text)]
        words += [
            word for subject in subjects for text in (*subject.names, *subject.context) for word in folded_words(text)
        ]
        words += [*data.concepts.words] * 2
        self._told = frozenset(stem(word) for word in words)
        words += [word for e in taught for word in folded_words(e.text)]
        # A decent word with a slip must not become an insult.
        words = [word for word in words if word not in data.insult_words]
        self.analyser = Analyser(data, Spelling(words, data.watched_words))
        self._as_written = Analyser(data)
        named = [token for name in entity for token in self.analyser.analyse(name).tokens]
        self._entity = frozenset(token.stem for token in named if not token.is_stop)
        self.matcher = SubjectMatcher(subjects, self.analyser, data)
        self._absent = THINGS - self.matcher.named_concepts
        self.event_parts = frozenset(s.serves for s in subjects if s.kind is SubjectKind.EVENT and s.serves is not None)
        self._lessons = [(self._taught_words(e), e) for e in taught]
        self.known: frozenset[str] = frozenset()
        self.intents = self._train(sentences, [*Intent], INTENT_TEMPERATURE)
        self.contributions = self._train(contributions, [*ContributionKind], CONTRIBUTION_TEMPERATURE, _wording)

    def features(self, analysis: Analysis, matches: Matches) -> tuple[str, ...]:
        """What the classifiers see of a text."""
        return features(analysis, matches.best, self.event_parts, self.data, self.known)

    def lesson(self, analysis: Analysis) -> Example | None:
        """What staff taught last of a text that says the same; what was redacted there may be said here."""
        if not self._lessons:
            return None
        said = _telling(analysis)
        # A word that was unknown when it was taught may have come into the plan since, and the other way round.
        either = said | {_number(word) for word in said}
        alike = (e for words, e in self._lessons if words and words <= either and len(words) >= SAME * len(said))
        return next(alike, None)

    def recognised_by(self, text: str) -> tuple[str, ...]:
        """What a text that is taught will be recognised by: its telling words without their order.

        A word that neither the language's files nor the plan have, such as a name, becomes a number that dozens share.
        """
        telling = _telling(self.analyser.analyse(_unmarked(text)))
        return tuple(sorted(word if word in self._told else _number(word) for word in telling))

    def _taught_words(self, example: Example) -> frozenset[str]:
        return frozenset(example.words) or _telling(self.analyser.analyse(_unmarked(example.text)))

    def names_what_is_absent(self, analysis: Analysis, matches: Matches) -> bool:
        """Whether a text names a thing that other plans have and this one has not, and nothing that it has."""
        names_something = matches.best is not None and matches.best.score >= NAMED
        return not names_something and any(self._absent.intersection(token.concepts) for token in analysis.tokens)

    def is_of_others(self, analysis: Analysis, matches: Matches) -> bool:
        """Whether a text speaks of something that this plan is not about."""
        return self.names_another_plan(analysis) or self.names_what_is_absent(analysis, matches)

    def names_another_plan(self, analysis: Analysis) -> bool:
        """«El plan de vacunación»: a plan that is somebody else's."""
        foreign, plan = self.data.foreign_concepts, self.data.general
        return any(plan in token.concepts and not foreign.isdisjoint(token.concepts) for token in analysis.tokens)

    def names_entity(self, analysis: Analysis) -> bool:
        """Whether a text names the entity itself."""
        return not self._entity.isdisjoint(analysis.stems)

    def knows_nothing_of(self, analysis: Analysis) -> bool:
        """Whether nothing was learnt of any word of a text."""
        tokens = analysis.tokens
        return bool(tokens) and not any(t.is_stop or t.concepts or self.intents.knows(f"w:{t.form}") for t in tokens)

    def contribution_features(self, analysis: Analysis, matches: Matches) -> tuple[str, ...]:
        """What the classifier of contributions sees of a text."""
        return _wording(self.features(analysis, matches))

    def _example(self, sentence: "_Sentence") -> Analysis:
        """An example without its courtesies. One that is the same for every plan is analysed once, as it is written."""
        if not sentence.of_any_plan:
            return to_the_point(self.analyser.analyse(sentence.text), self.data)
        kept = self.data.analysed
        if sentence.text not in kept:
            kept[sentence.text] = to_the_point(self._as_written.analyse(sentence.text), self.data)
        return kept[sentence.text]

    def _train(
        self,
        sentences: "list[_Sentence]",
        labels: Sequence[str],
        temperature: float,
        kept: Callable[[tuple[str, ...]], tuple[str, ...]] = tuple,
    ) -> Classifier:
        analysed = [(self._example(sentence), sentence.label) for sentence in sentences]
        met = Counter(form for analysis, _ in analysed for form in {token.form for token in analysis.tokens})
        # A word of one sentence alone is as unknown to that sentence as a new word will be to a new text.
        known = frozenset(form for form, times in met.items() if times > 1)
        self.known = self.known | frozenset(met)
        labelled = []
        for analysis, label in analysed:
            seen = features(analysis, self.matcher.best(analysis), self.event_parts, self.data, known)
            labelled.append(Labelled(kept(seen), label))
        return Classifier.train(labelled, [str(label) for label in labels], temperature)


def _unmarked(text: str) -> str:
    """A redacted text without its marks ("[nombre]")."""
    return _MARK.sub(" ", text)


def _telling(analysis: Analysis) -> frozenset[str]:
    """The words of a text that weigh; all of them where none does."""
    telling = [token.stem for token in analysis.tokens if not token.is_stop or token.concepts]
    return frozenset(telling or analysis.stems)


def _number(word: str) -> str:
    """One of 4,096 numbers, by which a word is found again and from which it is not."""
    return "#" + blake2s(word.encode("utf-8", "replace")).hexdigest()[:3]


def _wording(seen: tuple[str, ...]) -> tuple[str, ...]:
    """Words, concepts and their order alone: from few examples, shape and parts of words teach accidents."""
    return tuple(name for name in seen if name[1:2] == ":" and name[0] != "n")


class _Sentence(NamedTuple):
    """An example for training; of any plan is one that no name of the loaded plan stands in."""

    text: str
    label: str
    of_any_plan: bool = False


def _sentences(examples: Mapping[str, Sequence[str]], filling: Filling) -> Iterator[_Sentence]:
    for label, patterns in examples.items():
        for pattern in patterns:
            for sentence in filling.sentences(pattern):
                yield _Sentence(sentence, label, of_any_plan="{" not in pattern)
