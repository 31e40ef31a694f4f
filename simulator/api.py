"""The Bot API over HTTP: /bot{token}/METHOD and /file/bot{token}/PATH."""

import asyncio
import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from aiohttp import web

from simulator.delivery.hub import Delivery
from simulator.errors import NOT_FOUND, UNAUTHORIZED, ApiError, too_many_requests
from simulator.faults import Fault
from simulator.methods import DELIVERY_METHODS, METHODS
from simulator.methods.call import Call, paced_chat_id
from simulator.model import Bot, Json
from simulator.pace import is_paced
from simulator.parameters import Parameters, read_parameters
from simulator.world import World

_HELD_CHECKS = 0.2
_encode = json.JSONEncoder(separators=(",", ":")).encode


@dataclass(slots=True)
class Outcome:
    """What a call comes to: its status and the body of the answer."""

    status: int
    body: Any


class BotApi:
    """Carries calls out, lets faults strike, writes the log."""

    def __init__(self, world: World, back_off: float) -> None:
        self.world = world
        self.deliveries: dict[str, Delivery] = {}
        self.stopping = asyncio.Event()
        self._back_off = back_off

    def delivery(self, bot: Bot) -> Delivery:
        """How this bot gets its updates."""
        delivery = self.deliveries.get(bot.token)
        if delivery is None:
            delivery = self.deliveries[bot.token] = Delivery(self.world, bot, self.perform, self._back_off)
        return delivery

    async def stop(self) -> None:
        """Let go of held calls and end the webhooks."""
        self.stopping.set()
        for delivery in self.deliveries.values():
            await delivery.stop()

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """One request to /bot{token}/METHOD."""
        started = time.monotonic()
        bot = self.world.bots.get(request.match_info["token"])
        if bot is None:
            return _answer(Outcome(401, UNAUTHORIZED.as_json()))
        name = request.match_info["method"].lower()
        try:
            parameters = await read_parameters(request)
        except ApiError as error:
            return _answer(Outcome(error.code, error.as_json()))
        call = Call(self.world, bot, parameters, _liveness(request))
        chat_id = parameters.values.get("chat_id")
        fault = self.world.faults.strike(bot.id, name, chat_id)
        if fault is not None:
            return await self._fail(request, call, name, fault, started)
        outcome = await self._carry_out(call, name)
        self._log(call, name, outcome, started)
        return _answer(outcome)

    async def perform(self, bot: Bot, content: Json) -> None:
        """A method in a webhook's answer."""
        started = time.monotonic()
        name = str(content["method"]).lower()
        values = {key: value for key, value in content.items() if key != "method"}
        if name.startswith("get") or name in {"setwebhook", "deletewebhook", "close", "logout"}:
            return
        call = Call(self.world, bot, Parameters(values), lambda: True)
        self._log(call, name, await self._carry_out(call, name), started, "in the webhook's answer")

    async def _carry_out(self, call: Call, name: str) -> Outcome:
        known = METHODS.get(name)
        try:
            if known is None:
                return await self._carry_out_delivery(call, name)
            if not is_paced(name):
                return Outcome(200, {"ok": True, "result": known[1](call)})
            chat_id = paced_chat_id(call)
            count = _messages_in(call, name)
            paid = not name.startswith("edit") and call.parameters.flag("allow_paid_broadcast")
            self.world.limits.check(call.bot.id, chat_id, count, paid=paid)
            result = known[1](call)
            now = time.monotonic()
            for _ in range(count):
                self.world.pace.count(call.bot.id, chat_id, now)
            return Outcome(200, {"ok": True, "result": result})
        except ApiError as error:
            if error.code == 429:
                self.world.pace.refused[call.bot.id] = self.world.pace.refused.get(call.bot.id, 0) + 1
            return Outcome(error.code, error.as_json())

    async def _carry_out_delivery(self, call: Call, name: str) -> Outcome:
        known = DELIVERY_METHODS.get(name)
        if known is None:
            raise NOT_FOUND
        result = await known[1](call, self.delivery(call.bot))
        if isinstance(result, tuple):
            return Outcome(200, {"ok": True, "result": result[0], "description": result[1]})
        return Outcome(200, {"ok": True, "result": result})

    def _log(self, call: Call, name: str, outcome: Outcome, started: float, fault: str | None = None) -> None:
        known = METHODS.get(name) or DELIVERY_METHODS.get(name)
        body = outcome.body
        result = body.get("result", body.get("description")) if isinstance(body, dict) else body
        self.world.log.write(
            kind="call",
            bot_id=call.bot.id,
            method=known[0] if known else name,
            parameters=call.parameters.for_log(),
            status=outcome.status,
            result=result,
            at=self.world.clock.now(),
            started=started,
            chat_id=_chat_id(call.parameters),
            fault=fault,
        )

    async def _fail(
        self, request: web.Request, call: Call, name: str, fault: Fault, started: float
    ) -> web.StreamResponse:
        """Let a fault strike: before the effect, or after it."""
        outcome: Outcome | None = None
        if fault.kind == "delay" and not fault.effect:
            await self._hold(call, fault.seconds)
        if fault.effect or fault.kind == "delay":
            outcome = await self._carry_out(call, name)
        answer = _fault_answer(fault) or outcome or Outcome(0, None)
        self._log(call, name, outcome or answer, started, fault.name)
        if (fault.kind == "delay" and fault.effect) or fault.kind == "timeout":
            await self._hold(call, fault.seconds)
        if fault.kind in {"timeout", "cut"}:
            if request.transport is not None:
                request.transport.abort()
            return web.Response(status=444)
        return _answer(answer)

    async def _hold(self, call: Call, seconds: float) -> None:
        """Wait, at most until the client goes away or the simulator ends."""
        until = time.monotonic() + seconds
        while call.alive() and (left := until - time.monotonic()) > 0:
            try:
                async with asyncio.timeout(min(left, _HELD_CHECKS)):
                    await self.stopping.wait()
                    return
            except TimeoutError:
                continue

    async def file(self, request: web.Request) -> web.StreamResponse:
        """The bytes of a file, by the path that getFile gave."""
        bot = self.world.bots.get(request.match_info["token"])
        if bot is None:
            return _answer(Outcome(401, UNAUTHORIZED.as_json()))
        path = request.match_info["path"]
        fault = self.world.faults.strike(bot.id, "file", None)
        if fault is not None:
            return await self._fail_file(request, bot, fault)
        stored = self.world.files.by_path(path)
        if stored is None:
            return _answer(Outcome(404, NOT_FOUND.as_json()))
        return web.Response(body=stored.content, content_type="application/octet-stream")

    async def _fail_file(self, request: web.Request, bot: Bot, fault: Fault) -> web.StreamResponse:
        call = Call(self.world, bot, Parameters({}), _liveness(request))
        if fault.kind in {"timeout", "delay"}:
            await self._hold(call, fault.seconds)
        if fault.kind in {"timeout", "cut"} and request.transport is not None:
            request.transport.abort()
        return _answer(_fault_answer(fault) or Outcome(502, _gateway_page(502)))


