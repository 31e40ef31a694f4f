"""The system's Chromium, driven through Playwright. The wheel brings its own driver: no Node and no download needed."""

import os
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from playwright.async_api import Browser, Error, Page, async_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = (
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--disable-component-update",
    "--disable-background-networking",
    "--no-first-run",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
)


def chromium_path() -> str:
    """Where this machine's Chromium is; LookupError says how to install it."""
    for name in NAMES:
        if found := shutil.which(name):
            return found
    raise LookupError("The browser tests need Chromium: apt-get install --no-install-recommends chromium")


@asynccontextmanager
async def running_browser() -> AsyncIterator[Browser]:
    """A browser of the running event loop's own, with an empty profile."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=chromium_path(),
            # Chromium's sandbox does not work for root.
            args=[*FLAGS, *(["--no-sandbox"] if os.geteuid() == 0 else [])],
        )
        try:
            yield browser
        finally:
            await browser.close()


@asynccontextmanager
async def open_page(browser: Browser) -> AsyncIterator[Page]:
    """An empty page as a person in Colombia has it; an error in a script of the page fails the test at the end."""
    context = await browser.new_context(locale="es-CO", timezone_id="America/Bogota", reduced_motion="reduce")
    errors: list[str] = []

    def remember(error: Error) -> None:
        errors.append(error.message)

    page = await context.new_page()
    page.on("pageerror", remember)
    yield page
    await context.close()
    if errors:
        raise AssertionError("; ".join(errors))
