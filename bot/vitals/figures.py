"""What a process counts of itself, in memory. Kept apart from the library that shows it, which only a scrape loads."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from threading import Lock

Labels = tuple[str, ...]
"""The values of a figure's labels, in their order. Each comes from a list of ours: never from what a person wrote."""


@dataclass(frozen=True)
class Kind:
    """A figure that is counted: its name by Prometheus' convention, what it says, and its labels."""

    name: str
    says: str
    labels: tuple[str, ...] = ()


@dataclass(frozen=True)
class Spread:
    """A figure of seconds: how many took at most so long. `bounds` ascend."""

    name: str
    says: str
    bounds: tuple[float, ...]
    labels: tuple[str, ...] = ()


class Figures:
    """Counts and spreads. May be called from any thread."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._counts: dict[tuple[Kind, Labels], float] = {}
        self._spreads: dict[tuple[Spread, Labels], tuple[list[int], float]] = {}

    def count(self, kind: Kind, *labels: str, by: float = 1) -> None:
        """Count one more."""
        key = kind, labels
        with self._lock:
            self._counts[key] = self._counts.get(key, 0) + by

    def observe(self, spread: Spread, seconds: float, *labels: str) -> None:
        """Something took so long; a clock that was put back makes it take no time."""
        seconds = max(0.0, seconds)
        key = spread, labels
        with self._lock:
            buckets, total = self._spreads.get(key) or ([0] * (len(spread.bounds) + 1), 0.0)
            buckets[bisect_left(spread.bounds, seconds)] += 1
            self._spreads[key] = buckets, total + seconds

    def counts(self, kind: Kind) -> Mapping[Labels, float]:
        """How often, by labels."""
        with self._lock:
            return {labels: value for (one, labels), value in self._counts.items() if one is kind}

    def spread(self, spread: Spread) -> Mapping[Labels, tuple[Sequence[int], float]]:
        """How many within each bound and beyond the last, and the sum of their seconds, by labels."""
        with self._lock:
            return {
                labels: (tuple(buckets), total)
                for (one, labels), (buckets, total) in self._spreads.items()
                if one is spread
            }
