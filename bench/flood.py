"""20 people who send 200 messages a second, and how long twenty others wait meanwhile."""

from pathlib import Path

from bench.field import SQLITE, Field, field
from bench.figures import Json, median_of, spread
from bench.flooding import TEXTS
from bench.processes import quiet
from bench.table import Table, figure, ratio

PEOPLE = FLOODING = 20
A_SECOND = 200.0
WAITS_AT_MOST = 2.0
"""Times as long as without the flood, at the 95th percentile."""
IDLE, FLOODED = "without", "with the flood"


def measure(folder: Path, *, short: bool) -> Json:
    """Without and with the flood in turn, so that what else the machine does falls on both."""
    rounds, times = (2, 10) if short else (4, 25)
    taken: dict[str, list[Json]] = {IDLE: [], FLOODED: []}
    for number in range(rounds):  # a new bot each time: what is left of a flood is answered at its own slow pace
        with field(folder / str(number), peers=False, ours=(SQLITE,)) as everybody:
            for text in TEXTS:  # what is done for the first time takes longer
                _asked(everybody, times=1, a_second=0.0, text=text)
            for name, a_second in ((IDLE, 0.0), (FLOODED, A_SECOND)):
                quiet()
                taken[name].append(_asked(everybody, times, a_second))
    return {name: median_of(runs) for name, runs in taken.items()}


def _asked(everybody: Field, times: int, a_second: float, text: str = "/avance") -> Json:
    bot = everybody.bots[SQLITE]
    before = bot.cpu_seconds()
    who = {"people": PEOPLE, "flooding": FLOODING, "a_second": a_second}
    found = everybody.server.do("beside", token=bot.token, text=text, times=times, **who)
    used = (bot.cpu_ms_since(before, 1) or 0.0) / 1000
    return {**spread(found["took"]), "processor": used / found["seconds"]}


def tables(result: Json) -> list[Table]:
    """For eyes."""
    title = f"/avance of {PEOPLE} people while {FLOODING} others send {A_SECOND:.0f} messages a second, SQLite"
    table = Table(title, ["", "p50 ms", "p95 ms", "p99 ms", "of a processor"])
    for name, got in result.items():
        shares = [figure(got[share]) for share in ("p50", "p95", "p99", "processor")]
        table.add(name, *shares)
    table.add("how many times", *(ratio(result[FLOODED][s], result[IDLE][s]) for s in ("p50", "p95", "p99")), "")
    return [table]


def failures(result: Json) -> list[str]:
    """Others wait at most twice as long."""
    times = result[FLOODED]["p95"] / result[IDLE]["p95"]
    return [f"flood: the p95 of the others is {times:.1f} times as long"] if times > WAITS_AT_MOST else []
