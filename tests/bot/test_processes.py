"""Several processes on one server: order is kept, no turn is worked on twice, and who dies is replaced."""

import asyncio
import os
import signal
from concurrent.futures import Future
from contextlib import closing
from typing import Any

import pytest
from sqlalchemy import text
from telegram import Message
from telegram.ext import filters

from bot.alive import BEAT_SECONDS, BLIND_AFTER, DEAD_AFTER, Alive
from bot.process import assembled, until_told_to_stop, work
from handlers.route import command
from storage import Database, StorageUnavailable, open_database
from storage.queries import leases
from tests.support.dying import own_process
from tests.support.running import World, count_up, counted, rows, states, texts, until


@pytest.mark.postgresql
class TestSideBySide:
    """What only a server allows."""

    @pytest.fixture
    def database_kind(self) -> str:
        return "postgresql"

    async def test_two_processes_keep_the_order_of_every_chat_and_do_nothing_twice(self, telegram: World) -> None:
        people = [telegram.simulator.add_person(f"Persona {number}") for number in range(10)]
        settings = telegram.settings.model_copy()
        for _ in range(6):
            for person in people:
                person.write("/sume")

        # Both take in, which Telegram lets only one do: the other one's conflict is part of the trial.
        with own_process("never", settings, dead_after=60), own_process("never", settings, dead_after=60):
            await until(telegram.simulator, lambda: all(len(texts(person)) == 6 for person in people))
            with closing(open_database(settings.database)) as database:
                await until(telegram.simulator, lambda: states(database) == ["done"] * 60)
                assert counted(database) == 60

        numbers = [[int(said.removeprefix("Van ")) for said in texts(person)] for person in people]
        assert all(said == sorted(said) for said in numbers)
        assert sorted(number for said in numbers for number in said) == list(range(1, 61))

    async def test_a_process_that_dies_is_replaced_by_the_one_beside_it(self, telegram: World) -> None:
        rosa = telegram.scene.rosa
        telegram.simulator.fault("delay", method="sendMessage", effect=True, seconds=30)
        with own_process("never", telegram.settings) as first:
            rosa.write("/sume")
            await until(telegram.simulator, lambda: texts(rosa) == ["Van 1"])
            with own_process("never", telegram.settings):
                first.kill()

                await until(telegram.simulator, lambda: texts(rosa) == ["Van 1", "Van 1"])
                with closing(open_database(telegram.settings.database)) as database:
                    await until(telegram.simulator, lambda: states(database) == ["done"])
                    assert counted(database) == 1

    async def test_who_lost_the_lane_stores_and_sends_nothing(self, telegram: World) -> None:
        taken: list[str] = []

        class TakenOver(filters.MessageFilter):
            """Between the claim and the unit of work another process takes the lane."""

            def filter(self, message: Message) -> bool:
                if not taken:
                    taken.append("other")
                    with closing(open_database(telegram.settings.database)) as other:
                        other.write(lambda session: leases.beat(session, "other")).result()
                        change = text("UPDATE leases SET holder = 'other'")
                        other.write(lambda session: session.execute(change)).result()
                return message.text == "/lento"

        async with telegram.bot([command("lento", act=count_up, where=TakenOver(), changes=True)]) as parts:
            telegram.scene.rosa.write("/lento")
            await until(telegram.simulator, lambda: taken == ["other"])
            await until(telegram.simulator, lambda: parts.runner.idle)

            assert counted(parts.database) == 0
            assert [(turn.state, turn.attempts) for turn in rows(parts.database)] == [("waiting", 1)]
        assert texts(telegram.scene.rosa) == []


async def test_told_to_stop_the_turn_in_hand_is_finished_and_answered(telegram: World) -> None:
    rosa, simulator = telegram.scene.rosa, telegram.simulator
    simulator.fault("delay", method="sendMessage", seconds=0.5)

    with own_process("never", telegram.settings) as process:
        rosa.write("/sume")
        rosa.write("/sume")
        with closing(open_database(telegram.settings.database)) as database:
            await until(simulator, lambda: counted(database) == 1)

            os.kill(process.pid or 0, signal.SIGTERM)
            await until(simulator, lambda: not process.is_alive())

            assert process.exitcode == 0
            assert texts(rosa) == ["Van 1"]
            assert states(database)[:1] == ["done"]
            assert "answering" not in states(database)
            assert database.read(lambda s: s.execute(text("SELECT count(*) FROM leases")).scalar_one()).result() == 0


@pytest.mark.parametrize("name", [signal.SIGINT, signal.SIGTERM])
async def test_a_signal_ends_what_runs_in_order(name: signal.Signals) -> None:
    ended: list[str] = []

    async def running() -> None:
        try:
            os.kill(os.getpid(), name)
            await asyncio.Event().wait()
        finally:
            ended.append("in order")

    await until_told_to_stop(running())

    assert ended == ["in order"]


async def test_being_stopped_just_when_work_arrives_is_not_overheard(telegram: World) -> None:
    async with assembled(telegram.settings, "test") as parts:
        for yields in range(40):
            running = asyncio.create_task(parts.runner.run_for_ever())
            for _ in range(5 + yields % 7):
                await asyncio.sleep(0)
            parts.runner.wake()
            running.cancel()
            done, _ = await asyncio.wait({running}, timeout=10)
            assert done


