"""The keys that seal who wrote: from DATA_KEYS, or, for one process on SQLite, from a file beside the database."""

import os
from pathlib import Path

import structlog

from bot.settings import Settings
from participation.identity import Keyring
from storage import check_url

FILE = "claves.txt"

log = structlog.get_logger(__name__)


class KeysMissing(Exception):
    """Several processes need the same keys, so somebody has to give them."""


def keyring(settings: Settings) -> Keyring:
    """The keys of this installation; on SQLite they are made at the first start. Raises KeysMissing, BadDataKeys."""
    if settings.data_keys is not None:
        return Keyring.parse(settings.data_keys.get_secret_value())
    url = check_url(settings.database)
    if url.get_backend_name() != "sqlite" or not url.database:
        raise KeysMissing
    path = Path(url.database).parent / FILE
    if not path.exists():
        _write_new(path)
        log.info("keys.made", file=str(path), hint="keep a copy apart from the backups, or put it into DATA_KEYS")
    return Keyring.parse(path.read_text(encoding="ascii"))


def known_keys(settings: Settings) -> Keyring | None:
    """The keys of this installation where it has any; none are made. Raises BadDataKeys."""
    url = check_url(settings.database)
    beside = url.get_backend_name() == "sqlite" and url.database and Path(url.database).parent / FILE
    if settings.data_keys is None and not (beside and beside.exists()):
        return None
    return keyring(settings)


def _write_new(path: Path) -> None:
    """For this user's eyes only, and complete or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(".tmp")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(Keyring.generate() + "\n")
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)  # what is sealed with a key that a loss of power takes away is lost with it
    finally:
        os.close(folder)
