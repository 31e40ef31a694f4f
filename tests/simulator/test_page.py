"""The chat page in front of a small bot: whatever a messenger does with messages, buttons, files and chats."""

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import suppress
from datetime import datetime
from typing import Any

import aiohttp
import pytest
from playwright.async_api import Locator, Page, expect

from simulator import DemoScene, Person, Simulator, set_demo_scene
from simulator.page import FOLDER
from simulator.pictures import plain_png
from tests.simulator.bot_api import MORNING, Api

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


PICTURE: Any = {"name": "a.png", "mimeType": "image/png", "buffer": plain_png(64, 48)}


def pane(page: Page, person: Person) -> Locator:
    return page.locator(f"#pane-{person.id}")


async def test_every_file_is_served_under_a_strict_policy(http: aiohttp.ClientSession, simulator: Simulator) -> None:
    shown = [path.relative_to(FOLDER).as_posix() for path in FOLDER.rglob("*.js")] + ["css/base.css", "icon.svg"]
    for name in shown:
        async with http.get(f"{simulator.url}/page/{name}") as response:
            assert response.status == 200, name
            assert "default-src 'none'" in response.headers["Content-Security-Policy"]
    async with http.get(simulator.url) as index:
        page = await index.text()
    statuses = []
    for name in ("__init__.py", "../__init__.py", "%2e%2e/__init__.py", "fonts/OFL.txt"):
        async with http.get(f"{simulator.url}/page/{name}") as response:
            statuses.append(response.status)

    assert not re.search(r"<script(?![^>]*src=)|\son\w+=|style=", page)
    assert statuses == [404] * 4


@pytest.mark.soak
@pytest.mark.usefixtures("small_bot")
async def test_a_person_talks_to_the_bot_on_a_telephone(page: Page, simulator: Simulator, scene: DemoScene) -> None:
    await page.set_viewport_size({"width": 360, "height": 740})
    await page.goto(simulator.url)
    rosa = pane(page, scene.rosa)
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
    await page.get_by_role("dialog", name="Hecho").get_by_role("button", name="Aceptar").click()
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


@pytest.mark.usefixtures("scene")
async def test_what_comes_is_told_to_screen_readers_in_words(page: Page, api: Api, scene: DemoScene) -> None:
    scene.rosa.start()
    await page.goto(api.url)
    await expect(pane(page, scene.rosa).locator(".mine")).to_have_count(1)

    sent = await api.result("sendMessage", chat_id=scene.rosa.id, text="Hola", reply_markup=KEYBOARD)
    await api.result("editMessageText", chat_id=scene.rosa.id, message_id=sent["message_id"], text="Adiós")

    told = page.locator("#announcer p")
    await expect(told).to_have_text(
        ["Participa, a Rosa: Hola Botones: Ver más, Aviso, Compartir.", "Participa cambió un mensaje para Rosa: Adiós"]
    )


async def test_one_replies_and_corrects_ones_own_words(page: Page, simulator: Simulator, scene: DemoScene) -> None:
    scene.rosa.write("Propongo un video")
    await page.goto(simulator.url)
    rosa = pane(page, scene.rosa)
    row, box = rosa.locator(".mine").first, rosa.get_by_label("Mensaje", exact=True)

    await row.focus()
    await page.keyboard.press("Enter")
    await rosa.get_by_role("menuitem", name="Responder").click()
    await box.fill("y otro más")
    await page.keyboard.press("Enter")
    await expect(rosa.locator(".quote")).to_contain_text("Propongo un video")
    await box.press("ArrowUp")
    await expect(box).to_have_value("y otro más")
    await box.fill("y dos más")
    await page.keyboard.press("Enter")

    await expect(rosa.locator(".mine").last).to_contain_text("editado")
    await expect(rosa.locator(".mine").last.locator(".text")).to_have_text("y dos más")
    reply = scene.rosa.screen()[1]
    assert (reply["text"], reply["reply_to_message"]["text"]) == ("y dos más", "Propongo un video")


async def test_the_bot_is_seen_typing_blocked_and_unblocked(page: Page, api: Api, scene: DemoScene) -> None:
    scene.rosa.start()
    await page.goto(api.url)
    rosa = pane(page, scene.rosa)
    await expect(rosa.locator(".mine")).to_have_count(1)

    await api.result("sendChatAction", chat_id=scene.rosa.id, action="typing")
    await expect(rosa.locator(".subtitle")).to_have_text("Participa está escribiendo…")
    await api.result("sendMessage", chat_id=scene.rosa.id, text="Hola")
    await expect(rosa.locator(".subtitle")).to_have_text("chat con Participa")
    await rosa.get_by_role("button", name="Opciones del chat de Rosa").click()
    await rosa.get_by_role("menuitem", name="Bloquear").click()
    await rosa.get_by_role("button", name="Desbloquear").click()

    await expect(rosa.get_by_label("Mensaje", exact=True)).to_be_visible()


