"""The steps of an observation, from 20 chats in a closed loop: a message added to the draft, and «Enviar»."""

from pathlib import Path

from bench.field import OURS, Field, field
from bench.figures import Json, median_of, spread
from bench.processes import quiet
from bench.table import Table, figure, ratio
from bench.turns import talk

# The dialogue's answer to /observar and the first message are steps of their own; each is answered by one message.
STEPS = [
    {"name": "begin", "write": "/observar", "expect": "Escriba su observación"},
    {"name": "first message", "write": "El video del diálogo no tiene subtítulos.", "expect": "subtítulos"},
    {"name": "message added, card redrawn", "write": "Tampoco se oye bien.", "expect": "se oye bien"},
    {"name": "«Enviar», number", "press": "Enviar sin mi nombre", "expect": "PPC-"},
]
CHATS = 20
BASELINE = "/avance"


def measure(folder: Path, *, short: bool) -> Json:
    """Both databases in turn; people are new in each run, because nobody may send more than twenty a day."""
    runs, rounds = (2, 2) if short else (3, 10)
    taken: dict[str, dict[str, list[Json]]] = {name: {} for name in OURS}
    with field(folder, peers=False) as everybody:
        for name in OURS:
            _observe(everybody, name, 1)
        for _ in range(runs):
            for name in OURS:
                baseline = talk(everybody, name, rounds=rounds * 2)
                taken[name].setdefault(BASELINE, []).append(baseline)
                for step, got in _observe(everybody, name, rounds).items():
                    taken[name].setdefault(step, []).append(got)
    return {name: {step: median_of(runs) for step, runs in found.items()} for name, found in taken.items()}


def _observe(everybody: Field, name: str, rounds: int) -> Json:
    """Each step's latency, and how many steps of all kinds were answered a second."""
    quiet()
    bot = everybody.bots[name]
    before = bot.cpu_seconds()
    result = everybody.server.do("talk", token=bot.token, chats=CHATS, steps=STEPS, rounds=rounds, new=True)
    steps: dict[str, list[float]] = result["steps"]
    count = sum(map(len, steps.values()))
    whole = {"turns_per_second": count / result["seconds"], "cpu_ms_per_turn": bot.cpu_ms_since(before, count)}
    return {step: {**whole, **spread(waited)} for step, waited in steps.items()}


def tables(result: Json) -> list[Table]:
    """For eyes, with each step's ratio to /avance in the same run."""
    made = []
    for name, found in result.items():
        table = Table(
            f"An observation, {CHATS} chats in a closed loop, {name}",
            ["", "turns/s", "cpu ms", "p50 ms", "x", "p95 ms", "x"],
        )
        for step, got in found.items():
            ratios = [ratio(got[share], found[BASELINE][share]) for share in ("p50", "p95")]
            middle, high = (figure(got[share]) for share in ("p50", "p95"))
            whole = figure(got["turns_per_second"]), figure(got.get("cpu_ms_per_turn"))
            table.add(step, *whole, middle, ratios[0], high, ratios[1])
        made.append(table)
    return made


def failures(_result: Json) -> list[str]:
    """There is no bar."""
    return []
