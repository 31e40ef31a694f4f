"""A service of several processes that are killed, told to stop and started anew; what each logs is kept.

The processes are forked from one that has imported everything already: starting from nothing takes seconds. They miss
each other sooner, and look for work more often, than the service does.
"""

import asyncio
import json
import multiprocessing
import os
import socket
import sys
import time
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

from bot import alive, clock, logs, persistence, polling, presence, process, runner, sending, standing, worker
from bot import settings as configuration
from bot.courier import courier, pacing
from bot.link_checking import LinkChecker
from bot.present import real_now
from bot.settings import Settings
from handlers.notices import RENDERERS
from handlers.routes import ROUTES
from storage.models.notices import NoticeKind
from tests.support.dying import _plain
from tests.support.running import EXTRA, World, world
from tests.support.serving import SECRET, dealing
from tests.support.telling import plain

SOON = 3.0  # seconds after which a process is missed; one that lives beats within them, if the machine is not too busy
KINDS = {"clock": standing.run_clock, "worker": standing.run_worker}


@dataclass(frozen=True)
class Pace:
    """The date of all processes of a fleet: it begins at `start` when `since` (monotonic) is, and runs so fast."""

    start: datetime
    since: float
    speed: float

    def now(self) -> datetime:
        return self.start + timedelta(seconds=(time.monotonic() - self.since) * self.speed)


@dataclass
class Fleet:
    """The processes by name; a name begins with its kind (`web-1`). `folder` holds their logs."""

    settings: Settings
    folder: Path
    pace: Pace | None = None
    dead_after: float = SOON
    members: dict[str, BaseProcess] = field(default_factory=dict)
    ports: dict[str, int] = field(default_factory=dict)
    dealt: list[int] = field(default_factory=list)  # the ports to which the load balancer hands what Telegram posts

    def start(self, name: str, **settings: Any) -> BaseProcess:
        """A process by a name that none has now: `web`, `run`, `worker` or `clock`, a hyphen, anything."""
        if name.startswith("web"):
            self.ports.setdefault(name, free_port())
        values = {**_plain(self.settings), "port": self.ports.get(name, 0), **settings}
        started: BaseProcess = _forking().Process(
            target=main, args=(name, values, str(self._log(name)), self.pace, self.dead_after)
        )
        started.start()
        self.members[name] = started
        return started

    async def kill(self, name: str) -> None:
        """SIGKILL, and wait until it is gone."""
        self.members[name].kill()
        await self.gone(name)

    async def stop(self, name: str) -> int | None:
        """SIGTERM, and wait until it has ended by itself. Gives its status."""
        self.members[name].terminate()
        return await self.gone(name)

    async def gone(self, name: str) -> int | None:
        """Wait until it has ended. Gives its status."""
        ended = self.members.pop(name)
        await asyncio.to_thread(ended.join, 60)
        status = ended.exitcode
        ended.close()
        return status

    def said(self, name: str = "") -> list[Mapping[str, Any]]:
        """The lines of the log of a process, or of all of them in no order."""
        found = [self._log(name)] if name else sorted(self.folder.glob("*.log"))
        return [json.loads(line) for log in found if log.exists() for line in log.read_text("utf-8").splitlines()]

    def events(self, name: str = "") -> set[str]:
        """What these lines are about."""
        return {str(line["event"]) for line in self.said(name)}

    async def join(self, name: str) -> None:
        """One more `web`; posts are dealt to it once it listens."""
        self.start(name)
        async with asyncio.timeout(60):
            while not self._listens(name):  # noqa: ASYNC110 - another process, which sets no event
                await asyncio.sleep(0.05)
        self.dealt.append(self.ports[name])

    async def leave(self, name: str) -> None:
        """A `web` is told to stop, and takes in until what it has in hand has ended."""
        assert await self.stop(name) == 0
        self.dealt.remove(self.ports[name])

    def _listens(self, name: str) -> bool:
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.ports[name])) == 0

    def _log(self, name: str) -> Path:
        return self.folder / f"{name}.log"


@contextmanager
def fleet(settings: Settings, folder: Path, pace: Pace | None, dead_after: float) -> Iterator[Fleet]:
    """A fleet without a process; whatever runs at the end is killed."""
    folder.mkdir(exist_ok=True)
    found = Fleet(settings, folder, pace, dead_after)
    try:
        yield found
    finally:
        for member in found.members.values():
            member.kill()
        for member in found.members.values():
            member.join()
            member.close()


@asynccontextmanager
async def service(
    database_url: str, folder: Path, pace: Pace | None = None, *, dead_after: float = SOON, **settings: Any
) -> AsyncIterator[tuple[World, Fleet]]:
    """A simulated Telegram that posts to a load balancer, and the fleet behind it.

    Where nobody is killed, `dead_after` is the service's own: a busy machine must not make one seem dead.
    """
    dealt: list[int] = []
    async with (
        dealing(dealt) as (address, _),
        world(database_url, folder, webhook_url=address, webhook_secret=SECRET, **settings) as telegram,
    ):
        with fleet(telegram.settings, folder / "logs", pace, dead_after) as found:
            found.dealt = dealt
            yield telegram, found


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _forking() -> Any:
    forking = multiprocessing.get_context("forkserver")
    forking.set_forkserver_preload(["tests.support.fleet"])
    os.environ["PYTHONPATH"] = str(Path(__file__).parents[2])  # for the process that the others are forked from
    return forking


def main(name: str, values: dict[str, Any], log: str, pace: Pace | None, dead_after: float) -> None:
    """Run until killed or told to stop."""
    sys.stderr = Path(log).open("a", buffering=1, encoding="utf-8")  # noqa: SIM115 - as long as the process
    settings = configuration.load(_env_file=None, **values)
    logs.set_up("INFO", "json")
    _hurry(dead_after)
    RENDERERS[NoticeKind.BROADCAST] = plain
    kind, now = name.partition("-")[0], pace.now if pace is not None else real_now
    serve = KINDS.get(kind) or partial(process.run, kind=kind, routes=(*EXTRA, *ROUTES))
    asyncio.run(serve(settings, now=now))


def _hurry(dead_after: float) -> None:
    alive.BEAT_SECONDS, alive.DEAD_AFTER, alive.BLIND_AFTER = 0.2, dead_after, min(dead_after, 6.0)
    runner.LOOK_SECONDS = worker.LOOK_SECONDS = clock.LOOK_SECONDS = 0.2  # type: ignore[assignment]  # in seconds
    courier.LOOK_SECONDS = 0.1
    for module in (persistence, runner, sending, polling, presence, pacing):
        vars(module).update(FIRST_PAUSE=0.05, LONGEST_PAUSE=0.5)
    vars(process).update(_make_ready=_never)  # it takes a second, and only saves that second later
    setattr(LinkChecker, "run_for_ever", _never)  # noqa: B010 - nothing leaves this machine


async def _never(_part: object, **_how: object) -> None:
    await asyncio.Event().wait()
