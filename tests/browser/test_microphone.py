"""A voice note recorded on the page, with the browser's own pretended microphone."""

import os
import re
from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Page, async_playwright, expect

from simulator import DEMO_START, Simulator, set_demo_scene
from tests.browser.screen import Demo
from tests.support.browser import FLAGS, chromium_path, open_page

PRETENDED = ("--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream")
WEBM = b"\x1a\x45\xdf\xa3"


@pytest.fixture
async def hearing_page() -> AsyncIterator[Page]:
    """A page in a browser with a microphone that hears a beep."""
    async with async_playwright() as playwright:
        flags = [*FLAGS, *PRETENDED, *(["--no-sandbox"] if os.geteuid() == 0 else [])]
        browser = await playwright.chromium.launch(executable_path=chromium_path(), args=flags)
        async with open_page(browser) as page:
            yield page
        await browser.close()


async def test_a_voice_note_is_recorded_discarded_and_sent(hearing_page: Page) -> None:
    async with Simulator(start=DEMO_START, running=False) as simulator:
        demo = Demo(simulator, set_demo_scene(simulator))
        demo.scene.rosa.start()
        rosa = await demo.opened(hearing_page)
        await rosa.press("Grabar una nota de voz")
        await rosa.press("Descartar la grabación")
        await expect(rosa.box).to_be_visible()
        await rosa.press("Grabar una nota de voz")
        await expect(rosa.pane.locator(".voice-bar .time")).to_have_text("0:01")
        await rosa.press("Enviar")
        await expect(rosa.pane.get_by_role("group", name=re.compile("Nota de voz, 0:0[1-9]"))).to_be_visible()
        await rosa.press("Reproducir: Nota de voz")
        await expect(rosa.pane.get_by_role("button", name="Pausar: Nota de voz")).to_be_visible()

        _, sent = demo.scene.rosa.screen()
        stored = simulator.world.files.by_id(sent["voice"]["file_id"])
    assert sent["voice"]["duration"] >= 1
    assert sent["voice"]["mime_type"] == "audio/webm"
    assert stored is not None
    assert stored.content.startswith(WEBM)
