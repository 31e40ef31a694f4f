"""From the observation to the report: answered, reviewed, published, and its author checks the row alone."""

import json
from pathlib import Path
from typing import Any

import pytest
from structlog.testing import capture_logs

from bot.process import Parts
from locales import Language
from participation.proof import Leaf, MerkleTree, verify_inclusion
from reports.pages.verification import verification_page
from simulator import Person
from storage.models.cases import Case
from storage.models.followup import Report, ReviewedText
from storage.models.staff import Role
from tests.journeys.test_inbox import leave, opened_card, prepared, works_here
from tests.support.observing import forged, number_in, on_sqlite, receipt_in, sent, stored
from tests.support.running import World, until

pytestmark = pytest.mark.second_database

ROW = "Su caso es la fila 1 del informe. Lo que usted envió no ha cambiado en nuestro registro."
TEXT = "Falta señalización en la obra. Mi celular es 310 555 1234"


async def handed(stage: World, person: Person, ending: str) -> dict[str, Any]:
    """The JSON file that comes next under a name."""
    while True:
        seen = await person.next()
        document = (seen.message or {}).get("document")
        if document is not None and document["file_name"].startswith(ending):
            found = stage.simulator.world.files.by_id(document["file_id"])
            assert found is not None
            return dict(json.loads(found.content))


async def answered(rosa: Person, official: Person) -> str:
    """Rosa's observation and its answer; the number of her case."""
    filed = await sent(rosa, TEXT)
    assert "Guardar comprobante" in filed.labels
    await opened_card(official)
    await official.tap("Responder")
    await prepared(official, "La señal se instala el 15 de julio.", reason="Se agregó al producto.")
    await official.tap("Enviar respuesta")
    await rosa.next(text="Respuesta a su caso")
    return filed.text


async def reviewed(official: Person) -> None:
    """«Informes», this semester, and every text until none waits."""
    official.skip()
    await official.ask("/panel")
    await official.tap("Informes")
    await official.tap("Este semestre")
    refused = await official.tap("Publicar")
    assert "Textos por revisar: 2." in refused.text
    card = await official.tap("Revisar textos")
    assert "[dato personal: teléfono]" in card.text
    assert "310 555 1234" in card.text
    assert "Siguiente" in card.labels
    official.press("Corregir")
    await official.next(text="como se va a publicar")
    official.write("Falta señalización en la obra.")
    others = await official.next(text="1 texto por revisar")
    assert "Otro comentario" in others.text
    assert "Siguientes" not in others.labels
    official.press("Están bien")
    done = await official.next(text="No hay textos por revisar")
    assert "Volver" in done.labels


async def published(official: Person, running: Parts) -> None:
    """«Publicar», confirmed, and made by the worker; its files come to the chat."""
    await official.tap("Volver")
    official.press("Publicar")
    await official.next(text="¿Lo publica?")
    official.press("Sí, publicar")
    await official.next(text="Preparando el informe")
    await running.worker.do_waiting()
    await official.next(text="ya es público")


@pytest.mark.soak
async def test_an_author_checks_the_own_row_in_the_chat_and_with_the_files_alone(stage: World) -> None:
    rosa, camilo, official = stage.scene.rosa, stage.scene.camilo, stage.scene.official
    async with stage.bot() as running:
        works_here(running.database, official, Role.ADMINISTERS)
        said = await answered(rosa, official)
        number, code = number_in(said), receipt_in(said)
        await sent(camilo, "Otro comentario sobre la obra")
        await reviewed(official)
        await published(official, running)

        assert ROW in (await rosa.ask(f"/caso {number}")).text
        assert ROW in (await camilo.ask(f"/caso {number} {code}")).text
        rosa.skip()
        assert ROW in (await rosa.ask("/mis_observaciones")).text
        await rosa.ask(f"/caso {number}")
        rosa.skip()
        rosa.press("Guardar comprobante")
        receipt, path = await handed(stage, rosa, "comprobante-"), await handed(stage, rosa, "prueba-")

        [report] = stored(running.database, Report)
        listed = json.loads(running.files.get(report.files["huellas"]))
        leaf = Leaf(bytes.fromhex(receipt["sal"]), receipt["contenido"].encode()).hash
        hashes = [bytes.fromhex(one) for one in path["camino"]]
        assert "310 555 1234" in receipt["contenido"]
        assert leaf.hex() == receipt["huella"] == listed["huellas"][0]
        assert verify_inclusion(leaf, path["fila"] - 1, path["casos"], hashes, bytes.fromhex(listed["raiz"]))
        assert MerkleTree([bytes.fromhex(one) for one in listed["huellas"]]).root.hex() == report.root
        csv = running.files.get(report.files["csv"]).decode("utf-8-sig")
        assert "Falta señalización en la obra." in csv
        assert "310 555 1234" not in csv


