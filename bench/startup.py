"""From the start of a process to its first poll, what it loads for that, and whether its memory grows."""

import re
import statistics
import sys
import time
from pathlib import Path

from bench.figures import Json
from bench.processes import PARTICIPA, Contestant, Telegram, contestant, participa_settings, quiet, started, telegram
from bench.table import Table, figure
from bench.turns import ASK

# Loaded only once somebody asks for what they do, a chart or a date in words, or where a setting asks for it.
ON_DEMAND = (
    "typst",
    "matplotlib",
    "PIL",
    "pypdf",
    "holidays",
    "docx",
    "xlsxwriter",
    "openpyxl",
    "dateparser",
    "jinja2",
    "icalendar",
    "segno",
    "aiosmtplib",
    "prometheus_client",
    "sentry_sdk",
)
SHOWN = 25
REST_TRIES, IDLE_CPU = 30, 0.05  # tries of a second each; seconds of the processor in it
LINE = re.compile(r"import time:\s+(\d+) \|\s+(\d+) \|( +)(\S+)")


def measure(folder: Path, *, short: bool) -> Json:
    """Median of several starts; then one long life."""
    with telegram() as server:
        first = [_start(server, folder / f"start-{number}", number) for number in range(2 if short else 3)]
        again = [_start(server, folder / "start-0", 10 + number) for number in range(2 if short else 5)]
        imports = _imports(server, folder / "start-0", 30)
        memory = _memory(server, folder / "memory", 40, 1_000 if short else 10_000)
    return {
        "first_start_seconds": statistics.median(first),
        "start_seconds": statistics.median(again),
        "memory_mib": memory,
        "imports_ms": imports,
        "loaded_too_early": sorted(set(imports) & set(ON_DEMAND)),
    }


def _start(server: Telegram, folder: Path, number: int) -> float:
    """Seconds from the call of the program to its first question for updates; one waits, so that it is answered."""
    token = f"{7_000_001_000 + number}:bench-start"
    server.do("bot", token=token, username=f"Start{number}Bot")
    server.do("send", token=token, text="/avance", wait=False)
    begun = time.monotonic()
    with started("start", [str(PARTICIPA), "run"], server, folder, token, participa_settings(folder)):
        while (polled := server.do("polled", token=token)) is None:
            time.sleep(0.005)
        quiet()
    return float(polled) - begun


def _imports(server: Telegram, folder: Path, number: int) -> dict[str, float]:
    """The milliseconds that importing each package took, up to the end of the first turn: its own files' only."""
    command = [sys.executable, "-X", "importtime", str(PARTICIPA), "run"]
    with contestant("imports", command, server, folder, number, participa_settings(folder)) as bot:
        server.do("send", token=bot.token, text="/avance")
        quiet()
    own: dict[str, float] = {}
    for found in LINE.finditer(bot.log.read_text("utf-8")):
        package = found[4].partition(".")[0]
        own[package] = own.get(package, 0.0) + int(found[1]) / 1000
    return dict(sorted(own.items(), key=lambda item: -item[1]))


def _memory(server: Telegram, folder: Path, number: int, turns: int) -> Json:
    chats = 20
    with contestant("memory", [str(PARTICIPA), "run"], server, folder, number, participa_settings(folder)) as bot:
        _come_to_rest(bot)
        found: Json = {"at_rest": bot.memory_mib()}
        for share in (10, 5, 2, 1):
            wanted, done = turns // share, _done(found)
            server.do("talk", token=bot.token, chats=chats, steps=ASK, rounds=(wanted - done) // chats)
            found[f"after_{wanted}_turns"] = bot.memory_mib()
    return found


def _come_to_rest(bot: Contestant) -> None:
    """Until it has made what it makes beforehand: what reads the texts takes memory a second or two after the start."""
    for _ in range(REST_TRIES):
        before = bot.cpu_seconds()
        time.sleep(1.0)
        now = bot.cpu_seconds()
        if before is None or now is None or now - before < IDLE_CPU:
            return


def _done(found: Json) -> int:
    return max((int(name.split("_")[1]) for name in found if name.startswith("after_")), default=0)


def tables(result: Json) -> list[Table]:
    """For eyes."""
    start = Table("Start to first poll (modules compiled, files in the system's cache)", ["", "seconds"])
    start.add("on an empty database: migrations and plan", figure(result["first_start_seconds"]))
    start.add("on one that is ready", figure(result["start_seconds"]))
    memory = Table("Resident memory on SQLite", ["", "MiB"])
    for name, mib in result["memory_mib"].items():
        memory.add(name.replace("_", " "), figure(mib))
    imports = Table("What is imported up to the end of the first turn, own files only", ["", "ms"])
    for name, milliseconds in list(result["imports_ms"].items())[:SHOWN]:
        imports.add(name, figure(milliseconds))
    imports.add("all", figure(sum(result["imports_ms"].values())))
    return [start, memory, imports]


def failures(result: Json) -> list[str]:
    """Nothing that serves a few may be loaded by everybody."""
    return [f"{name} is imported before it is needed" for name in result["loaded_too_early"]]
