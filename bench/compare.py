"""`python -m bench.compare OLD NEW`: what changed between two files of `python -m bench --json`."""

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from bench.table import Table, figure, ratio

NOISE = 1.1  # less than that between two runs says nothing


def main(arguments: Sequence[str]) -> int:
    """Print every figure that differs by more than the noise; the exit status."""
    parser = argparse.ArgumentParser(prog="python -m bench.compare", description=main.__doc__)
    parser.add_argument("old", type=Path)
    parser.add_argument("new", type=Path)
    given = parser.parse_args(arguments)
    old, new = (json.loads(file.read_text("utf-8")) for file in (given.old, given.new))
    if old["format"] != new["format"] or old["short"] != new["short"]:
        print("These two were not measured in the same way.")
        return 2
    if old["machine"]["processor"] != new["machine"]["processor"]:
        print("Measured on different machines: the ratios to the peers can be compared, milliseconds can not.\n")
    print(compared(dict(leaves(old["results"])), dict(leaves(new["results"]))))
    return 0


def compared(old: dict[str, float], new: dict[str, float]) -> Table:
    """The figures of both that differ."""
    table = Table("What differs by more than the noise", ["", "old", "new", "x"])
    for name in old.keys() & new.keys():
        low, high = sorted((old[name], new[name]))
        if high > low * NOISE:
            table.add(name, figure(old[name]), figure(new[name]), ratio(new[name], old[name]))
    table.rows.sort()
    return table


def leaves(of: Any, path: str = "") -> Iterator[tuple[str, float]]:
    """Every number in nested objects, with the way to it."""
    if isinstance(of, dict):
        for name, inner in of.items():
            yield from leaves(inner, f"{path} / {name}" if path else name)
    elif isinstance(of, int | float) and not isinstance(of, bool):
        yield path, float(of)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
