"""`FILES_URL`: a folder, `file:///…`, an object store (`s3://bucket/prefix`, `gs://`, `az://`), `memory:` for tests."""

import os
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from obstore.exceptions import BaseError
from obstore.store import MemoryStore, from_url

from storage.database import StorageUnavailable
from storage.files.folder import FolderStore
from storage.files.store import FileStore

if TYPE_CHECKING:
    from obstore.store import ClientConfig

OBJECT_STORES = {"s3", "gs", "az"}
CONNECT_SECONDS, REQUEST_SECONDS = 5, 60
RETRIES, RETRY_FOR = 3, timedelta(seconds=20)


class UnusableFilesUrl(ValueError):
    """FILES_URL names no place for files that we can use."""


def check_files_url(files_url: str) -> None:
    """Raise UnusableFilesUrl where `open_store` would. Touches nothing."""
    scheme = _scheme(files_url)
    if scheme in OBJECT_STORES:
        if not urlsplit(files_url).netloc:
            raise UnusableFilesUrl("an object store needs the name of its bucket")
    elif scheme == "file":
        _folder(files_url)
    elif scheme != "memory" and (scheme or not files_url.strip() or "\0" in files_url):
        raise UnusableFilesUrl("not a folder, and not the address of a store that we know")


def open_store(files_url: str) -> FileStore:
    """Open the store of `FILES_URL`. Raises UnusableFilesUrl, and StorageUnavailable for a folder that can't be made.

    Keys, region and end point of an object store come from its usual variables (`AWS_ACCESS_KEY_ID`,
    `AWS_SECRET_ACCESS_KEY`, `AWS_REGION`, `AWS_ENDPOINT_URL`, …); nothing is connected yet.
    """
    check_files_url(files_url)
    scheme = _scheme(files_url)
    if scheme in OBJECT_STORES:
        return _open_objects(files_url)
    if scheme == "memory":
        return FileStore(MemoryStore())
    return FolderStore(_folder(files_url) if scheme == "file" else Path(files_url))


def _open_objects(files_url: str) -> FileStore:
    client: ClientConfig = {
        "connect_timeout": timedelta(seconds=CONNECT_SECONDS),
        "timeout": timedelta(seconds=REQUEST_SECONDS),
        "allow_http": os.environ.get("AWS_ALLOW_HTTP", "").lower() == "true",
    }
    try:
        objects = from_url(
            files_url, client_options=client, retry_config={"max_retries": RETRIES, "retry_timeout": RETRY_FOR}
        )
    except (BaseError, ValueError) as error:
        raise StorageUnavailable("the object store's settings are not complete") from error
    return FileStore(objects)


def _scheme(files_url: str) -> str:
    """What stands before `://`; empty for a folder."""
    if files_url in {"memory:", "memory:///"}:
        return "memory"
    head, separator, _ = files_url.partition("://")
    return head.lower() if separator else ""


def _folder(files_url: str) -> Path:
    parts = urlsplit(files_url)
    path = unquote(parts.path)
    if parts.netloc not in {"", "localhost"} or path in {"", "/"} or "\0" in path:
        raise UnusableFilesUrl("a folder of this machine is written file:///path/to/folder")
    return Path(path)
