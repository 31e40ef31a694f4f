"""`python -m bench [--quick] [--json FILE] [--date DATE] [names…]`: measure, print tables, keep the figures.

`python -m bench compare OLD NEW` tells two runs apart. Ends with 1 where a bar that was promised is missed (✗); what
only falls short of an aim of ours is said (○).
"""

import argparse
import importlib
import importlib.util
import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from types import ModuleType
from typing import Any

from bench import chart, compare
from bench.figures import circumstances, load
from bench.processes import ContestantFailed

FORMAT = 1
PARTS = {
    "turns": "/avance beside the peers: turns a second and latency",
    "webs": "/avance on PostgreSQL with one and with two `web` behind the webhook",
    "flood": "how long others wait while 20 people send 200 messages a second",
    "stages": "what one turn costs, stage by stage",
    "observation": "the steps of an observation",
    "startup": "start, imports, memory",
    "broadcast": "a notice to 3,000 at Telegram's limits, and an audience of a million",
    "plan": "/avance of 500 products with 10 years of history beside the seed's: statements and time",
    "growth": "what is asked again and again, from a hundred observations and people to a million",
    "reading": "how well and how fast a text is read",
    "reports": "the follow-up report of many cases: seconds and memory",
}
# Programs of their own, which print what they find; done only where they are named.
PROGRAMS = {"understanding": "the same in full: every set by intent, what is confused, how sure"}
RESULTS = Path(__file__).with_name("results")


def main(arguments: Sequence[str]) -> int:
    """Do the parts that were asked for; the exit status."""
    if arguments[:1] == ["compare"]:
        return compare.main(arguments[1:])
    parser = argparse.ArgumentParser(prog="python -m bench", description=_description())
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("names", nargs="*", metavar="name", help="the parts to do; all unless named")
    parser.add_argument(
        "--quick", "--short", dest="short", action="store_true", help="few and small runs, some minutes"
    )
    parser.add_argument("--json", type=Path, metavar="FILE", help="where to keep the figures; bench/results otherwise")
    parser.add_argument("--date", help="the day to keep with the figures; none unless given")
    given = parser.parse_args(arguments)
    unknown = set(given.names) - PARTS.keys() - PROGRAMS.keys()
    if unknown:
        parser.error(f"no such part: {', '.join(sorted(unknown))}")
    wanted = given.names or [*PARTS]
    with TemporaryDirectory(prefix="participa-bench-") as folder:
        about = circumstances(Path(folder))
        print(_said(about), end="\n\n", flush=True)
        found, failed = _measured(Path(folder), [name for name in PARTS if name in wanted], short=given.short)
        _keep(
            given.json or _place(about, given),
            {"format": FORMAT, "date": given.date, "short": given.short, **about, **found},
        )
    for name in PROGRAMS:
        if name in wanted and importlib.util.find_spec(f"bench.{name}") is not None:
            failed += _program(name)
    for sentence in failed:
        print(f"✗ {sentence}")
    return 1 if failed else 0


def _place(about: dict[str, Any], asked: argparse.Namespace) -> Path:
    """A file of its own for each commit and what was asked; none of them is kept in the repository."""
    parts = ["changed"] * about["changed"] + ["quick"] * asked.short + sorted(asked.names)
    return RESULTS / f"{'-'.join([(about['revision'] or 'no-revision')[:12], *parts])}.json"


def _keep(file: Path, run: dict[str, Any]) -> None:
    """The figures, and a picture beside them."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(run, indent=1, ensure_ascii=False) + "\n", "utf-8")
    picture = file.with_suffix(".svg")
    drawn = f", {picture.name} beside it" if chart.draw(run["results"], picture) else ""
    print(f"figures in {file}{drawn}", end="\n\n")


def _said(about: dict[str, Any]) -> str:
    """What the figures that follow depend on."""
    machine, changed = about["machine"], ", with changes" if about["changed"] else ""
    return (
        f"{(about['revision'] or 'no revision')[:12]}{changed} · {machine['processor']}, {machine['cores']} cores · "
        f"Python {machine['python']} · a flush to the disk {machine['flush_ms']} ms · load {load():.1f}"
    )


def _measured(folder: Path, names: Sequence[str], *, short: bool) -> tuple[dict[str, Any], list[str]]:
    before = load()
    results: dict[str, Any] = {}
    failed: list[str] = []
    for name in names:
        part: ModuleType = importlib.import_module(f"bench.{name}")
        try:
            results[name] = result = part.measure(folder / name, short=short)
        except ContestantFailed as error:  # the other parts tell something all the same
            failed.append(f"{name}: {error}")
            continue
        print("\n\n".join(str(table) for table in part.tables(result)), end="\n\n", flush=True)
        failed += part.failures(result)
        for sentence in getattr(part, "remarks", lambda _result: [])(result):
            print(f"○ {sentence}", flush=True)
    after = load()
    print(f"load {before:.1f} before, {after:.1f} after: others ran too where it exceeds the cores", end="\n\n")
    return {"load": {"before": before, "after": after}, "results": results}, failed


def _program(name: str) -> list[str]:
    """A part that is a program: it fails by its exit status."""
    print(f"{name}: {PROGRAMS[name]}", flush=True)
    done = subprocess.run([sys.executable, "-m", f"bench.{name}"], check=False)
    return [f"{name} failed"] if done.returncode else []


def _description() -> str:
    return "\n".join(["Parts:", *(f"  {name}: {what}" for name, what in {**PARTS, **PROGRAMS}.items())])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
