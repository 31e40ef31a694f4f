"""The story of the demonstration, told as a transcript: who writes what, and what the bot answers."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from simulator import DemoScene, Person, SceneError, Seen

ANSWER_SECONDS = 20.0


class SilentStep(Exception):
    """A step of the story got no answer."""


@dataclass
class Telling:
    """One person's side of the story."""

    person: Person
    name: str
    say: Callable[[str], None]

    async def write(self, text: str) -> Seen:
        """The person writes, the bot answers."""
        return await self._step(text, self.person.ask(text, within=ANSWER_SECONDS))

    async def tap(self, label: str) -> Seen:
        """The person presses a button of the last message."""
        return await self._step(f"[{label}]", self.person.tap(label, within=ANSWER_SECONDS))

    async def _step(self, shown: str, answering: Awaitable[Seen]) -> Seen:
        self.say(f"\n{self.name} ▸ {shown}")
        try:
            seen = await answering
        except (TimeoutError, SceneError) as error:
            raise SilentStep(shown) from error
        self.say(_indented(seen))
        return seen


async def tell(scene: DemoScene, say: Callable[[str], None]) -> None:
    """Play the story from its beginning. Raises SilentStep where the bot does not answer."""
    rosa = Telling(scene.rosa, "Rosa", say)
    await rosa.write("/start")
    await rosa.tap("Avance del plan")
    await rosa.tap("2. Promover los canales")
    await rosa.tap("Diálogo")
    await rosa.write("/eventos")
    await rosa.write("/avance")
    await rosa.tap("Ver gráfico")


def _indented(seen: Seen) -> str:
    lines = ["  │ " + line for line in (seen.text or f"({seen.kind})").splitlines()]
    lines += ["  │ " + "  ".join(f"[{label}]" for label in row) for row in seen.buttons]
    return "\n".join(lines)
