"""A press of a button, and what the bot answers to it."""

import asyncio
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from simulator.feed import PATIENCE
from simulator.model import Json

ANSWERED_WITHIN = timedelta(seconds=150)


@dataclass(slots=True, eq=False)
class Press:
    """One callback query; Telegram keeps it for 150 seconds."""

    id: str
    bot_id: int
    chat_key: str
    user_id: int
    at: datetime
    answer: Json | None = None
    _answered: asyncio.Event = field(default_factory=asyncio.Event)

    def expired(self, now: datetime) -> bool:
        """Whether it is too old to be answered."""
        return now - self.at > ANSWERED_WITHIN

    def settle(self, answer: Json) -> None:
        """The bot answered: text, show_alert, url."""
        self.answer = answer
        self._answered.set()

    async def answered(self, within: float = PATIENCE) -> Json:
        """What the bot answered. Raises TimeoutError after `within` real seconds."""
        async with asyncio.timeout(within):
            await self._answered.wait()
        return self.answer or {}
