"""Turns a second and latency of /avance, beside the peers: all at once, and 20 chats that go on talking."""

from pathlib import Path

from bench.field import AIOGRAM, NULL, OURS, PTB, Field, field
from bench.figures import Json, median_of, spread
from bench.processes import Contestant, quiet
from bench.table import Table, figure, ratio

BURST = "200 chats at once"
TALK = "20 chats in a closed loop"
# How much more the simulator must be able to carry than the fastest bot, to be no part of what is measured.
ROOM = 1.5
EXPECTED = "26\u00a0%"
ASK = [{"name": "avance", "write": "/avance", "expect": EXPECTED}]


def measure(folder: Path, *, short: bool) -> Json:
    """Interleaved runs of everybody, the median of each figure."""
    rounds, chats, each = (2, 50, 4) if short else (5, 200, 5)
    taken: dict[str, dict[str, list[Json]]] = {BURST: {}, TALK: {}}
    with field(folder) as everybody:
        for name in everybody.bots:  # the first turns load what is loaded on demand
            talk(everybody, name, rounds=3)
        for _ in range(rounds):
            for name in everybody.bots:
                taken[BURST].setdefault(name, []).append(burst(everybody, name, chats, each))
            for name in everybody.bots:
                taken[TALK].setdefault(name, []).append(talk(everybody, name, rounds=10 if short else 50))
    return {setting: {name: median_of(runs) for name, runs in found.items()} for setting, found in taken.items()}


def burst(everybody: Field, name: str, chats: int, each: int) -> Json:
    """All at once: the latency is how long a message waited for its answer in the crowd."""
    bot = everybody.bots[name]
    quiet()
    before = bot.cpu_seconds()
    result = everybody.server.do("burst", token=bot.token, chats=chats, each=each, text="/avance")
    return _figures(bot, before, result, result["waited"])


def talk(everybody: Field, name: str, rounds: int, chats: int = 20) -> Json:
    """Each writes the next when the answer came."""
    bot = everybody.bots[name]
    quiet()
    before = bot.cpu_seconds()
    result = everybody.server.do("talk", token=bot.token, chats=chats, steps=ASK, rounds=rounds)
    return _figures(bot, before, result, result["steps"]["avance"])


def _figures(bot: Contestant, cpu_before: float | None, result: Json, waited: list[float]) -> Json:
    return {
        "turns_per_second": len(waited) / result["seconds"],
        **spread(waited),
        "cpu_ms_per_turn": bot.cpu_ms_since(cpu_before, len(waited)),
        "simulator_cpu_ms_per_turn": 1000 * result["simulator_seconds"] / len(waited),
    }


def tables(result: Json) -> list[Table]:
    """For eyes: each setting, with ratios to the first peer and to aiogram."""
    made = []
    for setting, found in result.items():
        table = Table(
            f"/avance, {setting}",
            ["", "turns/s", "x peer", "x aiogram", "p50 ms", "p95 ms", "x peer", "p99 ms", "cpu ms", "sim. cpu ms"],
        )
        for name, got in found.items():
            table.add(name, *_row(got, found[PTB], found[AIOGRAM]))
        made.append(table)
    return made


def _row(got: Json, peer: Json, echo: Json) -> list[str]:
    def times(name: str, of: Json) -> str:
        return ratio(got[name], of[name])

    return [
        figure(got["turns_per_second"]),
        times("turns_per_second", peer),
        times("turns_per_second", echo),
        figure(got["p50"]),
        figure(got["p95"]),
        times("p95", peer),
        figure(got["p99"]),
        figure(got.get("cpu_ms_per_turn")),
        figure(got["simulator_cpu_ms_per_turn"]),
    ]


def failures(result: Json) -> list[str]:
    """The bar: at least the first peer's throughput with no higher p95, in both settings, on both databases."""
    found = []
    for setting, got in result.items():
        peer, ceiling = got[PTB], got[NULL]["turns_per_second"]
        for name in OURS:
            if got[name]["turns_per_second"] < peer["turns_per_second"]:
                found.append(f"{name}, {setting}: fewer turns a second than {PTB}")
            if got[name]["p95"] > peer["p95"]:
                found.append(f"{name}, {setting}: a higher p95 than {PTB}")
        if ceiling < ROOM * max(got[name]["turns_per_second"] for name in (*OURS, PTB, AIOGRAM)):
            found.append(f"{setting}: the simulator's ceiling is too near to say who is faster")
    return found


def remarks(result: Json) -> list[str]:
    """The aim: a durable turn that is not slower than an echo that remembers nothing."""
    return [
        f"turns, {setting}: {name} reaches {ratio(got[name]['turns_per_second'], got[AIOGRAM]['turns_per_second'])} of"
        f" {AIOGRAM}"
        for setting, got in result.items()
        for name in OURS
        if got[name]["turns_per_second"] < got[AIOGRAM]["turns_per_second"]
    ]
