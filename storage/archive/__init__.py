"""Backups: the whole database as it stood at one moment, and the files that it names, in one portable archive.

The same archive is made from both databases and goes back into either. It holds no keys: who wrote a case stays sealed.
"""

from storage.archive.errors import ArchiveDamaged, ArchiveTooNew, NotEmpty, NotPrepared
from storage.archive.loading import is_empty, load_files, load_into, require_known
from storage.archive.manifest import Manifest
from storage.archive.reading import Archive, Verified, open_archive
from storage.archive.writing import Made, write_archive

__all__ = [
    "Archive",
    "ArchiveDamaged",
    "ArchiveTooNew",
    "Made",
    "Manifest",
    "NotEmpty",
    "NotPrepared",
    "Verified",
    "is_empty",
    "load_files",
    "load_into",
    "open_archive",
    "require_known",
    "write_archive",
]
