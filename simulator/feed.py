"""What a person sees arriving: messages, edits, deletions and toasts, in order, to be read or waited for."""

import asyncio
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

MEMORY = 2_000
PATIENCE = 20.0  # real seconds that something is waited for: a busy machine is no fault of the bot


@dataclass(slots=True, frozen=True)
class Seen:
    """Something that came to a person's screen.

    kind: "message", "edited", "deleted" (`message` is what it was), "toast" or "alert" (`note` is its text).
    """

    number: int
    kind: str
    message: dict[str, Any]
    note: str = ""

    @property
    def id(self) -> int:
        """The message's identifier in its chat."""
        return int(self.message.get("message_id", 0))

    @property
    def text(self) -> str:
        """What can be read: the toast, the text or the caption."""
        return self.note or str(self.message.get("text", self.message.get("caption", "")))

    @property
    def buttons(self) -> list[list[str]]:
        """The labels of the inline keyboard, row by row."""
        rows = self.message.get("reply_markup", {}).get("inline_keyboard", [])
        return [[button["text"] for button in row] for row in rows]

    @property
    def labels(self) -> list[str]:
        """The labels of the inline keyboard, one after the other."""
        return [label for row in self.buttons for label in row]

    def as_json(self) -> dict[str, Any]:
        """For the control API."""
        return {"number": self.number, "kind": self.kind, "message": self.message, "note": self.note}


class Feed:
    """A person's bounded memory of what arrived, with a place up to which it was read."""

    def __init__(self) -> None:
        self.seen: deque[Seen] = deque(maxlen=MEMORY)
        self.count = 0
        self.read = 0
        self._waiting: set[asyncio.Future[None]] = set()

    def add(self, kind: str, message: dict[str, Any], note: str = "") -> None:
        """Something arrived."""
        self.count += 1
        self.seen.append(Seen(self.count, kind, message, note))
        for waiting in self._waiting:
            if not waiting.done():
                waiting.set_result(None)

    def after(self, number: int) -> list[Seen]:
        """What arrived after the entry with this number and is still kept."""
        missed = min(self.count - number, len(self.seen))
        return list(self.seen)[len(self.seen) - missed :] if missed > 0 else []

    async def next(self, wanted: Callable[[Seen], bool], within: float) -> Seen:
        """The next unread entry that is `wanted`; what is skipped counts as read.

        Raises TimeoutError after `within` real seconds; then nothing counts as read.
        """
        looked_at = self.read
        async with asyncio.timeout(within):
            while True:
                for seen in self.after(looked_at):
                    looked_at = seen.number
                    if wanted(seen):
                        self.read = seen.number
                        return seen
                await self._changed()

    async def until(self, condition: Callable[[], bool], within: float) -> None:
        """Wait until something holds that what arrives can bring about. Raises TimeoutError (real seconds)."""
        async with asyncio.timeout(within):
            while not condition():
                await self._changed()

    async def wait(self, number: int, within: float) -> list[Seen]:
        """What arrived after the entry with this number, waiting for it; nothing after `within` real seconds."""
        try:
            async with asyncio.timeout(within):
                while self.count <= number:
                    await self._changed()
        except TimeoutError:
            return []
        return self.after(number)

    async def _changed(self) -> None:
        waiting = asyncio.get_running_loop().create_future()
        self._waiting.add(waiting)
        try:
            await waiting
        finally:
            self._waiting.discard(waiting)
