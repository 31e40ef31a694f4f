"""A database that can be away."""

from concurrent.futures import Future
from typing import Any

from storage import Database, StorageUnavailable, Work


class Unsteady:
    """A database that is away while it is told to be."""

    shared = True

    def __init__(self, database: Database) -> None:
        self._database = database
        self.engine, self.reading = database.engine, database.reading
        self.away = False

    def write(self, work: Work[Any]) -> Future[Any]:
        if not self.away:
            return self._database.write(work)
        failed: Future[Any] = Future()
        failed.set_exception(StorageUnavailable("away"))
        return failed

    def read(self, work: Work[Any]) -> Future[Any]:
        return self._database.read(work)

    def close(self) -> None:
        self._database.close()
