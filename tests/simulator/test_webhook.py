"""Webhooks: secret, order, retries, errors."""

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from simulator import DemoScene, Simulator
from tests.simulator.bot_api import Api, check, update_type


@dataclass
class Receiver:
    """A bot's web server: keeps what it receives, answers what it was told to."""

    url: str = ""
    bodies: list[dict[str, Any]] = field(default_factory=list)
    secrets: list[str | None] = field(default_factory=list)
    answers: list[dict[str, Any]] = field(default_factory=list)
    gate: asyncio.Event = field(default_factory=asyncio.Event)
    inside: int = 0
    most_inside: int = 0

    async def receive(self, request: web.Request) -> web.Response:
        self.bodies.append(await request.json())
        self.secrets.append(request.headers.get("X-Telegram-Bot-Api-Secret-Token"))
        self.inside += 1
        self.most_inside = max(self.most_inside, self.inside)
        await self.gate.wait()
        self.inside -= 1
        return web.Response(**self.answers.pop(0) if self.answers else {})

    @property
    def texts(self) -> list[str]:
        return [body["message"]["text"] for body in self.bodies]


@pytest.fixture
async def receiver() -> AsyncIterator[Receiver]:
    receiver = Receiver()
    receiver.gate.set()
    application = web.Application()
    application.router.add_post("/hook", receiver.receive)
    async with TestServer(application) as server:
        receiver.url = str(server.make_url("/hook"))
        yield receiver


async def test_updates_are_posted_with_the_secret(
    api: Api, simulator: Simulator, scene: DemoScene, receiver: Receiver
) -> None:
    scene.rosa.write("antes")
    answer = await api("setWebhook", url=receiver.url, secret_token="un-secreto")
    scene.rosa.write("después")
    await simulator.wait_until(lambda: len(simulator.bot.queue) == 0)

    assert answer["description"] == "Webhook was set"
    assert receiver.texts == ["antes", "después"]
    assert receiver.secrets == ["un-secreto"] * 2
    for body in receiver.bodies:
        check(update_type(), body)
    info = await api.result("getWebhookInfo")
    assert (info["url"], info["pending_update_count"], info["max_connections"]) == (receiver.url, 0, 40)
    assert "last_error_message" not in info


async def test_what_is_not_taken_comes_again_in_order(
    api: Api, simulator: Simulator, scene: DemoScene, receiver: Receiver
) -> None:
    receiver.answers = [{"status": 500}, {"status": 503}, {"status": 204}]
    await api.result("setWebhook", url=receiver.url)
    scene.rosa.write("uno")
    scene.rosa.write("dos")
    await simulator.wait_until(lambda: len(simulator.bot.queue) == 0)

    assert receiver.texts == ["uno", "uno", "uno", "dos"]
    info = await api.result("getWebhookInfo")
    assert info["last_error_message"] == "Wrong response from the webhook: 503 Service Unavailable"
    assert info["last_error_date"] == simulator.clock.unix()
    statuses = [entry.status for entry in simulator.world.log.select(kind="delivery")]
    assert statuses == [500, 503, 204, 200]


async def test_chats_go_side_by_side_and_each_in_order(
    api: Api, simulator: Simulator, scene: DemoScene, receiver: Receiver
) -> None:
    receiver.gate.clear()
    await api.result("setWebhook", url=receiver.url)
    for text in ("uno", "dos"):
        scene.rosa.write(f"Rosa {text}")
        scene.camilo.write(f"Camilo {text}")
    await simulator.wait_until(lambda: receiver.inside == 2)
    held = list(receiver.texts)
    receiver.gate.set()
    await simulator.wait_until(lambda: len(simulator.bot.queue) == 0)

    assert sorted(held) == ["Camilo uno", "Rosa uno"]
    assert receiver.most_inside == 2
    assert [text for text in receiver.texts if text.startswith("Rosa")] == ["Rosa uno", "Rosa dos"]


