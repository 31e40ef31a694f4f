"""The figures that one looks at first, as a picture: turns a second of every bot of the run."""

from pathlib import Path

from bench.figures import Json
from bench.turns import BURST
from reports.charts.counts import Count, CountsPicture, svg


def draw(results: Json, file: Path) -> bool:
    """Write an SVG. Gives False where the run measured no turns."""
    if "turns" not in results:
        return False
    rates = {name: got["turns_per_second"] for name, got in results["turns"][BURST].items()}
    counts = tuple(Count(name, round(rate), f"{rate:.0f}/s") for name, rate in rates.items())
    file.write_text(svg(CountsPicture(counts, f"/avance, {BURST}: turns a second")), "utf-8")
    return True