def _liveness(request: web.Request) -> Callable[[], bool]:
    transport = request.transport
    return lambda: transport is not None and not transport.is_closing()


def _messages_in(call: Call, name: str) -> int:
    if name != "sendmediagroup":
        return 1
    media = call.parameters.json("media")
    return len(media) if isinstance(media, list) else 1


def _chat_id(parameters: Parameters) -> int | str | None:
    given = parameters.values.get("chat_id")
    if isinstance(given, str) and given.lstrip("-").isdigit():
        return int(given)
    return given


def _fault_answer(fault: Fault) -> Outcome | None:
    """The answer that a fault gives in the place of the true one."""
    if fault.kind == "too_many":
        error = too_many_requests(fault.retry_after)
        return Outcome(429, error.as_json())
    if fault.kind == "error":
        return Outcome(fault.status, fault.body if fault.body is not None else _gateway_page(fault.status))
    return None


def _gateway_page(status: int) -> str:
    try:
        reason = HTTPStatus(status).phrase
    except ValueError:
        reason = "Error"
    return f"<html>\r\n<head><title>{status} {reason}</title></head>\r\n<body>{status} {reason}</body>\r\n</html>\r\n"


def _answer(outcome: Outcome) -> web.Response:
    if isinstance(outcome.body, str):
        return web.Response(status=outcome.status, text=outcome.body, content_type="text/html")
    body = _encode(outcome.body).encode()
    headers = {"Content-Type": "application/json"}
    if outcome.status == 429 and isinstance(outcome.body, dict):
        headers["Retry-After"] = str(outcome.body.get("parameters", {}).get("retry_after", 1))
    return web.Response(status=outcome.status, body=body, headers=headers)
