"""Turns that wait in their chat: for room, for a file of somebody else's, for an end that is being stored."""

import asyncio
from collections.abc import AsyncIterator
from threading import Event
from typing import Any

import pytest
from sqlalchemy import delete

from bot.fairness import BESIDE, Room
from bot.fetching import Fetched, Fetcher
from bot.handling import Handled, Handling
from bot.runner import Runner
from simulator import Person
from storage import Session
from storage.models.turns import Lease
from storage.queries.turns import ClaimedTurn, LeaseLost
from tests.support.observing import picture
from tests.support.running import World, counted, states, texts, until


@pytest.fixture
def database_kind() -> str:
    return "sqlite"


@pytest.fixture
def rosa(telegram: World) -> Person:
    return telegram.scene.rosa


@pytest.fixture
async def parts(telegram: World) -> AsyncIterator[Any]:
    async with telegram.bot() as parts:
        yield parts


async def test_who_writes_twice_does_not_wait_for_the_files_of_others(
    telegram: World, rosa: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    fetch, given = Fetcher.fetch, asyncio.Event()

    async def slow(self: Fetcher, update: Any) -> Fetched:
        await given.wait()
        return await fetch(self, update)

    monkeypatch.setattr(Fetcher, "fetch", slow)
    for number in range(BESIDE):
        sender = telegram.simulator.add_person(f"Persona {number}")
        sender.write("/sume")
        sender.photo(picture(number))
    async with telegram.bot() as parts:
        await until(telegram.simulator, lambda: counted(parts.database) == BESIDE)
        rosa.write("/sume")
        rosa.write("/sume")

        await until(telegram.simulator, lambda: len(texts(rosa)) == 2)

        given.set()
        await until(telegram.simulator, lambda: set(states(parts.database)) == {"done"})


async def test_what_arrives_while_its_chat_ends_and_the_runner_looks_is_begun_without_another_look(
    telegram: World, rosa: Person, parts: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.runner.LOOK_SECONDS", 3600.0)
    ended, busy, free = Runner._ended, Event(), Event()
    begun: list[ClaimedTurn] = []

    def keep_busy(_: Session) -> None:
        busy.set()
        free.wait(60)

    async def crowded(self: Runner, turn: ClaimedTurn, *others: Any) -> ClaimedTurn | None:
        if begun:
            return await ended(self, turn, *others)
        begun.append(turn)
        jobs = parts.database._database._jobs
        parts.database.write(keep_busy)  # so that what follows is committed together
        await until(telegram.simulator, busy.is_set)
        end = asyncio.create_task(ended(self, turn, *others))
        await until(telegram.simulator, lambda: jobs.qsize() == 1)
        self.wake()
        await until(telegram.simulator, lambda: jobs.qsize() == 2)
        rosa.write("/sume")
        await until(telegram.simulator, lambda: jobs.qsize() == 3)
        free.set()
        return await end

    monkeypatch.setattr(Runner, "_ended", crowded)
    rosa.write("/sume")

    await until(telegram.simulator, lambda: texts(rosa) == ["Van 1", "Van 2"])


async def test_what_arrives_in_a_chat_that_is_taken_from_the_runner_is_begun_without_waiting_for_a_look(
    telegram: World, rosa: Person, parts: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.runner.LOOK_SECONDS", 3600.0)
    handle = Handling.handle
    begun: list[ClaimedTurn] = []

    async def lost(self: Handling, turn: ClaimedTurn, room: Room) -> Handled:
        if begun:
            return await handle(self, turn, room)
        begun.append(turn)
        rosa.write("/sume")
        await until(telegram.simulator, lambda: len(states(parts.database)) == 2)
        parts.database.write(lambda session: session.execute(delete(Lease).where(Lease.name == turn.lane))).result()
        raise LeaseLost(turn.lane)

    monkeypatch.setattr(Handling, "handle", lost)
    rosa.write("/sume")

    await until(telegram.simulator, lambda: texts(rosa) == ["Van 1", "Van 2"])
