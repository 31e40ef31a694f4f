"""The ground of all other tests: each of them gets an empty database of the right kind, and leaves nothing."""

import os
import signal
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import inspect, text
from sqlalchemy.exc import IntegrityError

from storage import Database, Session, open_database
from storage.models.base import Base
from tests.support.databases import create_tables


def tables(database: Database) -> set[str]:
    return set(inspect(database.engine).get_table_names())


def test_an_empty_database_has_no_table(database_kind: str, database_url: str) -> None:
    with closing(open_database(database_url)) as database:
        assert database.engine.dialect.name == database_kind
        assert tables(database) == set()


def test_the_prepared_database_has_every_table_of_the_models(database: Database) -> None:
    assert tables(database) >= set(Base.metadata.tables)


def test_the_tables_can_be_created_in_an_empty_database(database_url: str) -> None:
    create_tables(database_url)

    with closing(open_database(database_url)) as database:
        assert tables(database) >= set(Base.metadata.tables)


@pytest.mark.parametrize("_turn", [1, 2])
def test_what_one_test_commits_the_next_does_not_see(session: Session, _turn: int) -> None:
    session.execute(text("CREATE TABLE once (id INTEGER PRIMARY KEY)"))
    session.execute(text("INSERT INTO once VALUES (1)"))

    session.commit()

    assert session.scalar(text("SELECT count(*) FROM once")) == 1


def test_a_rollback_keeps_what_was_committed_before(session: Session) -> None:
    session.execute(text("CREATE TABLE kept (id INTEGER PRIMARY KEY)"))
    session.execute(text("INSERT INTO kept VALUES (1)"))
    session.commit()

    with pytest.raises(IntegrityError):
        session.execute(text("INSERT INTO kept VALUES (1)"))
    session.rollback()

    assert session.scalar(text("SELECT count(*) FROM kept")) == 1


def test_what_one_connection_commits_another_sees(database: Database) -> None:
    def fill(session: Session) -> None:
        session.execute(text("CREATE TABLE seen (id INTEGER PRIMARY KEY)"))
        session.execute(text("INSERT INTO seen VALUES (1)"))

    def count(session: Session) -> int:
        return int(session.execute(text("SELECT count(*) FROM seen")).scalar_one())

    database.write(fill).result()

    assert database.read(count).result() == 1


def test_a_server_whose_tests_were_killed_is_stopped_and_deleted() -> None:
    program = (
        "import os, signal\n"
        "from tests.support.postgres import running_postgres\n"
        "with running_postgres() as server:\n"
        "    print(server.url('postgres'), flush=True)\n"
        "    os.kill(os.getpid(), signal.SIGKILL)\n"
    )

    killed = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,  # what watches over the server holds the error output too, so this waits for its end
        text=True,
        cwd=Path(__file__).parents[2],
        check=False,
    )
    address = killed.stdout.strip()

    assert killed.returncode == -signal.SIGKILL
    assert address.startswith("postgresql://")
    assert not os.path.lexists(address.partition("host=")[2])
