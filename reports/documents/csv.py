"""CSV as open data (RFC 4180, UTF-8 with a mark, so that Excel reads the accents): streamed, and never a formula.

A text that a spreadsheet could take for a formula gets an apostrophe in front, and so does one that begins with an
apostrophe: whoever takes one leading apostrophe away from a text has exactly what was there.
"""

import csv
import datetime as dt
from collections.abc import Iterable, Sequence
from typing import IO
from zoneinfo import ZoneInfo

from reports.documents.model import Cell
from reports.documents.text import clean, plain

ENCODING = "utf-8-sig"
GUARD = "'"
# As OWASP lists them under "CSV injection", the full-width forms included.
DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", GUARD)


def write(stream: IO[str], names: Sequence[str], rows: Iterable[Sequence[Cell]], zone: ZoneInfo) -> None:
    """A line of names, then the rows. Days as `2021-06-30`, instants in the zone with its distance to UTC.

    `stream` is text, opened with newline="" and `ENCODING`.
    """
    writer = csv.writer(stream)
    writer.writerow([guarded(name) for name in names])
    writer.writerows([_field(cell, zone) for cell in row] for row in rows)


def guarded(text: str) -> str:
    """The cleaned text, harmless in a spreadsheet; without one leading apostrophe it is what it was."""
    text = clean(text)
    return f"{GUARD}{text}" if text.lstrip(" \u00a0").startswith(DANGEROUS) else text


def _field(cell: Cell, zone: ZoneInfo) -> str:  # noqa: PLR0911 - one kind of value, one line
    match cell:
        case None:
            return ""
        case str():
            return guarded(cell)
        case dt.datetime():
            return cell.astimezone(zone).isoformat(timespec="seconds")
        case dt.date():
            return cell.isoformat()
        case int():
            return str(cell)
        case float():
            return f"{cell:g}"
    return guarded(plain(cell))
