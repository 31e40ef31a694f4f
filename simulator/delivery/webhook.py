"""Webhooks: each update is posted until it is taken, in order within its lane, lanes side by side.

As Telegram does: a lane is a chat for messages and a person for button presses; the first retry comes at once, later
ones back off up to a minute or two; Retry-After is honoured up to an hour; an answer is waited for 60 seconds.
"""

import asyncio
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import aiohttp

from simulator.clock import Clock
from simulator.delivery.queue import Update, UpdateQueue
from simulator.log import Log

ANSWER_SECONDS = 60.0
MAX_BACK_OFF = 60.0
MAX_RETRY_AFTER = 3600

Reply = Callable[[dict[str, Any]], None]
pause = asyncio.sleep


@dataclass(slots=True)
class WebhookSettings:
    """What setWebhook was told."""

    url: str
    secret: str = ""
    max_connections: int = 40
    ip_address: str = ""


@dataclass(slots=True)
class _Failure:
    at: int = 0
    text: str = ""


@dataclass(slots=True)
class Webhook:
    """The delivery to one bot's webhook while it is set; `back_off` is the first pause between retries in seconds."""

    bot_id: int
    settings: WebhookSettings
    queue: UpdateQueue
    clock: Clock
    log: Log
    reply: Reply
    back_off: float = 1.0
    _failure: _Failure = field(default_factory=_Failure)
    _lanes: dict[str, deque[Update]] = field(default_factory=dict)
    _workers: set[asyncio.Task[None]] = field(default_factory=set)
    _session: aiohttp.ClientSession | None = None
    _slots: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(1))

    def start(self) -> None:
        """Deliver what waits and what comes."""
        self._slots = asyncio.Semaphore(self.settings.max_connections)
        self._session = aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(limit=self.settings.max_connections, force_close=False),
            timeout=aiohttp.ClientTimeout(total=ANSWER_SECONDS),
        )
        self.queue.on_push.append(self.offer)
        for update in self.queue.pending():
            self.offer(update)

    async def stop(self) -> None:
        """Stop delivering; what was not taken stays in the queue."""
        if self.offer in self.queue.on_push:
            self.queue.on_push.remove(self.offer)
        for worker in self._workers:
            worker.cancel()
        await asyncio.gather(*self._workers, return_exceptions=True)
        self._workers.clear()
        self._lanes.clear()
        if self._session:
            await self._session.close()

    def offer(self, update: Update) -> None:
        """Put an update in its lane."""
        lane = self._lanes.get(update.lane)
        if lane is not None:
            lane.append(update)
            return
        self._lanes[update.lane] = deque([update])
        worker = asyncio.create_task(self._serve(update.lane))
        self._workers.add(worker)
        worker.add_done_callback(self._workers.discard)

    def failure(self) -> dict[str, Any]:
        """The last error as getWebhookInfo gives it."""
        if not self._failure.at:
            return {}
        return {"last_error_date": self._failure.at, "last_error_message": self._failure.text}

    async def _serve(self, name: str) -> None:
        lane, session = self._lanes[name], self._session
        while lane and session is not None:
            await self._deliver(session, lane[0])
            self.queue.remove(lane.popleft())
        del self._lanes[name]

    async def _deliver(self, session: aiohttp.ClientSession, update: Update) -> None:
        """Post until it is taken or 24 hours old."""
        delay = self.back_off
        failed = 0
        while update.expires_at > self.clock.now():
            async with self._slots:
                error, retry_after = await self._post(session, update)
            if error is None:
                return
            self._failure = _Failure(self.clock.unix(), error)
            if retry_after:
                await pause(min(retry_after, MAX_RETRY_AFTER))
            elif failed:
                delay = min(delay * 2, MAX_BACK_OFF)
                await pause(delay)
            failed += 1

    async def _post(self, session: aiohttp.ClientSession, update: Update) -> tuple[str | None, int]:
        """One attempt: the error, if any, and the seconds that the bot asked to wait."""
        started, at = time.monotonic(), self.clock.now()
        status, error, retry_after = 0, None, 0
        try:
            status, error, retry_after = await self._exchange(session, update)
        except TimeoutError:
            error = "Read timeout expired"
        except aiohttp.ClientConnectorError:
            error = "Connection refused"
        except (aiohttp.ClientError, OSError):
            error = "Connection closed"
        body = update.body if isinstance(update.body, dict) else {"raw": update.body}
        self.log.write(
            kind="delivery",
            bot_id=self.bot_id,
            method="webhook",
            parameters=body,
            status=status,
            result=error,
            at=at,
            started=started,
        )
        return error, retry_after

    async def _exchange(self, session: aiohttp.ClientSession, update: Update) -> tuple[int, str | None, int]:
        headers = {"X-Telegram-Bot-Api-Secret-Token": self.settings.secret} if self.settings.secret else {}
        async with session.post(self.settings.url, json=update.body, headers=headers) as response:
            if 200 <= response.status <= 299:
                await self._read_reply(response)
                return response.status, None, 0
            await response.read()
            given = response.headers.get("Retry-After", "")
            error = f"Wrong response from the webhook: {response.status} {response.reason}"
            return response.status, error, int(given) if given.isdigit() else 0

    async def _read_reply(self, response: aiohttp.ClientResponse) -> None:
        """A method in the webhook's answer is called; its result is never known to the bot."""
        body = await response.read()
        if response.content_type == "application/json" and body:
            try:
                content = await response.json()
            except ValueError:
                return
            if isinstance(content, dict) and content.get("method"):
                self.reply(content)
