"""What people attached, under `FILES_URL`: named by the hash of the content, in a folder or in an object store."""

from storage.files.opening import UnusableFilesUrl, check_files_url, open_store
from storage.files.store import FileDamaged, FileMissing, FileStore, FilesUnavailable

__all__ = [
    "FileDamaged",
    "FileMissing",
    "FileStore",
    "FilesUnavailable",
    "UnusableFilesUrl",
    "check_files_url",
    "open_store",
]
