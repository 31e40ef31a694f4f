"""`python -m bench compare OLD NEW`: what changed between two runs' files.

Both runs measured the same other bots. How much faster or slower these were tells how much of a difference is the
machine's, and is taken out in the last column.
"""

import argparse
import json
import re
import statistics
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from bench.field import AIOGRAM, PTB
from bench.table import Table, figure, ratio

TIME = re.compile(r"(_ms|^ms|seconds|p50|p95|p99|_ms_per_\w+|\d+)$")
NOISE = 1.1  # less than that between two runs says nothing


def main(arguments: Sequence[str]) -> int:
    """Print every figure that differs by more than the noise; the exit status."""
    parser = argparse.ArgumentParser(prog="python -m bench compare", description=main.__doc__)
    parser.add_argument("old", type=Path)
    parser.add_argument("new", type=Path)
    given = parser.parse_args(arguments)
    old, new = (json.loads(file.read_text("utf-8")) for file in (given.old, given.new))
    if old["format"] != new["format"] or old["short"] != new["short"]:
        print("These two were not measured in the same way.")
        return 2
    if old["machine"]["processor"] != new["machine"]["processor"]:
        print("Measured on different machines: the ratios to the peers can be compared, milliseconds can not.\n")
    machine = faster(old["results"], new["results"])
    print(compared(dict(leaves(old["results"])), dict(leaves(new["results"])), machine))
    return 0


def faster(old: Any, new: Any) -> float | None:
    """How many times as many turns a second the other bots made in the new run; None where one has none."""
    if "turns" not in old or "turns" not in new:
        return None
    rates = [
        new["turns"][setting][peer]["turns_per_second"] / got[peer]["turns_per_second"]
        for setting, got in old["turns"].items()
        for peer in (PTB, AIOGRAM)
    ]
    return statistics.geometric_mean(rates)


def compared(old: dict[str, float], new: dict[str, float], machine: float | None) -> Table:
    """The figures of both that differ. `machine`: how many times as fast the machine was in the new run."""
    title = "What differs by more than the noise"
    if machine is not None:
        title += f"; the other bots were {machine:.2f} times as fast"
    table = Table(title, ["", "old", "new", "x", "x, without the machine"])
    for name in old.keys() & new.keys():
        low, high = sorted((old[name], new[name]))
        if high > low * NOISE:
            own = _own(name, old[name], new[name], machine)
            table.add(name, figure(old[name]), figure(new[name]), ratio(new[name], old[name]), own)
    table.rows.sort()
    return table


def _own(name: str, old: float, new: float, machine: float | None) -> str:
    """The ratio that is left of a rate or a time once the machine's part is taken out."""
    if machine is None or not old:
        return "-"
    if "per_second" in name:
        return f"{new / old / machine:.2f}"
    return f"{new / old * machine:.2f}" if TIME.search(name) else "-"


def leaves(of: Any, path: str = "") -> Iterator[tuple[str, float]]:
    """Every number in nested objects, with the way to it."""
    if isinstance(of, dict):
        for name, inner in of.items():
            yield from leaves(inner, f"{path} / {name}" if path else name)
    elif isinstance(of, int | float) and not isinstance(of, bool):
        yield path, float(of)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
