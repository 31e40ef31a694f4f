"""Who writes very much waits while others are being served; so a flood fills no process.

Telegram itself takes one message a second in a chat. Nothing of a flood is lost, and nobody waits who writes like a
person: a few messages at once, then as fast as buttons are pressed. Where only those write who write very much, they
do not wait for each other.
"""

import asyncio
from collections import OrderedDict
from contextlib import AbstractAsyncContextManager, nullcontext
from random import uniform

IN_A_ROW = 4  # turns that a chat may take one after the other while others wait for room
BESIDE = 2  # chats with more waiting that are handled at the same time; what they are told leaves beside
AT_ONCE = 1.2  # seconds of turns that may begin without a pause
QUICK = 0.4  # seconds between turns that nobody is slowed down for
SLOW = 1.0  # seconds between the turns of those who are
FEW = 5  # others who asked within the last second: for so few nobody waits when they have been answered

Room = AbstractAsyncContextManager[None]


class Fairness:
    """When and beside how many others the turns of each chat that is in hand are handled."""

    def __init__(self) -> None:
        self._paces = Paces()
        self._too_fast: set[str] = set()  # of the chats in hand those that write faster than QUICK
        self._beside = asyncio.Semaphore(BESIDE)

    async def room(self, chat: str, worked: int, in_hand: int) -> Room:
        """Where a chat's next turn is handled, after a pause where it has to wait.

        `worked`: how many it had in a row, with this one; `in_hand`: how many chats are worked on.
        """
        now = asyncio.get_running_loop().time()
        ahead, early = self._paces.begin(chat, now)
        (self._too_fast.add if ahead else self._too_fast.discard)(chat)
        is_slowed = ahead and (in_hand > len(self._too_fast) or self._paces.others(chat, now))
        if is_slowed and early:
            await asyncio.sleep(unevenly(early))
        return self._beside if is_slowed or worked > 1 else nullcontext()

    def leave(self, chat: str) -> None:
        """A chat is in hand no more."""
        self._too_fast.discard(chat)


class Paces:
    """How fast each chat writes; of those that rest nothing is kept. Moments are seconds of any one clock."""

    def __init__(self) -> None:
        self._due: OrderedDict[str, float] = OrderedDict()  # when each would be at rest again
        self._calm: OrderedDict[str, float] = OrderedDict()  # whose last turn was not quick, and until when that counts

    def __len__(self) -> int:
        return len(self._due)

    def begin(self, chat: str, now: float) -> tuple[float, float]:
        """Note that a turn of a chat begins. Gives the seconds by which it is quicker than QUICK, and those to wait."""
        _forget(self._due, now)
        ahead = min(max(0.0, self._due.get(chat, now) - now), AT_ONCE + SLOW)  # who stops is soon at rest
        early = max(0.0, ahead - AT_ONCE)
        self._due[chat] = now + ahead + (SLOW if early else QUICK)
        self._due.move_to_end(chat)
        self._calm.pop(chat, None)
        if not ahead:
            self._calm[chat] = now + 1.0
        return ahead, early

    def others(self, chat: str, now: float) -> bool:
        """Whether more than a FEW other chats that are not too fast have begun a turn within a second."""
        _forget(self._calm, now)
        return len(self._calm) - (chat in self._calm) > FEW


def _forget(moments: OrderedDict[str, float], now: float) -> None:
    """Take out what is over, as far as it stands first."""
    while moments and next(iter(moments.values())) <= now:
        moments.popitem(last=False)


def unevenly(seconds: float) -> float:
    """About so long: chats that began together would come back together, and everybody else would wait for them all."""
    return seconds * uniform(0.5, 1.5)  # noqa: S311 - a pause, not a secret