@on_sqlite
@pytest.mark.soak
async def test_the_page_verifies_the_receipt_and_a_change_afterwards_is_admitted(
    stage: World, page: Any, tmp_path: Path
) -> None:
    rosa, camilo, official = stage.scene.rosa, stage.scene.camilo, stage.scene.official
    async with stage.bot() as running:
        works_here(running.database, official, Role.ADMINISTERS)
        number = number_in(await answered(rosa, official))
        rosa.skip()
        await rosa.ask(f"/caso {number}")
        rosa.press("Guardar comprobante")
        receipt = await handed(stage, rosa, "comprobante-")
        await sent(camilo, "Otro comentario sobre la obra")
        await reviewed(official)
        await published(official, running)
        [report] = stored(running.database, Report)

        files = {
            "Su comprobante": json.dumps(receipt).encode(),
            "Las huellas": running.files.get(report.files["huellas"]),
        }
        saved = tmp_path / "verificar.html"
        saved.write_text(verification_page(Language.ES).html, encoding="utf-8")
        await page.goto(saved.as_uri())
        for label, content in files.items():
            given = {"name": "c.json", "mimeType": "application/json", "buffer": content}
            await page.get_by_label(label).set_input_files(given)
        await page.get_by_label("Raíz impresa").fill(report.root or "")
        await page.get_by_role("button", name="Verificar").click()
        verdict = page.get_by_role("status")
        await verdict.wait_for()
        assert "fila 1 de 2" in await verdict.inner_text()

        running.database.write(lambda session: session.get_one(Case, 1).__setattr__("text", "No dijo eso")).result()
        rosa.skip()
        with capture_logs() as logs:
            told = await rosa.ask(f"/caso {number}")
        assert "ya no coincide" in told.text
        assert ROW not in told.text
        assert [log["log_level"] for log in logs if log["event"] == "publication.mismatch"] == ["error"]


@on_sqlite
async def test_reports_are_asked_for_by_dates_and_come_as_files(stage: World) -> None:
    rosa, official = stage.scene.rosa, stage.scene.official
    async with stage.bot() as running:
        works_here(running.database, official, Role.CONSULTS)
        await sent(rosa, TEXT)
        await official.ask("/panel")
        await official.tap("Informes")
        await official.tap("Otras fechas")
        assert "No entiendo esas fechas" in (await official.ask("ayer")).text
        offered = await official.ask("1 de julio a 31 de diciembre de 2021")
        assert "1 caso" in offered.text
        assert "Publicar" not in offered.labels
        official.press("CSV (datos abiertos)")
        await official.next(text="Preparando el informe")
        await running.worker.do_waiting()
        await official.next(text="No está publicado")
        seen = [await official.next(kinds=("message",)) for _ in range(2)]

        names = sorted((one.message or {})["document"]["file_name"] for one in seen)
        assert names == [
            "diccionario-observaciones-2021-07-01-2021-07-01.csv",
            "informe-observaciones-2021-07-01-2021-07-01.csv",
        ]
        await until(stage.simulator, lambda: "listo" in "".join(str(one.get("text")) for one in official.screen()))


@on_sqlite
@pytest.mark.parametrize(
    "data", ["inf", "infd:year", "infa:20210701-20210731:publish-sure", "infa:x-y:pdf", "infr:x:0:"]
)
async def test_who_does_not_publish_gets_nothing_by_a_forged_button(stage: World, data: str) -> None:
    rosa, official = stage.scene.rosa, stage.scene.official
    async with stage.bot() as running:
        works_here(running.database, official, Role.ANSWERS)
        await sent(rosa, TEXT)
        await official.ask("/panel")
        message = rosa.screen()[-1]
        rosa.skip()
        stage.simulator.bot.queue.push_raw(forged(rosa.id, message, f"1:{data}"))
        refused = await rosa.next()
        leave(running.database, official)
        official.skip()
        official.press("Informes")
        removed = await official.next()

        assert "No conozco" in refused.text
        assert "No conozco" in removed.text
        assert not stored(running.database, Report)
        assert not stored(running.database, ReviewedText)
