"""A worker in a process of its own that kills itself at one point of a copy's way, or that the test kills.

`before begin`, `after begin`, `before settle`, `after settle`: around the commit of the unit of work that marks copies
as on their way, or that stores what became of them. `before send`, `after send`: before a message leaves, or between
its acceptance and the commit that says so.
"""

import asyncio
import multiprocessing
import os
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from datetime import datetime
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

from bot import alive, logs, standing
from bot import settings as configuration
from bot.courier import courier
from bot.settings import Settings
from handlers.notices import RENDERERS
from storage import Session
from storage.models.notices import NoticeKind
from storage.postgresql import PostgresDatabase
from storage.queries import outbox
from storage.sqlite import SqliteDatabase
from tests.support.dying import Watch, _plain, die, kill_at_sending
from tests.support.running import START
from tests.support.telling import plain

QUERIES = ("begin", "settle")


@contextmanager
def own_worker(
    point: str, settings: Settings, *, dead_after: float = 0.6, plainly: bool = True, now: datetime = START
) -> Iterator[BaseProcess]:
    """A worker that dies at `point` ("never": does not); whatever is left of it is killed at the end.

    Every notice is said by `plain` unless it is not to be `plainly`. For the worker it is always `now`.
    """
    forking = multiprocessing.get_context("forkserver")
    forking.set_forkserver_preload(["tests.support.dying_courier"])
    os.environ["PYTHONPATH"] = str(Path(__file__).parents[2])  # for the process that the others are forked from
    started = forking.Process(target=main, args=(point, _plain(settings), dead_after, plainly, now))
    started.start()
    try:
        yield started
    finally:
        started.kill()
        started.join()
        started.close()


def kill_at_commit(kind: type[Any], moment: str, query: str) -> None:
    """Kill around the commit of the unit of work that calls a query of the queue with something to do."""
    watch = Watch()
    called: Callable[..., Any] = getattr(outbox, query)

    def noting(*arguments: Any, **options: Any) -> Any:
        watch.note(query)
        return called(*arguments, **options)

    setattr(outbox, query, noting)
    write = kind.write

    def killing(self: Any, work: Callable[[Session], Any]) -> Future[Any]:
        reached: list[bool] = []

        def watched(session: Session) -> Any:
            watch.begin()
            result = work(session)
            if query in watch.called:
                reached.append(True)
                if moment == "before":
                    die()
            return result

        future: Future[Any] = write(self, watched)
        future.add_done_callback(lambda _done: die() if reached else None)
        return future

    kind.write = killing


def main(point: str, values: dict[str, Any], dead_after: float, plainly: bool, now: datetime = START) -> None:
    """Run a worker with these settings until it dies, or is told to stop. Its day stands still."""
    settings = configuration.load(_env_file=None, **values)
    logs.set_up("ERROR", "json")
    alive.BEAT_SECONDS, alive.DEAD_AFTER, alive.BLIND_AFTER = 0.1, dead_after, 0.5
    courier.LOOK_SECONDS = 0.05
    if plainly:
        RENDERERS.update(dict.fromkeys(NoticeKind, plain))
    moment, _, place = point.partition(" ")
    if place == "send":
        kill_at_sending(moment)
    elif place in QUERIES:
        kill_at_commit(PostgresDatabase if "postgres" in settings.database else SqliteDatabase, moment, place)
    asyncio.run(standing.run_worker(settings, lambda: now))
