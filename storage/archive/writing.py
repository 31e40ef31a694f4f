"""Making a backup while the service works: one transaction sees the database as it stood when it began."""

import json
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from sqlalchemy import Connection, MetaData, Table, func, inspect, select
from sqlalchemy.exc import DBAPIError

from storage import schema
from storage.archive import manifest as form
from storage.archive.errors import NotPrepared
from storage.archive.manifest import FILES, TABLES, Manifest
from storage.archive.naming import named_files
from storage.archive.values import kind_of, selected, written
from storage.database import Database, StorageUnavailable
from storage.files import FileDamaged, FileMissing, FileStore
from storage.models import Base

# What tells how the processes of this moment stand; after a restore there are others.
LEFT_OUT = frozenset({"alembic_version", "leases", "holders", "pulses", "alarms"})
TOGETHER = 500  # rows that are in memory at once
OWNER_ONLY = 0o600
Step = Callable[[int, int], None]
"""Hears how far it is: steps done, of how many."""


@dataclass(frozen=True)
class Made:
    """What was made: what it holds, and how many bytes it has."""

    manifest: Manifest
    size: int


def write_archive(
    place: Path,
    database: Database,
    files: FileStore,
    version: str,
    now: datetime,
    key_mark: str | None = None,
    step: Step = lambda _done, _all: None,
) -> Made:
    """Write a backup to `place`, whole or not at all. `now` is aware. Raises NotPrepared, StorageUnavailable, OSError.

    The files come after the rows: one that was erased meanwhile is missing, and told.
    """
    draft = place.with_name(f"{place.name}.part")
    try:
        with _owner_only(draft) as file, ZipFile(file, "w", ZIP_DEFLATED, allowZip64=True) as archive:
            rows = _write_rows(archive, database, step)
            stored, missing = _write_files(archive, files, rows.hashes, partial(_forward, step, rows.rows, rows.steps))
            kind = database.engine.dialect.name
            made = Manifest(version, rows.revision, now, kind, key_mark, rows.tables, stored, missing)
            archive.writestr(form.NAME, json.dumps(made.as_json(), ensure_ascii=False, indent=1))
        draft.replace(place)
    finally:
        draft.unlink(missing_ok=True)
    _flush_names(place.parent)
    return Made(made, place.stat().st_size)


@dataclass(frozen=True)
class _Rows:
    """What the one transaction saw."""

    revision: str
    tables: dict[str, form.Table]
    hashes: Sequence[str]

    @property
    def rows(self) -> int:
        return sum(table.rows for table in self.tables.values())

    @property
    def steps(self) -> int:
        """Of the whole backup: its rows and its files."""
        return self.rows + len(self.hashes)


def _write_rows(archive: ZipFile, database: Database, step: Step) -> _Rows:
    try:
        with database.reading.connect() as connection:
            return _write(archive, connection, step)
    except DBAPIError as error:
        raise StorageUnavailable(type(error.orig).__name__) from error


def _write(archive: ZipFile, connection: Connection, step: Step) -> _Rows:
    revision = schema.revision_in(connection)
    if revision is None:
        raise NotPrepared
    tables = our_tables(connection)
    hashes = sorted(named_files(connection, tables))
    counts = {table.name: _count(connection, table) for table in tables}
    done, all_steps = 0, sum(counts.values()) + len(hashes)
    kept: dict[str, form.Table] = {}
    for table in tables:
        kept[table.name] = _write_table(archive, connection, table, partial(_forward, step, done, all_steps))
        done += counts[table.name]
    return _Rows(revision, kept, hashes)


def _forward(step: Step, before: int, all_steps: int, done: int) -> None:
    step(before + done, all_steps)


def our_tables(connection: Connection) -> list[Table]:
    """The tables that a backup holds, as this database has them; what others point at comes first."""
    known = set(inspect(connection).get_table_names()) & Base.metadata.tables.keys() - LEFT_OUT
    metadata = MetaData()
    metadata.reflect(connection, only=sorted(known))
    return [table for table in metadata.sorted_tables if table.name in known]


def _count(connection: Connection, table: Table) -> int:
    return connection.scalar(select(func.count()).select_from(table)) or 0


def _write_table(archive: ZipFile, connection: Connection, table: Table, told: Callable[[int], None]) -> form.Table:
    columns = [*table.columns]
    kinds = [kind_of(column) for column in columns]
    found = select(*map(selected, columns)).order_by(*table.primary_key.columns)
    digest, rows = sha256(), 0
    streaming = connection.execution_options(stream_results=True, yield_per=TOGETHER)
    with (
        archive.open(f"{TABLES}/{table.name}.jsonl", "w", force_zip64=True) as entry,
        streaming.execute(found) as all_of,
    ):
        for together in all_of.partitions():
            lines = b"".join(written(kinds, row) for row in together)
            digest.update(lines)
            entry.write(lines)
            rows += len(together)
            told(rows)
    names = tuple((column.name, kind) for column, kind in zip(columns, kinds, strict=True))
    return form.Table(names, rows, digest.hexdigest())


def _write_files(
    archive: ZipFile, files: FileStore, hashes: Sequence[str], told: Callable[[int], None]
) -> tuple[dict[str, int], tuple[str, ...]]:
    stored: dict[str, int] = {}
    missing: list[str] = []
    for number, name in enumerate(hashes, start=1):
        try:
            content = files.get(name)
        except (FileMissing, FileDamaged):
            missing.append(name)
        else:
            # Photos and documents are compressed already.
            archive.writestr(ZipInfo(f"{FILES}/{name}", _moment()), content, ZIP_STORED)
            stored[name] = len(content)
        told(number)
    return stored, tuple(missing)


def _moment() -> tuple[int, int, int, int, int, int]:
    """The earliest that a zip can say: when a file was sent is nobody's business."""
    return (1980, 1, 1, 0, 0, 0)


@contextmanager
def _owner_only(place: Path) -> Iterator[BinaryIO]:
    """A new file for this user's eyes only, on the disk when this ends."""
    place.parent.mkdir(parents=True, exist_ok=True)
    with os.fdopen(os.open(place, os.O_RDWR | os.O_CREAT | os.O_TRUNC, OWNER_ONLY), "w+b") as file:
        yield file
        file.flush()
        os.fsync(file.fileno())


def _flush_names(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
