"""On SQLite one process at a time works: it holds a lock beside the file."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from storage import Database, StorageUnavailable


class AlreadyRunning(Exception):
    """Another process runs the bot on the same SQLite file."""


@contextmanager
def alone(database: Database) -> Iterator[bool]:
    """Be the only one; gives False for a server, where nobody is. Raises AlreadyRunning, StorageUnavailable."""
    if database.shared:
        yield False
        return
    file = str(database.engine.url.database)
    try:
        lock = Path(f"{file}.lock").open("w")  # noqa: SIM115 - closed below
    except OSError as error:
        raise StorageUnavailable(type(error).__name__) from error
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise AlreadyRunning(file) from error
        yield True