async def test_unread_messages_are_counted_until_they_are_looked_at_in_any_window(
    page: Page, api: Api, scene: DemoScene
) -> None:
    await page.set_viewport_size({"width": 360, "height": 740})
    await page.goto(api.url)
    camilo = page.get_by_role("tab", name="Camilo")
    scene.camilo.start()
    await api.result("sendMessage", chat_id=scene.camilo.id, text="uno")
    await api.result("sendMessage", chat_id=scene.camilo.id, text="dos")
    await expect(camilo).to_have_accessible_name("Camilo 2 mensajes")
    await page.reload()
    await expect(camilo).to_have_accessible_name("Camilo 2 mensajes")

    await camilo.click()
    await expect(camilo).to_have_accessible_name("Camilo")
    await page.reload()

    await expect(camilo).to_have_accessible_name("Camilo")


async def test_the_date_is_moved_and_what_came_meanwhile_is_told(page: Page) -> None:
    async def on_move(_before: datetime, _after: datetime) -> None:
        world = simulator.world
        world.bot_posts(simulator.bot, rosa.chat_with(), {"text": "Recordatorio"})
        simulator.mail("alcaldia@example.org", "Recordatorio", "Mañana hay diálogo: https://example.org/dialogo.")

    async with Simulator(start=MORNING, running=False, on_move=on_move) as simulator:
        rosa = set_demo_scene(simulator).rosa
        simulator.link({"es": "Calendario", "en": "Calendar"}, f"{simulator.url}/calendario.ics")
        await page.goto(simulator.url)
        await expect(page.locator("#now")).to_contain_text("jueves, 1 de julio de 2021")
        await page.get_by_role("button", name="+1 día").click()
        await expect(page.locator("#now")).to_contain_text("viernes, 2 de julio de 2021")
        await expect(page.locator("#meanwhile")).to_contain_text("Rosa: 1 mensaje · 1 correo")
        await page.get_by_role("button", name="Correos y calendario").click()
        window = page.get_by_role("dialog", name="Correos y calendario")
        await window.get_by_text("Recordatorio").click()

        await expect(window.get_by_role("link", name="https://example.org/dialogo")).to_be_visible()
        await expect(window.get_by_role("link", name="Calendario")).to_be_visible()


async def test_files_are_shown_and_sent_after_a_look_at_them(
    page: Page, simulator: Simulator, scene: DemoScene
) -> None:
    scene.rosa.photo(caption="Foto del evento")
    scene.rosa.document(b"x", "informe.pdf")
    await page.goto(simulator.url)
    rosa = pane(page, scene.rosa)
    photo = rosa.locator(".photo img").first
    await photo.scroll_into_view_if_needed()
    await expect(photo).to_have_js_property("naturalWidth", 640)
    await expect(page.get_by_role("link", name="Descargar informe.pdf")).to_have_attribute("download", "informe.pdf")

    await rosa.get_by_label("Adjuntar archivos").set_input_files([PICTURE, PICTURE, PICTURE])
    await rosa.get_by_role("button", name="Quitar a.png").first.click()
    await rosa.get_by_label("Mensaje", exact=True).fill("Dos fotos")
    await rosa.get_by_role("button", name="Enviar", exact=True).click()
    await expect(rosa.locator(".photo")).to_have_count(3)

    first, second = scene.rosa.screen()[-2:]
    assert first["caption"] == "Dos fotos"
    assert first["media_group_id"] == second["media_group_id"]
    await expect(rosa.get_by_role("list", name="Archivos por enviar")).to_be_hidden()


async def test_a_group_and_the_channel_are_shown_too(page: Page, simulator: Simulator, scene: DemoScene) -> None:
    group = simulator.add_group("Junta", [scene.rosa, scene.camilo])
    await page.set_viewport_size({"width": 1900, "height": 800})
    await page.goto(simulator.url)
    rosa = pane(page, scene.rosa)

    await rosa.get_by_label("Chats de Rosa").select_option("Junta")
    scene.camilo.write("Hola a todos", group)
    simulator.post(scene.channel, "Se aplazó el diálogo")

    await expect(rosa.locator(".theirs .author")).to_have_text("Camilo")
    channel = page.get_by_role("region", name="Canal de participación")
    await expect(channel.locator(".theirs")).to_contain_text("Se aplazó el diálogo")
    await expect(page.locator("#announcer")).to_contain_text("Canal de participación: Se aplazó el diálogo")


async def test_a_lost_connection_is_said_and_mended(page: Page) -> None:
    async with Simulator(start=MORNING, running=False) as first:
        set_demo_scene(first)
        port = int(first.url.rpartition(":")[2])
        await page.goto(first.url)
        await expect(page.locator(".pane")).to_have_count(4)
    lost = page.get_by_text("Sin conexión con la demostración")
    await expect(lost).to_be_visible()

    async with Simulator(start=MORNING, running=False, port=port) as second:
        set_demo_scene(second).rosa.write("hola otra vez")
        await expect(page.get_by_text("hola otra vez")).to_be_visible(timeout=15_000)
        await expect(lost).to_be_hidden()
