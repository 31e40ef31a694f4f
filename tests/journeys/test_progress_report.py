"""«Informes» → «Informe de avance»: an official writes a difficulty, says who prepared it, and gets the files."""

from typing import Any

import pytest

from handlers import full_report
from participation.plan.report import report_facts
from simulator import Person
from storage import Session
from storage.models.followup import Report, ReportKind
from storage.models.staff import Role
from tests.journeys.test_inbox import works_here
from tests.support.observing import on_sqlite, stored
from tests.support.office import ZONE
from tests.support.progress_reports import CUT, TODAY
from tests.support.running import World


async def document(person: Person) -> dict[str, Any]:
    """The next file that comes."""
    while True:
        found = (await person.next()).message or {}
        if "document" in found:
            return dict(found["document"])


@on_sqlite
async def test_an_official_completes_the_report_of_the_cut_and_gets_its_files(stage: World) -> None:
    official = stage.scene.official
    async with stage.bot() as running:
        works_here(running.database, official, Role.PUBLISHES)
        await official.ask("/panel")
        await official.tap("Informes")
        await official.tap("Informe de avance")
        card = await official.tap("I semestre · 30 de junio de 2021")
        assert "Elaboró: una línea para firmar a mano" in card.text
        assert "Nadie anotó dificultades" in card.text

        await official.tap("Dificultades")
        await official.tap("Agregar dificultad")
        await official.tap("2. Promover los canales")
        await official.tap("Diálogo")
        await official.ask("El diálogo no se pudo hacer <b>ese</b> día")
        listed = await official.ask("Se acuerda otra fecha")
        assert "El diálogo no se pudo hacer <b>ese</b> día" in listed.text
        assert "Acción: Se acuerda otra fecha" in listed.text
        assert "Quitar 1" in listed.labels

        await official.tap("Volver")
        await official.tap("Elaboró")
        signed = await official.ask("Ana Ruiz, profesional (inventada)")
        assert "Elaboró: Ana Ruiz, profesional (inventada)" in signed.text

        official.press("PDF")
        await official.next(text="Preparando el informe")
        await running.worker.do_waiting()
        assert (await document(official))["file_name"] == "informe-avance-2021-06-30.pdf"
        [report] = stored(running.database, Report)
        assert (report.kind, report.last_day, report.version) == (ReportKind.PROGRESS, CUT, 1)
        assert running.files.get(report.files["pdf"]).startswith(b"%PDF")

        def facts(session: Session) -> list[tuple[str | None, str, str | None]]:
            told = report_facts(session, TODAY, ZONE).difficulties
            return [(one.product, one.text, one.action) for one in told]

        assert running.database.read(facts).result() == [
            ("Diálogo", "El diálogo no se pudo hacer <b>ese</b> día", "Se acuerda otra fecha")
        ]


@on_sqlite
async def test_the_report_of_a_large_plan_is_made_by_the_worker_and_follows(
    stage: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(full_report, "MOST_AT_ONCE", 4)
    rosa = stage.scene.rosa
    async with stage.bot() as running:
        await rosa.ask("/avance")
        rosa.press("Informe completo")
        assert "Leer en mensajes" in (await rosa.next(text="El informe es largo")).labels
        await rosa.next(text="Preparando el informe")
        await running.worker.do_waiting()

        assert (await document(rosa))["file_name"] == "informe-avance-2021-06-30.pdf"