async def test_a_press_does_not_wait_for_the_messages_of_the_chat(
    api: Api, simulator: Simulator, scene: DemoScene, receiver: Receiver
) -> None:
    scene.rosa.start()
    keyboard = {"inline_keyboard": [[{"text": "Sí", "callback_data": "y"}]]}
    await api.result("sendMessage", chat_id=scene.rosa.id, text="¿?", reply_markup=keyboard)
    await api.result("deleteWebhook", drop_pending_updates=True)
    receiver.gate.clear()
    await api.result("setWebhook", url=receiver.url)
    scene.rosa.write("uno")
    scene.rosa.press("Sí")
    scene.rosa.press("Sí")

    await simulator.wait_until(lambda: receiver.inside == 2)
    kinds = sorted(next(kind for kind in body if kind != "update_id") for body in receiver.bodies)
    receiver.gate.set()

    assert kinds == ["callback_query", "message"]


async def test_max_connections_is_kept(api: Api, simulator: Simulator, scene: DemoScene, receiver: Receiver) -> None:
    await api.result("setWebhook", url=receiver.url, max_connections=1)
    for person in (scene.rosa, scene.camilo, scene.official):
        person.write("hola")
    await simulator.wait_until(lambda: len(simulator.bot.queue) == 0)

    assert (len(receiver.bodies), receiver.most_inside) == (3, 1)


async def test_retry_after_is_waited_for(
    api: Api, simulator: Simulator, scene: DemoScene, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    pauses: list[float] = []

    async def pause(seconds: float) -> None:
        pauses.append(seconds)

    monkeypatch.setattr("simulator.delivery.webhook.pause", pause)
    receiver.answers = [{"status": 503, "headers": {"Retry-After": "7"}}, *[{"status": 500}] * 3]
    await api.result("setWebhook", url=receiver.url)
    scene.rosa.write("hola")
    await simulator.wait_until(lambda: len(simulator.bot.queue) == 0)

    assert pauses == [7, 0.02, 0.04, 0.08]


async def test_after_24_hours_an_update_is_given_up(
    api: Api, simulator: Simulator, scene: DemoScene, receiver: Receiver
) -> None:
    receiver.answers = [{"status": 500}] * 1000
    await api.result("setWebhook", url=receiver.url)
    scene.rosa.write("hola")
    await simulator.wait_until(lambda: len(receiver.bodies) > 1)
    await simulator.clock.move_by(timedelta(hours=24))
    await simulator.wait_until(lambda: len(simulator.bot.queue) == 0)

    assert set(receiver.texts) == {"hola"}


async def test_nobody_there_is_an_error_to_be_read(api: Api, simulator: Simulator, scene: DemoScene) -> None:
    await api.result("setWebhook", url="http://127.0.0.1:9/hook")
    scene.rosa.write("hola")
    await simulator.wait_until(lambda: len(simulator.world.log.select(kind="delivery")) > 0)

    info = await api.result("getWebhookInfo")
    assert (info["pending_update_count"], info["last_error_message"]) == (1, "Connection refused")


async def test_a_webhook_may_answer_with_a_method(
    api: Api, simulator: Simulator, scene: DemoScene, receiver: Receiver
) -> None:
    reply = {"method": "sendMessage", "chat_id": scene.rosa.id, "text": "Hola, Rosa"}
    receiver.answers = [{"text": json.dumps(reply), "content_type": "application/json"}]
    await api.result("setWebhook", url=receiver.url)
    scene.rosa.start()

    assert (await scene.rosa.next()).text == "Hola, Rosa"
    assert simulator.calls("sendMessage")[0].fault == "in the webhook's answer"


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"url": "http://example.org/hook"}, "bad webhook: An HTTPS URL must be provided for webhook"),
        ({"url": "ftp://example.org/hook"}, "bad webhook: An HTTPS URL must be provided for webhook"),
        ({"url": "https://example.org/hook", "secret_token": "ñ"}, "secret token contains unallowed characters"),
        ({"url": "https://example.org/hook", "secret_token": "x" * 257}, "secret token is too long"),
    ],
)
async def test_a_bad_webhook_is_refused(api: Api, values: dict[str, str], reason: str) -> None:
    assert await api.refusal("setWebhook", **values) == f"Bad Request: {reason}"


async def test_setting_and_deleting_twice_is_no_error(api: Api, receiver: Receiver) -> None:
    words = [(await api("setWebhook", url=receiver.url))["description"] for _ in range(2)]
    words += [(await api("deleteWebhook"))["description"] for _ in range(2)]

    assert words == ["Webhook was set", "Webhook is already set", "Webhook was deleted", "Webhook is already deleted"]
