"""Units of work on both databases: together or not at all, never half, and never lost among several writers."""

import sqlite3
import stat
import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import wait
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Integer, String, event, text
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from storage import Database, StorageUnavailable, UnusableUrl, Work, check_url, open_database
from storage.database import WorkStopped
from storage.sqlite import TOGETHER
from tests.support.waiting import held


class Base(DeclarativeBase):
    pass


class Count(Base):
    """A row that several want to change."""

    __tablename__ = "counts"

    name: Mapped[str] = mapped_column(String(20), primary_key=True)
    value: Mapped[int] = mapped_column(Integer)


@pytest.fixture
def counted(database_url: str) -> Iterator[Database]:
    """A database with one table, and a count in it that stands at 0."""
    with closing(open_database(database_url)) as database:
        database.write(create).result()
        yield database


def create(session: Session) -> None:
    Base.metadata.create_all(session.connection())
    session.add(Count(name="visits", value=0))


def value(session: Session) -> int:
    return int(session.execute(text("SELECT value FROM counts WHERE name = 'visits'")).scalar_one())


def names(session: Session) -> set[str]:
    return set(session.execute(text("SELECT name FROM counts")).scalars())


def add_one(session: Session) -> None:
    """The way in which an update is lost where the database does not see to it: read, then write what was read."""
    count = session.get_one(Count, "visits")
    count.value += 1


def insert(name: str) -> Work[Any]:
    def work(session: Session) -> str:
        session.add(Count(name=name, value=1))
        session.flush()
        return name

    return work


def test_what_is_written_can_be_read(counted: Database) -> None:
    counted.write(add_one).result()

    assert counted.read(value).result() == 1


def test_work_that_fails_leaves_nothing_and_tells_why(counted: Database) -> None:
    def work(session: Session) -> None:
        add_one(session)
        session.flush()
        raise LookupError("nobody")

    with pytest.raises(LookupError, match="nobody"):
        counted.write(work).result()

    assert counted.read(value).result() == 0


def test_a_failing_job_does_not_undo_its_neighbours(counted: Database) -> None:
    busy, release = held(counted)
    futures = [counted.write(insert(name)) for name in ("a", "b", "visits", "c")]
    release.set()
    wait([busy, *futures])

    assert [future.exception() is None for future in futures] == [True, True, False, True]
    assert isinstance(futures[2].exception(), IntegrityError)
    assert counted.read(names).result() == {"visits", "a", "b", "c"}


def test_no_increment_of_several_writers_is_lost(database_url: str) -> None:
    with closing(open_database(database_url)) as first, closing(open_database(database_url)) as second:
        first.write(create).result()

        futures = [database.write(add_one) for _ in range(600) for database in (first, second)]
        wait(futures)

        assert [future.exception() for future in futures if future.exception()] == []
        assert first.read(value).result() == 1200


def test_more_work_than_goes_together_is_done_all_the_same(counted: Database) -> None:
    busy, release = held(counted)
    futures = [counted.write(add_one) for _ in range(TOGETHER * 2 + 3)]
    release.set()
    wait([busy, *futures])

    assert counted.read(value).result() == TOGETHER * 2 + 3


def test_a_read_cannot_write(counted: Database) -> None:
    def write(session: Session) -> None:
        session.execute(text("UPDATE counts SET value = 7"))
        session.commit()

    with pytest.raises(DBAPIError):
        counted.read(write).result()

    assert counted.read(value).result() == 0


def test_the_connection_of_a_read_can_write_again_when_a_unit_of_work_gets_it(counted: Database) -> None:
    for _ in range(20):
        counted.read(value).result()
        counted.write(add_one).result()

    assert counted.read(value).result() == 20


def test_a_read_sees_one_state_of_the_data(counted: Database) -> None:
    def twice(session: Session) -> tuple[int, int]:
        before = value(session)
        counted.write(add_one).result()
        return before, value(session)

    assert counted.read(twice).result() == (0, 0)
    assert counted.read(value).result() == 1


@pytest.mark.parametrize("way", ["write", "read"])
def test_work_that_would_end_the_program_ends_only_itself(counted: Database, way: str) -> None:
    def leave(_session: Session) -> None:
        sys.exit(3)

    with pytest.raises(WorkStopped, match="SystemExit"):
        getattr(counted, way)(leave).result()

    counted.write(add_one).result()
    assert counted.read(value).result() == 1


def test_a_wrong_statement_is_a_fault_of_ours_and_not_an_outage(counted: Database) -> None:
    def work(session: Session) -> None:
        session.execute(text("SELECT missing FROM nowhere"))

    for way in (counted.write, counted.read):
        with pytest.raises(DBAPIError):
            way(work).result()


