"""The chat page: served safely, and usable in a browser on a telephone and on a desk."""

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import suppress
from typing import Any

import aiohttp
import pytest
from axe_playwright_python.async_playwright import Axe  # type: ignore[import-untyped]  # it has no type hints
from playwright.async_api import Page, expect

from simulator import DemoScene, Simulator
from tests.simulator.bot_api import Api

TEXT = "<b>Plan 2021</b>\n26 % · /avance &lt;b&gt;no&lt;/b&gt; <a href='javascript:alert(1)'>malo</a>"
KEYBOARD = {
    "inline_keyboard": [
        [{"text": "Ver más", "callback_data": "more"}, {"text": "Aviso", "callback_data": "alert"}],
        [{"text": "Compartir", "url": "https://t.me/ParticipaDemoBot?start=avance"}],
    ]
}


async def answer(api: Api, update: dict[str, Any]) -> None:
    """What a small bot does: shows its text, edits it at a press."""
    if message := update.get("message"):
        await api.result(
            "sendMessage", chat_id=message["chat"]["id"], text=TEXT, parse_mode="HTML", reply_markup=KEYBOARD
        )
    if query := update.get("callback_query"):
        place = {"chat_id": query["message"]["chat"]["id"], "message_id": query["message"]["message_id"]}
        await api.result(
            "answerCallbackQuery", callback_query_id=query["id"], text="Hecho", show_alert=query["data"] == "alert"
        )
        if query["data"] == "more":
            await api.result("editMessageText", **place, text="Más detalles", reply_markup=KEYBOARD)


@pytest.fixture
async def small_bot(api: Api) -> AsyncIterator[None]:
    """A bot that answers while the test runs."""

    async def run() -> None:
        await api.result("setMyDescription", description="Le cuento cómo va el plan.")
        await api.result("setMyCommands", commands=[{"command": "avance", "description": "Cómo va el plan"}])
        offset = 0
        while True:
            for update in await api.updates(offset=offset, timeout=10):
                offset = update["update_id"] + 1
                await answer(api, update)

    running = asyncio.create_task(run())
    yield
    running.cancel()
    with suppress(asyncio.CancelledError):
        await running


async def test_every_file_is_served_under_a_strict_policy(http: aiohttp.ClientSession, simulator: Simulator) -> None:
    async with http.get(simulator.url) as index:
        page = await index.text()
        policy = index.headers["Content-Security-Policy"]
    modules = set(re.findall(r'"/page/([\w.]+)"', page))
    for name in sorted(modules):
        async with http.get(f"{simulator.url}/page/{name}") as response:
            assert response.status == 200, name
    async with http.get(f"{simulator.url}/page/__init__.py") as response:
        source = response.status

    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert modules == {"icon.svg", "page.css", "page.js"}
    assert not re.search(r"<script(?![^>]*src=)|\son\w+=|style=", page)
    assert source == 404


@pytest.mark.usefixtures("small_bot")
async def test_a_person_talks_to_the_bot_on_a_telephone(page: Page, simulator: Simulator, scene: DemoScene) -> None:
    await page.set_viewport_size({"width": 360, "height": 740})
    await page.goto(simulator.url)
    rosa = page.locator(f"#person-{scene.rosa.id}")
    await expect(page.locator("#note")).to_be_visible()
    await expect(rosa.get_by_text("Le cuento cómo va el plan.")).to_be_visible()

    await rosa.get_by_role("button", name="Iniciar").click()
    first = rosa.locator(".theirs").first
    await expect(first.locator("strong")).to_have_text("Plan 2021")
    await expect(first).to_contain_text("<b>no</b> malo")
    assert await first.locator("a[href^=javascript]").count() == 0
    await first.get_by_role("button", name="Ver más").click()
    await expect(first).to_contain_text("Más detalles")
    await expect(rosa.locator(".toast").first).to_have_text("Hecho")
    await first.get_by_role("button", name="Compartir").click()
    await expect(rosa.locator(".mine")).to_have_count(2)
    await rosa.locator(".theirs").last.get_by_role("button", name="Aviso").click()
    await page.get_by_role("dialog").get_by_role("button", name="Aceptar").click()
    await rosa.get_by_role("button", name="Comandos").click()
    await rosa.get_by_role("button", name="/avance Cómo va el plan").click()
    await expect(rosa.locator(".mine")).to_have_count(3)
    await rosa.get_by_label("Mensaje", exact=True).fill("¿Cómo <i>va</i>?")
    await page.keyboard.press("Enter")
    await expect(rosa.locator(".mine").last).to_contain_text("¿Cómo <i>va</i>?")

    assert await page.evaluate("document.documentElement.scrollWidth") == 360
    assert [message.get("text") for message in scene.rosa.screen() if message["from"]["id"] == scene.rosa.id] == [
        "/start",
        "/start avance",
        "/avance",
        "¿Cómo <i>va</i>?",
    ]


