"""SQLite: one writer thread that commits waiting work together, readers beside it."""

import sqlite3
import time
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Lock, Thread
from typing import Any, Generic

from sqlalchemy import URL, Connection, Engine, QueuePool, create_engine, event
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.orm import Session

from storage.changes import note_undone
from storage.database import Result, StorageUnavailable, Work, WorkStopped

READERS = 4
TOGETHER = 128  # so that a burst does not make the first of it wait for the last
# The log keeps what was erased from the tables until it is folded into the file and emptied: as soon as nothing changes
# for a moment, and where there is no such moment, when it has grown so old.
QUIET_SECONDS, LOG_SECONDS = 1.0, 60.0
BUSY_SECONDS = 30  # another process (an import, a backup) may hold the file for a moment
# What may pass by itself, or is the machine's trouble; SQLITE_ERROR (a wrong statement) and constraints are not.
PASSING = {
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_NOMEM,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_INTERRUPT,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_CORRUPT,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_PROTOCOL,
    sqlite3.SQLITE_NOTADB,
}


class _TransactionGone(Exception):
    """SQLite rolled the common transaction back by itself, with everything that was done in it."""


class _Job(Generic[Result]):
    """One piece of work, the future its caller waits for, and what came of it before the common commit."""

    def __init__(self, work: Work[Result]) -> None:
        self._work = work
        self.future: Future[Result] = Future()
        self._result: Result | None = None
        self._error: Exception | None = None

    def begin(self) -> bool:
        """Whether the caller still waits; from here on the future can't be cancelled."""
        return self.future.set_running_or_notify_cancel()

    def attempt(self, connection: Connection) -> None:
        """Do the work in a savepoint of the common transaction. Raises _TransactionGone."""
        self._error = None
        try:
            with Session(connection, join_transaction_mode="create_savepoint", expire_on_commit=False) as session:
                self._result = self._work(session)
                session.commit()
        except BaseException as error:  # whatever it is belongs to the caller who waits, not to the writer's thread
            self._error = _translated(error)
            if not _in_transaction(connection):
                raise _TransactionGone from error

    def settle(self) -> None:
        """Tell the caller, now that the common transaction is committed."""
        if self._error is not None:
            self.future.set_exception(self._error)
        else:
            self.future.set_result(self._result)  # type: ignore[arg-type]  # None only where the work gave None

    def fail(self, error: Exception) -> None:
        """Tell the caller that nothing was stored: the work's own error where it had one."""
        self.future.set_exception(self._error or error)


