"""The schema's versions: bringing a database up to date, and telling how it stands."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from enum import Enum
from pathlib import Path
from typing import cast

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, func, select

HERE = Path(__file__).parent / "migrations"
MIGRATION_LOCK = 7_236_412_001  # any number that nothing else in the database uses


class IntegrityBroken(Exception):
    """A migration left rows that point at nothing; it was undone. Names a table."""


class SchemaState(Enum):
    """How a database stands to the schema that this code knows."""

    EMPTY = "empty"
    BEHIND = "behind"
    CURRENT = "current"
    AHEAD = "ahead"  # a newer version migrated it already, while this one still serves


def upgrade(engine: Engine) -> None:
    """Bring the database to the newest schema, in one transaction."""
    with _migrating(engine) as connection:
        command.upgrade(_config(connection), "head")


def downgrade(engine: Engine, revision: str) -> None:
    """Take the database back to an older schema ("base": to none), in one transaction."""
    with _migrating(engine) as connection:
        command.downgrade(_config(connection), revision)


@contextmanager
def _migrating(engine: Engine) -> Iterator[Connection]:
    """A transaction that one process at a time is in."""
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
        found = MigrationContext.configure(connection).get_current_revision()
    if found is None:
        return SchemaState.EMPTY
    script = ScriptDirectory.from_config(_config())
    if found == script.get_current_head():
        return SchemaState.CURRENT
    known = {revision.revision for revision in script.walk_revisions()}
    return SchemaState.BEHIND if found in known else SchemaState.AHEAD


def _config(connection: Connection | None = None) -> Config:
    config = Config()
    config.attributes["connection"] = connection
    config.set_main_option("script_location", str(HERE).replace("%", "%%"))
    config.set_main_option("file_template", "%%(rev)s")
    return config