@pytest.mark.usefixtures("small_bot")
async def test_a_reload_and_a_second_window_see_the_same(page: Page, simulator: Simulator, scene: DemoScene) -> None:
    other = await page.context.new_page()
    for window in (page, other):
        await window.set_viewport_size({"width": 1280, "height": 800})
        await window.goto(simulator.url)
        await expect(window.locator(".person")).to_have_count(3)
    scene.camilo.start()
    await expect(page.locator(f"#person-{scene.camilo.id} .theirs")).to_have_count(1)
    await other.locator(f"#person-{scene.camilo.id}").get_by_role("button", name="Ver más").click()
    await expect(page.locator(f"#person-{scene.camilo.id} .theirs")).to_contain_text("Más detalles")
    await page.reload()

    for window in (page, other):
        await expect(window.locator(f"#person-{scene.camilo.id} .theirs")).to_contain_text("Más detalles")


@pytest.mark.parametrize(("width", "scheme"), [(360, "light"), (1280, "dark")])
async def test_the_page_has_no_barrier_that_axe_finds(
    page: Page, simulator: Simulator, scene: DemoScene, width: int, scheme: Any
) -> None:
    scene.rosa.start()
    scene.rosa.photo(caption="Foto")
    scene.rosa.voice()
    scene.rosa.document(b"x", "informe.pdf")
    await page.set_viewport_size({"width": width, "height": 800})
    await page.emulate_media(color_scheme=scheme)
    await page.goto(simulator.url)
    await expect(page.locator(".mine")).to_have_count(4)

    found = await Axe().run(page)

    assert [violation["id"] for violation in found.response["violations"]] == []


async def test_the_date_is_moved_and_files_are_shown(page: Page, simulator: Simulator, scene: DemoScene) -> None:
    scene.rosa.photo(caption="Foto del evento")
    scene.rosa.document(b"x", "informe.pdf")
    await page.goto(simulator.url)

    await expect(page.locator("#now")).to_have_text(re.compile("jueves, 1 de julio de 2021"))
    await page.get_by_role("button", name="+1 día").click()
    await expect(page.locator("#now")).to_have_text(re.compile("viernes, 2 de julio de 2021"))
    photo = page.locator(".photo img").first
    await photo.scroll_into_view_if_needed()
    await expect(photo).to_have_js_property("naturalWidth", 640)
    await expect(page.get_by_role("link", name="informe.pdf")).to_have_attribute("download", "informe.pdf")
    assert simulator.clock.now().day == 2


async def test_a_person_sends_pictures_as_an_album(page: Page, simulator: Simulator, scene: DemoScene) -> None:
    await page.goto(simulator.url)
    await page.get_by_role("button", name="Iniciar").first.click()
    picture = scene.camilo.photo()["photo"][0]["file_id"]
    stored = simulator.world.files.by_id(picture)
    assert stored is not None
    file: Any = {"name": "a.png", "mimeType": "image/png", "buffer": stored.content}

    await page.get_by_label("Adjuntar archivos").first.set_input_files([file, file])
    await expect(page.locator(f"#person-{scene.rosa.id} .photo")).to_have_count(2)

    groups = {message.get("media_group_id") for message in scene.rosa.screen()[-2:]}
    assert len(groups) == 1
    assert None not in groups
