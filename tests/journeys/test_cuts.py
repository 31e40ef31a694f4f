"""«Publicar corte» and «Corregir corte» in the chat, and what subscribers and everybody else read of them."""

from pathlib import Path

from participation.plan import import_plan, read_plan_text
from participation.staff import team
from storage import Database
from storage.models.staff import Role
from tests.handlers.texts.rendered import SEED
from tests.participation.plan_texts import changed
from tests.support.observing import on_sqlite
from tests.support.running import START, world

pytestmark = on_sqlite
DONE = (
    "            estado: aplazado\n            avance: 0\n",
    "            estado: cumplido\n            avance: 100\n",
)


def take(database: Database, text: str) -> None:
    database.write(lambda session: import_plan(session, read_plan_text(text), START)).result()


async def test_a_cut_is_published_and_corrected_in_the_open(planned_url: str, tmp_path: Path) -> None:
    async with world(planned_url, tmp_path) as telegram, telegram.bot() as parts:
        rosa, luis = telegram.scene.rosa, telegram.scene.official
        token = parts.database.write(
            lambda session: team.invite(session, None, Role.PUBLISHES, START, from_command_line=True)
        ).result()
        luis.start(f"equipo_{token}")
        await luis.next(text="/panel")
        await rosa.ask("/avisos")
        await rosa.tap("Avance del plan")
        assert "Qué cambió" not in (await rosa.ask("/avance")).labels
        take(parts.database, changed(DONE, text=SEED))
        rosa.start("producto_evento-vivo")
        assert "Desde el corte del 30 de junio de 2021 cambió: su estado" in (await rosa.next(text="Diálogo")).text

        await luis.ask("/panel")
        await luis.tap("Plan")
        dates = await luis.tap("Publicar corte")
        assert dates.labels[:2] == ["Hoy, 1 de julio de 2021", "Otra fecha"]
        assert "El corte del 30 de junio de 2021 ya está publicado." in (await luis.ask("30 de junio")).text
        assert "El 15 de agosto de 2021 todavía no llega." in (await luis.ask("15 de agosto")).text
        preview = await luis.ask("hoy")
        assert "Corte del 1 de julio de 2021" in preview.text
        assert "33\u00a0% (5 de 15 productos)" in preview.text
        assert "Se cumplió\n• Diálogo" in preview.text
        assert "Llega por Telegram a: 1" in preview.text
        luis.write("publicar")
        assert "Se publicó el corte del 1 de julio de 2021." in (await luis.next(text="Se publicó")).text

        told = await rosa.next(text="Cifras nuevas del plan")
        assert "El 30 de junio de 2021 íbamos en 26\u00a0% (4 de 15)." in told.text
        assert "Desde entonces se cumplió: Diálogo." in told.text
        assert "Qué cambió" in (await rosa.ask("/avance")).labels
        difference = await rosa.tap("Qué cambió")
        assert "Del año: antes 26\u00a0% (4 de 15), ahora 33\u00a0% (5 de 15)" in difference.text

        take(parts.database, SEED)
        await luis.ask("/panel")
        await luis.tap("Plan")
        await luis.tap("Corregir corte")
        shown = await luis.tap("1 de julio de 2021")
        assert "Ya no cuenta como cumplido\n• Diálogo" in shown.text
        await luis.ask("El diálogo no se ha realizado.")
        luis.press("Publicar corrección")
        await luis.next(text="Se corrigió el corte")
        corrected = await rosa.next(text="Corrección de las cifras del plan")
        assert "Del año: antes 33\u00a0% (5 de 15), ahora 26\u00a0% (4 de 15)" in corrected.text
        assert "Motivo: El diálogo no se ha realizado." in corrected.text
        again = await rosa.ask("/avance")
        assert "Datos hasta el 1 de julio de 2021, corregidos el 1 de julio de 2021" in again.text
        assert "26\u00a0% (4 de 15 productos)" in again.text
        assert "Corrección del 1 de julio de 2021" in (await rosa.tap("Qué cambió")).text
