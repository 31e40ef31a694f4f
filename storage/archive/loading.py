"""Bringing a backup back: all of it in one transaction, or nothing."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from sqlalchemy import Connection, Engine, Integer, MetaData, Table, func, inspect, select, text
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.schema import AddConstraint, DropConstraint

from storage import schema
from storage.archive.errors import ArchiveDamaged, ArchiveTooNew, NotEmpty
from storage.archive.reading import Archive
from storage.archive.values import inserting
from storage.archive.writing import LEFT_OUT, our_tables
from storage.database import StorageUnavailable
from storage.files import FileStore
from storage.models import Base

Step = Callable[[int, int], None]


def is_empty(engine: Engine) -> bool:
    """Whether nothing would be lost: there are no tables, or nothing in them."""
    with engine.connect() as connection:
        return not any(connection.scalar(select(1).select_from(table).limit(1)) for table in our_tables(connection))


def require_known(archive: Archive) -> None:
    """Raises ArchiveTooNew."""
    if archive.manifest.revision not in schema.revisions():
        raise ArchiveTooNew(archive.manifest.version)


def load_files(archive: Archive, files: FileStore, step: Step = lambda _done, _all: None) -> None:
    """Put the files of a backup into the store; those that are there already stay. Raises StorageUnavailable."""
    for done, name in enumerate(archive.manifest.files, start=1):
        files.put(archive.file(name))
        step(done, len(archive.manifest.files))


def load_into(
    engine: Engine, archive: Archive, *, replace: bool = False, step: Step = lambda _done, _all: None
) -> None:
    """Fill a database with the rows of a backup that was verified, and bring it to the newest schema.

    Raises NotEmpty unless it takes the place of what is there, ArchiveTooNew, ArchiveDamaged where its rows point at
    nothing, StorageUnavailable. After an error the database is as it was.
    """
    require_known(archive)
    if not replace and not is_empty(engine):
        raise NotEmpty
    try:
        with schema.migrating(engine) as connection:
            _clear(connection)
            schema.upgrade_in(connection, archive.manifest.revision)
            _fill(connection, archive, step)
            schema.upgrade_in(connection)
            _count_on(connection)
    except (IntegrityError, schema.IntegrityBroken) as error:
        raise ArchiveDamaged("references") from error
    except DBAPIError as error:
        raise StorageUnavailable(type(error.orig).__name__) from error


def _clear(connection: Connection) -> None:
    """Drop our tables, whatever schema they have."""
    ours = {*Base.metadata.tables, *LEFT_OUT}
    metadata = MetaData()
    metadata.reflect(connection, only=sorted(ours.intersection(inspect(connection).get_table_names())))
    metadata.drop_all(connection)


def _fill(connection: Connection, archive: Archive, step: Step) -> None:
    tables = {table.name: table for table in our_tables(connection)}
    if unknown := archive.manifest.tables.keys() - tables.keys():
        raise ArchiveDamaged(min(unknown))
    done = 0
    with _without_references(connection, [*tables.values()]):
        for name, table in tables.items():
            if name not in archive.manifest.tables:
                continue
            connection.execute(table.delete())  # a migration may have put rows there that the backup has too
            for rows in archive.rows(name):
                connection.execute(inserting(table), rows)
                done += len(rows)
                step(done, archive.manifest.rows)
            _require_all(connection, table, archive.manifest.tables[name].rows)


def _require_all(connection: Connection, table: Table, rows: int) -> None:
    if connection.scalar(select(func.count()).select_from(table)) != rows:
        raise ArchiveDamaged(table.name)


@contextmanager
def _without_references(connection: Connection, tables: Sequence[Table]) -> Iterator[None]:
    """On a server references are taken out and made anew, which looks at all of them: a case may point at a later one.

    SQLite looks at them when the transaction ends.
    """
    references = [one for table in tables for one in table.foreign_key_constraints]
    if connection.dialect.name != "postgresql":
        references = []
    for reference in references:
        connection.execute(DropConstraint(reference))
    yield
    for reference in references:
        connection.execute(AddConstraint(reference))


def _count_on(connection: Connection) -> None:
    """A server's own counters go on after the last number that was given; SQLite looks at the rows."""
    if connection.dialect.name != "postgresql":
        return
    for table in our_tables(connection):
        for column in table.primary_key.columns:
            if not isinstance(column.type, Integer):
                continue
            own = {"table": f'"{table.name}"', "column": column.name}
            counter = connection.scalar(text("SELECT pg_get_serial_sequence(:table, :column)"), own)
            if counter is not None:
                last = connection.scalar(select(func.max(column))) or 0
                connection.execute(
                    text("SELECT setval(:counter, :next, false)"), {"counter": counter, "next": last + 1}
                )
