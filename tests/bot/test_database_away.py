"""A server that is stopped and started, or cuts its connections, while people write: nothing is lost or doubled.

Telegram keeps what can't be stored meanwhile; each process says so in its log and goes on by itself.
"""

import asyncio
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from bot.alive import DEAD_AFTER
from simulator.log import Entry
from storage import open_database
from tests.support.crowds import Crowd, check, told_again, wait_for, writing
from tests.support.databases import create_tables
from tests.support.fleet import Fleet, service
from tests.support.postgres import Postgres, running_postgres
from tests.support.running import World, prepare, states, until
from tests.support.soaking import chance, size

pytestmark = [pytest.mark.soak, pytest.mark.long, pytest.mark.postgresql]

AWAY_SECONDS = 30
CUTS = size(60, 10)
WITH_DATABASE = {"webhook.database_away", "turns.database_away", "alive.database_away"}


@pytest.fixture(scope="module")
def own_server() -> Iterator[Postgres]:
    """A server that only these tests use, because they stop it."""
    with running_postgres() as server:
        yield server


@pytest.fixture
def url(own_server: Postgres) -> Iterator[str]:
    with own_server.database() as name:
        found = own_server.url(name)
        create_tables(found)
        with closing(open_database(found)) as database:
            database.write(prepare).result()
        yield found


async def begin(telegram: World, fleet: Fleet, crowd: Crowd) -> None:
    """Two of what takes in, one of everything else, and people who have begun to write."""
    for name in ("worker-1", "clock-1"):
        fleet.start(name)
    for name in ("web-1", "web-2"):
        await fleet.join(name)
    await wait_for(telegram, lambda: crowd.count > 12)


def deliveries(telegram: World, status: int) -> list[Entry]:
    return [entry for entry in telegram.simulator.world.log.select(kind="delivery") if entry.status == status]


async def ended(telegram: World, url: str, crowd: Crowd) -> None:
    """Every turn is done, and what was stored is what was written."""
    with closing(open_database(url)) as database:
        await until(telegram.simulator, lambda: set(states(database)) == {"done"})
        check(database, crowd.sent)


async def test_a_server_that_is_stopped_and_comes_back(url: str, own_server: Postgres, tmp_path: Path) -> None:
    async with service(url, tmp_path, dead_after=DEAD_AFTER) as (telegram, fleet):
        async with writing(telegram, 12, chance(), 1.0) as crowd:
            await begin(telegram, fleet, crowd)
            await asyncio.to_thread(own_server.stop)
            await wait_for(telegram, lambda: deliveries(telegram, 503))
            await asyncio.sleep(AWAY_SECONDS)
            await asyncio.to_thread(own_server.start)
            more = crowd.count + 12
            await wait_for(telegram, lambda: crowd.count > more)
        await ended(telegram, url, crowd)

        print(f"{AWAY_SECONDS} s away: {crowd.count} observations, {told_again(telegram)} answers came again")  # noqa: T201 - how many is what one wants to know
        assert told_again(telegram) == 0
        assert WITH_DATABASE - fleet.events("web-1") - fleet.events("web-2") == set()
        assert {"worker.database_away", "courier.database_away"} <= fleet.events("worker-1")
        assert "clock.database_away" in fleet.events("clock-1")
        assert "turn.failed" not in fleet.events()
        assert all(member.is_alive() for member in fleet.members.values())


async def test_connections_that_are_cut_again_and_again(url: str, own_server: Postgres, tmp_path: Path) -> None:
    random = chance()
    async with service(url, tmp_path, dead_after=DEAD_AFTER) as (telegram, fleet):
        async with writing(telegram, 12, random, 1.0) as crowd:
            await begin(telegram, fleet, crowd)
            for _ in range(CUTS):
                await asyncio.sleep(random.uniform(0, 0.6))
                await asyncio.to_thread(own_server.cut)
        await ended(telegram, url, crowd)

        print(f"{CUTS} cuts: {crowd.count} observations, {told_again(telegram)} answers came again")  # noqa: T201 - how many is what one wants to know
        assert told_again(telegram) == 0
        assert "turn.failed" not in fleet.events()
        assert all(member.is_alive() for member in fleet.members.values())
