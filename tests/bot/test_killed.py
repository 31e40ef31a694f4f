"""SIGKILL at each point of a turn: the work is done once, the answer comes once or twice, and in order."""

import signal
from contextlib import closing
from multiprocessing.process import BaseProcess

import pytest

from storage import open_database
from tests.support.dying import own_process
from tests.support.running import World, counted, states, texts, until

pytestmark = pytest.mark.second_database

COMMITS = ("take_in", "claim", "store_answer", "finish")
POINTS = [f"{moment} {commit}" for commit in COMMITS for moment in ("before", "after")]


async def dies(telegram: World, started: BaseProcess) -> None:
    await until(telegram.simulator, lambda: not started.is_alive())
    assert started.exitcode == -signal.SIGKILL


@pytest.mark.soak
@pytest.mark.parametrize("point", [*POINTS, "before send", "after send"])
async def test_killed_at(telegram: World, point: str) -> None:
    rosa = telegram.scene.rosa
    rosa.write("/sume")
    rosa.write("/sume")

    with own_process(point, telegram.settings) as killed:
        await dies(telegram, killed)
    with own_process("never", telegram.settings):
        await until(telegram.simulator, lambda: "Van 2" in texts(rosa))
        with closing(open_database(telegram.settings.database)) as database:
            await until(telegram.simulator, lambda: states(database) == ["done", "done"])
            assert counted(database) == 2

    repeated = point in {"after send", "before finish"}
    assert texts(rosa) == ["Van 1", *(["Van 1"] if repeated else []), "Van 2"]


@pytest.mark.soak
@pytest.mark.parametrize(
    ("moment", "said"), [("before", ["uno", "uno", "dos"]), ("after", ["uno", "dos"])], ids=["before", "after"]
)
async def test_killed_when_the_second_message_of_an_answer_is_counted(
    telegram: World, moment: str, said: list[str]
) -> None:
    rosa = telegram.scene.rosa
    rosa.write("/dos")

    with own_process(f"{moment} count_sending", telegram.settings) as killed:
        await dies(telegram, killed)
    with own_process("never", telegram.settings), closing(open_database(telegram.settings.database)) as database:
        await until(telegram.simulator, lambda: states(database) == ["done"])
        assert counted(database) == 1

    assert texts(rosa) == said


async def test_killed_after_the_server_accepted_and_before_its_answer_is_read(telegram: World) -> None:
    rosa, simulator = telegram.scene.rosa, telegram.simulator
    simulator.fault("delay", method="sendMessage", effect=True, seconds=30)
    rosa.write("/sume")

    with own_process("never", telegram.settings) as killed:
        await until(simulator, lambda: texts(rosa) == ["Van 1"])
        killed.kill()
        await dies(telegram, killed)
    with own_process("never", telegram.settings):
        await until(simulator, lambda: texts(rosa) == ["Van 1", "Van 1"])
        with closing(open_database(telegram.settings.database)) as database:
            await until(simulator, lambda: states(database) == ["done"])
            assert counted(database) == 1


async def test_an_answer_that_may_have_left_twice_is_not_sent_a_third_time(telegram: World) -> None:
    rosa, simulator = telegram.scene.rosa, telegram.simulator
    rosa.write("/sume")

    for _ in range(2):
        with own_process("after send", telegram.settings) as killed:
            await dies(telegram, killed)
    with own_process("never", telegram.settings), closing(open_database(telegram.settings.database)) as database:
        await until(simulator, lambda: states(database) == ["set_aside"])
        assert counted(database) == 1
        await until(simulator, lambda: len(texts(rosa)) == 3)

    assert texts(rosa)[:2] == ["Van 1", "Van 1"]
    assert "no lo envíe otra vez" in texts(rosa)[2]


async def test_who_has_no_answer_after_two_deaths_is_told_that_it_may_be_missing(telegram: World) -> None:
    rosa, simulator = telegram.scene.rosa, telegram.simulator
    rosa.write("/sume")

    for _ in range(2):
        with own_process("before send", telegram.settings) as killed:
            await dies(telegram, killed)
    with own_process("never", telegram.settings), closing(open_database(telegram.settings.database)) as database:
        await until(simulator, lambda: len(texts(rosa)) == 1)
        assert states(database) == ["set_aside"]
        assert counted(database) == 1

    assert texts(rosa)[0].startswith("Puede que mi última respuesta no le haya llegado. Lo que envió quedó guardado")


async def test_an_update_that_kills_the_process_is_set_aside_and_nobody_with_it(telegram: World) -> None:
    rosa, simulator = telegram.scene.rosa, telegram.simulator
    people = [simulator.add_person(f"Persona {number}") for number in range(8)]
    for person in people[:4]:
        person.write("/sume")
    rosa.write("/mata")
    for person in people[4:]:
        person.write("/sume")

    deaths = 0
    while deaths < 3:
        with own_process("never", telegram.settings) as killed:
            await dies(telegram, killed)
        deaths += 1
    with own_process("never", telegram.settings):
        with closing(open_database(telegram.settings.database)) as database:
            await until(simulator, lambda: sorted(set(states(database))) == ["done", "set_aside"])
            assert states(database).count("set_aside") == 1
            assert counted(database) == 8
        await until(simulator, lambda: [text.split(".")[0] for text in texts(rosa)] == ["Algo falló de nuestro lado"])

    for person in people:
        assert len(texts(person)) in {1, 2}  # twice where the process died between sending and knowing
