"""Reading a backup: nothing of it is used before all of it was seen to be what was written."""

import json
import zlib
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

from storage.archive import manifest as form
from storage.archive.errors import ArchiveDamaged
from storage.archive.manifest import FILES, TABLES, Manifest
from storage.archive.values import read

PIECE = 1 << 20
TOGETHER = 500


@dataclass(frozen=True)
class Verified:
    """What was seen in a backup that is whole."""

    tables: int
    rows: int
    files: int


class Archive:
    """A backup that is open."""

    def __init__(self, archive: ZipFile, manifest: Manifest) -> None:
        self._archive, self.manifest = archive, manifest

    def verify(self, step: Callable[[int, int], None] = lambda _done, _all: None) -> Verified:
        """Read all of it, and compare it with what it says of itself. Raises ArchiveDamaged, which names the part."""
        parts = len(self.manifest.tables) + len(self.manifest.files)
        for done, (name, table) in enumerate(self.manifest.tables.items(), start=1):
            rows, digest = self._seen(f"{TABLES}/{name}.jsonl")
            if rows != table.rows or digest != table.sha256:
                raise ArchiveDamaged(name)
            step(done, parts)
        for done, (name, size) in enumerate(self.manifest.files.items(), start=len(self.manifest.tables) + 1):
            content = self.file(name)
            if len(content) != size or sha256(content).hexdigest() != name:
                raise ArchiveDamaged(name)
            step(done, parts)
        return Verified(len(self.manifest.tables), self.manifest.rows, len(self.manifest.files))

    def rows(self, name: str) -> Iterator[list[dict[str, Any]]]:
        """The rows of a table, some at a time. For a backup that was verified."""
        columns = self.manifest.tables[name].columns
        with self._archive.open(f"{TABLES}/{name}.jsonl") as entry:
            while together := list(islice(entry, TOGETHER)):
                yield [read(columns, line) for line in together]

    def file(self, name: str) -> bytes:
        """The content of a file."""
        with _whole(name):
            return self._archive.read(f"{FILES}/{name}")

    def _seen(self, entry_name: str) -> tuple[int, str]:
        """The lines of an entry, and its SHA-256."""
        digest, lines = sha256(), 0
        with _whole(entry_name), self._archive.open(entry_name) as entry:
            while piece := entry.read(PIECE):
                digest.update(piece)
                lines += piece.count(b"\n")
        return lines, digest.hexdigest()


@contextmanager
def open_archive(place: Path) -> Iterator[Archive]:
    """Open a backup. Raises ArchiveDamaged for what is none or was cut short, OSError where it can't be read."""
    with ExitStack() as stack:
        with _whole(form.NAME):
            archive = stack.enter_context(ZipFile(place))
            written = archive.read(form.NAME)
        try:
            manifest = Manifest.from_json(json.loads(written))
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise ArchiveDamaged(form.NAME) from error
        yield Archive(archive, manifest)


@contextmanager
def _whole(part: str) -> Iterator[None]:
    """What zipfile raises for a part that is not there or is not what it was, in our words."""
    try:
        yield
    except (BadZipFile, zlib.error, EOFError, KeyError, NotImplementedError) as error:
        raise ArchiveDamaged(part) from error
