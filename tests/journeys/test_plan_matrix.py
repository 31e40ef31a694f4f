"""An office's own matrix from the chat: what is not sure is asked the first time, and never again."""

import asyncio
from pathlib import Path

from participation.staff import team
from simulator import Person
from storage.models.history import Origin, PlanChange
from storage.models.plan import Product
from storage.models.sheets import SheetMapping
from storage.models.staff import Role
from tests.support import matrices
from tests.support.observing import forged, on_sqlite, stored
from tests.support.running import START, World, world

pytestmark = on_sqlite
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


async def test_a_matrix_is_asked_about_once_and_saved_on_one_tap(planned_url: str, tmp_path: Path) -> None:
    async with world(planned_url, tmp_path) as telegram, telegram.bot() as parts:
        telegram.parts = parts
        official = telegram.scene.official
        await joins(telegram, official)
        await understood(official)
        assert [one.fields for one in stored(telegram.database, SheetMapping)] == [
            {
                "nombre actividad": "actividad",
                "tareas para desarrollar la actividad": "tarea_y_producto",
                "ejecucion": "avance",
                "evidencias": "evidencia",
            }
        ]
        await saved(telegram, official)
        await refused(telegram, official)
        camilo = telegram.scene.camilo
        await camilo.ask("/start")
        telegram.simulator.bot.queue.push_raw(forged(camilo.id, camilo.screen()[-1], "1:mtz:0:ok::"))
        assert "No conozco ese comando" in (await camilo.next()).text


async def joins(telegram: World, person: Person) -> None:
    invited = telegram.database.write(
        lambda session: team.invite(session, None, Role.PUBLISHES, START, from_command_line=True)
    )
    person.start(f"equipo_{await asyncio.to_thread(invited.result)}")
    await person.next(text="/panel")


async def uploads(official: Person, content: bytes, text: str) -> str:
    """«Panel», «Plan», «Subir Excel», the file; the answer that has this text."""
    await official.ask("/panel")
    await official.tap("Plan")
    await official.tap("Subir Excel")
    official.document(content, "matriz.xlsx", XLSX)
    return (await official.next(text=text)).text


async def understood(official: Person) -> None:
    """The seed's own matrix: one column is asked about, by a button and by typing; then all are confirmed."""
    asked = await uploads(official, matrices.seed_matrix(), "¿Qué trae esta columna?")
    assert "Columna B: «TAREAS PARA DESARROLLAR LA ACTIVIDAD»" in asked
    assert "Por ejemplo: Publicar el Plan de Participación Ciudadana /" in asked
    shown = await official.tap("Tarea y producto")
    assert "C «EJECUCIÓN»: Avance (100%)" in shown.text
    assert shown.labels == ["Así está bien", "Cambiar columnas", "Plan"]
    await official.tap("Cambiar columnas")
    assert "¿Qué trae esta columna?" in (await official.tap("B · TAREAS PARA DESARROLLAR LA ACTIVIDAD")).text
    assert "Así entendí las columnas" in (await official.tap("Tarea y producto")).text
    assert "No cambia nada: el plan ya está así." in (await official.ask("así está bien")).text


async def saved(telegram: World, official: Person) -> None:
    """The next one with the same headings: no question, what would change, saved once."""
    preview = await uploads(official, matrices.seed_matrix("40 %"), "Todavía no se ha guardado nada")
    assert preview.startswith("Leí las columnas como la última vez.\nTodavía no se ha guardado nada.")
    assert "Producto evento-vivo · Avance: 40\u00a0% (antes: 0\u00a0%)" in preview
    shown = official.screen()[-1]["message_id"]
    for _ in range(2):
        official.press("Guardar un cambio", message_id=shown)
    await official.next(text="Se guardó un cambio del plan.")
    assert "Ya no tengo esa matriz a mano" in (await official.next()).text
    live = next(one for one in stored(telegram.database, Product) if one.code == "evento-vivo")
    assert (live.percentage, live.status) == (40, "aplazado")
    changes = [one for one in stored(telegram.database, PlanChange) if one.origin is Origin.WORKBOOK]
    assert [(one.key, one.field, one.old, one.new) for one in changes] == [("evento-vivo", "percentage", 0, 40)]


async def refused(telegram: World, official: Person) -> None:
    """What can't be right is told by its cell, and the plan stays."""
    before = [(one.code, one.percentage) for one in stored(telegram.database, Product)]
    told = await uploads(official, matrices.seed_matrix("140 %"), "No se guardó nada")
    assert "Hoja «Seguimiento», celda C7: «140 %» no es un porcentaje." in told
    assert [(one.code, one.percentage) for one in stored(telegram.database, Product)] == before
