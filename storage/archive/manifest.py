"""What a backup says of itself: its last entry, written when all else is known."""

from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any, Self

FORMAT = 1
NAME = "manifest.json"
TABLES, FILES = "tables", "files"


@dataclass(frozen=True)
class Table:
    """One table: its columns in order, each with how its values are written, its rows, and the SHA-256 of its entry."""

    columns: tuple[tuple[str, str], ...]
    rows: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """`key_mark` tells whether keys are those of this backup, and tells nothing else of them.

    `missing` are the files that the database names and that were not there, or were damaged.
    """

    version: str
    revision: str
    made_at: datetime
    dialect: str
    key_mark: str | None
    tables: dict[str, Table]
    files: dict[str, int] = field(default_factory=dict)
    missing: tuple[str, ...] = ()

    @property
    def rows(self) -> int:
        """Of all tables."""
        return sum(table.rows for table in self.tables.values())

    def as_json(self) -> dict[str, Any]:
        """As it is written."""
        return {"format": FORMAT, **asdict(self), "made_at": self.made_at.isoformat()}

    @classmethod
    def from_json(cls, given: dict[str, Any]) -> Self:
        """As it is read. Raises KeyError, TypeError or ValueError where it is no manifest."""
        if given.pop("format") != FORMAT:
            raise ValueError("another form of backup")
        tables = {
            name: Table(tuple((column, kind) for column, kind in one["columns"]), int(one["rows"]), one["sha256"])
            for name, one in given.pop("tables").items()
        }
        files = {name: int(size) for name, size in given.pop("files").items()}
        missing, made_at = tuple(given.pop("missing")), datetime.fromisoformat(given.pop("made_at"))
        return cls(tables=tables, files=files, missing=missing, made_at=made_at, **given)
