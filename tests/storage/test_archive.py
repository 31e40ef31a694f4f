"""A backup holds the database as it stood at one moment, and comes back whole or not at all, on either database."""

import json
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import JSON, func, select, text, update

from participation.observations.drafting import AttachedFile
from storage import Database, Session, open_database, schema
from storage.archive import (
    ArchiveDamaged,
    ArchiveTooNew,
    Made,
    NotEmpty,
    load_files,
    load_into,
    open_archive,
    write_archive,
)
from storage.files import FileStore, open_store
from storage.models.cases import Case, Counter
from storage.models.history import Origin, PlanChange
from storage.models.jobs import Job
from storage.models.kinds import PartKind
from storage.models.staff import AuditEntry
from storage.queries import leases, watching
from tests.support.databases import sqlite_url
from tests.support.office import official, plan, received

NOW = datetime(2021, 7, 2, 14, 0, tzinfo=UTC)
JULY = date(2021, 7, 1)


@pytest.fixture
def store(tmp_path: Path) -> FileStore:
    return open_store(str(tmp_path / "files"))


@pytest.fixture
def other(request: pytest.FixtureRequest, database_kind: str, tmp_path: Path) -> Iterator[Database]:
    """An empty database of the other kind."""
    if database_kind == "postgresql":
        with closing(open_database(sqlite_url(tmp_path / "other.db"))) as found:
            yield found
        return
    server = request.getfixturevalue("postgres")
    with server.database() as name, closing(open_database(server.url(name))) as found:
        yield found


def lived(session: Session, store: FileStore) -> None:
    """What a database has after a day: values of every kind, and a case that points at a later one."""
    plan(session)
    me = official(session, 1)
    content = store.put(b"una foto")
    photo = AttachedFile(PartKind.PHOTO, content, "foto.jpg", "image/jpeg", 8)
    gone = AttachedFile(PartKind.PHOTO, "b" * 64, "perdida.jpg", "image/jpeg", 8)
    first = received(session, JULY, text='¿Cuándo?\n"=SUMA(1)" ñ 🎉', files=[photo, gone])
    second = received(session, JULY, person=42)
    session.execute(update(Case).where(Case.id == first.case.id).values(duplicate_of=second.case.id))
    session.add(AuditEntry(at=NOW, staff_id=me.id, act="x", facts={"a": None, "b": [1, "ñ"]}))
    changed = {"plan_id": 1, "at": NOW, "origin": Origin.CHAT, "part": "plan", "key": "x"}
    session.add_all([PlanChange(**changed, old="uno", new=None), PlanChange(**changed, old=None, new={"a": 1})])
    session.add_all([Job(name="a", due_at=NOW), Job(name="b", due_at=NOW, arguments=JSON.NULL)])
    leases.beat(session, "web-1")
    watching.keep_pulses(session, {"clock": NOW})


def filled(database: Database, store: FileStore) -> None:
    database.write(lambda session: lived(session, store)).result()


def saved(place: Path, database: Database, store: FileStore, **how: Any) -> Made:
    return write_archive(place, database, store, "0.1.0", NOW, "mark", **how)


def test_what_was_saved_from_one_database_comes_back_in_the_other_kind(
    database: Database, other: Database, store: FileStore, tmp_path: Path
) -> None:
    filled(database, store)
    before = saved(tmp_path / "a.zip", database, store).manifest
    elsewhere = open_store(str(tmp_path / "elsewhere"))

    with open_archive(tmp_path / "a.zip") as archive:
        archive.verify()
        load_files(archive, elsewhere)
        load_into(other.engine, archive)

    after = saved(tmp_path / "b.zip", other, elsewhere).manifest
    assert {name: sorted(rows_of(tmp_path / "a.zip", name)) for name in before.tables} == {
        name: sorted(rows_of(tmp_path / "b.zip", name)) for name in after.tables
    }
    assert before.tables.keys() & {"leases", "holders", "pulses", "alarms"} == set()
    assert (len(before.files), before.missing) == (1, ("b" * 64,))
    assert (tmp_path / "a.zip").stat().st_mode & 0o777 == 0o600


def rows_of(place: Path, table: str) -> list[bytes]:
    with zipfile.ZipFile(place) as archive:
        return archive.read(f"tables/{table}.jsonl").splitlines()


@pytest.mark.second_database
def test_after_it_came_back_life_goes_on_with_the_next_numbers(
    database: Database, other: Database, store: FileStore, tmp_path: Path
) -> None:
    filled(database, store)
    saved(tmp_path / "a.zip", database, store)
    with open_archive(tmp_path / "a.zip") as archive:
        load_into(other.engine, archive)

    def go_on(session: Session) -> tuple[str, int]:
        filed = received(session, JULY, person=43)
        return filed.case.radicado, official(session, 2).id

    radicado, staff_id = other.write(go_on).result()
    assert radicado.startswith("PPC-2021-000003-")
    assert staff_id == 2
    assert schema.state(other.engine) is schema.SchemaState.CURRENT


