"""People who write to a bot: all at once, or each again as soon as the answer came."""

import asyncio
import time
from collections import defaultdict, deque
from collections.abc import Callable, Sequence
from typing import Any

from simulator import Simulator
from simulator.events import Event
from simulator.model import Bot, Chat
from simulator.person import Person

STALLED_SECONDS = 30.0  # so long without any answer, and the bot has lost something

Json = dict[str, Any]


class WrongAnswer(Exception):
    """A bot that is measured has to answer what it was asked."""


class Listener:
    """Hears each message that a bot writes in its private chats, as it is written."""

    def __init__(self, simulator: Simulator, bot: Bot, heard: Callable[[str, Json], None]) -> None:
        self._bot = bot
        self._heard = heard
        self._last = time.perf_counter()
        self.done = asyncio.Event()
        self._end = simulator.world.events.listen(self._hear)

    def _hear(self, event: Event) -> None:
        if event.kind == "message" and event.data["message"].get("from", {}).get("id") == self._bot.id:
            self._last = time.perf_counter()
            self._heard(event.data["chat"], event.data["message"])

    async def until_done(self) -> None:
        """Raises TimeoutError when nothing has been heard for too long."""
        try:
            while not self.done.is_set():
                try:
                    await asyncio.wait_for(self.done.wait(), STALLED_SECONDS)
                except TimeoutError:
                    if time.perf_counter() - self._last > STALLED_SECONDS:
                        raise TimeoutError(f"{self._bot.username} does not answer any more") from None
        finally:
            self._end()


async def burst(simulator: Simulator, bot: Bot, people: Sequence[Person], text: str, each: int) -> Json:
    """All write at once, `each` messages a person; all of it waits before the bot hears of any.

    Gives the seconds until everything was answered, and those that each message waited.
    """
    missing = len(people) * each
    waited: list[float] = []

    def heard(_chat: str, _message: Json) -> None:
        waited.append(time.perf_counter() - begun)
        if len(waited) == missing:
            listener.done.set()

    listener = Listener(simulator, bot, heard)
    for _ in range(each):
        for person in people:
            person.write(text, person.chat_with(bot))
    begun = time.perf_counter()  # nothing was awaited: the bot has heard nothing yet
    await listener.until_done()
    return {"seconds": waited[-1], "waited": waited}


class Conversation:
    """One person's steps, one after the other; each begins when the one before was answered."""

    def __init__(self, person: Person, chat: Chat, steps: Sequence[Json], rounds: int) -> None:
        self._person, self._chat = person, chat
        self._left = deque(list(steps) * rounds)
        self._begun = 0.0
        self._step: Json | None = None

    def go_on(self) -> bool:
        """Take the next step; False when there is none."""
        if not self._left:
            return False
        self._step = step = self._left.popleft()
        self._begun = time.perf_counter()
        if "press" in step:
            self._person.press(step["press"], chat=self._chat)
        else:
            self._person.write(step["write"], self._chat)
        return True

    def answered(self, message: Json) -> tuple[str, float]:
        """The step that was answered and how many seconds it took. Raises WrongAnswer."""
        step = self._step
        if step is None:
            raise WrongAnswer(f"an answer that nobody waits for: {message.get('text')}")
        if step["expect"] not in message.get("text", ""):
            raise WrongAnswer(f"not the answer to {step['name']}: {message.get('text')}")
        self._step = None
        return step["name"], time.perf_counter() - self._begun


async def conversation(
    simulator: Simulator, bot: Bot, people: Sequence[Person], steps: Sequence[Json], rounds: int
) -> Json:
    """Everybody goes through the steps `rounds` times. Gives the seconds of all, and of each step by its name."""
    chats = {person.chat_with(bot).key: person for person in people}
    talks = {key: Conversation(person, person.chat_with(bot), steps, rounds) for key, person in chats.items()}
    took: dict[str, list[float]] = defaultdict(list)
    wrong: list[WrongAnswer] = []
    talking = set(talks)
    loop = asyncio.get_running_loop()

    def heard(chat: str, message: Json) -> None:
        try:
            name, seconds = talks[chat].answered(message)
        except WrongAnswer as error:
            wrong.append(error)
            listener.done.set()
            return
        took[name].append(seconds)
        loop.call_soon(go_on, chat)  # a person answers once the message is on the screen

    def go_on(chat: str) -> None:
        if not talks[chat].go_on():
            talking.discard(chat)
        if not talking:
            listener.done.set()

    listener = Listener(simulator, bot, heard)
    begun = time.perf_counter()
    for chat in talks:
        go_on(chat)
    await listener.until_done()
    if wrong:
        raise wrong[0]
    return {"seconds": time.perf_counter() - begun, "steps": took}
