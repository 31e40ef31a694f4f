"""A bot in a process of its own that kills itself at one point of a turn.

The points are at the edges of what the turn is made of, which are wrapped here; the service knows nothing of it:

- `before COMMIT` and `after COMMIT`, where COMMIT is one of `take_in`, `claim`, `store_answer`, `count_sending`,
  `finish`: killed when the unit of work that calls that query is done but not committed, or once it is committed;
- `before send` and `after send`: killed before the request leaves, or once its answer was read;
- `in handler`: the command /mata kills; `never`: nothing kills.

The processes are forked from one that has imported everything already: starting from nothing takes seconds.
"""

import asyncio
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

from pydantic import SecretStr

from bot import alive, logs, process, runner
from bot import settings as configuration
from bot.present import real_now
from bot.settings import Settings
from bot.transport import AiohttpRequest
from handlers.answer import Answer
from handlers.route import command
from handlers.routes import ROUTES
from handlers.turn import Turn
from storage import Session
from storage.postgresql import PostgresDatabase
from storage.queries import turns
from storage.sqlite import SqliteDatabase
from tests.support.running import EXTRA

QUERIES = ("take_in", "claim", "store_answer", "count_sending", "finish")
SEND = "/sendMessage"


@contextmanager
def own_process(point: str, settings: Settings, *, dead_after: float = 0.6) -> Iterator[BaseProcess]:
    """A bot in a process of its own, that dies at `point`; whatever is left of it is killed at the end.

    It takes others for dead that did not beat for `dead_after` seconds, as even a living one may on a busy machine.
    """
    forking = multiprocessing.get_context("forkserver")
    forking.set_forkserver_preload(["tests.support.dying"])
    os.environ["PYTHONPATH"] = str(Path(__file__).parents[2])  # for the process that the others are forked from
    started = forking.Process(target=main, args=(point, _plain(settings), dead_after))
    started.start()
    try:
        yield started
    finally:
        started.kill()
        started.join()
        started.close()


def _plain(settings: Settings) -> dict[str, Any]:
    """The settings as they are written, secrets and all, for another process."""
    values = {name: getattr(settings, name) for name in settings.model_fields_set}
    return {name: value.get_secret_value() if isinstance(value, SecretStr) else value for name, value in values.items()}


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def kill_in_handler(_turn: Turn) -> Answer:
    """/mata: ends the process."""
    die()
    raise AssertionError("unreachable")


class Watch:
    """Which of the queries a unit of work has called."""

    def __init__(self) -> None:
        self._local = threading.local()

    def begin(self) -> None:
        self._local.called = set()

    def note(self, name: str) -> None:
        self.called.add(name)

    @property
    def called(self) -> set[str]:
        called: set[str] = self._local.__dict__.setdefault("called", set())
        return called


def watch_queries(watch: Watch) -> None:
    """Note the calls; a claim that finds nothing is none."""

    def watched(name: str, query: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **options: Any) -> Any:
            result = query(*arguments, **options)
            if name != "claim" or result:
                watch.note(name)
            return result

        return call

    for name in QUERIES:
        setattr(turns, name, watched(name, getattr(turns, name)))


def kill_at_commit(kind: type[Any], moment: str, query: str) -> None:
    """Kill around the commit of the unit of work that calls a query."""
    watch = Watch()
    watch_queries(watch)
    write = kind.write

    def killing(self: Any, work: Callable[[Session], Any]) -> Future[Any]:
        reached: list[bool] = []

        def watched(session: Session) -> Any:
            watch.begin()
            result = work(session)
            if query in watch.called:
                reached.append(True)
                session.flush()
                if moment == "before":
                    die()
            return result

        future: Future[Any] = write(self, watched)
        future.add_done_callback(lambda _done: die() if reached else None)
        return future

    kind.write = killing


def kill_at_sending(moment: str) -> None:
    """Kill around the request that carries the answer."""
    do_request = AiohttpRequest.do_request

    async def killing(self: AiohttpRequest, url: str, *arguments: Any, **options: Any) -> tuple[int, bytes]:
        if url.endswith(SEND) and moment == "before":
            die()
        answer = await do_request(self, url, *arguments, **options)
        if url.endswith(SEND):
            die()
        return answer

    AiohttpRequest.do_request = killing  # type: ignore[method-assign]  # this is what kills


def main(point: str, values: dict[str, Any], dead_after: float) -> None:
    """Run a bot with these settings until it dies, or is told to stop."""
    settings = configuration.load(_env_file=None, **values)
    logs.set_up("ERROR", "json")
    alive.BEAT_SECONDS, alive.DEAD_AFTER, alive.BLIND_AFTER = 0.1, dead_after, 0.5
    runner.LOOK_SECONDS = 0.1
    moment, _, place = point.partition(" ")
    if place == "send":
        kill_at_sending(moment)
    elif place in QUERIES:
        kill_at_commit(PostgresDatabase if "postgres" in settings.database else SqliteDatabase, moment, place)
    routes = [command("mata", act=kill_in_handler), *EXTRA, *ROUTES]
    asyncio.run(process.run(settings, "web", real_now, routes))
