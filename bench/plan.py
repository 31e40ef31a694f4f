"""What a large plan with a long history costs beside the seed's: statements, and time of the processors.

Of each question: the first time in a process, the first time after a change of the plan, and every later time.
"""

import gzip
import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from functools import partial
from pathlib import Path

from sqlalchemy import Engine, event

from bench import plan_history
from bench.figures import Json
from bench.plan_questions import ASKED, first_page
from bench.table import Table, figure, ratio
from reports.charts.colours import DEFAULT_ACCENT, DEFAULT_MAIN
from reports.pages import assets
from storage import Database, Session, open_database

PRODUCTS, YEARS = 500, 10
ROUNDS, FEW_ROUNDS = 60, 15
PROCESSES, FEW_PROCESSES = 5, 1
HEAVIEST = 100_000  # bytes of a first visit, as they travel
MOST = 1.5
"""How many times the seed's time an answer may take."""
TIMES = {"first_ms": "first", "changed_ms": "after a change", "later_ms": "later"}


def measure(folder: Path, *, short: bool) -> Json:
    """Both plans in turn, so that what else the machine does falls on both."""
    folder.mkdir(parents=True, exist_ok=True)
    files = {which: folder / f"{which}.db" for which in ("seed", "large")}
    found: Json = {"products": PRODUCTS, "years": YEARS, "weight": {}}
    with ExitStack() as stack:
        both = {
            "seed": stack.enter_context(closing(plan_history.seed(files["seed"]))),
            "large": stack.enter_context(closing(plan_history.large(files["large"], PRODUCTS, YEARS))),
        }
        for name in ASKED:
            firsts = _firsts(files, name, FEW_PROCESSES if short else PROCESSES)
            again = _again(both, name, FEW_ROUNDS if short else ROUNDS)
            found[name] = {which: {**firsts[which], **again[which]} for which in both}
        for which, database in both.items():
            found["weight"][which] = database.read(_weight).result()
    return found


def _firsts(files: dict[str, Path], name: str, times: int) -> dict[str, Json]:
    """Each in a process of its own, which has imported everything and knows nothing yet."""
    taken: dict[str, list[Json]] = {which: [] for which in files}
    for _ in range(times):
        for which, file in files.items():
            done = subprocess.run(
                [sys.executable, "-m", "bench.plan", str(file), name], capture_output=True, check=True, text=True
            )
            taken[which].append(json.loads(done.stdout))
    return {
        which: {"statements": runs[0]["statements"], "first_ms": statistics.median(run["first_ms"] for run in runs)}
        for which, runs in taken.items()
    }


def first(file: Path, name: str) -> Json:
    """The first answer of this process: its time, and how many statements it makes."""
    with closing(open_database(f"sqlite:///{file}")) as database:
        database.read(lambda session: session.connection().exec_driver_sql("SELECT 1").all()).result()
        with counted() as statements:
            milliseconds = _timed(database, ASKED[name].ask)
    return {"first_ms": milliseconds, "statements": len(statements)}


def _again(both: dict[str, Database], name: str, rounds: int) -> dict[str, Json]:
    """Medians of the first answers after a change of a product, and of those that follow."""
    times: dict[str, dict[str, list[float]]] = {which: {"changed_ms": [], "later_ms": []} for which in both}
    made: dict[str, int] = {}
    for number in range(rounds):
        for which, database in both.items():
            database.write(partial(plan_history.change, number=number)).result()
            with counted() as statements:
                times[which]["changed_ms"].append(_timed(database, ASKED[name].ask))
            made[which] = len(statements)
            times[which]["later_ms"].append(_timed(database, ASKED[name].ask))
    return {
        which: {"changed_statements": made[which], **{key: statistics.median(of) for key, of in found.items()}}
        for which, found in times.items()
    }


@contextmanager
def counted() -> Iterator[list[str]]:
    """The questions that are put to any database meanwhile: readers have an engine of their own."""
    statements: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_others: object) -> None:
        if statement.startswith("SELECT"):
            statements.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield statements
    finally:
        event.remove(Engine, "before_cursor_execute", note)


def _timed(database: Database, ask: Callable[[Session], object]) -> float:
    """Milliseconds of the processors for one unit of work, whatever else the machine does."""

    def timed(session: Session) -> float:
        begun = time.process_time()
        ask(session)
        return 1000 * (time.process_time() - begun)

    return database.read(timed).result()


def _weight(session: Session) -> Json:
    """Bytes of a first visit: the page and its style compressed, the type as it is."""
    style, _icon, *fonts = assets.all_assets(DEFAULT_MAIN, DEFAULT_ACCENT)
    weight = {
        "page": len(gzip.compress(first_page(session), 6)),
        "style": len(gzip.compress(style.content, 6)),
        "type": sum(len(font.content) for font in fonts),
    }
    return {**weight, "whole": sum(weight.values())}


def tables(result: Json) -> list[Table]:
    """For eyes."""
    title = f"The plan: the seed's beside one of {result['products']} products with {result['years']} years of history"
    heads = ["", "statements", "after a change", *(f"{said}, ms" for said in TIMES.values())]
    table = Table(title, heads)
    for name, question in ASKED.items():
        seed, large = result[name]["seed"], result[name]["large"]
        for which, one in (("the seed's", seed), ("the large one", large)):
            made = (str(one[key]) for key in ("statements", "changed_statements"))
            table.add(f"{name}, {which}", *made, *(figure(one[key]) for key in TIMES))
        times = ", how many times (the answer is longer)" if question.is_longer else ", how many times"
        keys = ("statements", "changed_statements", *TIMES)
        table.add(f"{name}{times}", *(ratio(large[key], seed[key]) for key in keys))
    weights = Table("A first visit: kilobytes as they travel", ["", "page", "style", "type", "whole"])
    for which, one in result["weight"].items():
        weights.add(which, *(figure(one[part] / 1000) for part in ("page", "style", "type", "whole")))
    return [table, weights]


def failures(result: Json) -> list[str]:
    """The same statements, and about the same time of an answer that is as long."""
    found = []
    for name, question in ASKED.items():
        seed, large = result[name]["seed"], result[name]["large"]
        for key, said in (("statements", "first"), ("changed_statements", "after a change")):
            if large[key] != seed[key]:
                found.append(f"{name} of a large plan makes {large[key]} statements {said}, the seed's {seed[key]}")
        found += [
            f"{name} of a large plan takes {ratio(large[key], seed[key])} times the seed's ({said})"
            for key, said in TIMES.items()
            if not question.is_longer and large[key] > MOST * seed[key]
        ]
    found += [
        f"a first visit of {which} weighs {one['whole']} bytes, more than {HEAVIEST}"
        for which, one in result["weight"].items()
        if one["whole"] >= HEAVIEST
    ]
    return found


if __name__ == "__main__":
    print(json.dumps(first(Path(sys.argv[1]), sys.argv[2])))
