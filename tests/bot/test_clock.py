"""The clock puts down what is due; a second one stands by, and nothing is written while nothing is due."""

import asyncio
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import event, select

from bot.alive import Alive
from bot.clock import Clock
from bot.schedule import RULES
from participation import due, notices
from participation.notices import Subject
from storage import Database, Session, StorageUnavailable
from storage.models.jobs import Job
from storage.models.notices import Copy, Notice, NoticeKind
from tests.support.running import settings_for

NOON = datetime(2021, 7, 1, 12, 0, tzinfo=ZoneInfo("America/Bogota"))
ALL = [rule.name for rule in sorted(RULES, key=lambda rule: rule.hour == "*")]


class Days:
    """The instant, as the tests move it."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime:
        return self.now


def clock(database: Database, folder: Path, now: Days) -> Clock:
    alive = Alive(database, "clock")
    return Clock(database, alive, settings_for("sqlite:///x.db", "http://127.0.0.1:1", folder), now)


async def lives(standing: Clock) -> None:
    await standing._alive.beat()


def put_down(database: Database) -> list[str]:
    return database.read(lambda session: sorted(session.scalars(select(Job.name)).all())).result()


async def test_two_clocks_put_each_job_down_once(database: Database, tmp_path: Path) -> None:
    now = Days()
    one, other = clock(database, tmp_path, now), clock(database, tmp_path, now)
    await lives(one)
    await lives(other)

    ticked = await asyncio.gather(*(standing.tick() for standing in (one, other) * 5))

    assert sorted(sum(ticked, [])) == sorted(ALL) == put_down(database)  # noqa: RUF017 - ten short lists


async def test_the_second_clock_takes_over_only_when_the_first_is_gone(database: Database, tmp_path: Path) -> None:
    now = Days()
    one, other = clock(database, tmp_path, now), clock(database, tmp_path, now)
    await lives(one)
    await lives(other)
    await one.tick()
    now.now += timedelta(hours=1)
    assert await other.tick() == []

    await one._alive.leave()

    assert await other.tick() == ["erase-unsent"]


async def test_while_nothing_is_due_nothing_is_written(database: Database, tmp_path: Path) -> None:
    ticking = clock(database, tmp_path, Days())
    await lives(ticking)
    await ticking.tick()
    statements: list[str] = []
    event.listen(database.engine, "before_cursor_execute", lambda *call: statements.append(str(call[2])))

    assert await ticking.tick() == []
    assert [one for one in statements if not one.startswith(("SELECT", "BEGIN", "SAVEPOINT", "RELEASE"))] == []


async def test_a_clock_that_was_away_does_the_last_of_each_kind(database: Database, tmp_path: Path) -> None:
    now = Days()
    ticking = clock(database, tmp_path, now)
    await lives(ticking)
    await ticking.tick()
    now.now += timedelta(days=2)

    assert sorted(await ticking.tick()) == sorted(ALL)
    assert len(put_down(database)) == 2 * len(ALL)


def reminding(session: Session, now: datetime, _zone: ZoneInfo) -> list[str]:
    """A finder: reminders at 12:30 and 13:30, of use for an hour, and an opening at 14:00, never too late."""
    found = []
    for name, begins, until in (("first", 30, 90), ("second", 90, 150), ("opening", 120, None)):
        if now < NOON + timedelta(minutes=begins):
            continue
        notice = notices.put_down(session, NoticeKind.EVENT_REMINDER, Subject("event", 1), name, NOON)
        if notice is None:
            continue
        is_late = until is not None and now >= NOON + timedelta(minutes=until)
        if is_late:
            notices.close(session, notice, now)
        else:
            notices.to_chat(session, notice, 1)
        found.append(f"{name}: too late" if is_late else name)
    return found


def told(database: Database) -> list[str]:
    """The keys of the notices that somebody gets, in order."""
    waiting = select(Notice.key).join(Copy, Copy.notice_id == Notice.id).order_by(Copy.id)
    return list(database.read(lambda session: session.scalars(waiting).all()).result())


async def test_a_clock_that_stood_for_three_hours_tells_late_what_is_of_use_and_says_what_is_not(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(due, "FINDERS", [reminding])
    now = Days()
    ticking = clock(database, tmp_path, now)
    await lives(ticking)
    await ticking.tick()
    now.now += timedelta(hours=3)

    back = [name for name in await ticking.tick() if name not in ALL]

    assert back == ["first: too late", "second: too late", "opening"]
    assert told(database) == ["opening"]
    assert await ticking.tick() == []


async def test_two_clocks_tell_nothing_twice_and_a_fault_in_a_finder_keeps_no_other_from_its_work(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(_session: Session, _now: datetime, _zone: ZoneInfo) -> list[str]:
        raise LookupError

    monkeypatch.setattr(due, "FINDERS", [fails, reminding])
    now = Days()
    now.now += timedelta(minutes=35)
    one, other = clock(database, tmp_path, now), clock(database, tmp_path, now)
    await lives(one)
    await lives(other)

    await asyncio.gather(*(standing.tick() for standing in (one, other) * 5))

    assert told(database) == ["first"]


async def test_without_the_database_it_waits(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ticking = clock(database, tmp_path, Days())

    def away(_work: object) -> None:
        raise StorageUnavailable

    monkeypatch.setattr(database, "write", away)

    assert await ticking.tick() == []
