"""How fast copies leave: evenly, with a pause for each chat; and standing still when Telegram asks for it."""

import asyncio
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field

CHAT_SECONDS = 1.0  # between two messages in a chat
GROUP_SECONDS = 3.0  # in a group or a channel, which take 20 a minute
SOON = 0.5  # whose turn comes later than that is not waited for with a message in the hand
FIRST_PAUSE, LONGEST_PAUSE = 0.5, 60.0
KNOWN_CHATS = 1000
FREE_RATE = 30.0  # messages a second that Telegram takes from a bot for nothing

Recipient = int | str


@dataclass
class _Chat:
    """When a chat may be written to again (monotonic), and who is waiting for that."""

    free_at: float = 0.0
    line: asyncio.Lock = field(default_factory=asyncio.Lock)


class Gate:
    """Lets messages through one by one, `rate` a second, evenly spaced. The clock is the monotonic one."""

    def __init__(self, rate: float, clock: Callable[[], float] = time.monotonic) -> None:
        self.waiting = 0  # messages that stand before the gate
        self.in_trouble = False  # the other side was away or erred, and has not been seen to be well since
        self.moved = asyncio.Event()  # set whenever one is through, or something else has changed
        self._clock = clock
        self._interval = 1 / rate
        self._line = asyncio.Lock()
        self._next = 0.0
        self._closed_until = 0.0
        self._is_winding_up = False
        self._pause = FIRST_PAUSE
        self._chats: dict[Recipient, _Chat] = {}

    @property
    def closed_for(self) -> float:
        """Seconds until anything is let through again; 0 where the gate is open."""
        return max(0.0, self._closed_until - self._clock())

    def close(self, seconds: float) -> None:
        """Let nothing through for so long, and send away who stands before the gate: 429 stops everybody."""
        self._closed_until = max(self._closed_until, self._clock() + seconds)
        self.moved.set()

    def wind_up(self) -> None:
        """Let through only what belongs to a message that has arrived, and send away who else stands here."""
        self._is_winding_up = True
        self.moved.set()

    def trouble(self) -> float:
        """The other side is away or errs: close for a while, longer each time. Gives for how long."""
        self.in_trouble = True
        if not self.closed_for:
            seconds, self._pause = self._pause, min(self._pause * 2, LONGEST_PAUSE)
            self.close(seconds)
        return self.closed_for

    def all_is_well(self) -> None:
        """Something arrived: the next trouble is a new one."""
        self.in_trouble = False
        self._pause = FIRST_PAUSE

    async def open(self) -> None:
        """Wait until something is let through again."""
        seconds = self.closed_for
        while seconds:
            await asyncio.sleep(seconds)
            seconds = self.closed_for

    async def turn(self, chat: Recipient | None, *, belongs: bool = False) -> bool:
        """Wait until one message may leave, to this chat if it is one. False where the gate has closed meanwhile.

        One that `belongs` to a message that has arrived goes through also while the gate is winding up.
        """
        self.waiting += 1
        try:
            if chat is None:
                return await self._one(belongs)
            known = self._chat(chat)
            async with known.line:
                await self._sleep(known.free_at, belongs)
                if not await self._one(belongs):
                    return False
                known.free_at = self._clock() + pause_of(chat)
                return True
        finally:
            self.waiting -= 1
            self.moved.set()

    def resting(self) -> list[str]:
        """The chats that can not be written to soon, as recipients are written."""
        soon = self._clock() + SOON
        return [str(chat) for chat, known in self._chats.items() if known.line.locked() or known.free_at > soon]

    async def change(self, seconds: float) -> None:
        """Wait until something has moved, at most so long."""
        with suppress(TimeoutError):  # not wait_for: in Python 3.11 it may swallow being cancelled
            async with asyncio.timeout(seconds):
                await self.moved.wait()
        self.moved.clear()

    def _is_shut(self, belongs: bool) -> bool:
        return bool(self.closed_for) or (self._is_winding_up and not belongs)

    async def _one(self, belongs: bool) -> bool:
        async with self._line:
            await self._sleep(self._next, belongs)
            if self._is_shut(belongs):
                return False
            # What was slept too long is made up for, one message's worth at most: the pace holds without bursts.
            self._next = max(self._next, self._clock() - self._interval) + self._interval
            return True

    async def _sleep(self, until: float, belongs: bool) -> None:
        """Sleep until a moment, in pieces where the gate closes meanwhile; not at all while it is closed."""
        seconds = until - self._clock()
        while seconds > 0 and not self._is_shut(belongs):
            await asyncio.sleep(min(seconds, SOON))
            seconds = until - self._clock()

    def _chat(self, chat: Recipient) -> _Chat:
        if len(self._chats) > KNOWN_CHATS:
            now = self._clock()
            self._chats = {
                other: known for other, known in self._chats.items() if known.line.locked() or known.free_at > now
            }
        return self._chats.setdefault(chat, _Chat())


def costs_stars(rate: float) -> bool:
    """Whether so many messages a second need Telegram's paid broadcast: up to 1,000 a second, 0.1 Stars for each
    message above the free 30. The bot's own balance pays.
    """
    return rate > FREE_RATE


def pause_of(chat: Recipient) -> float:
    """Seconds between two messages in a chat."""
    return CHAT_SECONDS if isinstance(chat, int) and chat > 0 else GROUP_SECONDS
