"""SIGKILL of every kind of process at random moments: no observation is lost or doubled, and the clock goes on."""

import asyncio
import time
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from storage import Database, open_database
from storage.models.jobs import Job, JobState
from storage.models.notices import Copy, CopyState
from storage.models.turns import TurnState
from storage.queries import turns
from tests.support.crowds import check, told_again, wait_for, writing
from tests.support.fleet import Pace, service
from tests.support.running import START, World, rows, states, until
from tests.support.soaking import chance, size
from tests.support.telling import everybody, tell

pytestmark = [pytest.mark.soak, pytest.mark.long, pytest.mark.postgresql]

KILLS = size(100, 12)
PEOPLE = size(40, 16)
SPEED = 360  # an hour of the clock in ten seconds: longer than any stand-by needs to take over
MESSAGES = 24  # that people get from one kill to the next, at most: so that there is work in each process
TOLD = 10  # people who get a message every few seconds
IN_THE_AIR = 15  # at 60 a second: what is accepted in a tenth of a second before its commit, twice over
MEMBERS = ("web-1", "web-2", "worker-1", "worker-2", "clock-1", "clock-2")


@pytest.fixture
def database_kind() -> str:
    return "postgresql"


async def test_whatever_is_killed_whenever_nothing_is_lost_and_nothing_doubled(
    planned_url: str, tmp_path: Path
) -> None:
    random, pace = chance(), Pace(START, time.monotonic(), SPEED)
    async with service(planned_url, tmp_path, pace, send_rate=60.0) as (telegram, fleet):
        listeners = everybody(telegram, TOLD)
        for name in ("web-1", "web-2"):
            await fleet.join(name)
        for name in MEMBERS[2:]:
            fleet.start(name)
        killed: Counter[str] = Counter()
        with closing(open_database(planned_url)) as database:
            async with retrying(database) as aside, writing(telegram, PEOPLE, random, 4.0) as crowd:
                for number in range(KILLS):
                    tell(database, listeners, f"Aviso {number}", now=pace.now())
                    more = crowd.heard + random.randint(1, MESSAGES)
                    await wait_for(telegram, lambda more=more: crowd.heard >= more or crowd.is_done)
                    name = random.choice(MEMBERS)
                    await fleet.kill(name)
                    fleet.start(name)
                    killed[name.partition("-")[0]] += 1
            await wait_for(telegram, lambda: set(copies(database)) == {CopyState.SENT})
            await until(telegram.simulator, lambda: set(states(database)) == {"done"})
            check(database, crowd.sent)
            await wait_for(telegram, lambda: hours_done(database)[-1] > pace.now() - timedelta(hours=1))
            done = hours_done(database)
        twice = told_twice(telegram)

        print(  # noqa: T201 - how many is what one wants to know
            f"kills {dict(killed)}; {crowd.count} observations, {told_again(telegram)} answers came again; "
            f"{len(aside)} were retried; {KILLS * TOLD} notices, {twice} came twice; {len(done)} hours of the clock"
        )
        assert all("unknown" in error or "the process ended" in error for error in aside), aside
        assert "alive.missed" in fleet.events()
        assert twice <= IN_THE_AIR * killed["worker"]


def copies(database: Database) -> list[CopyState]:
    return list(database.read(lambda session: session.scalars(select(Copy.state)).all()).result())


@asynccontextmanager
async def retrying(database: Database) -> AsyncIterator[list[str]]:
    """Do as the operator does who runs `participa turns retry`; gives why turns had been set aside.

    An answer that two kills found on its way is not sent a third time by itself.
    """
    found: list[str] = []

    async def retry() -> None:
        while True:
            await asyncio.sleep(1)
            found.extend(turn.error or "" for turn in rows(database) if turn.state == TurnState.SET_ASIDE)
            await asyncio.wrap_future(database.write(turns.retry_set_aside))

    busy = asyncio.create_task(retry())
    try:
        yield found
    finally:
        busy.cancel()
        await asyncio.gather(busy, return_exceptions=True)


def told_twice(telegram: World) -> int:
    """How many notices came more than once; each came to everybody."""
    calls = [call.parameters for call in telegram.simulator.calls("sendMessage") if call.status == 200]
    notices = Counter((said["chat_id"], said["text"]) for said in calls if str(said["text"]).startswith("Aviso "))
    assert len(notices) == KILLS * TOLD
    return notices.total() - len(notices)


def hours_done(database: Database) -> list[datetime]:
    """The hours for which drafts were looked through, in order: where nobody took over in time, the last one only."""
    done = select(Job.due_at).where(Job.name == "erase-unsent", Job.state == JobState.DONE).order_by(Job.due_at)
    return list(database.read(lambda session: session.scalars(done).all()).result())
