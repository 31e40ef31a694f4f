"""How well and how fast a text is read, as figures that are kept; `understanding` prints them in full."""

import time
import tracemalloc
from collections.abc import Sequence
from pathlib import Path

from bench.figures import Json, spread
from bench.table import Table, figure
from bench.understanding import SETS, Outcome, asked_of, calibration_error, cross_validated, wilson
from participation.understanding import Intent, Reader
from participation.understanding.language import language_data
from tests.participation.understanding.plans import FIRST_PLAN, HERE, SECOND_PLAN, loaded, questions

MOST_MS = 10.0  # for a message, at the 95th percentile
MOST_START_SECONDS = 1.0
CROSS = "Examples of our own, cross-validated"


def measure(folder: Path, *, short: bool) -> Json:
    """Every set of questions on its plan; then what reading costs."""
    folder.mkdir(parents=True, exist_ok=True)
    plans = {plan[1]: loaded(*plan[:2], _place(folder, str(number))) for number, plan in enumerate(_PLANS)}
    readers = {name: Reader.for_plan(subjects, entity=entity) for name, (subjects, entity) in plans.items()}
    found: Json = {} if short else {CROSS: _shares(cross_validated(plans[FIRST_PLAN[1]][0], language_data("es")))}
    for title, plan, name in SETS:
        found[title] = _shares(asked_of(readers[plan[1]], questions(HERE / name)))
    return {"sets": found, "cost": _cost(plans[FIRST_PLAN[1]][0])}


_PLANS = (FIRST_PLAN, SECOND_PLAN)


def _place(folder: Path, name: str) -> Path:
    place = folder / name
    place.mkdir()
    return place


def _shares(outcomes: Sequence[Outcome]) -> Json:
    """In per cent, with how many were asked; None where nothing was."""

    def share(hits: Sequence[bool]) -> float | None:
        return 100 * sum(hits) / len(hits) if hits else None

    right = sum(outcome.right for outcome in outcomes)
    return {
        "asked": len(outcomes),
        "intent": share([outcome.right for outcome in outcomes]),
        "intent_at_least": wilson(right, len(outcomes))[0],
        "target": share([outcome.read_target == outcome.target for outcome in outcomes if outcome.target]),
        "out_of_scope": share([outcome.right for outcome in outcomes if outcome.intent is Intent.OUT_OF_SCOPE]),
        "calibration_error": calibration_error(outcomes),
        "by_intent": {
            intent.value: share([outcome.right for outcome in outcomes if outcome.intent is intent])
            for intent in Intent
        },
    }


def _cost(subjects: Sequence[object]) -> Json:
    starts = []
    for _ in range(3):
        begun = time.process_time()
        reader = Reader.for_plan(subjects)  # type: ignore[arg-type]  # as `loaded` gives them
        starts.append(time.process_time() - begun)
    tracemalloc.start()
    kept = Reader.for_plan(subjects)  # type: ignore[arg-type]  # the same
    memory = tracemalloc.get_traced_memory()[0] / 2**20
    tracemalloc.stop()
    del kept
    took = []
    for _, _, text in [*questions(FIRST_PLAN[2])] * 3:
        begun = time.perf_counter()
        reader.read(text)
        took.append(time.perf_counter() - begun)
    return {"start_seconds": min(starts), "memory_mib": memory, **spread(took)}


def tables(result: Json) -> list[Table]:
    """For eyes."""
    heads = ["", "asked", "intent %", "at least", "target %", "out of scope %", "calibration error"]
    read = Table("Reading of text (95 % interval: at least)", heads)
    for title, got in result["sets"].items():
        shares = ("intent", "intent_at_least", "target", "out_of_scope", "calibration_error")
        read.add(title, str(got["asked"]), *(figure(got[share]) for share in shares))
    by_intent = Table("Right by intent, %", ["", *(str(number) for number in range(1, len(result["sets"]) + 1))])
    for intent in Intent:
        by_intent.add(intent.value, *(figure(got["by_intent"][intent.value]) for got in result["sets"].values()))
    cost = Table("What reading costs", ["", ""])
    for name, value in result["cost"].items():
        cost.add({"p50": "a message, p50 ms", "p95": "p95 ms", "p99": "p99 ms"}.get(name, name), figure(value))
    return [read, by_intent, cost]


def failures(result: Json) -> list[str]:
    """What a message and a start may take. How well it reads is judged by questions kept apart."""
    cost, found = result["cost"], []
    if cost["p95"] > MOST_MS:
        found.append(f"reading: a message takes {cost['p95']:.1f} ms; it may take {MOST_MS:.0f} ms")
    if cost["start_seconds"] > MOST_START_SECONDS:
        found.append(f"reading: the reader starts in {cost['start_seconds']:.1f} s; it may take {MOST_START_SECONDS} s")
    return found
