"""How fast a bot sends: meters of its best second and minute, and Telegram's own limits when they are switched on."""

import math
import time
from collections import deque
from dataclasses import dataclass, field
from typing import Any

from simulator.errors import too_many_requests

_SENDS = ("send", "edit", "copy", "forward")
_SETTINGS = ("enabled", "per_second", "paid_per_second", "chat_per_second", "chat_burst", "group_per_minute")


def is_paced(method: str) -> bool:
    """Whether the method, in small letters, puts or changes a message: what limits and meters count."""
    return method.startswith(_SENDS) and method != "sendchataction"


class Meter:
    """The most events in any span of `seconds`."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self.best = 0
        self._times: deque[float] = deque()

    def count(self, now: float) -> None:
        """An event at the monotonic time `now`."""
        times = self._times
        times.append(now)
        limit = now - self.seconds
        while times[0] <= limit:
            times.popleft()
        self.best = max(self.best, len(times))


@dataclass(slots=True)
class Pace:
    """Messages of one sender or to one chat: how many, and in the best second and minute."""

    total: int = 0
    second: Meter = field(default_factory=lambda: Meter(1.0))
    minute: Meter = field(default_factory=lambda: Meter(60.0))

    def count(self, now: float) -> None:
        """A message at the monotonic time `now`."""
        self.total += 1
        self.second.count(now)
        self.minute.count(now)

    def as_json(self) -> dict[str, int]:
        """The figures."""
        return {"total": self.total, "best_second": self.second.best, "best_minute": self.minute.best}


class PaceMeters:
    """Accepted messages by bot, and by bot and chat; refused ones by bot."""

    def __init__(self) -> None:
        self.bots: dict[int, Pace] = {}
        self.chats: dict[tuple[int, int], Pace] = {}
        self.refused: dict[int, int] = {}

    def count(self, bot_id: int, chat_id: int, now: float) -> None:
        """A message that was accepted at the monotonic time `now`."""
        if bot_id not in self.bots:
            self.bots[bot_id] = Pace()
        if (bot_id, chat_id) not in self.chats:
            self.chats[bot_id, chat_id] = Pace()
        self.bots[bot_id].count(now)
        self.chats[bot_id, chat_id].count(now)

    def as_json(self) -> dict[str, Any]:
        """The figures by bot, and by chat under its bot."""
        return {
            str(bot_id): {
                **pace.as_json(),
                "refused": self.refused.get(bot_id, 0),
                "chats": {str(c): p.as_json() for (b, c), p in self.chats.items() if b == bot_id},
            }
            for bot_id, pace in self.bots.items()
        }


class Bucket:
    """`rate` a second on average, `burst` at once."""

    __slots__ = ("burst", "full_at", "interval")

    def __init__(self, rate: float, burst: float) -> None:
        self.interval = 1 / rate
        self.burst = burst
        self.full_at = 0.0

    def wait(self, now: float) -> float:
        """Seconds until the next one fits; 0 when it fits now. Takes nothing."""
        return max(0.0, self.full_at - now - (self.burst - 1) * self.interval)

    def take(self, now: float) -> None:
        """Take one."""
        self.full_at = max(self.full_at, now) + self.interval


@dataclass(slots=True)
class Limits:
    """Telegram's limits: 30 messages a second, one a second in a chat with short bursts, 20 a minute in a group.

    Who pays for the broadcast sends up to 1,000 a second; what is above the 30 is counted as billed.

    Refused calls are answered 429 with retry_after in whole seconds; they take nothing from the buckets.
    """

    enabled: bool = False
    per_second: float = 30.0
    paid_per_second: float = 1000.0
    chat_per_second: float = 1.0
    chat_burst: int = 3
    group_per_minute: float = 20.0
    billed: dict[int, int] = field(default_factory=dict)  # by bot
    _bots: dict[int, Bucket] = field(default_factory=dict)
    _paid: dict[int, Bucket] = field(default_factory=dict)
    _chats: dict[tuple[int, int], Bucket] = field(default_factory=dict)
    _groups: dict[tuple[int, int], Bucket] = field(default_factory=dict)

    def check(self, bot_id: int, chat_id: int, count: int = 1, *, paid: bool = False) -> None:
        """Let `count` messages through, the ones that are `paid` for faster, or raise ApiError 429."""
        if not self.enabled:
            return
        now = time.monotonic()
        key = (bot_id, chat_id)
        free = self._bots.setdefault(bot_id, Bucket(self.per_second, self.per_second))
        is_billed = paid and free.wait(now) > 0
        buckets = [self._paid.setdefault(bot_id, Bucket(self.paid_per_second, self.paid_per_second))]
        if not is_billed:
            buckets.append(free)
        buckets.append(self._chats.setdefault(key, Bucket(self.chat_per_second, self.chat_burst)))
        if chat_id < 0:
            buckets.append(self._groups.setdefault(key, Bucket(self.group_per_minute / 60, self.group_per_minute)))
        wait = max(bucket.wait(now) for bucket in buckets)
        if wait > 0:
            raise too_many_requests(max(1, math.ceil(wait)))
        if is_billed:
            self.billed[bot_id] = self.billed.get(bot_id, 0) + count
        for _ in range(count):
            for bucket in buckets:
                bucket.take(now)

    def change(self, **values: Any) -> None:
        """Change the settings by name and start counting anew."""
        for name, value in values.items():
            if name not in _SETTINGS:
                raise ValueError(f"no such limit: {name}")
            setattr(self, name, value)
        for buckets in (self._bots, self._paid, self._chats, self._groups):
            buckets.clear()

    def as_json(self) -> dict[str, Any]:
        """The settings."""
        return {name: getattr(self, name) for name in _SETTINGS}
