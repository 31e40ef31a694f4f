"""Taking updates in: nothing is confirmed to Telegram before it is stored, and nothing stops us from asking on."""

import asyncio
import json
import socket
import sqlite3
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager, closing
from io import BytesIO
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from structlog.testing import capture_logs

from bot.intake import Raw, TakeIn, arrivals_of, is_update, lane_of
from bot.polling import Poller
from bot.process import open_bot
from bot.webhook import LARGEST_UPDATE, SECRET_HEADER, Webhook
from storage import Database, open_database
from storage.queries import turns
from tests.support.running import START, World, rows, states, texts, until, world
from tests.support.unsteady import Unsteady

SECRET = "una-palabra-secreta"


@pytest.fixture
def database_kind() -> str:
    return "sqlite"


@pytest.fixture
async def unsteady(planned_url: str) -> AsyncIterator[Unsteady]:
    with closing(open_database(planned_url)) as database:
        yield Unsteady(database)


def storing(database: Database, bot_id: int) -> TakeIn:
    """Stores what arrives, and leaves it to others."""

    async def take_in(updates: Sequence[Raw]) -> None:
        arrivals = arrivals_of(bot_id, updates)
        await asyncio.wrap_future(database.write(lambda session: turns.take_in(session, arrivals, START)))

    return take_in


@asynccontextmanager
async def polling(telegram: World, database: Database) -> AsyncIterator[None]:
    """A poller at work, and nothing else."""
    async with open_bot(telegram.settings) as bot:
        await bot.initialize()
        task = asyncio.create_task(Poller(bot, storing(database, bot.id)).poll_for_ever())
        yield
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


def kept(database: Database) -> list[int]:
    return [turn.update_id for turn in rows(database)]


