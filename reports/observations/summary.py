"""The figures of the report in one pass over the rows, small counts kept back so that nobody can be singled out."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from reports.observations.followup import Dimension, Row, Standing

FEWEST = 5
"""Counts from 1 to 4 are not published (Ley 1581 de 2012: what could lead to a person)."""


VALUES: Mapping[Dimension, Callable[[Row], str | None]] = {
    Dimension.DECISION: lambda row: row.decision,
    Dimension.TOPIC: lambda row: row.topic,
    Dimension.KIND: lambda row: row.kind,
    Dimension.CHANNEL: lambda row: row.channel,
    Dimension.GROUP: lambda row: row.group,
    Dimension.TERRITORY: lambda row: row.territory,
}


@dataclass(frozen=True)
class Part:
    """How many cases have one value (None: nobody said it). `count` is None when it is kept back."""

    value: str | None
    count: int | None


@dataclass(frozen=True)
class Breakdown:
    """The cases by one dimension, the most frequent value first. `is_hidden`: all of it is kept back."""

    dimension: Dimension
    parts: tuple[Part, ...]
    is_hidden: bool = False

    @property
    def has_kept_back(self) -> bool:
        return self.is_hidden or any(part.count is None for part in self.parts)

    def shows(self, value: str | None) -> bool:
        """Whether a row may name this value: not where counting the rows would give what is kept back."""
        return not self.is_hidden and any(part.value == value and part.count is not None for part in self.parts)


@dataclass(frozen=True)
class Summary:
    """`received` = answered + pending + closed; `overdue` are some of the pending. Denuncias are in none of them.

    `with_term`: the answered ones that had a due date, and `in_time` those answered by it. `mean_days` and
    `median_days` are *días hábiles* from reception to answer, None where nothing was answered.
    """

    received: int
    answered: int
    pending: int
    overdue: int
    closed: int
    with_term: int
    in_time: int
    late: int
    repeated: int
    mean_days: float | None
    median_days: float | None
    breakdowns: Mapping[Dimension, Breakdown]


def summarise(rows: Iterable[Row], cut: date, exact: Collection[Dimension] = ()) -> Summary:
    """All figures at the end of the day of the cut, in one pass; memory grows with the values, not with the rows.

    In the `exact` dimensions small counts are told as they are.
    """
    standing: Counter[Standing] = Counter()
    facts: Counter[str] = Counter()
    days: Counter[int] = Counter()
    counts: dict[Dimension, Counter[str | None]] = {dimension: Counter() for dimension in Dimension}
    for row in rows:
        stands = row.standing(cut)
        standing[stands] += 1
        facts.update(late=row.is_late, repeated=row.repeats is not None)
        if stands is Standing.ANSWERED:
            facts.update(with_term=row.is_in_time is not None, in_time=bool(row.is_in_time))
            days.update([] if row.days_used is None else [row.days_used])
        for dimension, value in VALUES.items():
            if dimension is not Dimension.DECISION or stands is Standing.ANSWERED:
                counts[dimension][value(row)] += 1
    return Summary(
        received=standing.total(),
        answered=standing[Standing.ANSWERED],
        pending=standing[Standing.PENDING] + standing[Standing.OVERDUE],
        overdue=standing[Standing.OVERDUE],
        closed=standing[Standing.CLOSED],
        with_term=facts["with_term"],
        in_time=facts["in_time"],
        late=facts["late"],
        repeated=facts["repeated"],
        mean_days=sum(day * count for day, count in days.items()) / days.total() if days else None,
        median_days=_median(days),
        breakdowns={
            dimension: breakdown(dimension, count, fewest=1 if dimension in exact else FEWEST)
            for dimension, count in counts.items()
        },
    )


def breakdown(dimension: Dimension, counts: Mapping[str | None, int], fewest: int = FEWEST) -> Breakdown:
    """The counts with the small ones kept back, and as many others as it takes for no difference to tell them.

    The total is published. So at least two counts are kept back together, and together they are at least `fewest`;
    where that can't be, the whole breakdown is kept back. Their order tells nothing of their size.
    """
    ordered = sorted(((count, value) for value, count in counts.items() if count), key=lambda one: _order(*one))
    kept = [count for count, _ in ordered if count < fewest]
    others = [count for count, _ in reversed(ordered) if count >= fewest]
    while kept and (len(kept) < 2 or sum(kept) < fewest):
        if not others:
            return Breakdown(dimension, (), is_hidden=True)
        kept.append(others.pop(0))
    shown = len(ordered) - len(kept)
    hidden = sorted((value for _, value in ordered[shown:]), key=lambda value: _order(0, value))
    parts = [*(Part(value, count) for count, value in ordered[:shown]), *(Part(value, None) for value in hidden)]
    return Breakdown(dimension, tuple(parts))


def _order(count: int, value: str | None) -> tuple[int, bool, str]:
    """The most frequent first; what nobody said after those that are as frequent."""
    return -count, value is None, value or ""


def _median(days: Counter[int]) -> float | None:
    if not days:
        return None
    whole = days.total()
    wanted = {(whole - 1) // 2, whole // 2}
    passed, found = 0, []
    for day, count in sorted(days.items()):
        found += [day for place in wanted if passed <= place < passed + count]
        passed += count
    return sum(found) / len(found)
