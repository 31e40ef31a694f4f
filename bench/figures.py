"""Percentiles and medians, and what a run was made on."""

import os
import platform
import statistics
import subprocess
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

Json = dict[str, Any]
FLUSHES = 50


def percentile(values: Iterable[float], share: float) -> float:
    """The value that `share` (0 to 1) of the values do not exceed; of nothing it is 0."""
    ordered = sorted(values)
    if not ordered:
        return 0.0
    return ordered[max(0, min(len(ordered) - 1, round(share * len(ordered) + 0.5) - 1))]


def spread(seconds: Sequence[float]) -> Json:
    """Latencies in milliseconds."""
    return {name: 1000 * percentile(seconds, share) for name, share in (("p50", 0.5), ("p95", 0.95), ("p99", 0.99))}


def median_of(runs: Sequence[Json]) -> Json:
    """The median of each figure over several runs that have the same ones."""
    return {
        name: statistics.median(values)
        for name in runs[0]
        if (values := [run[name] for run in runs if run.get(name) is not None])
    }


def load() -> float:
    """How many processes wanted the processors in the last minute."""
    return os.getloadavg()[0]


def flush_ms(folder: Path) -> float:
    """The median milliseconds of a small write with fsync, which bounds what a commit can cost, where data are kept."""
    took = []
    with TemporaryDirectory(dir=folder) as place, (Path(place) / "flush").open("wb") as file:
        for _ in range(FLUSHES):
            begun = time.perf_counter()
            file.write(b"x" * 4096)
            file.flush()
            os.fsync(file.fileno())
            took.append(time.perf_counter() - begun)
    return 1000 * statistics.median(took)


def circumstances(folder: Path) -> Json:
    """The commit and the machine: figures of different machines are not compared."""
    return {
        "revision": _git("rev-parse", "HEAD"),
        "changed": bool(_git("status", "--porcelain")),
        "machine": {
            "processor": _processor(),
            "cores": os.cpu_count(),
            "system": f"{platform.system()} {platform.release()}",
            "python": platform.python_version(),
            "flush_ms": round(flush_ms(folder), 3),
        },
    }


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
    except OSError:
        return platform.processor()
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.machine())


def _git(*arguments: str) -> str | None:
    try:
        done = subprocess.run(
            ["git", *arguments], capture_output=True, text=True, check=True, cwd=Path(__file__).parent
        )
    except (OSError, subprocess.CalledProcessError):
        return None
    return done.stdout.strip()
