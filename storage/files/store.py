"""Files named by the SHA-256 of their content: the same file is kept once, and a changed one is seen."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from hashlib import sha256

import obstore
from obstore.exceptions import BaseError
from obstore.store import ObjectStore

from storage.database import StorageUnavailable

PIECE_BYTES = 1024 * 1024
_HASH = re.compile(r"[0-9a-f]{64}")


class FilesUnavailable(StorageUnavailable):
    """The store of files is away, refuses us or is full; the database may be well."""


class FileMissing(Exception):
    """The store answers, and has no file with this hash."""


class FileDamaged(Exception):
    """The stored content is no longer what its name says. A copy of it can be put again, or comes from a backup."""


class FileStore:
    """Files in any store that obstore knows. Synchronous: call it in a thread.

    A hash is 64 lower-case hexadecimal digits (ValueError otherwise). FilesUnavailable is raised wherever the store
    is away, refuses us or is full: nothing was done, and it may be tried again.
    """

    def __init__(self, objects: ObjectStore) -> None:
        self._objects = objects

    def put(self, content: bytes) -> str:
        """Store a file and give its hash. It is durable when this returns; storing it again changes nothing.

        Its age counts from the last `put`: whoever clears away what no row names leaves alone what is young, because a
        file is put before the row that names it is committed.
        """
        name = sha256(content).hexdigest()
        with _answering(name):
            self._keep(name, content)
        return name

    def get(self, name: str) -> bytes:
        """The content. Raises FileMissing and FileDamaged."""
        with _answering(name):
            content = obstore.get(self._objects, _path(name)).bytes().to_bytes()
        if sha256(content).hexdigest() != name:
            raise FileDamaged(name)
        return content

    def stream(self, name: str) -> Iterator[bytes]:
        """The content in pieces. Raises FileMissing at once; FileDamaged before the last piece is handed out."""
        with _answering(name):
            pieces = obstore.get(self._objects, _path(name)).stream(min_chunk_size=PIECE_BYTES)
        return _checked(name, map(bytes, pieces))

    def exists(self, name: str) -> bool:
        """Whether the file is there."""
        try:
            self.size(name)
        except FileMissing:
            return False
        return True

    def size(self, name: str) -> int:
        """Its bytes. Raises FileMissing."""
        with _answering(name):
            return obstore.head(self._objects, _path(name))["size"]

    def delete(self, name: str, before: datetime | None = None) -> None:
        """Remove the file; one that is gone already is fine. With `before` (aware): only if it was put before it."""
        try:
            with _answering(name):
                if before is None or obstore.head(self._objects, _path(name))["last_modified"] < before:
                    obstore.delete(self._objects, _path(name))
        except FileMissing:
            return

    def all_hashes(self, before: datetime | None = None) -> Iterator[str]:
        """Every file in the store; with `before` (aware): those whose last `put` was before it."""
        with _answering("every file"):
            for page in obstore.list(self._objects):
                for stored in page:
                    name = stored["path"].rpartition("/")[2]
                    if _HASH.fullmatch(name) and (before is None or stored["last_modified"] < before):
                        yield name

    def remove_unfinished(self, before: datetime) -> int:
        """Remove what writes that were killed left behind before that instant; how many there were.

        Object stores keep no half-written objects: uploads go in one request.
        """
        del before
        return 0

    def _keep(self, name: str, content: bytes) -> None:
        """Write the file so that it is whole or absent, and survives the loss of power."""
        obstore.put(self._objects, _path(name), content, use_multipart=False)


def _path(name: str) -> str:
    """Where a file is: sub-folders by the first two digits, so that no folder becomes unwieldy."""
    if not _HASH.fullmatch(name):
        raise ValueError("a file's name is its SHA-256: 64 lower-case hexadecimal digits")
    return f"{name[:2]}/{name}"


def _checked(name: str, pieces: Iterator[bytes]) -> Iterator[bytes]:
    digest, held = sha256(), None
    with _answering(name):
        for piece in pieces:
            if held is not None:
                yield held
            digest.update(piece)
            held = piece
    if digest.hexdigest() != name:
        raise FileDamaged(name)
    if held is not None:
        yield held


@contextmanager
def _answering(name: str) -> Iterator[None]:
    """Translate what the store raises while it is asked for a file."""
    try:
        yield
    except FileNotFoundError as error:
        raise FileMissing(name) from error
    except (BaseError, OSError) as error:
        raise FilesUnavailable("the store of files does not answer, or is full") from error