async def test_what_takes_too_long_to_answer_is_left_to_the_next_process(
    telegram: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.runner.DRAIN_SECONDS", 0.05)
    rosa, simulator = telegram.scene.rosa, telegram.simulator
    fault = simulator.fault("too_many", method="sendMessage", retry_after=600, times=None)
    async with telegram.bot() as parts:
        rosa.write("/sume")
        await until(simulator, lambda: len(simulator.calls("sendMessage")) == 1)
    assert [task.get_name() for task in asyncio.all_tasks() if task.get_name().startswith(str(parts.bot.id))] == []

    simulator.world.faults.remove(fault.number)
    async with telegram.bot() as parts:
        await until(simulator, lambda: states(parts.database) == ["done"])

        assert (texts(rosa), counted(parts.database)) == (["Van 1"], 1)


class Clock:
    """Monotonic seconds that pass when they are told to."""

    def __init__(self) -> None:
        self.seconds = 1000.0

    def __call__(self) -> float:
        return self.seconds


class TestAlive:
    """Who is dead is judged by one's own clock, and only by who was awake to look."""

    @pytest.fixture
    def clock(self) -> Clock:
        return Clock()

    @pytest.fixture
    def pair(self, database: Database, clock: Clock) -> tuple[Alive, Alive]:
        return Alive(database, "one", clock), Alive(database, "two", clock)

    async def beats(self, clock: Clock, seconds: float, *living: Alive) -> None:
        for _ in range(round(seconds / BEAT_SECONDS)):
            clock.seconds += BEAT_SECONDS
            for process in living:
                await process.beat()

    async def test_who_beats_lives(self, clock: Clock, pair: tuple[Alive, Alive]) -> None:
        await self.beats(clock, DEAD_AFTER * 3, *pair)

        assert (pair[0].dead(), pair[1].dead()) == ([], [])

    async def test_who_stops_is_dead_after_a_while_and_then_forgotten(
        self, clock: Clock, pair: tuple[Alive, Alive], database: Database
    ) -> None:
        one, two = pair
        await self.beats(clock, 4, two, one)
        database.write(lambda session: leases.take(session, "courier", two.me, [])).result()

        await self.beats(clock, DEAD_AFTER, one)
        assert one.dead() == []
        await self.beats(clock, 2 * BEAT_SECONDS, one)
        assert one.dead() == [two.me]
        assert database.write(lambda session: leases.take(session, "courier", one.me, one.dead())).result()
        await self.beats(clock, 2 * BEAT_SECONDS, one)

        assert one.dead() == []
        assert set(database.write(lambda session: leases.beat(session, one.me)).result()) == {one.me}

    async def test_after_an_outage_nobody_is_taken_for_dead_who_could_not_beat(
        self, clock: Clock, pair: tuple[Alive, Alive]
    ) -> None:
        one, two = pair
        await self.beats(clock, 4, one, two)

        clock.seconds += DEAD_AFTER * 10
        assert one.dead() == []
        await one.beat()

        assert one.dead() == []
        await self.beats(clock, DEAD_AFTER * 2, one, two)
        assert one.dead() == []

    async def test_looking_away_for_less_than_that_is_no_outage(
        self, clock: Clock, pair: tuple[Alive, Alive], database: Database
    ) -> None:
        one, two = pair
        await self.beats(clock, 4, two, one)
        database.write(lambda session: leases.take(session, "courier", two.me, [])).result()
        for _ in range(4):
            clock.seconds += BLIND_AFTER - 1
            await one.beat()

        assert one.dead() == [two.me]

    async def test_leaving_while_the_database_is_away_is_survived(self, database: Database) -> None:
        class Away:
            engine, reading, shared = database.engine, database.reading, True
            read, close = database.read, database.close

            def write(self, _work: Any) -> Any:

                failed: Future[Any] = Future()
                failed.set_exception(StorageUnavailable())
                return failed

        await Alive(Away(), "one").leave()

    async def test_beating_goes_on_whatever_happens(self, database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("bot.alive.BEAT_SECONDS", 0)
        alive, beaten = Alive(database, "one"), asyncio.Event()
        troubles: list[Exception] = [StorageUnavailable(), LookupError()]
        beat = alive.beat

        async def troubled() -> None:
            if troubles:
                raise troubles.pop()
            await beat()
            beaten.set()

        monkeypatch.setattr(alive, "beat", troubled)
        beating = asyncio.create_task(alive.beat_for_ever())
        async with asyncio.timeout(10):
            await beaten.wait()
        beating.cancel()
        await asyncio.gather(beating, return_exceptions=True)

        assert troubles == []


async def test_a_bot_whose_database_goes_away_goes_on_when_it_is_back(
    telegram: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    rosa = telegram.scene.rosa
    async with assembled(telegram.settings, "test", telegram.simulator.clock.now) as parts:
        await parts.alive.beat()
        write, read = parts.database.write, parts.database.read
        away = True

        def unsteady(way: Any) -> Any:
            def call(task: Any) -> Any:
                if not away:
                    return way(task)
                raise StorageUnavailable

            return call

        monkeypatch.setattr(parts.database, "write", unsteady(write))
        monkeypatch.setattr(parts.database, "read", unsteady(read))
        running = asyncio.create_task(parts.runner.run_for_ever())
        await asyncio.sleep(0)
        away = False
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)

        working = asyncio.create_task(work(parts, polling=True, background=False))
        assert (await rosa.ask("/avance")).text.startswith("Plan de")
        away = True
        rosa.write("/avance")
        await until(telegram.simulator, lambda: len(telegram.simulator.calls("getUpdates")) > 4)
        away = False
        await until(telegram.simulator, lambda: len(texts(rosa)) == 2)
        working.cancel()
        await asyncio.gather(working, return_exceptions=True)
