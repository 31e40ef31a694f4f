"""The demonstration, and one person's side of its page, driven as a person drives it."""

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from typing import Any

from playwright.async_api import Locator, Page, expect

from bot.demo import running
from bot.process import Parts, work
from bot.story import Telling
from locales import Language
from simulator import DEMO_START, DemoScene, Person, Simulator
from simulator.pictures import plain_png

PICTURE: Any = {"name": "cartelera.png", "mimeType": "image/png", "buffer": plain_png(320, 240)}


@dataclass
class Demo:
    """A running demonstration."""

    simulator: Simulator
    scene: DemoScene
    parts: Parts | None = None  # of a bot that is at work

    async def play(self, steps: int) -> None:
        """Play so many steps of the story, as a terminal does it."""
        assert self.parts is not None
        telling = Telling(self.simulator, Language.ES, lambda _: None, self.parts.courier.drain)
        for number, step in enumerate(self.simulator.story[:steps], 1):
            await telling.play(step)
            self.simulator.tell(number)

    async def opened(self, page: Page, person: Person | None = None) -> "Screen":
        """Open the page, and see it as Rosa or somebody else does."""
        await page.goto(self.simulator.url)
        screen = Screen(page, person or self.scene.rosa)
        await expect(screen.pane).to_be_attached()
        return screen


class Screen:
    """What a person sees and can do."""

    def __init__(self, page: Page, person: Person) -> None:
        self.page = page
        self.person = person
        self.pane = page.locator(f"#pane-{person.id}")

    async def bring(self) -> "Screen":
        """On a telephone, choose this person's tab; the same screen."""
        tab = self.page.get_by_role("tab", name=re.compile(f"^{self.person.name}"))
        if await tab.count():
            await tab.click()
        return self

    @property
    def box(self) -> Locator:
        """Where one writes."""
        return self.pane.get_by_label("Mensaje", exact=True)

    def answers(self, text: str) -> Locator:
        """The bot's messages that contain a text."""
        return self.pane.locator(".theirs").filter(has_text=text)

    async def press(self, label: str) -> None:
        """Press the newest button with this label."""
        await self.pane.get_by_role("button", name=label, exact=True).last.click()

    async def write(self, text: str) -> None:
        """Write a message and send it with the Enter key."""
        await self.box.fill(text)
        await self.box.press("Enter")

    async def attach(self, *files: Any) -> None:
        """Choose files; they wait above the text box."""
        await self.pane.get_by_label("Adjuntar archivos").set_input_files(list(files))

    async def sees(self, text: str) -> Locator:
        """Wait until the bot's newest message with this text is there."""
        found = self.answers(text).last
        await expect(found).to_be_visible()
        return found


@asynccontextmanager
async def running_demo() -> AsyncIterator[Demo]:
    """The demonstration as `make demo` shows it, in this process."""
    async with running(DEMO_START) as (parts, simulator, scene):
        working = asyncio.create_task(work(parts, polling=True))
        yield Demo(simulator, scene, parts)
        working.cancel()
        with suppress(asyncio.CancelledError):
            await working
