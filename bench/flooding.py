"""People who write far more than anybody reads, and others who go on asking meanwhile."""

import asyncio
import time
from collections.abc import Sequence
from contextlib import suppress

from bench.broadcasting import asking
from bench.figures import Json
from simulator.model import Bot, Chat
from simulator.person import Person

READING_SECONDS = 0.5
TEXTS = ("/avance", "El video del diálogo no tiene subtítulos")


async def flood(people: Sequence[Person], bot: Bot, a_second: float) -> None:
    """Write as fast as that together, turn by turn, until cancelled. What the bot answers nobody reads."""
    begun, written = time.perf_counter(), 0
    while True:
        due = int((time.perf_counter() - begun) * a_second)
        for number in range(written, due):
            person = people[number % len(people)]
            person.write(TEXTS[number // len(people) % len(TEXTS)], person.chat_with(bot))
            person.skip()
        written = max(written, due)
        await asyncio.sleep(0.01)


async def beside(
    people: Sequence[Person], flooding: Sequence[Person], bot: Bot, a_second: float, times: int, text: str
) -> Json:
    """Everybody asks so often; others flood meanwhile. Gives the seconds that each answer took."""
    storm = asyncio.create_task(flood(flooding, bot, a_second)) if a_second else None
    begun = time.perf_counter()
    try:
        chats = [(person, person.chat_with(bot)) for person in people]
        took = await asyncio.gather(
            *(_in_time(number / len(chats), *one, text, times) for number, one in enumerate(chats))
        )
    finally:
        if storm is not None:
            storm.cancel()
            with suppress(asyncio.CancelledError):
                await storm
    seconds = time.perf_counter() - begun
    return {"took": [one for several in took for one in several], "seconds": seconds}


async def _in_time(share: float, person: Person, chat: Chat, text: str, times: int) -> list[float]:
    """They do not all ask in the same moment."""
    await asyncio.sleep(share * READING_SECONDS)
    return await asking(person, chat, text, times, READING_SECONDS)
