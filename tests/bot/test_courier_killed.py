"""SIGKILL while copies are on their way: everybody gets theirs, and twice only what was in the air."""

import os
import random
import signal
from contextlib import closing
from functools import partial

import pytest

from storage import Database, open_database
from storage.models.notices import CopyState
from tests.support.dying_courier import QUERIES, own_worker
from tests.support.running import World, until
from tests.support.telling import everybody, states, tell

pytestmark = pytest.mark.second_database

RATE = 60.0
IN_THE_AIR = 15  # at that rate: what is accepted in a tenth of a second before its commit, twice over
POINTS = [f"{moment} {place}" for place in (*QUERIES, "send") for moment in ("before", "after")]


def accepted(telegram: World) -> list[str]:
    """The chats of the messages that were accepted, in order."""
    return [str(call.parameters["chat_id"]) for call in telegram.simulator.calls("sendMessage") if call.status == 200]


def at_least(telegram: World, count: int) -> bool:
    return len(accepted(telegram)) >= count


async def all_sent(telegram: World, database: Database) -> None:
    await until(telegram.simulator, lambda: set(states(database)) == {CopyState.SENT})


@pytest.mark.soak
@pytest.mark.parametrize("point", POINTS)
async def test_killed_at(telegram: World, point: str) -> None:
    [rosa] = everybody(telegram, 1)
    with closing(open_database(telegram.settings.database)) as database:
        tell(database, [rosa])
        with own_worker(point, telegram.settings) as killed:
            await until(telegram.simulator, lambda: not killed.is_alive())
            assert killed.exitcode == -signal.SIGKILL
        with own_worker("never", telegram.settings):
            await all_sent(telegram, database)

    repeated = point in {"after send", "before settle"}  # accepted, and no commit says so
    assert len(accepted(telegram)) == 1 + repeated


async def test_three_kills_during_a_broadcast(telegram: World) -> None:
    await broadcast(telegram, count=90, kills=[20, 40, 60])


@pytest.mark.soak
async def test_twenty_kills_during_a_broadcast(telegram: World) -> None:
    chance = random.Random(os.environ.get("SOAK_SEED", "1"))  # noqa: S311 - when to kill
    await broadcast(telegram, count=500, kills=sorted(chance.sample(range(5, 495), 20)))


async def broadcast(telegram: World, count: int, kills: list[int]) -> None:
    """Kill the worker each time that so many messages were accepted, and let another go on."""
    people = everybody(telegram, count)
    telegram.settings.send_rate = RATE
    with closing(open_database(telegram.settings.database)) as database:
        tell(database, people)
        for number in kills:
            with own_worker("never", telegram.settings) as killed:
                await until(telegram.simulator, partial(at_least, telegram, number))
                killed.kill()
                await until(telegram.simulator, lambda: not killed.is_alive())
        with own_worker("never", telegram.settings):
            await all_sent(telegram, database)

    told = accepted(telegram)
    twice = len(told) - len(set(told))
    print(f"{len(kills)} kills, {count} copies: {twice} came twice")  # noqa: T201 - how many is what one wants to know
    assert set(told) == {str(person) for person in people}
    assert twice <= IN_THE_AIR * len(kills)
    assert max(told.count(chat) for chat in set(told)) <= 1 + len(kills)


async def test_of_two_workers_one_sends_and_the_other_takes_over_when_it_ends(telegram: World) -> None:
    people = everybody(telegram, 60)
    with closing(open_database(telegram.settings.database)) as database:
        tell(database, people)
        with own_worker("never", telegram.settings, dead_after=5), own_worker("never", telegram.settings, dead_after=5):
            await all_sent(telegram, database)

    assert sorted(accepted(telegram)) == sorted(map(str, people))
    best = telegram.simulator.world.pace.as_json()[str(telegram.simulator.bot.id)]["best_second"]
    assert best <= 27  # two of them would send 50