@pytest.mark.second_database
def test_what_is_written_while_it_is_saved_is_in_it_whole_or_not_at_all(
    database: Database, store: FileStore, tmp_path: Path
) -> None:
    filled(database, store)
    written: list[int] = []

    def one_more(_done: int, _all: int) -> None:
        def work(session: Session) -> None:
            received(session, JULY, person=100 + len(written))

        database.write(work).result()
        written.append(1)

    saved(tmp_path / "a.zip", database, store, step=one_more)

    assert written
    with closing(open_database(sqlite_url(tmp_path / "b.db"))) as back:
        with open_archive(tmp_path / "a.zip") as archive:
            archive.verify()
            load_into(back.engine, archive)
        count = select(func.count()).select_from(Case), select(Counter.value).where(Counter.name.like("%2021%"))
        assert back.read(lambda session: [session.scalar(one) for one in count]).result() == [2, 2]


def spoilt(place: Path, entry: str, change: Callable[[bytes], bytes], *, also_manifest: bool = False) -> None:
    """Change one entry of a backup; with `also_manifest` what it says of that entry as well."""
    with zipfile.ZipFile(place) as archive:
        entries = {name: archive.read(name) for name in archive.namelist()}
    entries[entry] = change(entries[entry])
    if also_manifest:
        manifest = json.loads(entries["manifest.json"])
        table = manifest["tables"][entry.removeprefix("tables/").removesuffix(".jsonl")]
        table["rows"] = entries[entry].count(b"\n")
        entries["manifest.json"] = json.dumps(manifest).encode()
    with zipfile.ZipFile(place, "w") as archive:
        for name, content in entries.items():
            archive.writestr(name, content)


def cut_short(place: Path) -> None:
    place.write_bytes(place.read_bytes()[:-100])


def flip_a_bit(place: Path) -> None:
    content = bytearray(place.read_bytes())
    content[200] ^= 1
    place.write_bytes(content)


def change_a_text(place: Path) -> None:
    spoilt(place, "tables/cases.jsonl", lambda lines: lines.replace("¿Cuándo".encode(), "¿Dónde ".encode()))


def lose_a_row(place: Path) -> None:
    spoilt(place, "tables/cases.jsonl", lambda lines: lines[: lines.index(b"\n") + 1])


def be_something_else(place: Path) -> None:
    place.write_bytes(b"no es una copia")


@pytest.mark.parametrize("damage", [cut_short, flip_a_bit, change_a_text, lose_a_row, be_something_else])
@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_a_damaged_backup_is_seen(
    damage: Callable[[Path], None], database: Database, store: FileStore, tmp_path: Path
) -> None:
    filled(database, store)
    saved(tmp_path / "a.zip", database, store)
    damage(tmp_path / "a.zip")

    with pytest.raises(ArchiveDamaged), open_archive(tmp_path / "a.zip") as archive:
        archive.verify()


@pytest.mark.second_database
def test_it_comes_back_into_what_is_not_empty_only_when_that_is_said_and_then_whole_or_not_at_all(
    database: Database, store: FileStore, tmp_path: Path
) -> None:
    filled(database, store)
    saved(tmp_path / "good.zip", database, store)
    saved(tmp_path / "bad.zip", database, store)
    spoilt(tmp_path / "bad.zip", "tables/staff.jsonl", lambda _lines: b"", also_manifest=True)
    later = database.write(lambda session: received(session, JULY, person=44).case.radicado).result()

    def cases() -> int | None:
        return database.read(lambda session: session.scalar(select(func.count()).select_from(Case))).result()

    with open_archive(tmp_path / "good.zip") as good, open_archive(tmp_path / "bad.zip") as bad:
        with pytest.raises(NotEmpty):
            load_into(database.engine, good)
        with pytest.raises(ArchiveDamaged):  # somebody signed who is not in it
            load_into(database.engine, bad, replace=True)
        assert (cases(), later.startswith("PPC-2021-000003-")) == (3, True)
        load_into(database.engine, good, replace=True)
    assert cases() == 2


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_an_older_backup_is_brought_up_to_date_and_a_newer_one_refused(
    database_url: str, other: Database, store: FileStore, tmp_path: Path
) -> None:
    with closing(open_database(database_url)) as old:
        with schema.migrating(old.engine) as connection:
            schema.upgrade_in(connection, schema.revisions()[-1])
            connection.execute(text("INSERT INTO counters (name, value) VALUES ('radicado-2021', 7)"))
        saved(tmp_path / "old.zip", old, store)

    with open_archive(tmp_path / "old.zip") as archive:
        load_into(other.engine, archive)
        assert archive.manifest.revision == schema.revisions()[-1]
    spoilt(tmp_path / "old.zip", "manifest.json", lambda said: said.replace(schema.revisions()[-1].encode(), b"9999"))

    assert schema.state(other.engine) is schema.SchemaState.CURRENT
    assert other.read(lambda session: session.scalar(select(Counter.value))).result() == 7
    with open_archive(tmp_path / "old.zip") as archive, pytest.raises(ArchiveTooNew):
        load_into(other.engine, archive, replace=True)


@pytest.mark.second_database
def test_a_file_that_cannot_be_finished_leaves_nothing_behind(
    database: Database, store: FileStore, tmp_path: Path
) -> None:
    filled(database, store)

    def stop(_done: int, _all: int) -> None:
        raise OSError("no room")

    with pytest.raises(OSError, match="no room"):
        saved(tmp_path / "a.zip", database, store, step=stop)

    assert not [place for place in tmp_path.iterdir() if "a.zip" in place.name]
