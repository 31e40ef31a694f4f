"""Fixtures for all tests. What takes a database runs a test on SQLite and on PostgreSQL."""

import gc
import os
from collections.abc import AsyncIterator, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from playwright.async_api import Browser, Page

from storage import Database, Session, open_database
from tests.support import databases
from tests.support.browser import open_page, running_browser
from tests.support.forgetting import forget_worlds
from tests.support.network import only_this_machine
from tests.support.postgres import Postgres, running_postgres
from tests.support.sharing_out import OneByOne
from tests.support.statements import compile_once

compile_once()
settings.register_profile("here", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") else "here")


@pytest.fixture(scope="session", autouse=True)
def _network() -> Iterator[None]:
    with only_this_machine():
        yield


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """The session's PostgreSQL server (one for each xdist worker), started when the first test asks for it."""
    with running_postgres() as server:
        yield server


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def database_kind(request: pytest.FixtureRequest) -> str:
    """The kind of database of this run of the test: "sqlite" or "postgresql"."""
    return str(request.param)


@pytest.fixture
def database_url(database_kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of an empty database, without a table."""
    if database_kind == "sqlite":
        yield databases.sqlite_url(tmp_path / "participa.db")
        return
    server: Postgres = request.getfixturevalue("postgres")
    with server.database() as name:
        yield server.url(name)


@pytest.fixture
def migrated_url(database_kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of a database of the test's own with all tables, for tests with several connections or processes."""
    if database_kind == "sqlite":
        yield databases.copy_sqlite(request.getfixturevalue("sqlite_template"), tmp_path)
        return
    server: Postgres = request.getfixturevalue("postgres")
    with server.database(request.getfixturevalue("postgres_template")) as name:
        yield server.url(name)


@pytest.fixture
def database(migrated_url: str) -> Iterator[Database]:
    """The same, opened: units of work by `database.write(...)` and `database.read(...)`."""
    with closing(open_database(migrated_url)) as opened:
        yield opened


@pytest.fixture
def session(database_kind: str, request: pytest.FixtureRequest) -> Iterator[Session]:
    """A session on a database with all tables and no rows.

    On PostgreSQL a commit ends at a savepoint and everything is rolled back after the test (1 ms; a database of one's
    own takes 30 to 250 ms). A test that needs a second connection takes `database` or `migrated_url`.
    """
    if database_kind == "sqlite":
        own: Database = request.getfixturevalue("database")
        with Session(own.engine) as on_sqlite:
            yield on_sqlite
        return
    shared: Database = request.getfixturevalue("postgres_database")
    with shared.engine.connect() as connection, connection.begin() as transaction:
        with Session(connection, join_transaction_mode="create_savepoint") as on_postgres:
            yield on_postgres
        transaction.rollback()


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return databases.sqlite_template(tmp_path_factory.mktemp("sqlite"))


@pytest.fixture(scope="session")
def postgres_template(postgres: Postgres) -> Iterator[str]:
    with databases.postgres_template(postgres) as name:
        yield name


@pytest.fixture(scope="session")
def postgres_database(postgres: Postgres) -> Iterator[Database]:
    """Holds nothing but empty tables between two tests."""
    with databases.postgres_template(postgres) as name, closing(open_database(postgres.url(name))) as opened:
        yield opened


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    """A browser of the test's own: it starts in 0.6 s, and so the test shares its event loop with its servers."""
    async with running_browser() as running:
        yield running


@pytest.fixture
async def page(browser: Browser) -> AsyncIterator[Page]:
    """A page in Spanish of Colombia; an uncaught error in one of its scripts fails the test."""
    async with open_page(browser) as opened:
        yield opened


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> OneByOne:
    """Called where several processes share the tests."""
    return OneByOne(config, log)


def pytest_runtest_logfinish() -> None:
    """The world of a test ends with it."""
    forget_worlds()


def pytest_collection_finish() -> None:
    """What is there by now stays to the end: no search for garbage among hundreds of thousands of things."""
    gc.collect()
    gc.freeze()


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.browser)
        # What takes long and does the same on both databases is played on the second one by the soak.
        if item.get_closest_marker("second_database") and item.get_closest_marker("postgresql"):
            item.add_marker(pytest.mark.soak)
