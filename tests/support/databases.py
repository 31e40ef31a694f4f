"""Empty and prepared databases of both kinds, opened as the service opens them."""

import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from storage import open_database
from storage.schema import upgrade

from .postgres import Postgres


def create_tables(url: str) -> None:
    """Bring the empty database at `url` to the newest schema, as the service does."""
    with closing(open_database(url)) as database:
        upgrade(database.engine)


def sqlite_url(path: Path) -> str:
    return f"sqlite:///{path}"


def sqlite_template(directory: Path) -> Path:
    """A closed database file with all tables, to be copied for each test."""
    path = directory / "template.db"
    create_tables(sqlite_url(path))
    return path


def copy_sqlite(template: Path, directory: Path) -> str:
    """The URL of a copy of `template` in `directory`."""
    return sqlite_url(Path(shutil.copyfile(template, directory / "participa.db")))


@contextmanager
def postgres_template(postgres: Postgres) -> Iterator[str]:
    """The name of a database with all tables."""
    with postgres.database() as name:
        create_tables(postgres.url(name))
        yield name
