"""The date of the simulated world: it runs on, stands, and can be moved forward."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta

MoveHook = Callable[[datetime, datetime], Awaitable[None]]


class Clock:
    """An aware UTC date of its own, independent of the computer's.

    `on_move(before, after)` is awaited whenever the date is moved; it may call `set` for the instants on the way,
    so that what happens then bears its own date. When it returns the clock stands at `after`.
    """

    def __init__(self, start: datetime | None = None, *, running: bool = True, on_move: MoveHook | None = None) -> None:
        self.on_move = on_move
        self.on_change: list[Callable[[], None]] = []
        self._running = running
        self._base = _utc(start) if start else datetime.now(UTC)
        self._since = time.monotonic()
        self._moving = asyncio.Lock()

    @property
    def running(self) -> bool:
        """Whether the date goes on with real time."""
        return self._running

    def now(self) -> datetime:
        """The date, aware, in UTC."""
        if not self._running:
            return self._base
        return self._base + timedelta(seconds=time.monotonic() - self._since)

    def unix(self) -> int:
        """The date as the Bot API writes it: whole seconds since 1970."""
        return int(self.now().timestamp())

    def run(self, running: bool) -> None:
        """Let the date go on with real time, or stand still."""
        self._base, self._since = self.now(), time.monotonic()
        self._running = running
        self._changed()

    def set(self, instant: datetime) -> None:
        """Put the date forward without awaiting the hook. Raises ValueError for a naive or an earlier date."""
        instant = _utc(instant)
        if instant < self.now():
            raise ValueError(f"the date only moves forward: {instant.isoformat()} is before {self.now().isoformat()}")
        self._base, self._since = instant, time.monotonic()
        self._changed()

    def reach(self, instant: datetime) -> None:
        """Put the date forward to an aware instant, unless it is past it already."""
        instant = _utc(instant)
        if self.now() < instant:
            self._base, self._since = instant, time.monotonic()
            self._changed()

    async def move_to(self, instant: datetime) -> datetime:
        """Move the date, await the hook, return the date. Raises ValueError for a naive or an earlier date."""
        instant = _utc(instant)
        async with self._moving:
            before = self.now()
            if instant < before:
                raise ValueError(f"the date only moves forward: {instant.isoformat()} is before {before.isoformat()}")
            if self.on_move:
                await self.on_move(before, instant)
            self.reach(instant)
            return self.now()

    async def move_by(self, step: timedelta) -> datetime:
        """Move the date by `step`, await the hook, return the date."""
        return await self.move_to(self.now() + step)

    def _changed(self) -> None:
        for told in self.on_change:
            told()


def _utc(instant: datetime) -> datetime:
    if instant.tzinfo is None:
        raise ValueError("a date without a zone: write it with its offset, as in 2021-07-01T09:00:00-05:00")
    return instant.astimezone(UTC)