class SqliteDatabase:
    """A database in one file."""

    shared = False

    def __init__(self, url: URL) -> None:
        try:
            _make_private(Path(url.database or ""))
        except OSError as error:
            raise StorageUnavailable(type(error).__name__) from error
        self.engine = _engine(url, "BEGIN IMMEDIATE", pool_size=2)
        self.reading = _engine(url, "BEGIN", pool_size=READERS, read_only=True)
        self._jobs: SimpleQueue[_Job[Any] | None] = SimpleQueue()
        self._log_since: float | None = None  # when the first change that the log still holds was made, monotonic
        self._changed_at = 0.0  # when the last one was
        self._closed = False
        self._closing = Lock()
        self._readers = ThreadPoolExecutor(READERS, thread_name_prefix="sqlite-reader")
        self._writer = Thread(target=self._write_all, name="sqlite-writer", daemon=True)
        self._writer.start()

    def write(self, work: Work[Result]) -> Future[Result]:
        job = _Job(work)
        with self._closing:
            if self._closed:
                raise RuntimeError("the database is closed")
            self._jobs.put(job)
        return job.future

    def read(self, work: Work[Result]) -> Future[Result]:
        return self._readers.submit(self._read, work)

    def close(self) -> None:
        with self._closing:
            if not self._closed:
                self._closed = True
                self._jobs.put(None)
        self._writer.join()
        self._readers.shutdown()
        self.engine.dispose()
        self.reading.dispose()

    def _read(self, work: Work[Result]) -> Result:
        try:
            with Session(self.reading, expire_on_commit=False) as session:
                return work(session)
        except Exception as error:
            if _code(error) == sqlite3.SQLITE_READONLY:  # a fault in our code, which would not pass
                raise
            raise _translated(error) from error
        except BaseException as error:
            raise _translated(error) from error

    def _write_all(self) -> None:
        last = False
        while not last:
            jobs, last = self._next()
            begun = [job for job in jobs if job.begin()]
            if begun and not self._together(begun):
                for job in begun:
                    self._together([job])
            if self._log_is_due():
                self._empty_log()

    def _together(self, jobs: Sequence[_Job[Any]]) -> bool:
        """Do some jobs in one transaction and tell their callers.

        Where the fault of one of several would be everybody's, nobody is told and it gives False: then each is done
        on its own.
        """
        try:
            with self.engine.begin() as connection:
                before = _changes(connection)
                for job in jobs:
                    job.attempt(connection)
                self._note_changes(before, _changes(connection))
        except Exception as error:
            note_undone(self.engine)
            failure = _translated(error)
            if len(jobs) > 1 and not isinstance(failure, StorageUnavailable):
                return False
            for job in jobs:
                job.fail(failure)
        else:
            for job in jobs:
                job.settle()
        return True

    def _first(self) -> _Job[Any] | None:
        """Wait for work; in a pause, leave nothing in the log meanwhile."""
        while self._log_since is not None:
            try:
                return self._jobs.get(timeout=QUIET_SECONDS)
            except Empty:
                self._empty_log()
        return self._jobs.get()

    def _log_is_due(self) -> bool:
        """Whether the log is to be emptied between two pieces of work: many of them only look."""
        now = time.monotonic()
        return self._log_since is not None and (
            now - self._changed_at >= QUIET_SECONDS or now - self._log_since >= LOG_SECONDS
        )

    def _note_changes(self, before: int, after: int) -> None:
        if after != before:
            self._changed_at = time.monotonic()
            self._log_since = self._log_since or self._changed_at

    def _empty_log(self) -> None:
        """Fold the log into the file and cut it to nothing. Where a reader is in the way: in the next pause."""
        self._log_since = None
        try:
            with closing(self.engine.raw_connection()) as connection:
                cursor = connection.cursor()
                cursor.execute("PRAGMA busy_timeout=0")
                try:
                    busy, _, _ = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
                finally:
                    cursor.execute(f"PRAGMA busy_timeout={BUSY_SECONDS * 1000}")
        except (sqlite3.Error, SQLAlchemyError):
            busy = True
        if busy:
            self._log_since = self._changed_at = time.monotonic()

    def _next(self) -> tuple[list[_Job[Any]], bool]:
        """Wait for work; gives all of it that waits, and whether it is the last."""
        jobs: list[_Job[Any]] = []
        job = self._first()
        while job is not None:
            jobs.append(job)
            if len(jobs) == TOGETHER:
                return jobs, False
            try:
                job = self._jobs.get_nowait()
            except Empty:
                return jobs, False
        return jobs, True


def _engine(url: URL, begin: str, *, pool_size: int, read_only: bool = False) -> Engine:
    engine = create_engine(
        url,
        poolclass=QueuePool,
        pool_size=pool_size,
        max_overflow=0,
        hide_parameters=True,  # an error must not quote what a person wrote
        connect_args={"timeout": BUSY_SECONDS, "check_same_thread": False},
    )

    @event.listens_for(engine, "connect")
    def prepare(connection: sqlite3.Connection, _record: object) -> None:
        connection.isolation_level = None  # the driver would begin transactions late, and lose updates of two writers
        _use_wal(connection)
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute("PRAGMA foreign_keys=ON")
        connection.execute("PRAGMA secure_delete=ON")
        connection.execute(f"PRAGMA query_only={'ON' if read_only else 'OFF'}")

    @event.listens_for(engine, "begin")
    def start(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    return engine


def _make_private(file: Path) -> None:
    """A new database that nobody else with an account on the machine can read; its log takes over who may."""
    file.parent.mkdir(parents=True, exist_ok=True)
    if not file.exists():
        file.touch(mode=0o600)


def _use_wal(connection: sqlite3.Connection) -> None:
    """Of two processes that open a new file at once, one must wait; SQLite itself does not wait for this."""
    until = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
            time.sleep(0.01)
        else:
            return


def _changes(connection: Connection) -> int:
    """How many rows this connection has changed since it was opened."""
    driver = connection.connection.dbapi_connection
    return int(driver.total_changes) if driver is not None else 0


def _in_transaction(connection: Connection) -> bool:
    driver = connection.connection.dbapi_connection
    return driver is not None and bool(driver.in_transaction)


def _code(error: BaseException) -> int | None:
    """SQLite's primary result code of an error, if it is one of SQLite's."""
    code = getattr(error.orig, "sqlite_errorcode", None) if isinstance(error, DBAPIError) else None
    return None if code is None else int(code) & 0xFF


def _translated(error: BaseException) -> Exception:
    """An error that may pass by itself becomes StorageUnavailable; what would end a thread becomes WorkStopped."""
    if _code(error) in PASSING:
        unavailable = StorageUnavailable(str(getattr(error, "orig", "")))
        unavailable.__cause__ = error
        return unavailable
    if isinstance(error, Exception):
        return error
    stopped = WorkStopped(type(error).__name__)
    stopped.__cause__ = error
    return stopped
