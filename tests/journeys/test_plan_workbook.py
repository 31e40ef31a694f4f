"""The plan's workbook in the chat: downloaded, changed with a spreadsheet, sent back, looked at and saved."""

import asyncio
from pathlib import Path

from sqlalchemy import select

from participation.staff import team
from simulator import Person
from storage import Session
from storage.models.history import Origin, PlanChange
from storage.models.plan import Product
from storage.models.staff import Role
from tests.participation.workbook.edited import edited, put
from tests.support.observing import forged, on_sqlite, stored
from tests.support.running import START, World, world

pytestmark = on_sqlite
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LIVE = 4  # the row of the product that was postponed


async def test_the_workbook_goes_out_and_comes_back(planned_url: str, tmp_path: Path) -> None:
    async with world(planned_url, tmp_path) as telegram, telegram.bot() as parts:
        telegram.parts = parts
        official = telegram.scene.official
        await joins(telegram, official)
        content = await downloaded(telegram, official)

        await wrong(official, content)
        await saved(telegram, official, content)
        await decided_one_by_one(telegram, official, content)
        await contradicted(telegram, official, content)

        camilo = telegram.scene.camilo
        await camilo.ask("/start")
        for data in ("1:planxd", "1:planx:put", f"1:planxok:{'0' * 16}:theirs"):
            camilo.skip()
            telegram.simulator.bot.queue.push_raw(forged(camilo.id, camilo.screen()[-1], data))
            assert "No conozco ese comando" in (await camilo.next()).text


async def joins(telegram: World, person: Person) -> None:
    invited = telegram.database.write(
        lambda session: team.invite(session, None, Role.PUBLISHES, START, from_command_line=True)
    )
    person.start(f"equipo_{await asyncio.to_thread(invited.result)}")
    await person.next(text="/panel")


async def downloaded(telegram: World, official: Person) -> bytes:
    """«Descargar Excel»."""
    await official.ask("/panel")
    await official.tap("Plan")
    handed = await official.tap("Descargar Excel")
    assert handed.labels == ["Subir Excel", "Plan"]
    document = (handed.message or {})["document"]
    assert document["file_name"] == "plan-2021.xlsx"
    file = telegram.simulator.world.files.by_id(document["file_id"])
    assert file is not None
    return file.content


async def uploads(official: Person, content: bytes, text: str) -> str:
    """«Subir Excel» and the file; the answer that has this text."""
    await official.ask("/panel")
    await official.tap("Plan")
    await official.tap("Subir Excel")
    official.document(content, "plan.xlsx", XLSX)
    return (await official.next(text=text)).text


async def wrong(official: Person, content: bytes) -> None:
    """What is wrong is told by its cell, and nothing is offered to be saved."""
    mistaken = edited(content, put("Productos", "Avance (%)", LIVE, "casi todo"))
    told = await uploads(official, mistaken, "No se guardó nada")
    assert "Hoja «Productos», celda L5: «casi todo» no es un porcentaje." in told
    assert official.screen()[-1]["reply_markup"]["inline_keyboard"][-1][0]["text"] == "Plan"


async def saved(telegram: World, official: Person, content: bytes) -> None:
    """What changes is shown, and saved by who typed the button's label."""
    edits = put("Productos", "Estado", LIVE, "En ejecución"), put("Productos", "Avance (%)", LIVE, 0.4)
    told = await uploads(official, edited(content, *edits), "2 valores que cambian")
    assert "Producto evento-vivo · Avance: 40\u00a0% (antes: 0\u00a0%)" in told
    assert percentages(telegram) == [0]

    assert told.startswith("Todavía no se ha guardado nada. Esto cambiaría:")
    reminded = await official.ask("¿y ahora qué hago?")
    assert "Todavía no se ha guardado su archivo. Toque un botón" in reminded.text
    assert reminded.labels == ["Guardar cambios", "No guardar"]
    official.write("guardar cambios")
    await official.next(text="Se guardaron 2 cambios.")
    assert percentages(telegram) == [40]
    changes = [change for change in stored(telegram.database, PlanChange) if change.origin is Origin.WORKBOOK]
    assert {(change.field, change.new, change.staff_id is None) for change in changes} == {
        ("percentage", 40, False),
        ("status", "en_ejecucion", False),
    }


async def decided_one_by_one(telegram: World, official: Person, content: bytes) -> None:
    """Of two values that were changed on both sides one stays as it is here, and the file's is taken of the other."""
    both = put("Productos", "Avance (%)", LIVE, 0.8), put("Productos", "Estado", LIVE, "Programado")
    await uploads(official, edited(content, *both), "2 valores se cambiaron aquí y en el archivo")
    first = await official.tap("Decidir uno por uno")
    assert first.text.startswith("¿Cuál vale? 1 de 2")
    assert first.labels == ["Vale lo del chat", "Vale lo del archivo", "Decidir todos a la vez", "No guardar"]
    back = await official.tap("Decidir todos a la vez")
    assert "Decidir uno por uno" in back.labels
    official.write("decidir uno por uno")
    stays = await official.next(text="¿Cuál vale? 1 de 2")
    assert "Estado: aquí En ejecución" in stays.text
    await official.tap("Vale lo del chat")
    official.write("vale lo del archivo")
    shown = await official.next(text="Usted decidió. Como en el chat: 1. Como en el archivo: 1.")
    assert shown.labels == ["Guardar cambios", "No guardar"]
    assert percentages(telegram) == [40]
    await official.tap("Guardar cambios")
    assert percentages(telegram) == [80]


async def contradicted(telegram: World, official: Person, content: bytes) -> None:
    """The same download changed otherwise: what is here since stays until somebody says that the file holds."""
    other = edited(content, put("Productos", "Avance (%)", LIVE, 0.6), put("Productos", "Estado", LIVE, "En ejecución"))
    told = await uploads(official, other, "se cambió aquí y en el archivo")
    assert "Avance: aquí 80" in told
    assert "No cambia nada" not in told
    assert "en el archivo 60" in told
    await official.tap("Tomar lo del archivo")
    assert percentages(telegram) == [60]
    old = forged(official.id, official.screen()[-1], f"1:planxok:{'0' * 16}:ours")
    telegram.simulator.bot.queue.push_raw(old)
    await official.next(text="Ya no tengo ese archivo a la mano")


def percentages(telegram: World) -> list[int]:
    def found(session: Session) -> list[int]:
        return list(session.scalars(select(Product.percentage).where(Product.code == "evento-vivo")))

    return telegram.database.read(found).result()
