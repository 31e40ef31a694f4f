"""The demonstration as people see it: the real bot, a simulated Telegram, a real browser in front of them."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from pathlib import Path

import pytest
from playwright.async_api import Page, ViewportSize, expect

from bot import preparing
from bot.demo import demo_settings, simulated
from bot.process import assembled, work
from simulator import DEMO_START
from tests.browser.screen import Demo

TELEPHONE: ViewportSize = {"width": 360, "height": 740}
DESK: ViewportSize = {"width": 1440, "height": 900}

expect.set_options(timeout=15_000)


@pytest.fixture
async def demo(tmp_path: Path) -> AsyncIterator[Demo]:
    """The demonstration, in this process, on a database of its own."""
    async with simulated(DEMO_START, 0) as (simulator, scene):
        settings = demo_settings(tmp_path, simulator.url)
        await asyncio.to_thread(preparing.prepare, settings)
        async with assembled(settings, "demo", simulator.clock.now) as parts:
            working = asyncio.create_task(work(parts, polling=True))
            yield Demo(simulator, scene)
            working.cancel()
            with suppress(asyncio.CancelledError):
                await working


@pytest.fixture
async def telephone(page: Page) -> Page:
    """A page as narrow as a small telephone."""
    await page.set_viewport_size(TELEPHONE)
    return page


@pytest.fixture
async def desk(page: Page) -> Page:
    """A page as wide as a laptop's."""
    await page.set_viewport_size(DESK)
    return page


@pytest.fixture(params=["telephone", "desk"])
async def either(page: Page, request: pytest.FixtureRequest) -> Page:
    """Both, one after the other."""
    await page.set_viewport_size(TELEPHONE if request.param == "telephone" else DESK)
    return page
