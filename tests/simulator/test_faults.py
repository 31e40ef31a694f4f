"""Faults by script, limits of pace, meters and the log."""

import asyncio
from typing import Any

import aiohttp
import pytest

from simulator import DemoScene, Simulator
from simulator.pace import Bucket, Meter
from tests.simulator.bot_api import Api


@pytest.fixture
def message(scene: DemoScene) -> dict[str, Any]:
    """Parameters of a message to Rosa."""
    scene.rosa.start()
    return {"chat_id": scene.rosa.id, "text": "x"}


@pytest.mark.parametrize("effect", [False, True])
async def test_a_429_says_how_long_to_wait(
    api: Api, simulator: Simulator, scene: DemoScene, message: dict[str, Any], effect: bool
) -> None:
    simulator.fault("too_many", method="sendMessage", retry_after=3, effect=effect)

    refused = await api("sendMessage", **message)
    await api.result("sendMessage", **message)

    assert refused["error_code"] == 429
    assert refused["description"] == "Too Many Requests: retry after 3"
    assert refused["parameters"] == {"retry_after": 3}
    assert len(scene.rosa.feed.seen) == 1 + effect


@pytest.mark.parametrize("effect", [False, True])
async def test_a_cut_connection_gives_no_answer(
    api: Api, simulator: Simulator, scene: DemoScene, message: dict[str, Any], effect: bool
) -> None:
    simulator.fault("cut", chat_id=scene.rosa.id, effect=effect)

    with pytest.raises(aiohttp.ClientError):
        await api("sendMessage", **message)

    assert len(scene.rosa.feed.seen) == effect
    (entry,) = simulator.calls("sendMessage")
    assert (entry.fault, entry.status) == (f"cut {'after' if effect else 'before'}", 200 if effect else 0)


@pytest.mark.parametrize("effect", [False, True])
async def test_a_time_out_leaves_the_client_waiting(
    api: Api, simulator: Simulator, scene: DemoScene, message: dict[str, Any], effect: bool
) -> None:
    simulator.fault("timeout", method="send*", effect=effect)

    waiting = asyncio.create_task(api("sendMessage", **message))
    await simulator.wait_until(lambda: len(simulator.calls("sendMessage")) == 1)
    waiting.cancel()
    await asyncio.wait([waiting])

    assert len(scene.rosa.feed.seen) == effect


@pytest.mark.parametrize("effect", [False, True])
async def test_a_delay_is_only_a_delay(
    api: Api, simulator: Simulator, scene: DemoScene, message: dict[str, Any], effect: bool
) -> None:
    simulator.fault("delay", seconds=0.01, effect=effect)

    await api.result("sendMessage", **message)

    assert len(scene.rosa.feed.seen) == 1
    assert simulator.calls("sendMessage")[0].fault is not None


async def test_servers_errors_have_a_page_or_json(api: Api, simulator: Simulator, message: dict[str, Any]) -> None:
    simulator.fault("error", status=502)
    simulator.fault("error", status=500, body={"ok": False, "error_code": 500, "description": "Internal Server Error"})

    async with api.session.post(f"{api.url}/bot{api.token}/sendMessage", json=message) as page:
        assert (page.status, page.content_type) == (502, "text/html")
    assert (await api("sendMessage", **message))["description"] == "Internal Server Error"


async def test_a_fault_strikes_the_calls_it_was_meant_for(
    api: Api, simulator: Simulator, scene: DemoScene, message: dict[str, Any]
) -> None:
    scene.camilo.start()
    error = {"ok": False, "error_code": 500, "description": "x"}
    rule = simulator.fault("error", method="SendMessage", chat_id=scene.rosa.id, skip=1, times=2, body=error)

    await api.result("sendMessage", chat_id=scene.camilo.id, text="x")
    outcomes = [(await api("sendMessage", **message))["ok"] for _ in range(4)]

    assert outcomes == [True, False, False, True]
    assert rule.spent
    with pytest.raises(ValueError, match="no such fault"):
        simulator.fault("explode")


