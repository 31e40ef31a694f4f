"""Open data: a table with its dictionary, as CSV that a spreadsheet opens without harm, and as JSON with exact values.

Columns keep their names and their order for ever; a new one is added at the end.
"""

import csv
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time
from io import StringIO

Value = None | bool | int | str | date | time | Sequence[str]
DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n")
BYTE_ORDER_MARK = "\ufeff"  # without it, spreadsheets take UTF-8 for the system's own letters
YES_AND_NO = {True: "sí", False: "no"}


@dataclass(frozen=True)
class Column:
    """A column and what it means, in words of the reader's language."""

    name: str
    meaning: str


@dataclass(frozen=True)
class OpenData:
    """A published table. Each row has a value for every column; `about` is what holds for all rows."""

    name: str
    columns: tuple[Column, ...]
    rows: tuple[Mapping[str, Value], ...]
    about: Mapping[str, object] = field(default_factory=dict)

    def csv(self) -> bytes:
        """RFC 4180 in UTF-8 with a byte order mark; several values of a cell have line breaks between them."""
        written = StringIO()
        writer = csv.writer(written, lineterminator="\r\n")
        names = [column.name for column in self.columns]
        writer.writerow(names)
        writer.writerows([safe(_text(row[name])) for name in names] for row in self.rows)
        return (BYTE_ORDER_MARK + written.getvalue()).encode()

    def json(self) -> bytes:
        """What holds for all, the dictionary, and the rows with exactly what the CSV's cells say."""
        written = {
            **self.about,
            "diccionario": {column.name: column.meaning for column in self.columns},
            "filas": [{column.name: _plain(row[column.name]) for column in self.columns} for row in self.rows],
        }
        return (json.dumps(written, ensure_ascii=False, indent=1, default=_plain) + "\n").encode()


def safe(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula: an apostrophe stands before what could begin one."""
    return f"'{cell}" if cell.startswith(DANGEROUS) else cell


def _text(value: Value) -> str:
    match value:
        case None:
            return ""
        case bool():
            return YES_AND_NO[value]
        case str() | int():
            return str(value)
        case date() | time():
            return _iso(value)
    return "\n".join(value)


def _plain(value: object) -> object:
    match value:
        case date() | time():
            return _iso(value)
        case tuple():
            return list(value)
    return value


def _iso(value: date | time) -> str:
    return value.isoformat("minutes") if isinstance(value, time) else value.isoformat()
