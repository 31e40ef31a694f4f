"""A lane: what one channel's copies have to themselves, so that a slow mail server holds up no message."""

import asyncio
from collections.abc import Awaitable
from typing import Protocol

from bot.courier.outcomes import Outcome
from bot.courier.pacing import Gate
from bot.courier.preparing import Prepared
from storage.models.notices import CopyChannel


class Carrier(Protocol):
    """Brings a copy to its recipient."""

    def carry(self, copy: Prepared) -> Awaitable[Outcome]:
        """Bring one, when its turn comes; whatever goes wrong is told, not raised."""

    async def is_reachable(self) -> bool:
        """Whether the other side answers, after trouble."""


class Lane:
    """A channel, its gate, its carrier, and the copies that are on their way."""

    def __init__(self, channel: CopyChannel, gate: Gate, carrier: Carrier, window: int) -> None:
        self.channel, self.gate, self.carrier = channel, gate, carrier
        self.on_their_way: set[asyncio.Task[None]] = set()
        self._window = window

    @property
    def room(self) -> int:
        """How many more copies may be on their way."""
        return self._window - len(self.on_their_way)

    def begin(self, task: asyncio.Task[None]) -> None:
        """A copy is on its way."""
        self.on_their_way.add(task)
        task.add_done_callback(self._ended)

    def _ended(self, task: asyncio.Task[None]) -> None:
        self.on_their_way.discard(task)
        self.gate.moved.set()
