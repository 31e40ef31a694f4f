"""The migrations give the tables that the models describe, on both databases."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import JSON, Column, inspect, text

from storage import Database, open_database
from storage.models import Base
from storage.schema import SchemaState, downgrade, state, upgrade


@pytest.fixture
def empty(database_url: str) -> Iterator[Database]:
    with closing(open_database(database_url)) as database:
        yield database


def differences(database: Database) -> list[Any]:
    with database.engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "compare_server_default": is_another_default}
        )
        return list(compare_metadata(context, Base.metadata))


def is_another_default(
    _context: object,
    _found: object,
    column: Column[Any],
    in_database: str | None,
    _in_model: object,
    wanted: str | None,
) -> bool | None:
    """JSON has no equality in PostgreSQL, so such defaults are compared as they are written; None: the usual way."""
    if not isinstance(column.type, JSON):
        return None
    return (in_database or "").removesuffix("::json").strip("'") != (wanted or "").strip("'")


def tables(database: Database) -> set[str]:
    return set(inspect(database.engine).get_table_names())


def test_the_migrations_lead_from_nothing_to_what_the_models_describe(empty: Database) -> None:
    assert state(empty.engine) is SchemaState.EMPTY

    upgrade(empty.engine)

    assert state(empty.engine) is SchemaState.CURRENT
    assert differences(empty) == []


def test_upgrading_twice_changes_nothing(empty: Database) -> None:
    upgrade(empty.engine)
    upgrade(empty.engine)

    assert state(empty.engine) is SchemaState.CURRENT
    assert differences(empty) == []


def test_going_back_leaves_no_table_and_going_forth_brings_them_again(empty: Database) -> None:
    upgrade(empty.engine)

    downgrade(empty.engine, "base")

    assert tables(empty) == {"alembic_version"}
    assert state(empty.engine) is SchemaState.EMPTY
    upgrade(empty.engine)
    assert differences(empty) == []


def test_a_schema_of_a_newer_version_is_known_as_such(empty: Database) -> None:
    upgrade(empty.engine)
    empty.write(lambda session: session.execute(text("UPDATE alembic_version SET version_num = '9999'"))).result()

    assert state(empty.engine) is SchemaState.AHEAD


def test_two_processes_that_upgrade_at_once_do_it_once(database_url: str) -> None:
    together = threading.Barrier(2)

    def one() -> None:
        with closing(open_database(database_url)) as database:
            together.wait()
            upgrade(database.engine)

    with ThreadPoolExecutor(2) as threads:
        for future in [threads.submit(one), threads.submit(one)]:
            future.result()

    with closing(open_database(database_url)) as database:
        assert differences(database) == []


def test_foreign_keys_are_kept_after_an_upgrade(empty: Database) -> None:
    upgrade(empty.engine)

    if empty.engine.dialect.name == "sqlite":
        keys = empty.write(lambda session: session.execute(text("PRAGMA foreign_keys")).scalar_one()).result()
        assert keys == 1
    dangling = [key for table in Base.metadata.tables.values() for key in table.foreign_keys]
    assert dangling  # there is something that the pragma guards
