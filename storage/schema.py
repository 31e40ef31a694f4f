"""The schema's versions: bringing a database up to date, and telling how it stands."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from enum import Enum
from functools import cache
from pathlib import Path
from typing import cast

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, func, select
from sqlalchemy.exc import DBAPIError

from storage.database import SchemaBusy

HERE = Path(__file__).parent / "migrations"
MIGRATION_LOCK = 7_236_412_001  # any number that nothing else in the database uses
# A migration that waits for a table makes everybody wait who comes after it: it gives way, and tries again.
LOCK_MILLISECONDS, LOCK_PAUSE, LOCK_TRIES = 2_000, 1.0, 20
GIVES_WAY = {"55P03", "40P01"}  # PostgreSQL's codes of a lock that did not come, and of a deadlock


class IntegrityBroken(Exception):
    """A migration left rows that point at nothing; it was undone. Names a table."""


class SchemaState(Enum):
    """How a database stands to the schema that this code knows."""

    EMPTY = "empty"
    BEHIND = "behind"
    CURRENT = "current"
    AHEAD = "ahead"  # a newer version migrated it already, while this one still serves


def upgrade(engine: Engine) -> None:
    """Bring the database to the newest schema, in one transaction, while others work on it. Raises SchemaBusy."""
    for _ in range(LOCK_TRIES):
        try:
            with migrating(engine) as connection:
                _wait_for_no_table(connection)
                upgrade_in(connection)
        except DBAPIError as error:
            if getattr(error.orig, "sqlstate", None) not in GIVES_WAY:
                raise
            time.sleep(LOCK_PAUSE)
        else:
            return
    raise SchemaBusy


def _wait_for_no_table(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":
        connection.execute(select(func.set_config("lock_timeout", str(LOCK_MILLISECONDS), True)))  # this transaction's


def upgrade_in(connection: Connection, revision: str = "head") -> None:
    """The same within a transaction of `migrating`, up to a revision."""
    command.upgrade(_config(connection), revision)


def downgrade(engine: Engine, revision: str) -> None:
    """Take the database back to an older schema ("base": to none), in one transaction."""
    with migrating(engine) as connection:
        command.downgrade(_config(connection), revision)


@contextmanager
def migrating(engine: Engine) -> Iterator[Connection]:
    """A transaction that one process at a time is in. SQLite looks at references as it ends: IntegrityBroken."""
    if engine.dialect.name == "postgresql":
        # READ COMMITTED: who waited for another process's migration must see what it did.
        with engine.execution_options(isolation_level="READ COMMITTED").begin() as connection:
            connection.execute(select(func.pg_advisory_xact_lock(MIGRATION_LOCK)))
            yield connection
        return
    with engine.connect() as connection:
        driver = cast(sqlite3.Connection, connection.connection.dbapi_connection)
        # A table that is made anew is dropped on the way; what points at it must not be dropped with it.
        driver.execute("PRAGMA foreign_keys=OFF")
        try:
            with connection.begin():
                yield connection
                if dangling := connection.exec_driver_sql("PRAGMA foreign_key_check").first():
                    raise IntegrityBroken(str(dangling[0]))
        finally:
            driver.execute("PRAGMA foreign_keys=ON")


def state(engine: Engine) -> SchemaState:
    """How the database stands."""
    with engine.connect() as connection:
        return state_in(connection)


def state_in(connection: Connection) -> SchemaState:
    """The same on a connection that is open: it may be asked again and again."""
    found = revision_in(connection)
    if found is None:
        return SchemaState.EMPTY
    if found == revisions()[0]:
        return SchemaState.CURRENT
    return SchemaState.BEHIND if found in revisions() else SchemaState.AHEAD


def revision_in(connection: Connection) -> str | None:
    """The schema that the database has; None where it has none."""
    return MigrationContext.configure(connection).get_current_revision()


@cache
def revisions() -> tuple[str, ...]:
    """The schemas that this code knows, the newest first."""
    return tuple(one.revision for one in ScriptDirectory.from_config(_config()).walk_revisions())


def _config(connection: Connection | None = None) -> Config:
    config = Config()
    config.attributes["connection"] = connection
    config.set_main_option("script_location", str(HERE).replace("%", "%%"))
    config.set_main_option("file_template", "%%(rev)s")
    return config
