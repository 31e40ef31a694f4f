"""The browser of the tests shows pages of this machine, and of no other."""

from collections.abc import AsyncIterator

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from playwright.async_api import Browser, Error, Page

from tests.support.browser import open_page

PAGE = """<!doctype html><title>Plan</title>
<button onclick="this.textContent = new Intl.DateTimeFormat().resolvedOptions().timeZone">¿Dónde?</button>"""


@pytest.fixture
async def address() -> AsyncIterator[str]:
    async def show(_request: web.Request) -> web.Response:
        return web.Response(text=PAGE, content_type="text/html")

    application = web.Application()
    application.router.add_get("/", show)
    async with TestServer(application) as server:
        yield str(server.make_url("/"))


async def test_a_page_served_by_the_test_itself_answers_a_click(page: Page, address: str) -> None:
    await page.goto(address)

    await page.get_by_role("button", name="¿Dónde?").click()

    assert await page.title() == "Plan"
    assert await page.get_by_role("button").text_content() == "America/Bogota"


async def test_the_browser_finds_no_other_machine(page: Page) -> None:
    with pytest.raises(Error, match="ERR_NAME_NOT_RESOLVED"):
        await page.goto("http://api.telegram.org/")


async def test_an_error_in_a_script_of_the_page_fails_the_test(browser: Browser) -> None:
    async def open_a_broken_page() -> None:
        async with open_page(browser) as page, page.expect_event("pageerror"):
            await page.set_content("<script>setTimeout(() => { throw Error('broken') })</script>")

    with pytest.raises(AssertionError, match="broken"):
        await open_a_broken_page()
