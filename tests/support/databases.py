"""Empty and prepared databases of both kinds, opened as the service opens them."""

import importlib
import pkgutil
import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import storage.models
from storage import open_database
from storage.models.base import Base

from .postgres import Postgres


def create_tables(url: str) -> None:
    """Create every table of `storage.models` in the empty database at `url`."""
    for module in pkgutil.walk_packages(storage.models.__path__, "storage.models."):
        importlib.import_module(module.name)
    with closing(open_database(url)) as database:
        Base.metadata.create_all(database.engine)


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
