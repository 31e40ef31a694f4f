"""The story of the demonstration, told as a transcript: who does what, and what everybody reads then."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import timedelta

from locales import Language, Phrase, words
from simulator import Person, SceneError, Seen, Simulator
from simulator.story import Move, Step
from simulator.words import Text

ANSWER_SECONDS = 20.0
BUTTON_SECONDS = 5.0
QUIET_SECONDS = 0.3
DEEDS = {
    "clock": Phrase("demo", "(time goes by)"),
    "mails": Phrase("demo", "(e-mails sent: {count})"),
    "file": Phrase("demo", "(sends a photo) {caption}"),
}


class SilentStep(Exception):
    """A step of the story got no answer."""


@dataclass
class Telling:
    """Plays the story step by step, and says what is to be read of it."""

    simulator: Simulator
    language: Language
    say: Callable[[str], None]
    settle: Callable[[], Awaitable[object]]  # until what is to be told has left
    heard: dict[int, int] = field(default_factory=dict)  # of each person, how much was told

    async def tell(self) -> None:
        """Play it from its beginning. Raises SilentStep where the bot does not answer."""
        for number, step in enumerate(self.simulator.story, 1):
            self.say(f"\n{number}. {self._pick(step.title)}\n{self._pick(step.told)}\n")
            await self.play(step)

    async def play(self, step: Step) -> None:
        """One step, and what everybody reads then."""
        self.heard = {person.id: person.feed.count for person in self.simulator.people.values()}
        answer = None
        for move in step.moves:
            self.say(f"  {move.who} ▸ {self._deed(move)}".replace("   ▸", "  ▸"))
            answer = await self._done(move) or answer
        await self.settle()
        if answer is not None:
            self.say(_indented(answer))
        for name, title in self._meanwhile({move.who for move in step.moves}):
            self.say(f"  {name} ◂ {title}")

    async def _done(self, move: Move) -> Seen | None:
        """Do it, and wait until the bot has said all; its last message, of what is answered at all."""
        if move.does == "clock":
            await self.simulator.clock.move_by(timedelta(seconds=move.values["by"]))
        person = next((one for one in self.simulator.people.values() if one.name == move.who), None)
        if person is None:
            return None
        before = person.feed.count
        await self._act(person, move)
        if not await person.feed.wait(before, ANSWER_SECONDS):
            raise SilentStep(self._deed(move))
        seen = person.feed.count
        while await person.feed.wait(seen, QUIET_SECONDS):
            seen = person.feed.count
        return next(reversed(_own(person, before)), None)

    async def _act(self, person: Person, move: Move) -> None:
        """Write, send or press; a button may still be on its way."""
        match move.does:
            case "start":
                person.start()
            case "write":
                person.write(move.values["text"])
            case "file":
                person.file(move.values["kind"], caption=move.values["caption"])
            case "press":
                label = move.values["label"]
                try:
                    await self.simulator.wait_until(lambda: _pressed(person, label), within=BUTTON_SECONDS)
                except TimeoutError as error:
                    raise SilentStep(label) from error

    def _meanwhile(self, doing: set[str]) -> list[tuple[str, str]]:
        """What came to the others: the first line of each message."""
        return [
            (person.name, _first_line(seen))
            for person in self.simulator.people.values()
            if person.name not in doing
            for seen in _own(person, self.heard[person.id])
        ]

    def _deed(self, move: Move) -> str:
        match move.does:
            case "press":
                return f"[{move.values['label']}]"
            case "write":
                return str(move.values["text"])
            case "start":
                return "/start"
        values = {**move.values, "count": len(self.simulator.outside.mails)}
        return words(self.language).plain_phrase(DEEDS[move.does], **values)

    def _pick(self, text: Text) -> str:
        return text if isinstance(text, str) else text[self.language.value]


def _pressed(person: Person, label: str) -> bool:
    try:
        person.press(label)
    except SceneError:
        return False
    return True


def _own(person: Person, after: int) -> list[Seen]:
    """What came to a person's own chat: a channel's posts come to everybody."""
    seen = person.feed.after(after)
    return [one for one in seen if one.kind in {"message", "edited"} and one.message["chat"]["id"] == person.id]


def _first_line(seen: Seen) -> str:
    return seen.text.partition("\n")[0] or f"({seen.kind})"


def _indented(seen: Seen) -> str:
    lines = ["  │ " + line for line in (seen.text or f"({seen.kind})").splitlines()]
    lines += ["  │ " + "  ".join(f"[{label}]" for label in row) for row in seen.buttons]
    return "\n".join(lines)
