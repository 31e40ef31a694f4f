"""What one turn of /avance costs, stage by stage, as the running bot lives it."""

import json
import sys
from pathlib import Path

from bench.figures import Json, percentile
from bench.inside import named_stages
from bench.processes import contestant, participa_settings, telegram
from bench.table import Table, figure
from bench.turns import ASK

SETTINGS = {"1 chat": 1, "20 chats": 20}


def measure(folder: Path, *, short: bool) -> Json:
    """On SQLite: one chat alone shows the work, twenty show the waiting for one another."""
    turns = 100 if short else 1000
    return {name: _measured(folder / f"stages-{chats}", chats, turns // chats) for name, chats in SETTINGS.items()}


def _measured(folder: Path, chats: int, rounds: int) -> Json:
    file = folder / "stages.json"
    command = [sys.executable, "-m", "bench.inside", str(file), "run"]
    with telegram() as server:
        with contestant("stages", command, server, folder, 0, participa_settings(folder)) as bot:
            result = server.do("talk", token=bot.token, chats=chats, steps=ASK, rounds=rounds)
        inside = json.loads(file.read_text("utf-8"))
    waited, turns = result["steps"]["avance"], chats * rounds
    return {
        "whole, until it is on the screen": 1000 * percentile(waited, 0.5),
        "stages": {name: 1000 * percentile(seconds, 0.5) for name, seconds in inside["took"].items()},
        "statements_per_turn": {
            statement: round(count / turns, 2)
            for statement, count in sorted(inside["statements"].items(), key=lambda item: -item[1])
            if count >= turns / 20
        },
    }


def tables(result: Json) -> list[Table]:
    """For eyes."""
    stages = Table("/avance by stage on SQLite, median ms", ["", *result])
    for name, key in named_stages():
        stages.add(name, *(figure(got["stages"].get(key)) for got in result.values()))
    whole = "whole, until it is on the screen"
    stages.add(whole, *(figure(got[whole]) for got in result.values()))
    asked = Table("What the database is asked, times a turn (1 chat)", ["", "a turn"])
    for statement, times in result["1 chat"]["statements_per_turn"].items():
        asked.add(statement[:100], figure(times))
    asked.add("all", figure(sum(result["1 chat"]["statements_per_turn"].values())))
    return [stages, asked]


def failures(_result: Json) -> list[str]:
    """There is no bar."""
    return []
