"""The demonstration as people see it: the real bot, a simulated Telegram, a real browser in front of them."""

from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Page, ViewportSize, expect

from tests.browser.screen import Demo, running_demo
from tests.support.public_pages import lived_database, lived_files, lived_home

__all__ = ["lived_database", "lived_files", "lived_home"]

TELEPHONE: ViewportSize = {"width": 360, "height": 740}
DESK: ViewportSize = {"width": 1440, "height": 900}

expect.set_options(timeout=15_000)


@pytest.fixture
async def demo() -> AsyncIterator[Demo]:
    """The demonstration, on a database of its own."""
    async with running_demo() as running:
        yield running


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


@pytest.fixture(params=["telephone", pytest.param("desk", marks=pytest.mark.soak)])
async def either(page: Page, request: pytest.FixtureRequest) -> Page:
    """The telephone, and in the soak the laptop too."""
    await page.set_viewport_size(TELEPHONE if request.param == "telephone" else DESK)
    return page
