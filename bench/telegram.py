"""The simulated Telegram and its people, as a process of its own: `python -m bench.telegram`.

One JSON object a line says on standard input what the people do; one a line tells on standard output what came of it.
The people live in the simulator's process, so that bringing them their messages costs the bots' core nothing.
"""

import asyncio
import gc
import json
import sys
import time
from collections.abc import Callable
from contextlib import AsyncExitStack
from typing import Any

from bench.broadcasting import Broadcast, asking
from bench.crowd import WrongAnswer, burst, conversation
from bench.flooding import beside
from simulator import Simulator
from simulator.model import Bot
from simulator.person import Person
from tests.support.serving import dealing

Asked = dict[str, Any]
LOG_LIMIT = 2_000


class Telegram:
    """Does what the lines ask for."""

    def __init__(self, simulator: Simulator, stack: AsyncExitStack) -> None:
        self._simulator = simulator
        self._stack = stack
        self._people: list[Person] = []

    async def do(self, asked: Asked) -> Any:
        """One command by its name."""
        commands: dict[str, Callable[[Asked], Any]] = {
            "bot": self._add_bot,
            "waiting": self._waiting,
            "send": self._send,
            "polled": self._polled,
            "burst": self._burst,
            "talk": self._talk,
            "audience": self._audience,
            "ask": self._ask,
            "broadcast": self._broadcast,
            "beside": self._beside,
            "deal": self._deal,
        }
        return await commands[asked["do"]](asked)

    async def _add_bot(self, asked: Asked) -> None:
        self._simulator.add_bot(asked["token"], asked["username"], asked["username"])

    async def _waiting(self, asked: Asked) -> bool:
        """Whether the bot waits for updates."""
        return self._simulator.api.delivery(self._bot(asked)).polling.waiting

    async def _send(self, asked: Asked) -> Asked | None:
        """One person writes; the answer's text and keyboard as the bot sent them, unless `wait` is false."""
        bot, (person,) = self._bot(asked), self._people_of(1)
        person.skip()
        waiting = asyncio.create_task(person.next(kinds=("message",), within=60)) if asked.get("wait", True) else None
        person.write(asked["text"], person.chat_with(bot))
        if waiting is None:
            return None
        await waiting
        call = self._simulator.calls("sendMessage")[-1]
        return {"text": call.parameters["text"], "reply_markup": json.loads(call.parameters["reply_markup"])}

    async def _polled(self, asked: Asked) -> float | None:
        """When the bot first asked for updates that were there, on the machine's monotonic clock."""
        calls = self._simulator.world.log.select(method="getUpdates", bot_id=self._bot(asked).id)
        return next((call.monotonic for call in calls if call.result), None)

    async def _burst(self, asked: Asked) -> Asked:
        people = self._people_of(asked["chats"])
        return await self._measured(burst(self._simulator, self._bot(asked), people, asked["text"], asked["each"]))

    async def _talk(self, asked: Asked) -> Asked:
        people = self._people_of(asked["chats"], new=asked.get("new", False))
        steps = asked["steps"]
        return await self._measured(conversation(self._simulator, self._bot(asked), people, steps, asked["rounds"]))

    async def _audience(self, asked: Asked) -> list[int]:
        """So many people who opened the chat with the bot long ago. Gives their ids; Telegram's limits as asked."""
        people = self._people_of(asked["people"])
        for person in people:
            person.chat_with(self._bot(asked)).started = True
        self._simulator.world.limits.change(enabled=asked.get("limits", True))
        return [person.id for person in people]

    async def _ask(self, asked: Asked) -> list[float]:
        """One more person asks so often, and reads each answer for a while. Gives the seconds of each answer."""
        citizen = self._simulator.add_person("Quien pregunta")
        return await asking(citizen, citizen.chat_with(self._bot(asked)), asked["text"], asked["times"])

    async def _broadcast(self, asked: Asked) -> Asked:
        """Watch a broadcast to the audience, while one more person asks."""
        people = self._people_of(asked["people"])
        watched = Broadcast(self._simulator, self._bot(asked), people, self._simulator.add_person("Quien pregunta"))
        return await watched.watched(asked["text"])

    async def _beside(self, asked: Asked) -> Asked:
        """People ask while others flood."""
        everybody = self._people_of(asked["people"] + asked["flooding"])
        people, flooding = everybody[: asked["people"]], everybody[asked["people"] :]
        bot = self._bot(asked)
        _settle()
        return await beside(people, flooding, bot, asked["a_second"], asked["times"], asked["text"])

    async def _deal(self, asked: Asked) -> str:
        """The address of a server that hands each post to the next of these ports, until the end."""
        address, _ = await self._stack.enter_async_context(dealing(asked["ports"]))
        return address

    async def _measured(self, work: Any) -> Asked:
        """With the simulator's own use of the processor, to see whether it is what limits."""
        _settle()
        used = time.process_time()
        result: Asked = await work
        return {**result, "simulator_seconds": time.process_time() - used}

    def _people_of(self, count: int, *, new: bool = False) -> list[Person]:
        """So many people, the same each time unless `new` ones are asked for."""
        if new:
            return [self._simulator.add_person(f"Persona {number}") for number in range(count)]
        while len(self._people) < count:
            self._people.append(self._simulator.add_person(f"Persona {len(self._people)}"))
        return self._people[:count]

    def _bot(self, asked: Asked) -> Bot:
        return self._simulator.world.bots[asked["token"]]


def _settle() -> None:
    """A search for garbage through all that is there by now must not fall into what is measured."""
    gc.collect()
    gc.freeze()


async def serve() -> None:
    """Do what the lines say until there are no more."""
    loop = asyncio.get_running_loop()
    lines = asyncio.StreamReader(limit=1 << 20)
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(lines), sys.stdin)
    async with Simulator(log_limit=LOG_LIMIT) as simulator, AsyncExitStack() as stack:
        telegram = Telegram(simulator, stack)
        _say({"url": simulator.url})
        while line := await lines.readline():
            try:
                _say({"result": await telegram.do(json.loads(line))})
            except (TimeoutError, WrongAnswer) as error:
                _say({"error": f"{type(error).__name__}: {error}"})


def _say(what: Asked) -> None:
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    asyncio.run(serve())
