"""The worker does what was put down, once; what fails is tried three times and then put aside."""

import asyncio
import os
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import event, select

from bot import worker
from bot.alive import Alive
from bot.worker import Worker, clean_files, forget_turns
from participation.observations import drafting
from participation.observations.drafting import AttachedFile
from storage import Database, Session, open_database
from storage.files import FileStore, open_store
from storage.models.cases import Case, CaseFile, DiscardedFile
from storage.models.jobs import Job, JobState
from storage.models.kinds import AboutKind, ContributionKind, PartKind
from storage.models.turns import Turn, TurnState
from storage.queries import desks, jobs

NOW = datetime.now(UTC)


@pytest.fixture
def files(tmp_path: Path) -> FileStore:
    return open_store(str(tmp_path / "files"))


@pytest.fixture
def again(migrated_url: str) -> Iterator[Database]:
    """The same database, opened by another process."""
    with closing(open_database(migrated_url)) as opened:
        yield opened


def working(database: Database, files: FileStore, now: datetime = NOW) -> Worker:
    return Worker(database, Alive(database, "worker"), files, lambda: now)


def put_down(database: Database, *names: str) -> None:
    def work(session: Session) -> None:
        for number, name in enumerate(names):
            jobs.put_down(session, name, NOW - timedelta(minutes=60 - number))

    database.write(work).result()


def states(database: Database) -> list[tuple[str, str, int]]:
    found = database.read(lambda session: session.scalars(select(Job).order_by(Job.id)).all()).result()
    return [(job.name, job.state, job.attempts) for job in found]


async def test_jobs_are_done_in_the_order_in_which_they_were_due(database: Database, files: FileStore) -> None:
    put_down(database, "erase-unsent", "forget-turns", "clean-files")

    assert await working(database, files).do_waiting() == 3

    assert states(database) == [
        ("erase-unsent", JobState.DONE, 1),
        ("forget-turns", JobState.DONE, 1),
        ("clean-files", JobState.DONE, 1),
    ]
    assert await working(database, files).do_waiting() == 0


async def test_what_keeps_failing_is_put_aside_after_three_tries_and_the_rest_is_done(
    database: Database, files: FileStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> int:
        raise LookupError("the words of a person")

    monkeypatch.setattr(worker, "WORK", {**worker.WORK, "erase-unsent": fails})
    put_down(database, "erase-unsent", "unknown-to-this-version", "clean-files")

    await working(database, files).do_waiting()

    assert states(database) == [
        ("erase-unsent", JobState.FAILED, 3),
        ("unknown-to-this-version", JobState.FAILED, 3),
        ("clean-files", JobState.DONE, 1),
    ]
    errors = database.read(lambda session: session.scalars(select(Job.error).order_by(Job.id)).all()).result()
    assert list(errors) == ["LookupError", "KeyError", None]


async def test_a_second_worker_stands_by(database: Database, again: Database, files: FileStore) -> None:
    one, other = working(database, files), working(again, files)
    await one._alive.beat()
    await other._alive.beat()
    put_down(database, "clean-files")
    await one.do_waiting()
    put_down(database, "erase-unsent", "forget-turns")

    assert await other.do_waiting() == 0
    await one._alive.leave()
    assert await other.do_waiting() == 2


async def test_while_nothing_waits_nothing_is_written(database: Database, files: FileStore) -> None:
    statements: list[str] = []
    event.listen(database.engine, "before_cursor_execute", lambda *call: statements.append(str(call[2])))

    assert await working(database, files).do_waiting() == 0
    assert [one for one in statements if not one.startswith("SELECT")] == []


async def test_a_fault_does_not_end_the_worker(
    database: Database, files: FileStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worker, "LOOK_SECONDS", 0.01)
    at_work = working(database, files)
    tries = 0

    async def once_wrong() -> int:
        nonlocal tries
        tries += 1
        if tries == 1:
            raise LookupError
        done.set()
        return 0

    done = asyncio.Event()
    monkeypatch.setattr(at_work, "do_waiting", once_wrong)
    running = asyncio.create_task(at_work.run_for_ever())
    async with asyncio.timeout(10):
        await done.wait()
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)

    assert tries >= 2


