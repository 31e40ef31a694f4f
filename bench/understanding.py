"""`python -m bench.understanding [--utterances FILE]`: how well and how fast what people type is understood.

Cross-validation on the examples (a sentence with choices is never split between learning and asking), the questions on
both example plans with those held out, and a file of labelled utterances of one's own (JSON lines: text, intent,
target).
"""

import gc
import json
import time
import tracemalloc
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import sqrt
from pathlib import Path
from random import Random
from statistics import median, quantiles
from tempfile import TemporaryDirectory

from participation.understanding import Intent, Reader
from participation.understanding.language import LanguageData, language_data
from participation.understanding.learning import Knowledge
from participation.understanding.mentions import Filling
from participation.understanding.reading import Subject
from tests.participation.understanding.plans import FIRST_PLAN, HERE, SECOND_PLAN, loaded, questions

FOLDS = 5
HELD_OUT = ("held_out_first.tsv", "held_out_second.tsv", "fresh_first.tsv")
SETS = (
    ("Questions on the first plan, looked at while examples were written", FIRST_PLAN, FIRST_PLAN[2].name),
    ("Questions on the second plan, looked at too", SECOND_PLAN, SECOND_PLAN[2].name),
    ("Held out, first plan: their mistakes told which classes of examples were missing", FIRST_PLAN, HELD_OUT[0]),
    ("Held out, second plan: the same", SECOND_PLAN, HELD_OUT[1]),
    ("Held out, first plan: written afterwards", FIRST_PLAN, "held_out_first_later.tsv"),
    ("Held out, second plan: written afterwards", SECOND_PLAN, "held_out_second_later.tsv"),
    (
        "Regional registers, first plan: blind, their mistakes were then mended by causes",
        FIRST_PLAN,
        "registers_first.tsv",
    ),
    ("Regional registers, second plan: the same", SECOND_PLAN, "registers_second.tsv"),
    ("Near misses, first plan: looked at", FIRST_PLAN, "near_misses_first.tsv"),
    (
        "Fresh, first plan: written after that; 98.0 % when first asked, then one cause mended",
        FIRST_PLAN,
        "fresh_first.tsv",
    ),
    ("Fresh, second plan: the same", SECOND_PLAN, "fresh_second.tsv"),
)
Asked = tuple[Intent, str | None, str]


@dataclass(frozen=True)
class Outcome:
    """What was wanted and what was read. Without targets when they were not part of the question."""

    intent: Intent
    target: str | None
    read: Intent
    read_target: str | None
    confidence: float
    asks_back: bool = False

    @property
    def right(self) -> bool:
        return self.intent is self.read

    @property
    def well_read(self) -> bool:
        """The intent, and the target where one is due."""
        return self.right and self.target in (None, self.read_target)


def wilson(right: int, asked: int) -> tuple[float, float]:
    """The 95 % interval of a share, in per cent."""
    if not asked:
        return 0.0, 100.0
    z, share = 1.96, right / asked
    middle = share + z * z / (2 * asked)
    spread = z * sqrt(share * (1 - share) / asked + z * z / (4 * asked * asked))
    whole = 1 + z * z / asked
    return 100 * (middle - spread) / whole, 100 * min(1.0, (middle + spread) / whole)


def share(name: str, hits: Sequence[bool]) -> None:
    """One line: how many were right, with the interval."""
    if hits:
        low, high = wilson(sum(hits), len(hits))
        print(f"  {name:34} {100 * sum(hits) / len(hits):5.1f} %  ({sum(hits)} of {len(hits)}; {low:.1f}-{high:.1f})")


def calibration_error(outcomes: Sequence[Outcome]) -> float:
    """Expected calibration error in ten bins, from 0 to 1."""
    bins: dict[int, list[Outcome]] = {}
    for outcome in outcomes:
        bins.setdefault(min(9, int(outcome.confidence * 10)), []).append(outcome)
    gaps = (abs(sum(o.confidence for o in inside) - sum(o.right for o in inside)) for inside in bins.values())
    return sum(gaps) / len(outcomes)


def report(title: str, outcomes: Sequence[Outcome], *, by_intent: bool = False) -> None:
    """The figures of a set of questions."""
    print(f"\n{title}")
    share("intent", [outcome.right for outcome in outcomes])
    share("target, where one is due", [o.read_target == o.target for o in outcomes if o.target])
    share("no target, where none is due", [o.read_target is None for o in outcomes if not o.target])
    foreign = [outcome for outcome in outcomes if outcome.intent is Intent.OUT_OF_SCOPE]
    share("out_of_scope recalled", [outcome.right for outcome in foreign])
    print(f"  {'calibration error (ECE)':34} {calibration_error(outcomes):7.3f}")
    asked_back = [outcome for outcome in outcomes if outcome.asks_back]
    wrong = sum(not outcome.well_read for outcome in outcomes if not outcome.asks_back)
    print(f"  {'asked back with buttons':34} {len(asked_back):5}    (wrong and not asked back: {wrong})")
    if by_intent:
        reliability(outcomes)
        for intent in Intent:
            share(f"  {intent}", [outcome.right for outcome in outcomes if outcome.intent is intent])
        confused = Counter((o.intent, o.read) for o in outcomes if not o.right)
        pairs = ", ".join(f"{wanted} as {read} {times}" for (wanted, read), times in confused.most_common(6))
        print(f"  most often confused: {pairs}")


