"""A database that tells how long its units of work take, and is otherwise as it is."""

from concurrent.futures import Future
from functools import partial
from time import perf_counter
from typing import Any, TypeVar

from bot.vitals.vitals import Vitals
from storage import Database, StorageUnavailable, Work

Result = TypeVar("Result")


class MeasuredDatabase:
    """Hands everything on to the database that it was given."""

    def __init__(self, database: Database, vitals: Vitals) -> None:
        self._database, self._vitals = database, vitals
        self.engine, self.reading, self.shared = database.engine, database.reading, database.shared

    def write(self, work: Work[Result]) -> Future[Result]:
        """Run in a unit of work, timed from here to its commit."""
        done = self._database.write(work)
        done.add_done_callback(partial(self._told, since=perf_counter()))
        return done

    def read(self, work: Work[Result]) -> Future[Result]:
        """Run in a transaction that only reads."""
        return self._database.read(work)

    def close(self) -> None:
        """Close the database."""
        self._database.close()

    def _told(self, done: Future[Any], since: float) -> None:
        if done.cancelled():
            return
        error = done.exception()
        failure = None if error is None else "unavailable" if isinstance(error, StorageUnavailable) else "undone"
        self._vitals.written(perf_counter() - since, failure)
