"""getUpdates: long polling, confirmation by offset, and only one at a time."""

import asyncio
import time
from dataclasses import dataclass, field
from typing import Any

from simulator.delivery.queue import Update, UpdateQueue
from simulator.errors import conflict

MAX_TIMEOUT = 50
MAX_LIMIT = 100

_OTHER_POLL = "terminated by other getUpdates request; make sure that only one bot instance is running"
_WEBHOOK_SET = "terminated by setWebhook request"


@dataclass(slots=True, eq=False)
class Poll:
    """A getUpdates that waits; `alive` tells whether its client is still connected."""

    alive: Any
    changed: asyncio.Event = field(default_factory=asyncio.Event)
    ended_by: str | None = None

    def end(self, reason: str) -> None:
        """Let it answer 409 with this reason."""
        self.ended_by = reason
        self.changed.set()


class Polling:
    """The polls of one bot. A second one ends the first, as long as the first one's client is still there."""

    def __init__(self, queue: UpdateQueue) -> None:
        self._queue = queue
        self._current: Poll | None = None

    @property
    def waiting(self) -> bool:
        """Whether a poll waits whose client is still there."""
        return self._current is not None and bool(self._current.alive())

    async def updates(self, offset: int, limit: int, seconds: float, alive: Any) -> list[Update]:
        """The updates from `offset` on, after at most `seconds` of real time. Raises ApiError 409.

        `alive()` tells whether the client still listens.
        """
        self._end_current(_OTHER_POLL)
        if offset:
            self._queue.confirm(offset)
        limit = limit if 1 <= limit <= MAX_LIMIT else MAX_LIMIT
        ready = self._queue.read(limit)
        if ready or seconds <= 0:
            return ready
        poll = self._current = Poll(alive)
        wake = lambda _update: poll.changed.set()  # noqa: E731  # the same object must be removed again
        self._queue.on_push.append(wake)
        try:
            return await self._wait(poll, limit, time.monotonic() + min(seconds, MAX_TIMEOUT))
        finally:
            self._queue.on_push.remove(wake)
            if self._current is poll:
                self._current = None

    async def _wait(self, poll: Poll, limit: int, deadline: float) -> list[Update]:
        while True:
            try:
                async with asyncio.timeout(max(0.0, deadline - time.monotonic())):
                    await poll.changed.wait()
            except TimeoutError:
                return []
            if poll.ended_by:
                raise conflict(poll.ended_by)
            poll.changed.clear()
            ready = self._queue.read(limit) if poll.alive() else []
            if ready or not poll.alive():
                return ready

    def end_for_webhook(self) -> None:
        """A webhook was set: the waiting poll answers 409."""
        self._end_current(_WEBHOOK_SET)

    def _end_current(self, reason: str) -> None:
        if self._current is not None:
            if self._current.alive():
                self._current.end(reason)
            self._current = None
