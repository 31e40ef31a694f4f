"""What the runner does when the database, Telegram or an earlier process has left it in trouble."""

import asyncio
import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import update
from telegram.error import InvalidToken

from bot.process import announce, assembled
from bot.transport import AiohttpRequest, NotSent
from handlers.route import command
from simulator import Person, Simulator
from storage import StorageUnavailable
from storage.models.turns import Turn, TurnState
from storage.queries import turns
from tests.support.running import World, count_up, counted, rows, settings_for, states, texts, until


@pytest.fixture
def database_kind() -> str:
    return "sqlite"


@pytest.fixture
def rosa(telegram: World) -> Person:
    return telegram.scene.rosa


@pytest.fixture
def simulator(telegram: World) -> Simulator:
    return telegram.simulator


@pytest.fixture
async def parts(telegram: World) -> AsyncIterator[Any]:
    async with telegram.bot() as parts:
        yield parts


def left_behind(parts: Any, **values: Any) -> None:
    """Let the turns look as a process left them that ended."""
    parts.database.write(lambda session: session.execute(update(Turn).values(**values))).result()


async def taken_in(telegram: World, rosa: Person, **values: Any) -> None:
    """One turn of Rosa's, left behind by a process."""
    async with assembled(telegram.settings, "test") as parts:
        payload = json.dumps({"update_id": 1, "message": rosa.write("/sume")})
        arrival = turns.Arrival(parts.bot.id, 1, f"{parts.bot.id}:{rosa.id}", payload)
        now = telegram.simulator.clock.now()
        parts.database.write(lambda session: turns.take_in(session, [arrival], now)).result()
        if values:
            left_behind(parts, **values)
    telegram.simulator.bot.queue.confirm(1 << 40)


async def test_what_ended_three_processes_is_set_aside_and_its_person_told(telegram: World, rosa: Person) -> None:
    await taken_in(telegram, rosa, attempts=3)

    async with telegram.bot() as parts:
        await until(telegram.simulator, lambda: states(parts.database) == ["set_aside"])
        await until(telegram.simulator, lambda: [text[:4] for text in texts(rosa)] == ["Algo"])

        assert counted(parts.database) == 0
        assert "the process ended" in (rows(parts.database)[0].error or "")


async def test_what_ended_two_processes_gets_another_chance(telegram: World, rosa: Person) -> None:
    await taken_in(telegram, rosa, attempts=2)

    async with telegram.bot() as parts:
        await until(telegram.simulator, lambda: states(parts.database) == ["done"])

        assert texts(rosa) == ["Van 1"]


async def test_a_stored_answer_that_this_version_cannot_read_blocks_nobody(telegram: World, rosa: Person) -> None:
    await taken_in(telegram, rosa, state=TurnState.ANSWERING.value, answer='{"from": "another version"}')

    async with telegram.bot() as parts:
        rosa.write("/sume")
        await until(telegram.simulator, lambda: states(parts.database) == ["set_aside", "done"])

        assert "ValidationError" in (rows(parts.database)[0].error or "")
        assert "Van 1" in texts(rosa)


async def test_a_database_that_is_away_while_a_turn_is_handled_costs_no_attempt(
    telegram: World, rosa: Person, simulator: Simulator
) -> None:
    away = [True] * 5

    def act(turn: Any) -> Any:
        if away:
            away.pop()
            raise StorageUnavailable
        return count_up(turn)

    async with telegram.bot([command("sume", act=act, changes=True)]) as parts:
        assert (await rosa.ask("/sume")).text == "Van 1"
        await until(simulator, lambda: states(parts.database) == ["done"])

        assert away == []