def test_work_that_its_caller_no_longer_wants_is_not_done(counted: Database, database_kind: str) -> None:
    if database_kind == "postgresql":
        pytest.skip("its threads take the work at once")
    busy, release = held(counted)
    unwanted, wanted = counted.write(add_one), counted.write(add_one)

    assert unwanted.cancel()
    release.set()
    wait([busy, wanted])

    assert counted.read(value).result() == 1


def test_closing_finishes_what_was_handed_in(database_url: str) -> None:
    database = open_database(database_url)
    database.write(create).result()
    futures = [database.write(add_one) for _ in range(50)]

    database.close()

    assert all(future.exception() is None for future in futures)
    with closing(open_database(database_url)) as again:
        assert again.read(value).result() == 50


def test_a_closed_database_takes_no_more_work(database_url: str) -> None:
    database = open_database(database_url)
    database.close()

    with pytest.raises(RuntimeError):
        database.write(value)
    with pytest.raises(RuntimeError):
        database.read(value)


class TestSqlite:
    """What is true of one writer thread and a file."""

    @pytest.fixture
    def database_kind(self) -> str:
        return "sqlite"

    def test_a_failed_commit_tells_everybody(self, counted: Database) -> None:
        failing = [True]

        @event.listens_for(counted.engine, "commit")
        def fail(_connection: object) -> None:
            if failing:
                error = sqlite3.OperationalError("database or disk is full")
                error.sqlite_errorcode = sqlite3.SQLITE_FULL
                raise OperationalError("COMMIT", {}, error)

        busy, release = held(counted)
        futures = [counted.write(add_one) for _ in range(3)]
        release.set()
        wait([busy, *futures])
        failing.clear()

        assert all(isinstance(future.exception(), StorageUnavailable) for future in futures)
        assert counted.read(value).result() == 0
        counted.write(add_one).result()
        assert counted.read(value).result() == 1

    def test_who_makes_the_common_commit_fail_fails_alone(self, counted: Database) -> None:
        def dangling(session: Session) -> None:
            session.execute(text("PRAGMA defer_foreign_keys=ON"))
            session.execute(text("INSERT INTO children VALUES ('nobody')"))

        counted.write(
            lambda session: session.execute(text("CREATE TABLE children (parent TEXT REFERENCES counts (name))"))
        ).result()

        busy, release = held(counted)
        good, bad, other = counted.write(add_one), counted.write(dangling), counted.write(add_one)
        release.set()
        wait([busy, good, bad, other])

        assert isinstance(bad.exception(), IntegrityError)
        assert (good.exception(), other.exception()) == (None, None)
        assert counted.read(value).result() == 2

    def test_a_job_that_makes_sqlite_give_up_the_transaction_takes_nobody_with_it(self, counted: Database) -> None:
        def roll_all_back(session: Session) -> None:
            session.execute(text("INSERT OR ROLLBACK INTO counts VALUES ('visits', 5)"))

        busy, release = held(counted)
        before, bad, after = counted.write(add_one), counted.write(roll_all_back), counted.write(add_one)
        release.set()
        wait([busy, before, bad, after])

        assert bad.exception() is not None
        assert (before.exception(), after.exception()) == (None, None)
        assert counted.read(value).result() == 2

    def test_a_file_that_another_process_holds_for_long_is_an_outage(
        self, database_url: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("storage.sqlite.BUSY_SECONDS", 0.01)
        with closing(open_database(database_url)) as database:
            database.write(create).result()
            with closing(sqlite3.connect(database_url.removeprefix("sqlite:///"), isolation_level=None)) as other:
                other.execute("BEGIN IMMEDIATE")

                with pytest.raises(StorageUnavailable):
                    database.write(add_one).result()
                assert database.read(value).result() == 0  # readers go on

                other.execute("ROLLBACK")
            database.write(add_one).result()
            assert database.read(value).result() == 1

    def test_a_file_that_is_no_database_is_an_outage(self, tmp_path: Path) -> None:
        (tmp_path / "letter.db").write_text("Respetados señores: " * 100, encoding="utf-8")

        with closing(open_database(f"sqlite:///{tmp_path / 'letter.db'}")) as database:
            for way in (database.read, database.write):
                with pytest.raises(StorageUnavailable):
                    way(value).result()

    def test_a_folder_that_cannot_be_made_is_an_outage(self, tmp_path: Path) -> None:
        (tmp_path / "file").touch()

        with pytest.raises(StorageUnavailable):
            open_database(f"sqlite:///{tmp_path / 'file' / 'participa.db'}")

    def test_what_is_committed_survives_the_death_of_the_process(self, tmp_path: Path) -> None:
        url = f"sqlite:///{tmp_path / 'participa.db'}"
        program = (
            "import os, signal, sys\n"
            "from storage import open_database\n"
            "from tests.storage.test_units_of_work import add_one, create\n"
            "database = open_database(sys.argv[1])\n"
            "database.write(create).result()\n"
            "database.write(add_one).result()\n"
            "def die(session):\n"
            "    add_one(session)\n"
            "    session.flush()\n"
            "    os.kill(os.getpid(), signal.SIGKILL)\n"
            "database.write(die)\n"
        )
        subprocess.run([sys.executable, "-c", program, url], check=False, cwd=Path(__file__).parents[2])

        with closing(open_database(url)) as database:
            assert database.read(value).result() == 1


@pytest.mark.postgresql
class TestPostgresql:
    """What is true of a server."""

    @pytest.fixture
    def database_kind(self) -> str:
        return "postgresql"

    def test_a_deadlock_is_done_again_until_both_are_through(self, counted: Database) -> None:
        counted.write(insert("other")).result()
        meeting = threading.Barrier(2)

        def crossing(first: str, second: str) -> Work[Any]:
            tries: list[int] = []

            def work(session: Session) -> None:
                tries.append(1)
                session.execute(text("UPDATE counts SET value = value + 1 WHERE name = :name"), {"name": first})
                if len(tries) == 1:
                    meeting.wait()
                session.execute(text("UPDATE counts SET value = value + 1 WHERE name = :name"), {"name": second})

            return work

        one = counted.write(crossing("visits", "other"))
        two = counted.write(crossing("other", "visits"))
        wait([one, two])

        assert (one.exception(), two.exception()) == (None, None)
        assert counted.read(value).result() == 2

    @pytest.mark.parametrize("state", ["40001", "40P01"])
    def test_what_the_server_never_lets_through_is_an_outage_in_the_end(
        self, counted: Database, state: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("storage.postgresql.ATTEMPTS", 3)
        tries: list[int] = []

        def work(session: Session) -> None:
            tries.append(1)
            session.execute(text(f"DO $$ BEGIN RAISE EXCEPTION 'again' USING ERRCODE = '{state}'; END $$"))

        with pytest.raises(StorageUnavailable):
            counted.write(work).result()

        assert len(tries) == 3

    def test_a_connection_that_the_server_ends_is_an_outage_and_the_next_work_gets_a_new_one(
        self, counted: Database
    ) -> None:
        def suicide(session: Session) -> None:
            session.execute(text("SELECT pg_terminate_backend(pg_backend_pid())"))

        with pytest.raises(StorageUnavailable):
            counted.write(suicide).result()

        counted.write(add_one).result()
        assert counted.read(value).result() == 1

    @pytest.mark.parametrize("state", ["53100", "53300", "57P01", "57P03", "55P03", "25006"])
    def test_the_troubles_of_a_server_are_outages(self, counted: Database, state: str) -> None:
        def work(session: Session) -> None:
            session.execute(text(f"DO $$ BEGIN RAISE EXCEPTION 'trouble' USING ERRCODE = '{state}'; END $$"))

        with pytest.raises(StorageUnavailable):
            counted.write(work).result()

    def test_a_server_that_is_not_there_is_an_outage(self, tmp_path: Path) -> None:
        with closing(open_database(f"postgresql://nobody@/nothing?host={tmp_path}")) as database:
            for way in (database.read, database.write):
                with pytest.raises(StorageUnavailable):
                    way(value).result()

    def test_an_option_that_does_not_exist_is_told_before_the_server_is_asked(self) -> None:
        with pytest.raises(UnusableUrl):
            open_database("postgresql://server/base?spelling=wrong")


@pytest.mark.parametrize(
    "url",
    ["", "participa.db", "mysql://server/base", "sqlite://", "sqlite:///:memory:", "postgresql://server:door/base"],
)
def test_an_address_that_is_none_of_ours_is_refused(url: str) -> None:
    with pytest.raises(UnusableUrl):
        check_url(url)


@pytest.mark.parametrize(
    ("url", "driver"),
    [
        ("postgres://user@server/base", "postgresql+psycopg"),
        ("postgresql+asyncpg://user@server/base", "postgresql+psycopg"),
        ("sqlite:///data/participa.db", "sqlite+pysqlite"),
    ],
)
def test_an_address_is_understood_in_the_ways_it_is_written(url: str, driver: str) -> None:
    assert check_url(url).drivername == driver


def test_nobody_else_on_the_machine_can_read_a_new_database_nor_its_log(tmp_path: Path) -> None:
    file = tmp_path / "data" / "participa.db"

    with closing(open_database(f"sqlite:///{file}")) as database:
        database.write(lambda session: session.execute(text("CREATE TABLE told (what TEXT)"))).result()
        modes = {one.name: stat.S_IMODE(one.stat().st_mode) for one in file.parent.iterdir()}

    assert "participa.db-wal" in modes
    assert set(modes.values()) == {0o600}
