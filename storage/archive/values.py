"""How values are written in a backup: plain JSON, the same from both databases.

They are read and written as the tables have them, below the models: so a backup of an older schema can be brought back
by code that no longer knows it.
"""

import json
from base64 import b64decode, b64encode
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, Boolean, Column, ColumnElement, Date, DateTime, LargeBinary, Table, Text, cast, insert
from sqlalchemy.sql.dml import Insert

KINDS: tuple[tuple[str, type[Any]], ...] = (
    ("json", JSON),
    ("bytes", LargeBinary),
    ("instant", DateTime),  # UTC, without a zone
    ("date", Date),
    ("bool", Boolean),
)
PLAIN = "plain"
WRITERS: Mapping[str, Callable[[Any], Any]] = {
    "bytes": lambda value: b64encode(value).decode("ascii"),
    "instant": datetime.isoformat,
    "date": date.isoformat,
    "bool": bool,
}
READERS: Mapping[str, Callable[[Any], Any]] = {
    "json": lambda value: JSON.NULL if (found := json.loads(value)) is None else found,
    "bytes": b64decode,
    "instant": datetime.fromisoformat,
    "date": date.fromisoformat,
    "bool": bool,
}


def kind_of(column: Column[Any]) -> str:
    """How a column's values are written."""
    return next((kind for kind, known in KINDS if isinstance(column.type, known)), PLAIN)


def selected(column: Column[Any]) -> ColumnElement[Any]:
    """A column as it is read: JSON as its text, in which "null" and nothing at all are two things."""
    return cast(column, Text) if kind_of(column) == "json" else column


def written(kinds: Sequence[str], row: Sequence[Any]) -> bytes:
    """A row as a line."""
    values = [
        WRITERS[kind](value) if value is not None and kind in WRITERS else value
        for kind, value in zip(kinds, row, strict=True)
    ]
    return json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def read(columns: Sequence[tuple[str, str]], line: bytes) -> dict[str, Any]:
    """A line as a row."""
    values = json.loads(line)
    return {
        name: READERS[kind](value) if value is not None and kind in READERS else value
        for (name, kind), value in zip(columns, values, strict=True)
    }


def inserting(table: Table) -> Insert:
    """The statement that puts rows into a table; nothing in a JSON column stays nothing."""
    for column in table.columns:
        if kind_of(column) == "json":
            column.type = JSON(none_as_null=True)
    return insert(table)
