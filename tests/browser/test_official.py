"""The official's way through the page, and what reaches the citizen, the guests and the calendars."""

import re

import pytest
from playwright.async_api import Page, expect

from simulator import Person
from tests.browser.screen import Demo, Screen
from tests.support.observing import UNNAMED, sent

EVENT = "Primer espacio de diálogo"
FIFTEENTH = "jueves 15 de julio de 2021"


@pytest.mark.soak
async def test_an_official_answers_and_moves_an_event_and_everybody_sees_it(either: Page, demo: Demo) -> None:
    rosa = demo.scene.rosa
    await prepared(rosa)
    official = await (await demo.opened(either, demo.scene.official)).bring()

    await answer(official)
    citizen = await Screen(either, rosa).bring()
    await citizen.sees("la tuvimos en cuenta")
    await citizen.press("Me sirvió")
    await citizen.sees("Gracias por contarnos")

    await set_a_date(await official.bring())
    announced = await (await citizen.bring()).sees("Hay nueva fecha")
    await expect(announced).to_contain_text(FIFTEENTH)
    await postpone(await official.bring())
    await see_it_changed_in_place(await citizen.bring())
    await open_the_mails_and_the_calendar(either)
    assert await either.evaluate("document.documentElement.scrollWidth <= innerWidth")


async def prepared(rosa: Person) -> None:
    """She wants to be told of events, and has sent an observation."""
    await rosa.ask("/avisos")
    await rosa.tap("Eventos")
    await sent(rosa, "Propongo avisar la nueva fecha con una semana de anticipación", UNNAMED)


async def answer(official: Screen) -> None:
    await official.write("/panel")
    for label in ("Bandeja", "Nuevas (1)", "Abrir 1"):
        await official.press(label)
    await expect(await official.sees("Persona: reservada")).to_contain_text("una semana de anticipación")
    await official.press("Responder")
    await official.sees("Escriba la respuesta")
    await official.write("Desde hoy avisamos con una semana.")
    for label in ("Acogida", "No cambió el plan", "Enviar respuesta"):
        await official.press(label)
    await official.sees("La ficha dice cuándo se entregó")


async def set_a_date(official: Screen) -> None:
    await official.write("/panel")
    for label in ("Eventos", EVENT, "Reprogramar"):
        await official.press(label)
    await official.sees("¿Cuál es la nueva fecha?")
    await official.write("15 de julio 3 pm")
    await official.press("Sin motivo")
    await official.press("Sí, reprogramar")
    await official.sees("○ Con nueva fecha")


async def postpone(official: Screen) -> None:
    await official.press("Aplazar")
    await official.press("Por definir")
    await official.sees("¿Por qué?")
    await official.write("Falló la plataforma")
    await official.press("Sí, aplazar")


async def see_it_changed_in_place(citizen: Screen) -> None:
    reply = await citizen.sees(f"Se aplazó «{EVENT}»")
    await expect(reply.locator(".quote")).to_be_visible()
    await expect(citizen.answers("Hay nueva fecha")).to_have_count(0)
    changed = citizen.answers("Antes: 30 de junio y 15 de julio de 2021").first  # the reply quotes it
    await expect(changed).to_contain_text("Nueva fecha: por definir")
    await expect(changed).to_contain_text("editado")


async def open_the_mails_and_the_calendar(page: Page) -> None:
    await page.get_by_role("button", name="Correos y calendario").click()
    window = page.get_by_role("dialog", name="Correos y calendario")
    await expect(window.locator("summary")).to_have_count(6)
    await window.locator("summary").first.click()
    newest = window.locator("details").first
    await expect(newest.locator(".text")).to_contain_text("Motivo: Falló la plataforma")
    async with page.expect_download() as downloading:
        await newest.get_by_role("link", name=re.compile("invitacion.ics")).click()
    assert "METHOD:CANCEL" in (await (await downloading.value).path()).read_text()
    feed = await window.get_by_role("link", name="Calendario").get_attribute("href")
    assert "STATUS:CANCELLED" in await (await page.request.get(feed or "")).text()
