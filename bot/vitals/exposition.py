"""The figures as Prometheus reads them. Loads its client library: only who is asked for metrics does."""

from collections.abc import Iterator
from datetime import datetime

from prometheus_client import CollectorRegistry, ProcessCollector, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, HistogramMetricFamily
from prometheus_client.metrics_core import Metric
from prometheus_client.registry import Collector

from bot.vitals.figures import Kind, Spread
from bot.vitals.vitals import (
    DELIVERIES,
    REQUEST_SECONDS,
    REQUESTED,
    TURN_SECONDS,
    TURNS,
    WEBHOOK,
    WRITE_SECONDS,
    WRITES_FAILED,
    Vitals,
)
from participation.watching import Measures, Part
from storage.models.notices import CopyChannel

KINDS = (TURNS, DELIVERIES, REQUESTED, WEBHOOK, WRITES_FAILED)
SPREADS = (TURN_SECONDS, REQUEST_SECONDS, WRITE_SECONDS)


def shown(vitals: Vitals, measures: Measures | None, now: datetime) -> bytes:
    """All figures in Prometheus' text form.

    `measures` is what the database says, None where it is away; `now` the date that the bot lives on, against which
    what waits there has its age.
    """
    registry = CollectorRegistry(auto_describe=False)
    registry.register(_Own(vitals))
    registry.register(_Rows(vitals, measures, now))
    ProcessCollector(registry=registry)
    return generate_latest(registry)


class _Own(Collector):
    """What this process has counted."""

    def __init__(self, vitals: Vitals) -> None:
        self._figures = vitals.figures

    def collect(self) -> Iterator[Metric]:
        for kind in KINDS:
            yield self._counter(kind)
        for spread in SPREADS:
            yield self._histogram(spread)

    def _counter(self, kind: Kind) -> Metric:
        family = CounterMetricFamily(kind.name, kind.says, labels=kind.labels)
        for labels, value in self._figures.counts(kind).items():
            family.add_metric(labels, value)
        return family

    def _histogram(self, spread: Spread) -> Metric:
        family = HistogramMetricFamily(spread.name, spread.says, labels=spread.labels)
        for labels, (buckets, total) in self._figures.spread(spread).items():
            bounds, reached, below = [*map(str, spread.bounds), "+Inf"], [], 0
            for bound, count in zip(bounds, buckets, strict=True):
                below += count
                reached.append((bound, below))
            family.add_metric(labels, reached, total)
        return family


class _Rows(Collector):
    """What the database says, the same in every process."""

    def __init__(self, vitals: Vitals, measures: Measures | None, now: datetime) -> None:
        self._vitals, self._measures, self._now = vitals, measures, now

    def collect(self) -> Iterator[Metric]:
        yield GaugeMetricFamily("participa_database_up", "Whether the database answers", float(bool(self._measures)))
        yield self._rounds()
        if self._measures is not None:
            yield from self._of(self._measures)

    def _rounds(self) -> Metric:
        """An instant, so that its age can be watched also while nobody goes round."""
        rows = self._measures.standing.pulses if self._measures is not None else {}
        said = "When a part last went round"
        family = GaugeMetricFamily("participa_last_round_timestamp_seconds", said, labels=["part"])
        own = self._vitals.beats()
        for part in Part:
            found = [at for at in (own.get(part), rows.get(part)) if at is not None]
            if found:
                family.add_metric([part.value], max(found).timestamp())
        return family

    def _of(self, measures: Measures) -> Iterator[Metric]:
        standing = measures.standing
        for name, says, value in (
            ("participa_turns_waiting", "Messages that are not answered yet", standing.turns.waiting),
            ("participa_turns_oldest_seconds", "How long the first of them waits", self._age(standing.turns.since)),
            ("participa_turns_set_aside", "Messages that failed and wait for a retry", measures.set_aside),
            ("participa_jobs_waiting", "Jobs of the background that are due", standing.jobs.waiting),
            ("participa_jobs_failed", "Jobs that were put aside", measures.failed_jobs),
            ("participa_observations_overdue", "Cases whose due date has passed", measures.overdue),
        ):
            yield GaugeMetricFamily(name, says, value)
        depth = GaugeMetricFamily("participa_outbox_copies", "Copies that are to be sent", labels=["channel"])
        late = GaugeMetricFamily("participa_outbox_oldest_due_seconds", "How late the first is", labels=["channel"])
        for channel in CopyChannel:
            depth.add_metric([channel.value], measures.copies.get(channel, 0))
            late.add_metric([channel.value], self._age(standing.due_since.get(channel)))
        yield depth
        yield late

    def _age(self, since: datetime | None) -> float:
        return 0.0 if since is None else max(0.0, (self._now - since).total_seconds())
