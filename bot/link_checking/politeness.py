"""Manners towards the hosts: one request at a time, a pause after it, and what their robots.txt asks."""

import asyncio
import time
from collections import defaultdict
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass

from protego import Protego

PAUSE_SECONDS = 2.0
LONGEST_PAUSE = 20.0
"""However much a host asks for: its addresses wait for the next round instead."""
ROBOTS_KEPT = 24 * 3600.0
ROBOTS_BYTES = 512 * 1024
"""As much as RFC 9309 has one read."""

Clock = Callable[[], float]


class Turns:
    """Whose turn it is at each host."""

    def __init__(self, pause: float = PAUSE_SECONDS) -> None:
        self._pause = pause
        self._asked: dict[str, float] = {}
        self._locks: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._free_at: dict[str, float] = {}

    def ask_for(self, host: str, seconds: float | None) -> None:
        """What the host's robots.txt asks for between two requests."""
        self._asked[host] = min(max(seconds or 0.0, self._pause), LONGEST_PAUSE)

    @asynccontextmanager
    async def at(self, host: str) -> AsyncIterator[None]:
        """Nobody else asks this host meanwhile, nor right after."""
        async with self._locks[host]:
            await asyncio.sleep(self._free_at.get(host, 0.0) - time.monotonic())
            try:
                yield
            finally:
                self._free_at[host] = time.monotonic() + self._asked.get(host, self._pause)


@dataclass(frozen=True)
class Rules:
    """The robots.txt of an origin; None where it has none: everything is allowed."""

    robots: Protego | None
    until: float

    def allow(self, url: str, agent: str) -> bool:
        """Whether this agent may ask for an address."""
        return self.robots is None or self.robots.can_fetch(url, agent)

    def pause(self, agent: str) -> float | None:
        """The seconds between two requests, where it names some."""
        return self.robots.crawl_delay(agent) if self.robots is not None else None


class KnownRules:
    """What each origin's robots.txt said, for a day."""

    def __init__(self, clock: Clock = time.monotonic) -> None:
        self._clock = clock
        self._rules: dict[str, Rules] = {}

    def get(self, origin: str) -> Rules | None:
        """None where it is to be asked for."""
        rules = self._rules.get(origin)
        return rules if rules is not None and rules.until > self._clock() else None

    def keep(self, origin: str, text: str | None) -> Rules:
        """What it says now; None where there is none."""
        robots = Protego.parse(text) if text is not None else None
        self._rules[origin] = Rules(robots, self._clock() + ROBOTS_KEPT)
        return self._rules[origin]
