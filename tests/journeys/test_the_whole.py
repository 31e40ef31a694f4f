"""The whole story, once: from a question about the plan to the row of a report, with everybody who takes part."""

from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path

import pytest

from tests.participation.events.stories import at
from tests.support.living import Life, invitation, living
from tests.support.observing import UNNAMED, number_in, receipt_in, sent

pytestmark = pytest.mark.second_database

LINK, RECORDING = "https://vivo.example.org/dialogo", "https://video.example.org/dialogo"
TEXT = "Propongo avisar la nueva fecha del diálogo con una semana de anticipación."
ANSWER = "Gracias. Desde hoy avisamos cada nueva fecha con una semana de anticipación."
FIFTEENTH = "jueves 15 de julio de 2021, 3:00\u00a0p.\u00a0m., hora de Colombia"
TWENTY_SECOND = "jueves 22 de julio de 2021, 3:00\u00a0p.\u00a0m., hora de Colombia"
TITLE = "Primer espacio de diálogo"


@pytest.fixture
async def life(planned_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Life]:
    for name in ("CHAT_SECONDS", "GROUP_SECONDS"):
        monkeypatch.setattr(f"bot.courier.pacing.{name}", 0.01)
    async with living(planned_url, tmp_path) as opened:
        yield opened


@pytest.mark.soak
async def test_the_whole_once(life: Life) -> None:
    await citizens_ask_why_and_turn_notices_on(life)
    await a_date_is_set_and_everybody_is_told(life)
    await it_is_postponed_and_every_copy_says_so(life)
    number, receipt = await an_observation_gets_its_number(life)
    await the_digest_has_it_and_it_is_answered(life, number)
    await a_date_is_set_again_and_the_reminders_come(life)
    await it_is_held_with_its_recording(life)
    await the_report_lists_it_and_the_author_checks(life, number, receipt)


async def citizens_ask_why_and_turn_notices_on(life: Life) -> None:
    assert "26\u00a0% (4 de 15 productos)" in await life.does(life.rosa, "/avance")
    dialogue = await life.does(life.rosa, "[2. Promover los canales]", "[Diálogo]")
    assert "aplazado, 0\u00a0%" in dialogue
    assert "Nueva fecha: por definir" in dialogue
    assert "comunicada a los invitados vía correo electrónico" in dialogue
    for person in life.citizens:
        assert "Eventos: activado" in await life.does(person, "/avisos", "[Eventos]")

    entry = await life.calendar()
    assert (entry.starts, entry.status, entry.summary) == (date(2021, 6, 30), "CANCELLED", f"Aplazado: {TITLE}")


async def a_date_is_set_and_everybody_is_told(life: Life) -> None:
    await life.does(life.luis, "/panel", "[Eventos]", f"[{TITLE}]", "[Corregir]", "[Enlace o lugar]", LINK)
    asked = await life.does(life.luis, "[Reprogramar]", "15 de julio 3 pm", "Se confirmó la transmisión")
    assert "Llega por Telegram a: 3" in asked
    assert "Por correo: 3" in asked
    assert "Y al canal de la entidad." in asked
    life.luis.press("Sí, reprogramar")

    for person in life.citizens:
        assert f"Nueva fecha: {FIFTEENTH}" in await life.reads(person, "Hay nueva fecha")
    assert LINK in await life.channel_reads(0, FIFTEENTH)
    for mail in await life.mailed(f"Nueva fecha: {FIFTEENTH}".replace("\u00a0", " ")):
        method, invited = invitation(mail)
        assert (method, invited.link) == ("REQUEST", LINK)
    entry = await life.calendar()
    assert (entry.starts, entry.status, entry.summary) == (at("2021-07-15 15:00"), "CONFIRMED", TITLE)
    assert entry.link == LINK
    life.rosa.press("Recordarme")
    await life.reads(life.rosa, "Le recordaremos")


