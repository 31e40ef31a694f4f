"""An event loop whose time is counted and not waited for, and a database that does at once what it is asked.

So the courier, which rests, waits and paces, is played in milliseconds, and always in the same order.
"""

import asyncio
from collections.abc import Callable
from concurrent.futures import Future
from typing import TypeVar

from sqlalchemy import Engine

from storage import Session

Result = TypeVar("Result")
A_MOMENT = 1e-6  # seconds: without it, time could stand still just before an instant that somebody waits for


class VirtualLoop(asyncio.SelectorEventLoop):
    """Where nothing is to be done now, it is as late as the next thing that is to be done."""

    def __init__(self) -> None:
        self._seconds = 0.0
        super().__init__()

    def time(self) -> float:
        return self._seconds

    def _run_once(self) -> None:
        if not self._ready and self._scheduled:  # type: ignore[attr-defined]  # asyncio's own, as its subclasses use it
            self._seconds = max(self._seconds, self._scheduled[0]._when) + A_MOMENT  # type: ignore[attr-defined]  # asyncio's own, for its subclasses
        super()._run_once()  # type: ignore[misc]  # the same


class DirectDatabase:
    """Units of work on one connection, done where they are asked for."""

    shared = True

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    def write(self, work: Callable[[Session], Result]) -> Future[Result]:
        with Session(self.engine, expire_on_commit=False) as session, session.begin():
            return _done(work(session))

    def read(self, work: Callable[[Session], Result]) -> Future[Result]:
        with Session(self.engine, expire_on_commit=False) as session:
            return _done(work(session))

    def close(self) -> None:
        self.engine.dispose()


def _done(result: Result) -> Future[Result]:
    future: Future[Result] = Future()
    future.set_result(result)
    return future
