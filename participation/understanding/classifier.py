"""A linear classifier (multinomial logistic regression) in plain Python, trained in a fraction of a second.

Every weight belongs to one feature and one class, so a decision can be explained by listing the features that made it.
"""

import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, sqrt

EPOCHS = 4
RATE = 2.0
FEWEST = 2
"""What fewer examples have teaches their wording, not their meaning."""
SURE = 0.94
"""An example that is already this sure of its class teaches nothing more in the later rounds."""


@dataclass(frozen=True)
class Labelled:
    """An example for training."""

    features: tuple[str, ...]
    label: str


class Classifier:
    """Probabilities of classes from the features of a text."""

    def __init__(self, labels: Sequence[str], temperature: float = 1.0) -> None:
        self.labels = tuple(labels)
        self.temperature = temperature
        self._weights: dict[str, list[float]] = {}

    @classmethod
    def train(cls, examples: Sequence[Labelled], labels: Sequence[str], temperature: float = 1.0) -> "Classifier":
        """Learn from examples. The same examples give the same classifier."""
        new = cls(labels, temperature)
        index = {label: number for number, label in enumerate(new.labels)}
        met = Counter(feature for example in examples for feature in example.features)
        rows = {feature: [0.0] * len(labels) for feature, times in met.items() if times >= FEWEST}
        new._weights = rows
        work = [([rows[name] for name in e.features if name in rows], index[e.label]) for e in examples]
        work = [entry for entry in work if entry[0]]
        shuffle = random.Random(7)  # noqa: S311 - an order, not a secret
        for epoch in range(EPOCHS):
            shuffle.shuffle(work)
            work = new._round(work, RATE / (1 + 0.5 * epoch), drop=epoch >= 1)
        return new

    def _round(
        self, work: list[tuple[list[list[float]], int]], rate: float, *, drop: bool
    ) -> list[tuple[list[list[float]], int]]:
        kept = []
        for rows, right in work:
            scale = 1 / sqrt(len(rows))
            sums = [*map(sum, zip(*rows, strict=True))]
            top = max(sums)
            raised = [exp(scale * (value - top)) for value in sums]
            total = sum(raised)
            step = rate * scale / total
            for label, value in enumerate(raised):
                if label == right:
                    change = rate * scale - step * value
                elif value > 0.01 * total:
                    change = -step * value
                else:
                    continue
                for row in rows:
                    row[label] += change
            if not drop or raised[right] < SURE * total:
                kept.append((rows, right))
        return kept

    def probabilities(self, features: Sequence[str]) -> list[float]:
        """One probability a class, in the order of `labels`."""
        rows = [row for row in map(self._weights.get, features) if row is not None]
        if not rows:
            return [1 / len(self.labels)] * len(self.labels)
        scale = self.temperature / sqrt(len(rows))
        sums = [sum(column) * scale for column in zip(*rows, strict=True)]
        top = max(sums)
        raised = [exp(value - top) for value in sums]
        total = sum(raised)
        return [value / total for value in raised]

    def knows(self, feature: str) -> bool:
        """Whether anything was learnt of a feature."""
        return feature in self._weights

    def reasons(self, features: Sequence[str], label: str, most: int = 8) -> list[tuple[str, float]]:
        """The features that speak most for a class, with their weights."""
        number = self.labels.index(label)
        known = [(name, self._weights[name][number]) for name in features if name in self._weights]
        return sorted(known, key=lambda entry: -entry[1])[:most]