async def it_is_postponed_and_every_copy_says_so(life: Life) -> None:
    before = await life.calendar()
    await life.does(life.luis, "/panel", "[Eventos]", f"[{TITLE}]", "[Aplazar]", "[Por definir]", "Falló la plataforma")
    life.luis.press("Sí, aplazar")

    for person in life.citizens:
        told = await life.reads(person, f"Se aplazó «{TITLE}»")
        assert f"Antes: {FIFTEENTH}" in told
        assert "Nueva fecha: por definir" in await life.reads(person, f"Se aplazó\n{TITLE}")
    await life.channel_reads(0, "Nueva fecha: por definir")
    told = await life.channel_reads(1, "Se aplazó «")
    assert "Motivo: Falló la plataforma" in told
    assert "/contacto" not in told  # a command does nothing in a channel
    first, then = life.mailbox.received[:3], await life.mailed("Nueva fecha: por definir")
    for mail in then:
        method, withdrawn = invitation(mail)
        assert (method, withdrawn.status) == ("CANCEL", "CANCELLED")
        assert mail["In-Reply-To"] in {str(invited.message["Message-ID"]) for invited in first}
    entry = await life.calendar()
    assert (entry.status, entry.summary) == ("CANCELLED", f"Aplazado: {TITLE}")
    assert entry.sequence > before.sequence


async def an_observation_gets_its_number(life: Life) -> tuple[str, str]:
    filed = await sent(life.rosa, TEXT, UNNAMED)
    return number_in(filed.text), receipt_in(filed.text)


async def the_digest_has_it_and_it_is_answered(life: Life, number: str) -> None:
    await life.it_is("2021-07-02 07:00")
    for person in (life.ana, life.luis):
        digest = await life.reads(person, "Resumen del viernes 2 de julio de 2021")
        assert f"1. {TITLE}: 1" in digest
        assert "semana de anticipación" not in digest
    card = await life.does(life.ana, "[Abrir 1]")
    assert TEXT in card
    assert "Persona: reservada" in card
    await life.does(life.ana, "[Responder]", ANSWER, "[Acogida]", "Se agregó un aviso previo.", "[Pedir visto bueno]")
    await life.reads(life.luis, "le pide visto bueno")
    await life.does(life.luis, "[Aprobar y enviar]")

    answer = await life.reads(life.rosa, f"Respuesta a su caso {number}")
    for part in ("la tuvimos en cuenta", "Se agregó un aviso previo.", ANSWER, "Responde: Ana", "Visto bueno: Luis"):
        assert part in answer
    life.rosa.press("Me sirvió")
    await life.reads(life.rosa, "Gracias por contarnos")


async def a_date_is_set_again_and_the_reminders_come(life: Life) -> None:
    await life.it_is("2021-07-14 15:00")
    await life.does(life.luis, "/panel", "[Eventos]", f"[{TITLE}]", "[Reprogramar]", "22 de julio 3 pm", "[Sin motivo]")
    life.luis.press("Sí, reprogramar")
    assert TWENTY_SECOND in await life.reads(life.camilo, f"«{TITLE}» tiene nueva fecha")
    entry = await life.calendar()
    assert (entry.starts, entry.status, entry.summary) == (at("2021-07-22 15:00"), "CONFIRMED", TITLE)

    await life.it_is("2021-07-21 15:00")
    assert TWENTY_SECOND in await life.reads(life.rosa, "Es mañana")
    await life.it_is("2021-07-22 14:00")
    assert LINK in await life.reads(life.rosa, "Empieza en 1\u00a0hora")


async def it_is_held_with_its_recording(life: Life) -> None:
    await life.it_is("2021-07-22 18:00")
    await life.reads(life.luis, "¿Se realizó")
    await life.does(life.luis, "[Marcar realizado]", RECORDING, "85 personas conectadas", "[Saltar]")
    life.luis.press("Sí, se realizó")

    for person in life.citizens:
        assert RECORDING in await life.reads(person, "Ya puede ver la grabación")
    assert "● Realizado" in await life.does(life.camilo, "/eventos")
    assert (await life.calendar()).status == "CONFIRMED"
    await life.it_is("2021-07-22 18:10")
    await life.reads(life.luis, "Su grabación está publicada")
    await life.does(life.luis, "[Guardar como evidencia]")
    assert RECORDING in await life.does(life.camilo, "/avance", "[2. Promover los canales]", "[Diálogo]")


async def the_report_lists_it_and_the_author_checks(life: Life, number: str, receipt: str) -> None:
    await life.does(life.luis, "/panel", "[Informes]", "[Este año]")
    assert TEXT in await life.does(life.luis, "[Revisar textos]")
    await life.does(life.luis, "[Están bien]", "[Volver]", "[Publicar]", "[Sí, publicar]")
    await life.parts.worker.do_waiting()
    await life.reads(life.luis, "ya es público")

    row = "Su caso es la fila 1 del informe. Lo que usted envió no ha cambiado en nuestro registro."
    assert row in await life.does(life.rosa, f"/caso {number}")
    assert row in await life.does(life.camilo, f"/caso {number} {receipt}")