class TestPolling:
    async def test_telegram_keeps_what_could_not_be_stored(self, telegram: World, unsteady: Unsteady) -> None:
        simulator, queue = telegram.simulator, telegram.simulator.bot.queue
        unsteady.away = True
        telegram.scene.rosa.write("/avance")

        async with polling(telegram, unsteady):
            await until(simulator, lambda: len(simulator.calls("getUpdates")) >= 3)
            assert len(queue.pending()) == 1

            unsteady.away = False
            await until(simulator, lambda: kept(unsteady) == [queue.history()[-1].id])
            await until(simulator, lambda: not queue.pending())

    async def test_the_offset_that_confirms_comes_after_the_storing(self, telegram: World, unsteady: Unsteady) -> None:
        simulator = telegram.simulator
        telegram.scene.rosa.write("/avance")

        async with polling(telegram, unsteady):
            await until(simulator, lambda: not simulator.bot.queue.pending())

            assert len(kept(unsteady)) == 1
            first = simulator.calls("getUpdates")[0]
            assert "offset" not in first.parameters
            assert json.loads(first.parameters["allowed_updates"]) == [
                "message",
                "edited_message",
                "callback_query",
                "my_chat_member",
                "poll_answer",
            ]

    @pytest.mark.parametrize(
        "fault",
        [
            {"kind": "cut"},
            {"kind": "cut", "effect": True},
            {"kind": "error", "status": 502},
            {"kind": "error", "status": 500, "body": {"ok": False, "error_code": 500, "description": "Internal"}},
            {"kind": "error", "status": 200, "body": "this is not JSON"},
            {"kind": "error", "status": 200, "body": {"ok": True, "result": ["no update", {"update_id": "x"}]}},
            {"kind": "error", "status": 200, "body": {"ok": True, "result": {"not": "a list"}}},
            {"kind": "error", "status": 401, "body": {"ok": False, "error_code": 401, "description": "Unauthorized"}},
            {"kind": "error", "status": 409, "body": {"ok": False, "error_code": 409, "description": "Conflict: …"}},
        ],
        ids=["cut", "cut late", "502", "500", "text", "no updates", "no list", "401", "409"],
    )
    async def test_whatever_telegram_does_the_next_poll_is_made(
        self, telegram: World, unsteady: Unsteady, fault: dict[str, Any]
    ) -> None:
        simulator = telegram.simulator
        simulator.fault(**fault, method="getUpdates", times=3)
        telegram.scene.rosa.write("/avance")

        async with polling(telegram, unsteady):
            await until(simulator, lambda: len(kept(unsteady)) == 1)

    async def test_it_waits_as_long_as_telegram_asks(self, telegram: World, unsteady: Unsteady) -> None:
        simulator = telegram.simulator
        simulator.fault("too_many", method="getUpdates", retry_after=1)

        async with polling(telegram, unsteady):
            await until(simulator, lambda: len(simulator.calls("getUpdates")) == 1)
            telegram.scene.rosa.write("/avance")
            await until(simulator, lambda: len(kept(unsteady)) == 1)

        first, second, *_ = simulator.calls("getUpdates")
        assert second.monotonic - first.monotonic >= 1

    async def test_another_process_that_polls_is_survived(
        self, telegram: World, unsteady: Unsteady, capsys: pytest.CaptureFixture[str]
    ) -> None:
        simulator = telegram.simulator
        async with polling(telegram, unsteady), aiohttp.ClientSession() as other:
            await until(simulator, lambda: simulator.api.delivery(simulator.bot).polling.waiting)
            address = f"{simulator.url}/bot{telegram.settings.token}/getUpdates"
            async with other.post(address, json={"timeout": 0}) as response:
                assert response.status == 200

            telegram.scene.rosa.write("/avance")
            await until(simulator, lambda: len(kept(unsteady)) == 1)

        said = capsys.readouterr().out
        assert "polling.conflict" in said
        assert telegram.settings.token not in said

    async def test_after_a_quiet_time_smaller_numbers_are_taken_in(self, telegram: World, unsteady: Unsteady) -> None:
        simulator = telegram.simulator
        async with polling(telegram, unsteady):
            telegram.scene.rosa.write("/avance")
            await until(simulator, lambda: len(kept(unsteady)) == 1)
        simulator.fault("error", method="getUpdates", status=200, body={"ok": True, "result": []}, times=1)

        async with open_bot(telegram.settings) as bot:
            await bot.initialize()
            poller = Poller(bot, storing(unsteady, bot.id))
            simulator.world.faults.remove()
            telegram.scene.rosa.write("/avance")
            await poller.poll()
            simulator.fault("error", method="getUpdates", status=200, body={"ok": True, "result": []}, times=1)
            await poller.poll()
            simulator.bot.queue.push_raw({"update_id": 9})
            await poller.poll()

        assert 9 in kept(unsteady)

    async def test_a_telegram_that_is_away_at_the_start_is_waited_for(self, telegram: World) -> None:
        telegram.simulator.fault("error", method="getMe", status=502, times=3)
        telegram.simulator.fault("too_many", method="getMe", retry_after=1)
        telegram.simulator.fault("error", method="deleteWebhook", status=502, times=2)
        telegram.simulator.fault("error", method="setMyCommands", status=502, times=2)

        async with telegram.bot():
            assert (await telegram.scene.rosa.ask("/avance")).text.startswith("Plan de")
            await until(
                telegram.simulator,
                lambda: [call.status for call in telegram.simulator.calls("setMyCommands")].count(200) >= 6,
            )

    async def test_a_webhook_that_was_set_before_does_not_stop_us_from_asking(self, telegram: World) -> None:
        async with open_bot(telegram.settings) as bot:
            await bot.initialize()
            await bot.set_webhook("https://localhost/elsewhere")

        async with telegram.bot():
            assert (await telegram.scene.rosa.ask("/avance")).text.startswith("Plan de")


@pytest.fixture
async def receiver(unsteady: Unsteady) -> AsyncIterator[str]:
    """The address of a webhook."""
    app = web.Application(client_max_size=LARGEST_UPDATE)
    app.router.add_post("/hook", Webhook(SECRET, storing(unsteady, 7)).receive)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    yield f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    await runner.cleanup()


