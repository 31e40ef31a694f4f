"""Many people who write observations at once, and what must be so of what they wrote."""

import asyncio
import random
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from simulator import Person
from storage import Database
from tests.support.observing import CARD, NAMED, NUMBER, cases, said
from tests.support.running import World

SECONDS = 240  # in all; a machine that does other things as well needs half of it
MOST = 18  # texts of one person: fewer than anybody may send in a day


def texts_of(person: Person, count: int) -> list[str]:
    return [f"Relato {number} de {person.name}: falta la baranda del puente" for number in range(count)]


async def sends(person: Person, text: str) -> None:
    """/observar, the text, «Enviar con mi nombre» on the card that shows it, and wait for one number more."""
    person.write("/observar")
    person.write(text)
    await person.feed.next(lambda seen: seen.text.startswith(CARD) and text in seen.text, SECONDS)
    known = told(person)  # one of them may come once more
    person.press(NAMED)
    await person.feed.next(lambda seen: bool(set(NUMBER.findall(seen.text)) - known), SECONDS)


async def sends_all(person: Person, texts: list[str]) -> None:
    for text in texts:
        await sends(person, text)


async def wait_for(world: World, condition: object) -> None:
    await world.simulator.wait_until(condition, within=SECONDS)  # type: ignore[arg-type]  # the values are as the called expects


def told(person: Person) -> set[str]:
    """The numbers that a person was told."""
    return {number for text in said(person) for number in NUMBER.findall(text)}


def check(database: Database, sent: dict[Person, list[str]]) -> None:
    """Consecutive numbers without gap or double; each text once; each person told its own numbers and no others."""
    found = cases(database)
    assert sorted(case.number for case in found) == list(range(1, len(found) + 1))
    assert sorted(case.text for case in found) == sorted(text for texts in sent.values() for text in texts)
    for person, texts in sent.items():
        own = {case.radicado for case in found if case.text in set(texts)}
        assert told(person) == own


def told_again(world: World) -> int:
    """How many messages with a number came more than once."""
    calls = [call.parameters for call in world.simulator.calls("sendMessage") if call.status == 200]
    with_number = Counter((said["chat_id"], said["text"]) for said in calls if NUMBER.search(str(said["text"])))
    return with_number.total() - len(with_number)


@dataclass
class Crowd:
    """People who write one observation after another, until they are let go; and what each has sent."""

    world: World
    people: list[Person]
    sent: dict[Person, list[str]] = field(default_factory=dict)
    go_on: bool = True

    @property
    def count(self) -> int:
        """How many observations were sent, the last of each maybe not answered yet."""
        return sum(map(len, self.sent.values()))

    @property
    def heard(self) -> int:
        """How many messages, edits and the like have reached them."""
        return sum(person.feed.count for person in self.people)

    @property
    def is_done(self) -> bool:
        """Whether nobody may write any more."""
        return all(len(texts) == MOST for texts in self.sent.values())

    async def writes(self, person: Person, chance: random.Random, pause: float) -> None:
        for text in texts_of(person, MOST):
            await asyncio.sleep(chance.uniform(0, pause))
            if not self.go_on:
                return
            self.sent[person].append(text)
            await sends(person, text)


@asynccontextmanager
async def writing(world: World, people: int, chance: random.Random, pause: float) -> AsyncIterator[Crowd]:
    """So many people write while the block lasts, with pauses of up to so many seconds; then their last is answered."""
    crowd = Crowd(world, [world.simulator.add_person(f"Persona {number}") for number in range(people)])
    crowd.sent = {person: [] for person in crowd.people}
    busy = asyncio.gather(*(crowd.writes(person, chance, pause) for person in crowd.people))
    try:
        yield crowd
        crowd.go_on = False
        await busy
    finally:
        busy.cancel()
        await asyncio.gather(busy, return_exceptions=True)
