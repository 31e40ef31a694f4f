"""The way to the database: `write` runs a use case in a unit of work, `read` in a transaction that cannot write.

Both take a function of a session and give a future, which is done once the work is committed. SQLite has one writer
thread that commits waiting work together, a savepoint each, because a commit costs a flush to the disk; its readers
have connections of their own. On PostgreSQL the same functions run in a pool of threads. On both, what a unit of work
has read is still so when it is committed: of two that change the same row, one sees what the other did. For that the
function may be called again from its beginning, so it has no effect outside its session.
"""

from collections.abc import Callable
from concurrent.futures import Future
from typing import Any, Protocol, TypeVar

from sqlalchemy import URL, Engine, make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.orm import Session

Result = TypeVar("Result")
Work = Callable[[Session], Result]


class StorageUnavailable(Exception):
    """The database could not be reached, or could not store. It may be tried again.

    The work was not stored; only where a server was lost in the middle of a COMMIT it may have been, so who tries again
    looks first.
    """


class SchemaBusy(Exception):
    """Somebody held a table for as long as a migration may try; nothing was changed, and it may be tried again."""


class WorkStopped(Exception):
    """The work ended its thread's program (SystemExit and the like) instead of raising an ordinary error."""


class UnusableUrl(ValueError):
    """DATABASE_URL names no database that we can use."""


class Database(Protocol):
    """A database that is open."""

    engine: Engine
    reading: Any  # an Engine or a view of one: its transactions see one state of the data and cannot change it
    shared: bool  # whether several processes may run the bot on it at the same time

    def write(self, work: Work[Result]) -> Future[Result]:
        """Run `work` in a unit of work; done when committed. StorageUnavailable when it could not be stored."""

    def read(self, work: Work[Result]) -> Future[Result]:
        """Run `work` in a transaction that sees one state of the data and cannot change it."""

    def close(self) -> None:
        """Finish what was handed in, then let go of threads and connections. Nothing may be handed in afterwards."""


def check_url(url: str) -> URL:
    """`DATABASE_URL`, parsed: `sqlite:///path`, `postgresql://…`, Heroku's `postgres://…`. Raises UnusableUrl."""
    if url.startswith("postgres://"):
        url = "postgresql://" + url.removeprefix("postgres://")
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError) as error:
        raise UnusableUrl("not a database URL") from error
    match parsed.get_backend_name():
        case "postgresql":
            return parsed.set(drivername="postgresql+psycopg")
        case "sqlite" if parsed.database not in {None, "", ":memory:"}:  # each connection would have its own
            return parsed.set(drivername="sqlite+pysqlite")
    raise UnusableUrl(parsed.get_backend_name())


def open_database(url: str) -> Database:
    """Open the database of `DATABASE_URL`. A server is not connected to yet. Raises UnusableUrl, StorageUnavailable."""
    parsed = check_url(url)
    if parsed.get_backend_name() == "sqlite":
        from storage.sqlite import SqliteDatabase  # noqa: PLC0415 - a process loads one driver

        return SqliteDatabase(parsed)
    from storage.postgresql import PostgresDatabase  # noqa: PLC0415 - a process loads one driver

    return PostgresDatabase(parsed)
