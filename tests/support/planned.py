"""Databases with all tables and the seed's plan: copies of one that is filled once."""

import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from storage import Database, open_database
from tests.support import databases
from tests.support.postgres import Postgres
from tests.support.running import prepare


@pytest.fixture(scope="session")
def planned_sqlite(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = Path(shutil.copyfile(sqlite_template, tmp_path_factory.mktemp("planned") / "template.db"))
    with closing(open_database(databases.sqlite_url(path))) as database:
        database.write(prepare).result()
    return path


@pytest.fixture(scope="session")
def planned_postgres(postgres: Postgres, postgres_template: str) -> Iterator[str]:
    with postgres.database(postgres_template) as name:
        with closing(open_database(postgres.url(name))) as database:
            database.write(prepare).result()
        yield name


@pytest.fixture
def planned_url(database_kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of a database of the test's own, with the seed's plan."""
    if database_kind == "sqlite":
        yield databases.copy_sqlite(request.getfixturevalue("planned_sqlite"), tmp_path)
        return
    server: Postgres = request.getfixturevalue("postgres")
    with server.database(request.getfixturevalue("planned_postgres")) as name:
        yield server.url(name)


@pytest.fixture
def planned_database(planned_url: str) -> Iterator[Database]:
    """The same, opened."""
    with closing(open_database(planned_url)) as opened:
        yield opened
