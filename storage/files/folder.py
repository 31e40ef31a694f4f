"""The store in a folder of this machine. obstore writes whole files there but never flushes them: that is done here."""

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from obstore.store import LocalStore

from storage.files.store import FileStore, FilesUnavailable

OWNER_ONLY = 0o700


class FolderStore(FileStore):
    """Files in a folder. obstore stages a write as `name#1`, puts it in its place at once, and hides what is staged."""

    def __init__(self, folder: Path) -> None:
        """Make the folder if it is not there. Raises FilesUnavailable where that is not possible."""
        self._folder = folder.absolute()
        try:
            self._folder.mkdir(mode=OWNER_ONLY, parents=True, exist_ok=True)
            _flush(self._folder.parent)
        except OSError as error:
            raise FilesUnavailable(f"the folder of files cannot be made: {error.strerror}") from error
        super().__init__(LocalStore(self._folder))

    def get(self, name: str) -> bytes:
        """The content. Raises FileMissing and FileDamaged."""
        self._require_folder()
        return super().get(name)

    def size(self, name: str) -> int:
        """Its bytes. Raises FileMissing."""
        self._require_folder()
        return super().size(name)

    def stream(self, name: str) -> Iterator[bytes]:
        """The content in pieces, as for every store."""
        self._require_folder()
        return super().stream(name)

    def all_hashes(self, before: datetime | None = None) -> Iterator[str]:
        """Every file in the folder; an absent folder is no empty one."""
        self._require_folder()
        return super().all_hashes(before)

    def delete(self, name: str, before: datetime | None = None) -> None:
        """Remove the file and what killed writes of it left behind."""
        self._require_folder()
        super().delete(name, before)
        if before is None:
            for staged in self._unfinished(f"{name[:2]}/{name}#*"):
                staged.unlink(missing_ok=True)

    def remove_unfinished(self, before: datetime) -> int:
        """Remove what writes that were killed left behind before that instant (aware); how many there were."""
        self._require_folder()
        count = 0
        for staged in self._unfinished("[0-9a-f][0-9a-f]/*#*"):
            if datetime.fromtimestamp(staged.stat().st_mtime, UTC) < before:
                staged.unlink(missing_ok=True)
                count += 1
        return count

    def _keep(self, name: str, content: bytes) -> None:
        self._require_folder()
        place = self._folder / name[:2] / name
        if _is_intact(place, name):
            os.utime(place)  # young again, so that nobody clears it away before its row is committed
        else:
            super()._keep(name, content)
        # The name first appears with its content unflushed: after a loss of power an unreferenced half file may lie
        # there, which the next `put` finds not intact and replaces.
        _flush(place)
        _flush(place.parent)
        _flush(self._folder)

    def _unfinished(self, pattern: str) -> Iterator[Path]:
        return (path for path in self._folder.glob(pattern) if path.is_file())

    def _require_folder(self) -> None:
        """A folder that has gone (a disk not mounted) must not look like files that were never there."""
        if not self._folder.is_dir():
            raise FilesUnavailable("the folder of files is away")


def _is_intact(place: Path, name: str) -> bool:
    try:
        with place.open("rb") as file:
            digest = sha256()
            while piece := file.read(1024 * 1024):
                digest.update(piece)
    except FileNotFoundError:
        return False
    return digest.hexdigest() == name


def _flush(place: Path) -> None:
    """Wait until the file, or the folder's list of names, is on the disk."""
    if place.is_dir() and os.name == "nt":
        return  # Windows keeps the names itself and opens no folder
    descriptor = os.open(place, os.O_RDONLY if os.name != "nt" else os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
