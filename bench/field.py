"""Who is measured: our bot on both databases, and its peers, all waiting at the same Telegram."""

import json
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

from bench.processes import (
    PARTICIPA,
    Contestant,
    Telegram,
    contestant,
    participa_settings,
    peer,
    peer_settings,
    quiet,
    telegram,
)
from tests.support import postgres

SQLITE, POSTGRES = "participa (SQLite)", "participa (PostgreSQL)"
PTB, AIOGRAM, NULL = "python-telegram-bot + commit", "aiogram, echo", "no bot (the simulator's ceiling)"
OURS = (SQLITE, POSTGRES)
PEERS = {PTB: "ptb", AIOGRAM: "echo", NULL: "null"}
# The tests' server does not flush; a server that keeps what it has confirmed does.
DURABLE = {"fsync": "on", "full_page_writes": "on"}


@dataclass(frozen=True)
class Field:
    """A Telegram and the bots that wait there, by name."""

    server: Telegram
    bots: Mapping[str, Contestant]


@contextmanager
def field(folder: Path, *, peers: bool = True, ours: tuple[str, ...] = OURS) -> Iterator[Field]:
    """Everybody started, each having answered once; the peers give the answer that our bot gives to /avance."""
    with ExitStack() as stack:
        server = stack.enter_context(telegram())
        bots: dict[str, Contestant] = {}
        for number, name in enumerate(ours):
            place = folder / f"ours-{number}"
            url = stack.enter_context(postgres_url()) if name == POSTGRES else None
            settings = participa_settings(place, url)
            bots[name] = stack.enter_context(contestant(name, [str(PARTICIPA), "run"], server, place, number, settings))
        answer = server.do("send", token=bots[ours[0]].token, text="/avance")
        file = folder / "answer.json"
        file.write_text(json.dumps(answer), "utf-8")
        for number, (name, module) in enumerate(PEERS.items() if peers else (), start=len(ours)):
            place = folder / module
            settings = peer_settings(place, file)
            bots[name] = stack.enter_context(contestant(name, peer(module), server, place, number, settings))
        quiet()
        yield Field(server, bots)


@contextmanager
def postgres_url() -> Iterator[str]:
    """An empty database on a server of its own that flushes each commit."""
    with patch.dict(postgres.SETTINGS, DURABLE), postgres.running_postgres() as server, server.database() as name:
        yield server.url(name)
