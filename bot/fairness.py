"""Who writes very much waits while others are being served; so a flood fills no process.

Telegram itself takes one message a second in a chat. Nothing of a flood is lost, and nobody waits who writes like a
person: as fast as buttons are pressed, or an album at once. Where several write faster than that, or one goes on and
on, each of them takes its turns more slowly, as long as others ask too. Where only those write who write very much,
they do not wait for each other.
"""

import asyncio
from collections import OrderedDict
from contextlib import AbstractAsyncContextManager, nullcontext
from random import uniform
from typing import NamedTuple

IN_A_ROW = 4  # turns that a chat may take one after the other while others wait for room
BESIDE = 2  # chats with more waiting that are handled at the same time; what they are told leaves beside
QUICK = 0.4  # seconds between turns that nobody is slowed down for
SLOW = 3.0  # seconds between the turns of those who go on nevertheless
ALBUM = 4.0  # seconds of quick turns that may begin at once: an album has ten pictures
SEVERAL = 1.3  # the same where many are quick and many are not
FEW = 5  # chats that a process serves beside each other without anybody's noticing
LATELY = 2.0  # seconds for which a chat counts as quick, or as one of the others

Room = AbstractAsyncContextManager[None]


class Fairness:
    """When and beside how many others the turns of each chat that is in hand are handled."""

    def __init__(self) -> None:
        self._paces = Paces()
        self._calm: set[str] = set()  # of the chats in hand those that write no faster than QUICK
        self._beside = asyncio.Semaphore(BESIDE)

    async def room(self, chat: str, worked: int) -> Room:
        """Where a chat's next turn is handled, after a pause where it has to wait.

        `worked`: how many it had in a row, with this one.
        """
        if 1 < worked <= IN_A_ROW and not self._paces.is_slowed(chat):
            return self._beside  # what waited for us, as after a pause of ours, was not written too fast
        seconds = self.pause(chat, asyncio.get_running_loop().time())
        if seconds:
            await asyncio.sleep(unevenly(seconds))
        return self._beside if seconds or worked > 1 else nullcontext()

    def pause(self, chat: str, now: float) -> float:
        """Note that a turn of a chat begins. Gives the seconds that it has to wait."""
        pace = self._paces.begin(chat, now)
        (self._calm.discard if pace.ahead else self._calm.add)(chat)
        return pace.early if self._calm or self._paces.others(chat, now) else 0.0

    def leave(self, chat: str) -> None:
        """A chat is in hand no more."""
        self._calm.discard(chat)


class Pace(NamedTuple):
    """By how many seconds a turn is quicker than QUICK, and how many it is to wait if others ask."""

    ahead: float
    early: float


class Paces:
    """How fast each chat writes; of those that rest nothing is kept. Moments are seconds of any one clock."""

    def __init__(self) -> None:
        self._due: OrderedDict[str, float] = OrderedDict()  # when each would be at rest again
        self._early: dict[str, int] = {}  # of them, how many turns in a row were too early
        self._calm: OrderedDict[str, float] = OrderedDict()  # whose last turn was not quick, until that is long ago
        self._quick: OrderedDict[str, float] = OrderedDict()  # whose last turn was

    def __len__(self) -> int:
        return len(self._early.keys() | self._calm.keys() | self._quick.keys())

    def begin(self, chat: str, now: float) -> Pace:
        """Note that a turn of a chat begins, and tell how it stands to what is usual. At most SLOW seconds early."""
        self._forget(now)
        ahead = min(max(0.0, self._due.get(chat, now) - now), ALBUM + SLOW)  # who stops is soon at rest
        is_crowd = min(_besides(self._quick, chat), _besides(self._calm, chat)) > FEW
        at_once = SEVERAL if is_crowd else ALBUM
        early = min(max(0.0, ahead - at_once), SLOW)
        self._early[chat] = self._early.get(chat, 0) + 1 if early else 0
        _put(self._due, chat, now + ahead + (SLOW if self._early[chat] > 1 else QUICK))  # a double tap is no flood
        self._calm.pop(chat, None)
        self._quick.pop(chat, None)
        _put(self._quick if ahead else self._calm, chat, now + LATELY)
        return Pace(ahead, early)

    def is_slowed(self, chat: str) -> bool:
        """Whether the last turn of a chat that was noted was too early."""
        return self._early.get(chat, 0) > 0

    def others(self, chat: str, now: float) -> bool:
        """Whether more than a FEW other chats have lately begun a turn, and not too fast."""
        _forget(self._calm, now)
        return _besides(self._calm, chat) > FEW

    def _forget(self, now: float) -> None:
        for moments in (self._calm, self._quick):
            _forget(moments, now)
        for chat in _forget(self._due, now):
            del self._early[chat]


def _put(moments: OrderedDict[str, float], chat: str, moment: float) -> None:
    moments[chat] = moment
    moments.move_to_end(chat)  # so that what is over stands first


def _forget(moments: OrderedDict[str, float], now: float) -> list[str]:
    """Take out what is over, as far as it stands first; gives whose it was."""
    gone = []
    while moments and next(iter(moments.values())) <= now:
        gone.append(moments.popitem(last=False)[0])
    return gone


def _besides(moments: OrderedDict[str, float], chat: str) -> int:
    return len(moments) - (chat in moments)


def unevenly(seconds: float) -> float:
    """About so long: chats that began together would come back together, and everybody else would wait for them all."""
    return seconds * uniform(0.5, 1.5)  # noqa: S311 - a pause, not a secret
