"""Which files of the store a database names, read from its tables as they are."""

import re
from collections.abc import Sequence

from sqlalchemy import Connection, Table, Text, cast, select

COLUMNS = {
    "draft_parts": "file_hash",
    "case_files": "file_hash",
    "case_answers": "letter_hash",
    "evidence": "file_hash",
}
HASH = re.compile(r'"([0-9a-f]{64})"')
# Within JSON, by what stands around a hash there: a published cut names the proof that it had.
WITHIN = {
    ("reports", "files"): HASH,
    ("desks", "facts"): HASH,
    ("published_cuts", "parts"): re.compile(r'"file_hash": ?"([0-9a-f]{64})"'),
}


def named_files(connection: Connection, tables: Sequence[Table]) -> set[str]:
    """The hashes of all files that rows name."""
    by_name = {table.name: table for table in tables}
    found: set[str] = set()
    for name, column in COLUMNS.items():
        if name in by_name and column in by_name[name].columns:
            hashes = by_name[name].columns[column]
            found |= {one for one in connection.scalars(select(hashes).distinct()) if one is not None}
    for (name, column), pattern in WITHIN.items():
        if name in by_name and column in by_name[name].columns:
            for text in connection.scalars(select(cast(by_name[name].columns[column], Text))):
                found |= {*pattern.findall(text or "")}
    return found