async def test_a_fault_strikes_files_too(api: Api, simulator: Simulator, scene: DemoScene) -> None:
    file_id = scene.rosa.document(b"x")["document"]["file_id"]
    path = (await api.result("getFile", file_id=file_id))["file_path"]
    simulator.fault("error", method="file", status=503)

    statuses = []
    for _ in range(2):
        async with api.session.get(f"{api.url}/file/bot{api.token}/{path}") as response:
            statuses.append(response.status)

    assert statuses == [503, 200]


async def test_limits_answer_429_once_switched_on(
    api: Api, simulator: Simulator, scene: DemoScene, message: dict[str, Any]
) -> None:
    for _ in range(5):
        await api.result("sendMessage", **message)
    simulator.world.limits.change(enabled=True, chat_burst=2)
    scene.camilo.start()

    outcomes = [(await api("sendMessage", **message))["ok"] for _ in range(3)]
    refused = await api("sendMessage", **message)
    elsewhere = await api("sendMessage", chat_id=scene.camilo.id, text="x")
    actions = await api("sendChatAction", chat_id=scene.rosa.id, action="typing")

    assert outcomes == [True, True, False]
    assert refused["parameters"] == {"retry_after": 1}
    assert elsewhere["ok"]
    assert actions["ok"]
    assert simulator.world.pace.as_json()[str(simulator.bot.id)]["refused"] == 2


async def test_who_pays_for_the_broadcast_sends_above_the_limit_and_is_billed_for_what_is_above(
    api: Api, simulator: Simulator, message: dict[str, Any]
) -> None:
    limits = simulator.world.limits
    limits.change(enabled=True, per_second=1, chat_burst=9)

    paid = [(await api("sendMessage", allow_paid_broadcast=True, **message))["ok"] for _ in range(3)]
    unpaid = await api("sendMessage", **message)

    assert paid == [True, True, True]
    assert unpaid["error_code"] == 429
    assert limits.billed == {simulator.bot.id: 2}


def test_a_bucket_lets_a_burst_through_and_then_its_rate() -> None:
    bucket = Bucket(rate=2, burst=3)
    waits = []
    for _ in range(4):
        waits.append(bucket.wait(100.0))
        bucket.take(100.0)

    assert waits == pytest.approx([0, 0, 0, 0.5])
    assert bucket.wait(101.0) == 0


def test_a_meter_keeps_its_best_span() -> None:
    meter = Meter(1.0)
    for now in (0.0, 0.5, 0.9, 1.2, 1.4, 5.0):
        meter.count(now)

    assert meter.best == 4


async def test_pace_is_measured_by_bot_and_chat(api: Api, simulator: Simulator, message: dict[str, Any]) -> None:
    for _ in range(3):
        await api.result("sendMessage", **message)
    await api.refusal("sendMessage", chat_id=42, text="x")

    pace = simulator.world.pace.as_json()[str(simulator.bot.id)]

    assert (pace["total"], pace["best_second"], pace["best_minute"]) == (3, 3, 3)
    assert pace["chats"][str(message["chat_id"])]["total"] == 3


async def test_the_log_keeps_calls_results_and_both_times(
    api: Api, simulator: Simulator, message: dict[str, Any]
) -> None:
    await api.result("sendMessage", **message)
    await api.refusal("sendMessage", **message | {"text": ""})

    good, bad = simulator.calls("sendMessage", chat_id=message["chat_id"])

    assert (good.status, good.parameters, good.result["text"]) == (200, message, "x")
    assert (bad.status, bad.result) == (400, "Bad Request: message text is empty")
    assert good.at == simulator.clock.now()
    assert good.monotonic < bad.monotonic
    assert simulator.world.log.select(after=good.number) == [bad]
    assert simulator.world.log.select(method="send*", limit=1) == [bad]


async def test_the_log_is_bounded() -> None:
    simulator = Simulator(log_limit=2)
    bot = simulator.add_bot("1:x", "UnBot", "Un")
    for number in range(3):
        simulator.world.log.write(
            kind="call",
            bot_id=bot.id,
            method=f"get{number}",
            parameters={},
            status=200,
            result=True,
            at=simulator.clock.now(),
            started=0.0,
        )

    assert [entry.method for entry in simulator.calls()] == ["get1", "get2"]
    assert simulator.world.log.count == 3
