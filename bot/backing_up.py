"""`participa backup` and `participa restore`: one file with the database and its files, and back again."""

import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from importlib.metadata import version
from pathlib import Path

from bot.alive import BEAT_SECONDS
from bot.alone import alone
from bot.keys import known_keys
from bot.preparing import reachable
from bot.present import Now, real_now
from bot.progress_bar import progress_bar
from bot.settings import Settings
from locales import Words, formats, words
from storage import Database, open_database
from storage.archive import (
    Archive,
    NotEmpty,
    Verified,
    is_empty,
    load_files,
    load_into,
    open_archive,
    require_known,
    write_archive,
)
from storage.files import open_store
from storage.queries import watching

PURPOSE, MARKED = "backup", "participa"
MEGABYTE = 1_000_000


class FileThere(Exception):
    """A backup never takes the place of another file. Names it."""


class NotWritable(Exception):
    """The file can't be written or read there. Names it."""


class ServiceRunning(Exception):
    """Somebody works on the database into which a backup is to be brought back."""


class OtherKeys(Exception):
    """The keys given are not those under which the backup's authors are sealed."""


def back_up(settings: Settings, file: Path, now: Now = real_now) -> list[str]:
    """Write a backup while the service goes on, read it again, and say what it holds.

    Raises FileThere, NotWritable, StorageUnavailable, and NotPrepared where there is no database yet.
    """
    in_words = words(settings.language)
    if file.exists():
        raise FileThere(str(file))
    with closing(reachable(settings)) as database, _writable(file):
        store, mark = open_store(settings.files_url), _mark(settings)
        with progress_bar(in_words.plain("backup", "Saving")) as step:
            made = write_archive(file, database, store, version("participa"), now(), mark, step)
    seen = _verified(file, in_words)
    lines = [
        in_words.plain(
            "backup",
            "{file}: {rows} rows of {tables} tables, {files} files, {size} MB. It was read again and is whole.",
            file=str(file),
            rows=seen.rows,
            tables=seen.tables,
            files=seen.files,
            size=max(1, made.size // MEGABYTE),
        )
    ]
    if missing := len(made.manifest.missing):
        lines.append(
            in_words.plain_count(
                "backup",
                "{n} file is named by the database and was not there: it is not in the backup.",
                "{n} files are named by the database and were not there: they are not in the backup.",
                missing,
            )
        )
    return [
        *lines,
        in_words.plain("backup", "The keys are not in it. Keep DATA_KEYS apart, or nobody can be answered."),
    ]


def look_at(settings: Settings, file: Path) -> list[str]:
    """Say what a backup holds, and bring it back into a database that is thrown away: a drill that touches nothing.

    Raises ArchiveDamaged, ArchiveTooNew, NotWritable.
    """
    in_words = words(settings.language)
    _verified(file, in_words)
    with open_archive(file) as archive, tempfile.TemporaryDirectory(prefix="participa-") as folder:
        with closing(open_database(f"sqlite:///{folder}/drill.db")) as database:
            _load(database, archive, in_words)
        lines = _described(settings, archive, in_words)
        if archive.manifest.key_mark is not None:
            lines.append(_about_keys(in_words, same=_has_these_keys(settings, archive)))
    return [*lines, in_words.plain("backup", "It can be brought back.")]


def restore(settings: Settings, file: Path, *, replace: bool, without_keys: bool) -> list[str]:
    """Bring a backup back: all of it, or nothing. Raises ArchiveDamaged, ArchiveTooNew, NotEmpty, OtherKeys,

    AlreadyRunning and ServiceRunning while somebody works there, NotWritable, StorageUnavailable.
    """
    in_words = words(settings.language)
    _verified(file, in_words)
    with open_archive(file) as archive, closing(open_database(settings.database)) as database:
        require_known(archive)
        if not without_keys and not _has_these_keys(settings, archive):
            raise OtherKeys
        with alone(database):
            _require_stopped(database)
            if not replace and not is_empty(database.engine):
                raise NotEmpty
            with progress_bar(in_words.plain("backup", "Files")) as step:
                load_files(archive, open_store(settings.files_url), step)
            _load(database, archive, in_words, replace=replace)
        lines = _described(settings, archive, in_words)
    return [*lines, in_words.plain("backup", "It was brought back. Run `participa check`, then start the service.")]


def _load(database: Database, archive: Archive, in_words: Words, *, replace: bool = False) -> None:
    with progress_bar(in_words.plain("backup", "Rows")) as step:
        load_into(database.engine, archive, replace=replace, step=step)


def _verified(file: Path, in_words: Words) -> Verified:
    with (
        _writable(file),
        open_archive(file) as archive,
        progress_bar(in_words.plain("backup", "Reading again")) as step,
    ):
        return archive.verify(step)


def _described(settings: Settings, archive: Archive, in_words: Words) -> list[str]:
    manifest = archive.manifest
    moment = formats(settings.language, settings.zone).moment(manifest.made_at)
    return [
        in_words.plain(
            "backup",
            "Backup of {moment}: {rows} rows, {files} files.",
            moment=moment,
            rows=manifest.rows,
            files=len(manifest.files),
        )
    ]


def _about_keys(in_words: Words, *, same: bool) -> str:
    if same:
        return in_words.plain("backup", "The keys given are those of the backup.")
    return in_words.plain("backup", "The keys given are not those of the backup: who wrote could not be answered.")


def _mark(settings: Settings) -> str | None:
    """What tells these keys from others and tells nothing else of them."""
    keys = known_keys(settings)
    return keys.mac(MARKED, PURPOSE) if keys is not None else None


def _has_these_keys(settings: Settings, archive: Archive) -> bool:
    return archive.manifest.key_mark is None or archive.manifest.key_mark == _mark(settings)


def _require_stopped(database: Database) -> None:
    """On a server each process that lives shows it. Raises ServiceRunning."""
    if not database.shared or is_empty(database.engine):
        return
    before = database.read(watching.beats).result()
    if not before:
        return
    time.sleep(BEAT_SECONDS * 3)
    if any(before.get(holder) != beat for holder, beat in database.read(watching.beats).result().items()):
        raise ServiceRunning


@contextmanager
def _writable(file: Path) -> Iterator[None]:
    """Raises NotWritable for what the disk says of a file."""
    try:
        yield
    except OSError as error:
        raise NotWritable(str(file)) from error
