"""A broadcast as the people see it: when each got the message, and how long one who asks meanwhile waits."""

import asyncio
import time
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

from simulator import Simulator
from simulator.events import Event
from simulator.model import Bot, Chat
from simulator.person import Person

READING_SECONDS = 1.1  # longer than what Telegram lets pass between two messages of one chat
STALLED_SECONDS = 30.0

Json = dict[str, Any]


async def asking(
    person: Person, chat: Chat, text: str, times: int | None = None, reading: float = READING_SECONDS
) -> list[float]:
    """Ask again and again, each time after reading the answer; until cancelled where no number is given."""
    took: list[float] = []
    with suppress(asyncio.CancelledError):
        while times is None or len(took) < times:
            person.skip()
            begun = time.perf_counter()
            person.write(text, chat)
            await person.next(kinds=("message",), within=60)
            took.append(time.perf_counter() - begun)
            await asyncio.sleep(reading)
    return took


class Broadcast:
    """Waits until everybody has the message."""

    def __init__(self, simulator: Simulator, bot: Bot, people: Sequence[Person], citizen: Person) -> None:
        self._simulator, self._bot, self._citizen = simulator, bot, citizen
        self._waited = {person.chat_with(bot).key for person in people}
        self._times: list[float] = []
        self._twice = 0
        self._seen = asyncio.Event()

    async def watched(self, text: str) -> Json:
        """The seconds from the first message to the last, how many came twice, and what was refused."""
        refused = self._simulator.world.pace.refused.get(self._bot.id, 0)
        stop = self._simulator.world.events.listen(self._hear)
        chat = self._citizen.chat_with(self._bot)
        chat.started = True
        question = asyncio.create_task(asking(self._citizen, chat, text))
        try:
            while self._waited:
                self._seen.clear()
                async with asyncio.timeout(STALLED_SECONDS):
                    await self._seen.wait()
        finally:
            stop()
            question.cancel()
        return {
            "first_at": self._times[0],
            "last_at": self._times[-1],
            "twice": self._twice,
            "refused": self._simulator.world.pace.refused.get(self._bot.id, 0) - refused,
            "best_second": self._simulator.world.pace.bots[self._bot.id].second.best,
            "asked": await question,
        }

    def _hear(self, event: Event) -> None:
        if event.kind != "message" or event.data["message"].get("from", {}).get("id") != self._bot.id:
            return
        if event.data["chat"] in self._waited:
            self._waited.discard(event.data["chat"])
            self._times.append(time.monotonic())
            self._seen.set()
        elif event.data["chat"] != self._citizen.chat_with(self._bot).key:
            self._twice += 1
