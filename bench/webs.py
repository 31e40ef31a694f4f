"""One and two `web` behind something that deals out Telegram's posts, on one PostgreSQL."""

import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.field import postgres_url
from bench.figures import Json, median_of, spread
from bench.processes import (
    PARTICIPA,
    PATIENCE_SECONDS,
    Contestant,
    ContestantFailed,
    Telegram,
    participa_settings,
    quiet,
    started,
    telegram,
)
from bench.table import Table, figure
from bench.turns import ASK

COUNTS = (1, 2)
CHATS = 20
BURST, TALK = "200 chats at once", "20 chats in a closed loop"


@dataclass(frozen=True)
class Service:
    """Some `web` that share a bot and a database."""

    token: str
    webs: list[Contestant]

    def cpu_seconds(self) -> float:
        """What all of them have used."""
        return sum(web.cpu_seconds() or 0.0 for web in self.webs)


def measure(folder: Path, *, short: bool) -> Json:
    """Services of one and of two, measured in turn."""
    rounds, each, times = (2, 2, 10) if short else (4, 5, 50)
    taken: dict[str, dict[str, list[Json]]] = {str(count): {BURST: [], TALK: []} for count in COUNTS}
    with ExitStack() as stack:
        server = stack.enter_context(telegram())
        services = {count: stack.enter_context(_service(server, folder / str(count), count)) for count in COUNTS}
        for service in services.values():
            server.do("talk", token=service.token, chats=CHATS, steps=ASK, rounds=5)
        for _ in range(rounds):
            for count, service in services.items():
                taken[str(count)][BURST].append(_burst(server, service, each))
                taken[str(count)][TALK].append(_talk(server, service, times))
    return {count: {name: median_of(runs) for name, runs in found.items()} for count, found in taken.items()}


def _burst(server: Telegram, service: Service, each: int) -> Json:
    quiet()
    before = service.cpu_seconds()
    result = server.do("burst", token=service.token, chats=200, each=each, text="/avance")
    return _figures(service, before, result["waited"], result["seconds"])


def _talk(server: Telegram, service: Service, times: int) -> Json:
    quiet()
    before = service.cpu_seconds()
    result = server.do("talk", token=service.token, chats=CHATS, steps=ASK, rounds=times)
    return _figures(service, before, result["steps"]["avance"], result["seconds"])


def _figures(service: Service, before: float, waited: list[float], seconds: float) -> Json:
    used = 1000 * (service.cpu_seconds() - before) / len(waited)
    return {"turns_per_second": len(waited) / seconds, **spread(waited), "cpu_ms_per_turn": used}


@contextmanager
def _service(server: Telegram, folder: Path, count: int) -> Iterator[Service]:
    token = f"{7_000_002_000 + count}:bench-webs"
    server.do("bot", token=token, username=f"Webs{count}Bot")
    ports = [_free_port() for _ in range(count)]
    with ExitStack() as stack:
        settings = participa_settings(folder, stack.enter_context(postgres_url()))
        settings |= {"WEBHOOK_URL": server.do("deal", ports=ports), "WEBHOOK_SECRET": "a-secret-of-the-bench"}
        _migrate(folder, server, token, settings)
        webs = [
            stack.enter_context(
                started(
                    f"web {port}",
                    [str(PARTICIPA), "web"],
                    server,
                    folder / str(port),
                    token,
                    {**settings, "PORT": str(port)},
                )
            )
            for port in ports
        ]
        for web, port in zip(webs, ports, strict=True):
            _until_it_listens(web, port)
        yield Service(token, webs)


def _migrate(folder: Path, server: Telegram, token: str, settings: dict[str, str]) -> None:
    """The release: tables, plan, webhook."""
    with started("migrate", [str(PARTICIPA), "migrate"], server, folder, token, settings, ends=True) as release:
        try:
            status = release.process.wait(PATIENCE_SECONDS)
        except subprocess.TimeoutExpired:
            status = None
        if status != 0:
            raise ContestantFailed(f"participa migrate: {release.said()}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _until_it_listens(web: Contestant, port: int) -> None:
    until = time.monotonic() + PATIENCE_SECONDS
    while True:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        if web.process.poll() is not None or time.monotonic() > until:
            raise ContestantFailed(f"{web.name} does not listen: {web.said()}")
        time.sleep(0.05)


def tables(result: Json) -> list[Table]:
    """For eyes."""
    made = []
    for name in (BURST, TALK):
        table = Table(
            f"/avance through the webhook, {name}, PostgreSQL",
            ["web", "turns/s", "p50 ms", "p95 ms", "p99 ms", "cpu ms"],
        )
        for count, found in result.items():
            shares = ("turns_per_second", "p50", "p95", "p99", "cpu_ms_per_turn")
            table.add(count, *(figure(found[name][share]) for share in shares))
        made.append(table)
    return made


def failures(_result: Json) -> list[str]:
    """There is no bar: on two cores, which the database and the simulated Telegram use too, two hardly gain."""
    return []