def reliability(outcomes: Sequence[Outcome]) -> None:
    """How often what was said to be so sure is right."""
    edges = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 1.01)
    for low, high in pairwise(edges):
        inside = [outcome for outcome in outcomes if low <= outcome.confidence < high]
        if inside:
            said = sum(outcome.confidence for outcome in inside) / len(inside)
            share(f"  sure {low:.1f}-{min(high, 1.0):.1f} (mean {said:.2f})", [outcome.right for outcome in inside])


def asked_of(reader: Reader, asked: Iterable[Asked]) -> list[Outcome]:
    """What a reader makes of questions."""
    outcomes = []
    for intent, target, text in asked:
        question = reader.read(text).first
        read = (question.intent, question.target, question.confidence, question.is_unclear)
        outcomes.append(Outcome(intent, target, *read))
    return outcomes


def cross_validated(subjects: Sequence[Subject], data: LanguageData) -> list[Outcome]:
    """Each example asked of a reader that has not learnt it; intents alone, targets need a plan's own questions."""
    patterns = [(intent, pattern) for intent, several in data.examples.items() for pattern in several]
    Random(3).shuffle(patterns)  # noqa: S311 - an order
    filling = Filling(subjects, data.generic_mentions)
    outcomes = []
    for fold in range(FOLDS):
        kept: dict[str, list[str]] = {intent: [] for intent in data.examples}
        for place, (intent, pattern) in enumerate(patterns):
            if place % FOLDS != fold:
                kept[intent].append(pattern)
        learnt = replace(data, examples={intent: tuple(several) for intent, several in kept.items()})
        reader = Reader(Knowledge(subjects, learnt))
        sentences = [(Intent(intent), next(filling.sentences(pattern))) for intent, pattern in patterns[fold::FOLDS]]
        read = asked_of(reader, [(intent, None, sentence) for intent, sentence in sentences])
        outcomes += [replace(outcome, read_target=None) for outcome in read]
    return outcomes


def cost(subjects: Sequence[Subject], texts: Sequence[str]) -> None:
    """Start, memory and time a message."""
    starts = []
    for _ in range(3):
        begun = time.process_time()
        reader = Reader.for_plan(subjects)
        starts.append(time.process_time() - begun)
    gc.collect()
    tracemalloc.start()
    kept = Reader.for_plan(subjects)
    memory = tracemalloc.get_traced_memory()[0] / 1e6
    tracemalloc.stop()
    del kept
    times = []
    for text in [*texts] * 3:
        begun = time.perf_counter()
        reader.read(text)
        times.append(1000 * (time.perf_counter() - begun))
    begun = time.perf_counter()
    reader.read(("Me parece que el plan debería llegar a las veredas y explicar mejor. " * 60)[:4096])
    longest = 1000 * (time.perf_counter() - begun)
    print("\nCost")
    print(f"  start {min(starts):.2f} s of one core (median {median(starts):.2f}), memory {memory:.0f} MB")
    print(f"  a message: median {median(times):.2f} ms, 99 of 100 under {quantiles(times, n=100)[98]:.2f} ms")
    print(f"  a message of 4,096 characters: {longest:.1f} ms")


def main() -> None:
    parser = ArgumentParser(prog="python -m bench.understanding", description=__doc__)
    parser.add_argument("--utterances", type=Path, help="JSON lines with text, intent and target on the first plan")
    chosen = parser.parse_args()
    with TemporaryDirectory() as one, TemporaryDirectory() as other:
        first, first_entity = loaded(*FIRST_PLAN[:2], Path(one))
        second, second_entity = loaded(*SECOND_PLAN[:2], Path(other))
    reader = Reader.for_plan(first, entity=first_entity)
    examples = cross_validated(first, language_data("es"))
    report(f"Examples, {FOLDS}-fold cross-validation", examples, by_intent=True)
    other_reader = Reader.for_plan(second, entity=second_entity)
    for title, asked, name in SETS:
        of_plan = reader if asked is FIRST_PLAN else other_reader
        report(title, asked_of(of_plan, questions(HERE / name)), by_intent=name in HELD_OUT)
    if chosen.utterances:
        rows = [json.loads(line) for line in chosen.utterances.read_text(encoding="utf-8").splitlines()]
        labelled = [(Intent(row["intent"]), row["target"], row["text"]) for row in rows]
        report(f"{chosen.utterances.name}", asked_of(reader, labelled), by_intent=True)
    cost(first, [text for _, _, text in questions(FIRST_PLAN[2])])


if __name__ == "__main__":
    main()
