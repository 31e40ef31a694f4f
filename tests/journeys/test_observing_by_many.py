"""Many people at once, processes that are killed, and two processes side by side: numbers stay what they promise."""

import asyncio
from asyncio.subprocess import Process
from contextlib import closing

import pytest

from storage import open_database
from tests.support.crowds import check, sends_all, texts_of, told, wait_for
from tests.support.fleet import free_port
from tests.support.observing import NAMED, cases, messages_with, on_sqlite
from tests.support.running import World, until
from tests.support.serving import SECRET, dealing, killed, started, use
from tests.support.soaking import chance, size

PEOPLE, KILLS = size(50, 16), size(10, 4)


@pytest.mark.soak
@on_sqlite
async def test_two_hundred_observations_by_fifty_people_survive_ten_kills(stage: World, database_url: str) -> None:
    """On one machine a new process takes everything over at once; on a server the dead one is missed first.

    The short soak plays a third of it.
    """
    url = use(stage, database_url)
    random = chance()
    people = [stage.simulator.add_person(f"Persona {number}") for number in range(PEOPLE)]
    calls = stage.simulator.calls
    process = await started(stage, "run")
    everybody = asyncio.gather(*(sends_all(person, texts_of(person, 4)) for person in people))
    try:
        for _ in range(KILLS):
            more = len(calls("sendMessage")) + random.randint(1, 30)
            await wait_for(stage, lambda more=more: len(calls("sendMessage")) >= more)
            await killed(process)
            process = await started(stage, "run")
        await everybody
        await wait_for(stage, lambda: all(len(told(person)) == 4 for person in people))
        with closing(open_database(url)) as database:
            check(database, {person: texts_of(person, 4) for person in people})
    finally:
        everybody.cancel()
        await asyncio.gather(everybody, return_exceptions=True)
        await killed(process)


@pytest.mark.parametrize("database_kind", [pytest.param("postgresql", marks=pytest.mark.postgresql)], indirect=True)
async def test_two_processes_side_by_side_number_without_gap_or_double_and_keep_each_chat_s_order(
    stage: World, database_url: str
) -> None:
    url = use(stage, database_url)
    people = [stage.simulator.add_person(f"Persona {number}") for number in range(8)]
    ports = [free_port(), free_port()]
    async with dealing(ports) as (address, taken):
        processes = await webs(stage, address, ports)
        try:
            await asyncio.gather(*(sends_all(person, texts_of(person, 3)) for person in people))

            assert all(taken.values())
            with closing(open_database(url)) as database:
                check(database, {person: texts_of(person, 3) for person in people})
                for person in people:
                    mine = [
                        case.text for case in sorted(cases(database), key=by_number) if person.name + ":" in case.text
                    ]
                    assert mine == texts_of(person, 3)
        finally:
            for process in processes:
                await killed(process)


@pytest.mark.parametrize("database_kind", [pytest.param("postgresql", marks=pytest.mark.postgresql)], indirect=True)
@pytest.mark.second_database
async def test_what_one_person_writes_in_a_row_stays_in_order_with_two_processes(
    stage: World, database_url: str
) -> None:
    url = use(stage, database_url)
    rosa = stage.scene.rosa
    words = [f"palabra{number}" for number in range(20)]
    ports = [free_port(), free_port()]
    async with dealing(ports) as (address, taken):
        processes = await webs(stage, address, ports)
        try:
            rosa.write("/observar")
            for word in words:
                rosa.write(word)
            await wait_for(stage, lambda: messages_with(rosa, lambda card: words[-1] in card))
            for _ in range(3):
                rosa.press(NAMED)
            await wait_for(stage, lambda: len(messages_with(rosa, lambda text: "PPC-" in text)) == 3)

            with closing(open_database(url)) as database:
                assert [case.text for case in cases(database)] == ["\n".join(words)]
            assert told(rosa) == {"PPC-2021-000001-7"}
            await until(stage.simulator, lambda: all(taken.values()))
        finally:
            for process in processes:
                await killed(process)


async def webs(world: World, address: str, ports: list[int]) -> list[Process]:
    """A migrated database, and a `web` process on each of these ports."""
    webhook = {"WEBHOOK_URL": address, "WEBHOOK_SECRET": SECRET}
    assert await (await started(world, "migrate", **webhook)).wait() == 0
    return [await started(world, "web", **webhook, PORT=str(port)) for port in ports]


def by_number(case: object) -> int:
    return int(getattr(case, "number", 0))
