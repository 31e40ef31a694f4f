"""What became of copies, stored together: a flush to the disk for each would cost as much as the sending."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial

import structlog

from bot.persistence import Persistently
from bot.trouble import describe
from storage import Session
from storage.queries import audience, chats, guests, outbox
from storage.queries.outbox import Ended

TOGETHER_SECONDS = 0.1  # what arrived in so long is stored in one commit, and may come twice after a crash

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Outcome:
    """What became of a copy, and what follows from it for its recipient."""

    ended: Ended
    blocked_chat: int | None = None
    moved_chat: tuple[int, int] | None = None  # the old id and the new one
    refused_address: tuple[str, str] | None = None  # the address and the reason


def _stored(outcomes: list[Outcome], now: datetime, session: Session) -> None:
    """The unit of work: the copies as they stand now, and who can't be reached any more."""
    outbox.settle(session, [outcome.ended for outcome in outcomes])
    for outcome in outcomes:
        if outcome.blocked_chat is not None:
            chats.mark_blocked(session, outcome.blocked_chat, now)
            audience.pause(session, outcome.blocked_chat, now)
        if outcome.moved_chat is not None:
            outbox.move_chat(session, *outcome.moved_chat)
        if outcome.refused_address is not None:
            guests.note_refusal(session, *outcome.refused_address, now)


@dataclass
class Outcomes:
    """Takes outcomes, and stores those of a moment together, however long the database takes."""

    keep: Persistently
    now: Callable[[], datetime]
    _waiting: list[Outcome] = field(default_factory=list)
    _storing: asyncio.Task[None] | None = None

    def add(self, outcome: Outcome) -> None:
        """Store this soon."""
        self._waiting.append(outcome)
        if self._storing is None or self._storing.done():
            self._storing = asyncio.create_task(self._store())

    async def stored(self) -> None:
        """Wait until everything is stored."""
        while self._storing is not None and not self._storing.done():
            await asyncio.shield(self._storing)

    @property
    def are_stored(self) -> bool:
        """Whether nothing waits to be stored."""
        return self._storing is None or self._storing.done()

    async def _store(self) -> None:
        await asyncio.sleep(TOGETHER_SECONDS)
        while self._waiting:
            together, self._waiting = self._waiting, []
            try:
                await self.keep(partial(_stored, together, self.now()))
            except Exception as error:  # they stay on their way, and are repeated by the next process
                log.error("courier.outcomes_failed", copies=len(together), **describe(error))
