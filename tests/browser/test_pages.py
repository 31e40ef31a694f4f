"""The public pages in a real browser: no barriers, no strangers, readable at any width, on paper, without a mouse."""

import socket
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import pytest
from aiohttp import web
from playwright.async_api import Page, Response, ViewportSize

from bot.web import listening
from storage import Database
from storage.files import FileStore
from tests.browser.test_page_qualities import Scheme, no_barriers
from tests.support.answering import NOW
from tests.support.pages import Pages, serving
from tests.support.public_pages import ADDRESSES

SIZES: dict[str, ViewportSize] = {
    "telephone": {"width": 360, "height": 740},
    "desk": {"width": 1280, "height": 900},
}
A4_AT_96_DPI: ViewportSize = {"width": 794, "height": 1123}


@pytest.fixture
async def pages(lived_database: Database, lived_files: FileStore) -> AsyncIterator[Pages]:
    async with serving(lived_database, NOW, files=lived_files) as served:
        yield served


@pytest.mark.parametrize(
    ("size", "scheme"), [("telephone", "light"), pytest.param("desk", "dark", marks=pytest.mark.soak)]
)
async def test_axe_finds_no_barrier_and_nothing_sticks_out(page: Page, pages: Pages, size: str, scheme: Scheme) -> None:
    """The colours are the same in both windows."""
    await page.set_viewport_size(SIZES[size])

    for address in ADDRESSES:
        await page.goto(f"{pages.address}/{address}")
        await no_barriers(page, (scheme,))
        assert await sticks_out(page) == 0, address


@pytest.mark.soak
async def test_at_twice_the_size_of_letters_nothing_sticks_out(page: Page, pages: Pages) -> None:
    """A browser at 200 % gives a page half the pixels."""
    await page.set_viewport_size({"width": 320, "height": 512})

    for address in ADDRESSES:
        await page.goto(f"{pages.address}/{address}")
        assert await sticks_out(page) == 0, address


async def sticks_out(page: Page) -> int:
    """By how many pixels the page is wider than its window."""
    return int(await page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


async def test_they_ask_nobody_else_and_keep_to_their_policy(page: Page, pages: Pages) -> None:
    responses: list[Response] = []
    complaints: list[str] = []
    page.on("response", lambda response: responses.append(response))  # noqa: PLW0108 - it marks the handler
    page.on("console", lambda message: complaints.append(message.text))

    for address in ADDRESSES[:-1]:
        await page.goto(f"{pages.address}/{address}")
        await page.evaluate("document.fonts.ready")

    assert all(response.url.startswith(pages.address) for response in responses)
    assert complaints == []
    assert await page.context.cookies() == []
    assert {response.status for response in responses} <= {200, 304}


async def test_the_keyboard_reaches_the_content_first_and_every_link_shows_where_one_is(
    page: Page, pages: Pages
) -> None:
    await page.goto(pages.address)

    await page.keyboard.press("Tab")
    assert await page.evaluate("document.activeElement.textContent") == "Ir al contenido"
    await page.keyboard.press("Enter")
    await page.keyboard.press("Tab")
    assert await page.evaluate("document.activeElement.closest('main') !== null")
    assert await page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"


async def test_the_picture_is_said_in_words_too(page: Page, pages: Pages) -> None:
    await page.goto(pages.address)

    picture = page.get_by_role("img")

    assert await picture.count() == 1
    described = await picture.locator("desc").text_content()
    assert described is not None
    assert "3 de 15 productos" in described


async def test_the_table_keeps_its_meaning_when_it_turns_into_cards(page: Page, pages: Pages) -> None:
    await page.set_viewport_size(SIZES["telephone"])
    await page.goto(pages.address)

    row = page.get_by_role("row", name="2. Promover los canales")

    assert await row.get_by_role("cell").all_inner_texts() == ["1 de 2", "50\u00a0%"]
    assert await page.get_by_role("columnheader").count() == 3


async def test_a_case_is_looked_up_with_the_keyboard_alone(page: Page, pages: Pages) -> None:
    await page.goto(f"{pages.address}/caso")

    await page.get_by_label("Número de su caso").fill("PPC-2021-000001-7")
    await page.get_by_label("Comprobante", exact=True).fill("0000-0000-0000")
    await page.keyboard.press("Enter")

    await page.get_by_role("alert").wait_for()
    assert "Ningún caso" in await page.get_by_role("alert").inner_text()
    assert page.url == f"{pages.address}/caso"
    await no_barriers(page)


async def test_on_paper_the_menu_is_gone_and_the_night_is_no_reason_for_ink(page: Page, pages: Pages) -> None:
    await page.set_viewport_size(A4_AT_96_DPI)
    await page.emulate_media(media="print", color_scheme="dark")
    await page.goto(f"{pages.address}/actividad/promover")

    assert await page.get_by_role("navigation").is_hidden()
    assert await page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(251, 250, 247)"
    assert await page.get_by_text("https://www.enterritorio.gov.co/web/calendar").is_visible()
    assert await sticks_out(page) == 0


@asynccontextmanager
async def portal(host: str, inside: Callable[[], str]) -> AsyncIterator[str]:
    """The address of somebody's page that frames another."""

    async def show(_request: web.Request) -> web.Response:
        return web.Response(text=f'<iframe src="{inside()}"></iframe>', content_type="text/html")

    app = web.Application()
    app.router.add_get("/", show)
    with socket.create_server(("127.0.0.1", 0)) as at:
        async with listening(app, 0, at):
            yield f"http://{host}:{at.getsockname()[1]}"


async def test_the_portal_that_is_named_may_show_a_page_and_another_may_not(
    page: Page, lived_database: Database
) -> None:
    shown: list[str] = []
    async with (
        portal("127.0.0.1", lambda: shown[0]) as named,
        portal("localhost", lambda: shown[0]) as another,
        serving(lived_database, embed_in=named) as pages,
    ):
        shown.append(pages.address)
        found = {}
        for address in (named, another):
            await page.goto(address)
            found[address] = await page.frames[-1].get_by_text("Cuánto llevamos del año").count()

    assert found == {named: 1, another: 0}