async def post(address: str, body: bytes, secret: str | None = SECRET) -> tuple[int, dict[str, str]]:
    headers = {SECRET_HEADER: secret} if secret is not None else {}
    async with aiohttp.ClientSession() as http, http.post(address, data=BytesIO(body), headers=headers) as response:
        return response.status, dict(response.headers)


class TestWebhook:
    async def test_what_is_stored_is_acknowledged(self, receiver: str, unsteady: Unsteady) -> None:
        assert (await post(receiver, b'{"update_id": 5}'))[0] == 200
        assert kept(unsteady) == [5]

    async def test_what_is_delivered_again_is_acknowledged_and_kept_once(
        self, receiver: str, unsteady: Unsteady
    ) -> None:
        for _ in range(3):
            assert (await post(receiver, b'{"update_id": 5}'))[0] == 200

        assert kept(unsteady) == [5]

    @pytest.mark.parametrize("secret", [None, "", "otra", SECRET + "x", SECRET[:-1], "ñandú"])
    async def test_who_does_not_know_the_secret_is_refused(
        self, receiver: str, unsteady: Unsteady, secret: str | None
    ) -> None:
        assert (await post(receiver, b'{"update_id": 5}', secret))[0] == 403
        assert kept(unsteady) == []

    async def test_who_knocks_again_and_again_does_not_fill_the_log(self, receiver: str) -> None:
        with capture_logs() as lines:
            for secret in ("otra", "otra", None, "otra"):
                assert (await post(receiver, b"{}", secret))[0] == 403
            assert (await post(receiver, b"{}"))[0] == 400

        refused = [line["reason"] for line in lines if line["event"] == "webhook.refused"]
        assert refused == ["wrong secret", "not an update"]

    async def test_a_secret_that_is_no_text_is_refused(self, receiver: str) -> None:
        host, port = receiver.removeprefix("http://").removesuffix("/hook").split(":")
        reader, writer = await asyncio.open_connection(host, int(port))
        header = SECRET_HEADER.encode()
        writer.write(b"POST /hook HTTP/1.1\r\nHost: x\r\n" + header + b": \xff\xfe\r\nContent-Length: 2\r\n\r\n{}")

        assert (await reader.readline()).split()[1] == b"403"
        writer.close()
        await writer.wait_closed()

    @pytest.mark.parametrize(
        "body",
        [
            b"",
            b"hola",
            b"\xff\xfe",
            b"[]",
            b"{}",
            b'{"update_id": "5"}',
            b'{"update_id": true}',
            b'{"update_id": 99999999999999999999999}',
            b"[" * 100_000,
            b'{"update_id": 5, "deep": ' + b"[" * 900 + b"]" * 900 + b"}",
        ],
        ids=["empty", "text", "bytes", "list", "nothing", "text id", "true", "huge id", "very deep", "deep"],
    )
    async def test_what_is_no_update_is_refused_or_kept_and_nothing_breaks(
        self, receiver: str, unsteady: Unsteady, body: bytes
    ) -> None:
        status, _ = await post(receiver, body)

        assert status == 400 or (status == 200 and kept(unsteady) == [5])
        assert (await post(receiver, b'{"update_id": 6}'))[0] == 200

    async def test_what_is_too_large_is_refused(self, receiver: str) -> None:
        assert (await post(receiver, b'{"update_id": 5, "x": "' + b"x" * LARGEST_UPDATE + b'"}'))[0] == 413

    async def test_half_a_surrogate_pair_is_kept(self, receiver: str, unsteady: Unsteady) -> None:
        assert (await post(receiver, b'{"update_id": 5, "text": "\\ud83d"}'))[0] == 200
        assert json.loads(rows(unsteady)[0].payload or "")["text"] == "\ud83d"

    async def test_while_the_database_is_away_telegram_is_asked_to_come_again(
        self, receiver: str, unsteady: Unsteady
    ) -> None:
        unsteady.away = True

        status, headers = await post(receiver, b'{"update_id": 5}')

        assert (status, headers["Retry-After"]) == (503, "5")

    async def test_a_bot_behind_a_webhook_answers_in_order(
        self, planned_url: str, tmp_path: Path, unused_port: int
    ) -> None:

        address = f"http://127.0.0.1:{unused_port}/telegram"
        async with world(
            planned_url, tmp_path, webhook_url=address, webhook_secret=SECRET, port=unused_port
        ) as telegram:
            rosa = telegram.scene.rosa
            async with telegram.bot() as parts:
                await until(telegram.simulator, lambda: len(telegram.simulator.calls("setWebhook")) == 1)
                for _ in range(10):
                    rosa.write("/sume")

                await until(telegram.simulator, lambda: len(texts(rosa)) == 10)
                assert texts(rosa) == [f"Van {number}" for number in range(1, 11)]
                await until(telegram.simulator, lambda: states(parts.database) == ["done"] * 10)

    async def test_while_the_file_is_locked_telegram_comes_again_and_nothing_is_lost(
        self, planned_url: str, tmp_path: Path, unused_port: int, monkeypatch: pytest.MonkeyPatch
    ) -> None:

        monkeypatch.setattr("storage.sqlite.BUSY_SECONDS", 0.02)
        address = f"http://127.0.0.1:{unused_port}/telegram"
        async with (
            world(planned_url, tmp_path, webhook_url=address, webhook_secret=SECRET, port=unused_port) as telegram,
            telegram.bot() as parts,
        ):
            await until(telegram.simulator, lambda: len(telegram.simulator.calls("setWebhook")) == 1)
            file = planned_url.removeprefix("sqlite:///")
            with closing(sqlite3.connect(file, isolation_level=None, check_same_thread=False)) as other:
                other.execute("BEGIN IMMEDIATE")
                telegram.scene.rosa.write("/sume")
                deliveries: Callable[[], list[Any]] = lambda: telegram.simulator.world.log.select(  # noqa: E731 - a handler in one line, beside what it is for
                    kind="delivery"
                )
                await until(telegram.simulator, lambda: any(entry.status == 503 for entry in deliveries()))
                other.execute("ROLLBACK")

            await until(telegram.simulator, lambda: texts(telegram.scene.rosa) == ["Van 1"])
            await until(telegram.simulator, lambda: states(parts.database) == ["done"])


