"""SQLite's log: what was erased from the tables is soon in no file at all."""

from contextlib import closing
from pathlib import Path
from threading import Event

import pytest
from sqlalchemy import text

from storage import Session, open_database, sqlite
from tests.support.waiting import until

SECRET = "Rosalía Quintanár"


def written(session: Session) -> None:
    session.execute(text("CREATE TABLE words (said TEXT)"))
    session.execute(text("INSERT INTO words VALUES (:said)"), {"said": SECRET})


def erased(session: Session) -> None:
    session.execute(text("DELETE FROM words"))


def looked(session: Session) -> int:
    return session.execute(text("SELECT count(*) FROM words")).scalar_one()  # type: ignore[no-any-return]  # a count


def holds(file: Path) -> bool:
    return any(SECRET.encode() in part.read_bytes() for part in file.parent.glob(f"{file.name}*"))


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(sqlite, "QUIET_SECONDS", 0.05)
    return tmp_path / "p.db"


def test_in_a_pause_the_log_is_emptied(file: Path) -> None:
    with closing(open_database(f"sqlite:///{file}")) as database:
        database.write(written).result()
        assert holds(file)
        database.write(erased).result()

        until(lambda: not holds(file))
        assert Path(f"{file}-wal").stat().st_size == 0


def test_work_that_only_looks_is_a_pause(file: Path) -> None:
    with closing(open_database(f"sqlite:///{file}")) as database:
        database.write(written).result()
        database.write(erased).result()

        until(lambda: database.write(looked).result() == 0 and not holds(file))


def test_without_a_pause_it_is_emptied_when_it_has_grown_old(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite, "QUIET_SECONDS", 3600)
    monkeypatch.setattr(sqlite, "LOG_SECONDS", 0.05)
    with closing(open_database(f"sqlite:///{file}")) as database:
        database.write(written).result()
        database.write(erased).result()

        until(lambda: database.write(looked).result() == 0 and not holds(file))


def test_a_reader_that_is_in_the_way_is_waited_for_and_holds_nobody_up(file: Path) -> None:
    with closing(open_database(f"sqlite:///{file}")) as database:
        database.write(written).result()
        begun, go_on = Event(), Event()

        def reads(session: Session) -> int:
            found = looked(session)
            begun.set()
            go_on.wait(30)
            return found

        reading = database.read(reads)
        begun.wait(30)
        database.write(erased).result()
        until(lambda: database.write(looked).result() == 0)
        assert holds(file)
        go_on.set()

        assert reading.result() == 1
        until(lambda: not holds(file))
