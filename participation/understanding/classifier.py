"""A linear classifier (multinomial logistic regression) in plain Python, trained in a fraction of a second.

Every weight belongs to one feature and one class, so a decision can be explained by listing the features that made it.
"""

import random
from collections import Counter
from collections.abc import Sequence
from itertools import chain
from math import exp, sqrt
from typing import NamedTuple

from participation.understanding.rows import ONE, Rows

EPOCHS = 4
RATE = 2.0
FAINT = 0.01
"""A class that is less likely than this share is not made less likely still."""
FEWEST = 2
"""What fewer examples have teaches their wording, not their meaning."""
SURE = 0.94
"""An example that is already this sure of its class teaches nothing more in the later rounds."""


class Labelled(NamedTuple):
    """An example for training."""

    features: tuple[str, ...]
    label: str


class Classifier:
    """Probabilities of classes from the features of a text."""

    def __init__(self, labels: Sequence[str], temperature: float = 1.0) -> None:
        self.labels = tuple(labels)
        self.temperature = temperature
        self._rows = Rows(len(labels))
        self._numbers: dict[str, int] = {}
        """The place of each feature's row among the weights."""
        self._weights: list[int] = []

    @classmethod
    def train(cls, examples: Sequence[Labelled], labels: Sequence[str], temperature: float = 1.0) -> "Classifier":
        """Learn from examples. The same examples give the same classifier."""
        new = cls(labels, temperature)
        index = {label: number for number, label in enumerate(new.labels)}
        met = Counter(chain.from_iterable(example.features for example in examples))
        often = (feature for feature, times in met.items() if times >= FEWEST)
        new._numbers = {feature: number for number, feature in enumerate(often)}
        new._weights = [0] * len(new._numbers)
        work = [(new._known(example.features), index[example.label]) for example in examples]
        work = [entry for entry in work if entry[0]]
        shuffle = random.Random(7)  # noqa: S311 - an order, not a secret
        for epoch in range(EPOCHS):
            shuffle.shuffle(work)
            work = new._round(work, RATE / (1 + 0.5 * epoch), drop=epoch >= 1)
        return new

    def _known(self, features: Sequence[str]) -> list[int]:
        """The numbers of the features that anything was learnt of."""
        numbers = self._numbers
        return [numbers[feature] for feature in features if feature in numbers]

    def _round(self, work: list[tuple[list[int], int]], rate: float, *, drop: bool) -> list[tuple[list[int], int]]:
        """Learn from each example once. Returns those to learn from again; `drop`: not those that were sure already."""
        weights, pack = self._weights, self._rows.pack
        kept = []
        for known, right in work:
            scale = 1 / sqrt(len(known))
            raised = self._raised(known, scale)
            total = sum(raised)
            step, least = rate * scale * ONE / total, FAINT * total
            changes = [int(-step * value) if value > least else 0 for value in raised]
            changes[right] = int(step * (total - raised[right]))
            change = pack(changes)
            for number in known:
                weights[number] += change
            if not drop or raised[right] < SURE * total:
                kept.append((known, right))
        return kept

    def _raised(self, known: Sequence[int], scale: float) -> list[float]:
        """How likely each class is, the likeliest as 1."""
        sums = self._rows.unpack(sum(map(self._weights.__getitem__, known)))
        scale, top = scale / ONE, max(sums)
        return [exp(scale * (value - top)) for value in sums]

    def probabilities(self, features: Sequence[str]) -> list[float]:
        """One probability a class, in the order of `labels`."""
        known = self._known(features)
        if not known:
            return [1 / len(self.labels)] * len(self.labels)
        raised = self._raised(known, self.temperature / sqrt(len(known)))
        total = sum(raised)
        return [value / total for value in raised]

    def knows(self, feature: str) -> bool:
        """Whether anything was learnt of a feature."""
        return feature in self._numbers