@pytest.fixture
def unused_port() -> int:

    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


@pytest.mark.parametrize(
    ("update", "lane"),
    [
        ({"message": {"chat": {"id": 5}}}, "7:5"),
        ({"edited_message": {"chat": {"id": -100}}}, "7:-100"),
        ({"my_chat_member": {"chat": {"id": 5}}}, "7:5"),
        ({"callback_query": {"message": {"chat": {"id": -100}}, "from": {"id": 5}}}, "7:-100"),
        ({"callback_query": {"from": {"id": 5}}}, "7:5"),
        ({"poll_answer": {"user": {"id": 5}}}, "7:5"),
        ({"poll_answer": {}}, "7:u1"),
        ({"message": {"chat": {"id": "5"}}}, "7:u1"),
        ({"message": {"chat": {"id": 1 << 80}}}, "7:u1"),
        ({"message": None}, "7:u1"),
        ({"inline_query": {}}, "7:u1"),
    ],
)
def test_what_happens_in_one_chat_is_one_lane(update: dict[str, Any], lane: str) -> None:
    assert lane_of(7, {"update_id": 1, **update}) == lane


@pytest.mark.parametrize(
    ("thing", "expected"), [({"update_id": 1}, True), ({}, False), ({"update_id": None}, False), ("text", False)]
)
def test_an_update_has_a_number(thing: object, expected: bool) -> None:
    assert is_update(thing) is expected
