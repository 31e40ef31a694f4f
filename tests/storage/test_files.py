"""Files are kept once under the name of their content, survive, and are given back unchanged or not at all."""

import os
import resource
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

import pytest

from storage import StorageUnavailable
from storage.files import FileDamaged, FileMissing, FileStore, UnusableFilesUrl, check_files_url, open_store

LETTER = "Señores de la entidad: la vía está cerrada.".encode()
PICTURE = bytes(range(256)) * 9000  # more than two pieces of a stream
ABSENT = sha256(b"nobody sent this").hexdigest()


@pytest.fixture(params=["folder", "memory:"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> FileStore:
    return open_store(str(tmp_path / "files") if request.param == "folder" else request.param)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "files"


def place(folder: Path, name: str) -> Path:
    return folder / name[:2] / name


@contextmanager
def full_disk(at_bytes: int) -> Iterator[None]:
    """The system refuses to let any file grow beyond that size."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (at_bytes, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_what_was_put_is_given_back_under_the_hash_of_its_content(store: FileStore) -> None:
    name = store.put(LETTER)

    assert name == sha256(LETTER).hexdigest()
    assert store.get(name) == LETTER
    assert store.size(name) == len(LETTER)
    assert store.exists(name)


def test_a_large_file_streams_in_several_pieces(folder: Path) -> None:
    store = open_store(str(folder))

    pieces = list(store.stream(store.put(PICTURE)))

    assert len(pieces) > 1
    assert b"".join(pieces) == PICTURE


def test_an_empty_file_streams_as_nothing(store: FileStore) -> None:
    assert b"".join(store.stream(store.put(b""))) == b""


def test_the_same_file_is_kept_once(store: FileStore) -> None:
    names = {store.put(LETTER), store.put(LETTER), store.put(PICTURE)}

    assert sorted(store.all_hashes()) == sorted(names)
    assert len(names) == 2


def test_a_file_that_is_not_there_is_missing(store: FileStore) -> None:
    assert not store.exists(ABSENT)
    for ask in (store.get, store.size, store.stream):
        with pytest.raises(FileMissing):
            ask(ABSENT)


def test_deleting_twice_is_as_good_as_once(store: FileStore) -> None:
    name = store.put(LETTER)

    store.delete(name)
    store.delete(name)

    assert not store.exists(name)
    assert list(store.all_hashes()) == []


@pytest.mark.parametrize("name", ["../../etc/passwd", "", "abc", ABSENT.upper(), ABSENT + "/x", ABSENT + "#1"])
def test_what_is_no_hash_never_becomes_a_path(store: FileStore, name: str) -> None:
    for ask in (store.get, store.size, store.stream, store.exists, store.delete):
        with pytest.raises(ValueError, match="64 lower-case"):
            ask(name)


def test_only_old_files_are_listed_for_clearing_away(store: FileStore) -> None:
    name = store.put(LETTER)
    now = datetime.now(UTC)

    assert list(store.all_hashes(before=now - timedelta(days=1))) == []
    assert list(store.all_hashes(before=now + timedelta(days=1))) == [name]


def test_a_file_that_became_young_again_is_not_cleared_away(folder: Path) -> None:
    store = open_store(str(folder))
    name = store.put(LETTER)
    os.utime(place(folder, name), (0, 0))
    yesterday = datetime.now(UTC) - timedelta(days=1)
    orphans = list(store.all_hashes(before=yesterday))

    store.put(LETTER)
    for orphan in orphans:
        store.delete(orphan, before=yesterday)

    assert orphans == [name]
    assert store.exists(name)


def test_an_old_orphan_is_cleared_away(folder: Path) -> None:
    store = open_store(str(folder))
    name = store.put(LETTER)
    os.utime(place(folder, name), (0, 0))

    store.delete(name, before=datetime.now(UTC) - timedelta(days=1))

    assert not store.exists(name)


def test_a_changed_file_is_not_given_out(folder: Path) -> None:
    store = open_store(str(folder))
    name = store.put(PICTURE)
    content = bytearray(place(folder, name).read_bytes())
    content[-1] ^= 1
    place(folder, name).write_bytes(content)

    with pytest.raises(FileDamaged):
        store.get(name)
    given: list[bytes] = []
    with pytest.raises(FileDamaged):
        given.extend(store.stream(name))
    assert len(b"".join(given)) < len(PICTURE)


@pytest.mark.parametrize("left", [b"", LETTER[:10], LETTER + b"x"])
def test_putting_a_damaged_file_again_repairs_it(folder: Path, left: bytes) -> None:
    store = open_store(str(folder))
    name = store.put(LETTER)
    place(folder, name).write_bytes(left)

    store.put(LETTER)

    assert store.get(name) == LETTER


def test_the_file_and_its_folders_are_flushed_before_put_returns(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = open_store(str(folder))
    flushed: list[Path] = []
    really_flush = os.fsync

    def flush(descriptor: int) -> None:
        flushed.append(Path(f"/proc/self/fd/{descriptor}").readlink())
        really_flush(descriptor)

    monkeypatch.setattr(os, "fsync", flush)

    name = store.put(LETTER)

    assert flushed == [place(folder, name), place(folder, name).parent, folder]


def test_a_killed_write_leaves_nothing_that_counts_and_is_cleared_away(folder: Path) -> None:
    store = open_store(str(folder))
    name = store.put(LETTER)
    staged = place(folder, name).with_name(name + "#1")
    staged.write_bytes(LETTER[:7])
    now = datetime.now(UTC)

    assert list(store.all_hashes()) == [name]
    assert store.remove_unfinished(before=now - timedelta(hours=1)) == 0
    assert store.remove_unfinished(before=now + timedelta(hours=1)) == 1
    assert not staged.exists()
    assert store.get(name) == LETTER


def test_deleting_a_file_deletes_what_killed_writes_of_it_left(folder: Path) -> None:
    store = open_store(str(folder))
    name = store.put(LETTER)
    place(folder, name).with_name(name + "#1").write_bytes(LETTER)

    store.delete(name)

    assert [path for path in folder.rglob("*") if path.is_file()] == []


def test_a_full_disk_is_told_and_leaves_no_half_file(folder: Path) -> None:
    store = open_store(str(folder))

    with full_disk(100_000), pytest.raises(StorageUnavailable):
        store.put(PICTURE)

    assert [path for path in folder.rglob("*") if path.is_file()] == []
    assert store.get(store.put(PICTURE)) == PICTURE


def test_a_folder_that_has_gone_is_no_empty_store(folder: Path) -> None:
    store = open_store(str(folder))
    name = store.put(LETTER)
    folder.rename(folder.with_name("elsewhere"))

    for ask in (store.get, store.size, store.stream, store.exists, store.delete):
        with pytest.raises(StorageUnavailable):
            ask(name)
    with pytest.raises(StorageUnavailable):
        store.put(LETTER)
    with pytest.raises(StorageUnavailable):
        list(store.all_hashes())


def test_only_the_owner_may_look_into_the_folder(folder: Path) -> None:
    open_store(str(folder))

    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_a_file_in_the_folder_s_place_is_told(tmp_path: Path) -> None:
    (tmp_path / "files").write_text("not a folder")

    with pytest.raises(StorageUnavailable):
        open_store(str(tmp_path / "files"))


def test_a_folder_may_be_named_by_a_url(tmp_path: Path) -> None:
    name = open_store(f"file://{tmp_path}/mis%20archivos").put(LETTER)

    assert place(tmp_path / "mis archivos", name).read_bytes() == LETTER


@pytest.mark.parametrize(
    "url", ["data/files", "file:///srv/files", "s3://bucket/prefix", "gs://b", "az://c", "memory:"]
)
def test_these_addresses_can_be_used(url: str) -> None:
    check_files_url(url)


@pytest.mark.parametrize(
    "url",
    ["", "  ", "ftp://server/files", "sqlite:///data/x.db", "s3://", "file://", "file:///", "file://other/x", "a\0b"],
)
def test_these_addresses_cannot_be_used(url: str) -> None:
    with pytest.raises(UnusableFilesUrl):
        check_files_url(url)
    with pytest.raises(UnusableFilesUrl):
        open_store(url)
