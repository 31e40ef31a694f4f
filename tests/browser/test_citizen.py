"""A citizen's way through the page: how the plan is going, its picture, an observation with its number."""

import re

import pytest
from playwright.async_api import Page, expect

from tests.browser.screen import PICTURE, Demo, Screen

RADICADO = re.compile(r"PPC-2021-000001-\d")


async def test_a_citizen_asks_and_files_an_observation(either: Page, demo: Demo) -> None:
    rosa = await demo.opened(either)

    await ask_for_the_progress(rosa)
    await look_at_the_chart(rosa)
    await file_an_observation_with_a_photo(rosa)

    filed = await rosa.sees("Número de su caso")
    await expect(filed).to_contain_text(RADICADO)
    assert await either.evaluate("document.documentElement.scrollWidth <= innerWidth")


async def ask_for_the_progress(rosa: Screen) -> None:
    await rosa.press("Iniciar")
    await rosa.press("Avance del plan")
    whole = await rosa.sees("26\u00a0% (4 de 15")
    await expect(whole.locator("strong").first).to_contain_text("Plan de Participación Ciudadana 2021")
    await rosa.press("2. Promover los canales")
    await expect(whole).to_have_count(0)
    await rosa.sees("Avance: 50\u00a0%")
    await rosa.press("Volver")
    await rosa.sees("26\u00a0% (4 de 15")


async def look_at_the_chart(rosa: Screen) -> None:
    await rosa.press("Ver gráfico")
    picture = rosa.pane.locator(".photo img").last
    await expect(picture).to_have_js_property("complete", True)
    assert await picture.evaluate("image => image.naturalWidth") > 1000
    await rosa.press("Ver la foto en grande")
    dialog = rosa.page.get_by_role("dialog", name="Foto")
    await expect(dialog.get_by_role("img", name=re.compile("4 de 15 productos"))).to_be_visible()
    await rosa.page.keyboard.press("Escape")
    await expect(dialog).to_have_count(0)


async def file_an_observation_with_a_photo(rosa: Screen) -> None:
    await rosa.write("/observar")
    await rosa.sees("Escriba su observación")
    await rosa.write("Propongo una cartelera con las fechas de los diálogos.")
    await rosa.sees("Revise antes de enviar")
    await rosa.attach(PICTURE)
    await rosa.write("Como esta")
    await rosa.sees("Adjuntos: 1 foto")
    await expect(rosa.answers("Revise antes de enviar")).to_have_count(1)
    await rosa.press("Enviar sin mi nombre")


@pytest.mark.soak
async def test_an_observation_is_filed_with_the_keyboard_alone(telephone: Page, demo: Demo) -> None:
    rosa = await demo.opened(telephone)
    keys = telephone.keyboard
    await rosa.pane.get_by_role("button", name="Iniciar").focus()
    await keys.press("Enter")
    await rosa.sees("Soy Participa")

    await tab_to(telephone, "Enviar observación")
    await keys.press("Enter")
    await rosa.sees("Escriba su observación")
    await tab_to(telephone, "Mensaje")
    await keys.type("Propongo una cartelera con las fechas de los diálogos.")
    await keys.press("Enter")
    await rosa.sees("Revise antes de enviar")
    await tab_to(telephone, "Enviar con mi nombre", back=True)
    await keys.press("Enter")

    await expect(await rosa.sees("Número de su caso")).to_contain_text(RADICADO)


async def tab_to(page: Page, name: str, *, back: bool = False) -> None:
    """Press Tab until what has the focus is called so."""
    for _ in range(60):
        await page.keyboard.press("Shift+Tab" if back else "Tab")
        focused = await page.evaluate(
            "document.activeElement.getAttribute('aria-label') ?? document.activeElement.textContent"
        )
        if focused == name:
            return
    raise AssertionError(f"«{name}» cannot be reached with the Tab key")


async def test_a_voice_note_is_sent_from_a_file_where_there_is_no_microphone(telephone: Page, demo: Demo) -> None:
    rosa = await demo.opened(telephone)
    await rosa.press("Iniciar")
    await rosa.sees("Soy Participa")

    await rosa.press("Grabar una nota de voz")
    await expect(rosa.pane.get_by_role("alert")).to_contain_text("no da acceso a un micrófono")
    await rosa.pane.get_by_label("Archivo de audio").set_input_files(
        {"name": "nota.ogg", "mimeType": "audio/ogg", "buffer": b"OggS" + bytes(60)}
    )

    await expect(rosa.pane.locator(".mine .sound")).to_have_count(1)
    await expect(rosa.pane.locator(".theirs")).to_have_count(2)
    assert demo.scene.rosa.screen()[2]["voice"]["mime_type"] == "audio/ogg"
