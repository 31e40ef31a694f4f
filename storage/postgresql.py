"""PostgreSQL: units of work in threads, done again when the server asks for it."""

import random
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Lock

import psycopg
from psycopg.conninfo import make_conninfo
from sqlalchemy import URL, create_engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from storage.database import Result, StorageUnavailable, UnusableUrl, Work, WorkStopped

# Apart, so that drawing a hundred charts does not keep this process's sign of life waiting.
WRITERS, READERS = 6, 6
ATTEMPTS = 30
LONGEST_PAUSE = 0.05  # seconds; a serialization failure is over as soon as the other has committed
AGAIN = {"40001", "40P01"}  # serialization failure, deadlock: the server undid the work and asks for another try
# The classes of errors that are the server's or the network's trouble, and some of other classes.
PASSING_CLASSES = ("08", "53", "57", "58")
PASSING = {"25P03", "55P03"}  # idle for too long in a transaction, a lock that did not come
READ_ONLY = "25006"  # in a unit of work: a server that has become a standby
CONNECTING = {
    # Prepared statements belong to a server connection, which PgBouncer changes between transactions.
    "prepare_threshold": None,
    "connect_timeout": 10,
    # A server that vanished without a word is noticed in half a minute instead of hours.
    "keepalives_idle": 15,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 30_000,
}


class PostgresDatabase:
    """A database on a server, alone or behind PgBouncer in transaction mode."""

    shared = True

    def __init__(self, url: URL) -> None:
        # REPEATABLE READ: whoever changes a row that changed since it was read is told to begin again.
        self.engine = create_engine(
            url,
            isolation_level="REPEATABLE READ",
            pool_size=WRITERS + READERS,
            max_overflow=2,
            pool_recycle=1800,
            hide_parameters=True,  # an error must not quote what a person wrote
            connect_args=CONNECTING,
        )
        _check_options(url)
        self.reading = self.engine.execution_options(postgresql_readonly=True)
        # Held by work that is done again: until it is through, this process begins nothing that could be in its way.
        self._again_alone = Lock()
        self._writers = ThreadPoolExecutor(WRITERS, thread_name_prefix="postgresql-writer")
        self._readers = ThreadPoolExecutor(READERS, thread_name_prefix="postgresql-reader")

    def write(self, work: Work[Result]) -> Future[Result]:
        return self._writers.submit(self._until_through, work)

    def read(self, work: Work[Result]) -> Future[Result]:
        return self._readers.submit(_translating, self._read, work, writing=False)

    def close(self) -> None:
        self._writers.shutdown()
        self._readers.shutdown()
        self.engine.dispose()

    def _write(self, work: Work[Result]) -> Result:
        with Session(self.engine, expire_on_commit=False) as session, session.begin():
            return work(session)

    def _read(self, work: Work[Result]) -> Result:
        with Session(self.reading, expire_on_commit=False) as session:
            return work(session)

    def _until_through(self, work: Work[Result]) -> Result:
        with self._again_alone:
            pass
        try:
            return _translating(self._write, work, writing=True)
        except _AskedAgain:
            with self._again_alone:
                return self._again(work)

    def _again(self, work: Work[Result]) -> Result:
        last: Exception = StorageUnavailable()
        for attempt in range(1, ATTEMPTS):
            time.sleep(random.uniform(0, min(0.002 * attempt, LONGEST_PAUSE)))  # noqa: S311 - apart from other processes
            try:
                return _translating(self._write, work, writing=True)
            except _AskedAgain as error:
                last = error
        raise last


def _check_options(url: URL) -> None:
    """Raises UnusableUrl where the driver does not know an option of the URL; the server is not asked."""
    try:
        make_conninfo(url.set(drivername="postgresql").render_as_string(hide_password=False))
    except psycopg.ProgrammingError as error:
        raise UnusableUrl("an option that does not exist") from error


class _AskedAgain(StorageUnavailable):
    """The server undid the work, and asks for another try."""


def _translating(way: Callable[[Work[Result]], Result], work: Work[Result], *, writing: bool) -> Result:
    try:
        return way(work)
    except DBAPIError as error:
        if _state(error) in AGAIN:
            raise _AskedAgain(type(error.orig).__name__) from error
        if _passes(error, writing=writing):
            raise StorageUnavailable(type(error.orig).__name__) from error
        raise
    except BaseException as error:
        if isinstance(error, Exception):
            raise
        raise WorkStopped(type(error).__name__) from error  # it would end the program from inside a thread


def _passes(error: DBAPIError, *, writing: bool) -> bool:
    """Whether the server was away, closing, out of connections or out of disk, rather than our statement wrong."""
    state = _state(error)
    if state is None:  # the server did not say it: there was no connection, or it broke
        return error.connection_invalidated or isinstance(error.orig, psycopg.OperationalError)
    if state == READ_ONLY:
        return writing
    return state in PASSING or state.startswith(PASSING_CLASSES)


def _state(error: DBAPIError) -> str | None:
    state = getattr(error.orig, "sqlstate", None)
    return None if state is None else str(state)