def case_with(session: Session, file_hash: str) -> None:
    case = Case(
        vigencia=2021,
        number=1,
        radicado="PPC-2021-000001-7",
        kind=ContributionKind.OBSERVATION,
        about=AboutKind.PLAN,
        received_at=NOW,
        received_on=NOW.date(),
        text="",
        pseudonym="Persona",
        receipt="0" * 64,
        salt=b"0" * 32,
        leaf="0" * 64,
        notice_version="1",
    )
    session.add(case)
    session.flush()
    about = {"file_hash": file_hash, "file_name": "a.jpg", "mime": "image/jpeg", "bytes": 1, "kind": PartKind.PHOTO}
    session.add(CaseFile(case_id=case.id, **about))


def draft_with(session: Session, file_hash: str, chat_id: int = 1) -> None:
    draft = drafting.begin(session, chat_id, None, NOW)
    drafting.add(session, draft, 1, "", AttachedFile(PartKind.PHOTO, file_hash, "a.jpg", "image/jpeg", 1), NOW)


def aged(folder: Path, name: str, hours: float) -> None:
    instant = (NOW - timedelta(hours=hours)).timestamp()
    os.utime(folder / "files" / name[:2] / name, (instant, instant))


def test_files_of_nobody_are_removed_once_they_are_a_day_old(
    database: Database, files: FileStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worker, "FILES_TOGETHER", 2)
    of_case, of_draft, on_desk, young, *old = (files.put(f"file {number}".encode()) for number in range(7))
    database.write(lambda session: case_with(session, of_case)).result()
    database.write(lambda session: draft_with(session, of_draft)).result()
    database.write(lambda session: desks.sit_down(session, 5, "guest-confirm", NOW, file=on_desk)).result()
    for name in (of_case, of_draft, on_desk, *old):
        aged(tmp_path, name, 25)
    aged(tmp_path, young, 23)

    assert clean_files(database, files, NOW) == 3

    assert set(files.all_hashes()) == {of_case, of_draft, on_desk, young}
    database.write(lambda session: desks.forget(session, NOW + timedelta(days=1))).result()
    assert clean_files(database, files, NOW) == 1  # nobody decided on what was sent


async def test_files_of_an_erased_draft_go_at_once_unless_somebody_else_has_them(
    database: Database, files: FileStore
) -> None:
    of_case, of_other, own, sent_again = (files.put(f"file {number}".encode()) for number in range(4))
    later = NOW + timedelta(minutes=10)

    def erased(session: Session) -> None:
        case_with(session, of_case)
        draft_with(session, of_other, chat_id=2)
        draft = drafting.begin(session, 1, None, NOW)
        for number, name in enumerate((of_case, of_other, own)):
            file = AttachedFile(PartKind.PHOTO, name, "a.jpg", "image/jpeg", 1)
            drafting.add(session, draft, number, "", file, NOW)
        drafting.cancel(session, draft.key, later)
        session.add(DiscardedFile(file_hash=sent_again, at=NOW - timedelta(hours=1)))  # and put again since

    database.write(erased).result()

    await working(database, files).do_waiting()

    assert set(files.all_hashes()) == {of_case, of_other, sent_again}
    assert database.read(lambda session: session.scalars(select(DiscardedFile)).all()).result() == []


def test_finished_turns_are_forgotten_after_seven_days_and_set_aside_ones_after_ninety(
    database: Database, files: FileStore
) -> None:
    def add(session: Session) -> None:
        aside = TurnState.SET_ASIDE
        some = [(TurnState.DONE, 8), (TurnState.DONE, 6), (aside, 89), (TurnState.WAITING, 0), (aside, 91)]
        for number, (state, days) in enumerate(some):
            finished = NOW - timedelta(days=days) if days else None
            turn = Turn(bot_id=1, update_id=number, lane="", state=state, attempts=0, sendings=0, sent=0)
            turn.received_at, turn.finished_at = NOW - timedelta(days=30), finished
            session.add(turn)

    database.write(add).result()

    assert forget_turns(database, files, NOW) == 2
    left = database.read(lambda session: session.scalars(select(Turn.update_id).order_by(Turn.id)).all()).result()
    assert list(left) == [1, 2, 3]