async def test_a_claim_that_fails_is_made_again(rosa: Person, parts: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    claim, troubles = turns.claim, [LookupError(), StorageUnavailable()]

    def unsteady(*arguments: Any, **options: Any) -> Any:
        if troubles:
            raise troubles.pop()
        return claim(*arguments, **options)

    monkeypatch.setattr(turns, "claim", unsteady)

    assert (await rosa.ask("/sume")).text == "Van 1"
    assert (troubles, counted(parts.database)) == ([], 1)


async def test_a_note_that_cannot_be_kept_is_kept_when_the_database_is_back(
    rosa: Person, simulator: Simulator, parts: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    finish, troubles = turns.finish, [StorageUnavailable(), StorageUnavailable()]

    def unsteady(*arguments: Any, **options: Any) -> Any:
        if troubles:
            raise troubles.pop()
        return finish(*arguments, **options)

    monkeypatch.setattr(turns, "finish", unsteady)
    rosa.write("/sume")

    await until(simulator, lambda: states(parts.database) == ["done"])
    assert texts(rosa) == ["Van 1"]


async def test_a_fault_while_an_answer_is_sent_blocks_nobody(
    rosa: Person, simulator: Simulator, parts: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    do_request = AiohttpRequest.do_request

    async def broken(self: AiohttpRequest, url: str, *arguments: Any, **options: Any) -> tuple[int, bytes]:
        status, body = await do_request(self, url, *arguments, **options)
        return status, b'{"ok": true, "result": {"of": "another shape"}}' if url.endswith("/sendMessage") else body

    monkeypatch.setattr(AiohttpRequest, "do_request", broken)
    rosa.write("/sume")
    await until(simulator, lambda: states(parts.database) == ["set_aside"])
    monkeypatch.undo()

    rosa.write("/sume")  # the apology for the first may come before or after it
    assert (await rosa.next(text="Van 2")).text == "Van 2"


async def test_an_answer_waits_while_telegram_cannot_be_reached(
    rosa: Person, parts: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    do_request, troubles = AiohttpRequest.do_request, [True] * 4

    async def away(self: AiohttpRequest, url: str, *arguments: Any, **options: Any) -> tuple[int, bytes]:
        if troubles and url.endswith("/sendMessage"):
            troubles.pop()
            raise NotSent("away")
        return await do_request(self, url, *arguments, **options)

    monkeypatch.setattr(AiohttpRequest, "do_request", away)

    assert (await rosa.ask("/sume")).text == "Van 1"
    assert (troubles, counted(parts.database)) == ([], 1)


async def test_a_telegram_that_only_asks_us_to_slow_down_is_there(
    rosa: Person, simulator: Simulator, parts: Any
) -> None:
    simulator.fault("cut", method="sendMessage")
    simulator.fault("too_many", method="getMe", retry_after=3600)

    assert (await rosa.ask("/sume")).text == "Van 1"
    assert counted(parts.database) == 1


async def test_an_unknown_outcome_is_not_repeated_hours_later(
    rosa: Person, simulator: Simulator, parts: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.sending.GIVE_UP_AFTER", 0.2)
    simulator.fault("cut", method="sendMessage", chat_id=rosa.id)
    simulator.fault("error", method="getMe", status=502, times=None)

    rosa.write("/sume")

    await until(simulator, lambda: states(parts.database) == ["set_aside"])
    simulator.world.faults.remove()
    assert len([call for call in simulator.calls("sendMessage") if call.fault]) == 1


async def test_a_release_tells_telegram_of_commands_and_webhook(
    planned_url: str, telegram: World, tmp_path: Path
) -> None:
    api = telegram.simulator.url
    address = {"webhook_url": "https://localhost/telegram", "webhook_secret": "una-palabra-secreta"}
    await announce(settings_for(planned_url, api, tmp_path, **address))

    [webhook] = telegram.simulator.calls("setWebhook")
    assert webhook.parameters["secret_token"] == "una-palabra-secreta"
    assert len(telegram.simulator.calls("setMyCommands")) >= 6


async def test_a_token_that_telegram_does_not_know_ends_it(planned_url: str, telegram: World, tmp_path: Path) -> None:
    settings = settings_for(planned_url, telegram.simulator.url, tmp_path, bot_token="1:nobody")

    with pytest.raises(InvalidToken):
        await announce(settings)


async def test_a_file_beside_which_no_lock_can_be_kept_is_an_outage(planned_url: str, telegram: World) -> None:
    lock = Path(f"{planned_url.removeprefix('sqlite:///')}.lock")
    await asyncio.to_thread(lock.mkdir)

    with pytest.raises(StorageUnavailable):
        async with assembled(telegram.settings, "test"):
            pass


async def test_what_was_claimed_when_it_is_told_to_stop_is_answered(telegram: World, rosa: Person) -> None:
    await taken_in(telegram, rosa)
    routes = [command("sume", act=count_up, changes=True)]
    async with assembled(telegram.settings, "test", telegram.simulator.clock.now, routes) as parts:
        await parts.alive.beat()
        running = asyncio.create_task(parts.runner.run_for_ever())
        while not running.done() and states(parts.database) == ["waiting"]:
            if rows(parts.database)[0].attempts == 1:
                break
            await asyncio.sleep(0)
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)

        assert states(parts.database) == ["done"]
        assert texts(rosa) == ["Van 1"]
