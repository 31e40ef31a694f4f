"""«Avance con prueba»: what opens, what does not, and who is told."""

from datetime import timedelta
from functools import partial
from pathlib import Path

from participation.staff import team
from storage.models.staff import Role
from tests.support.observing import forged, on_sqlite
from tests.support.proof import OPENED, VIDEO, die, looked, show_people
from tests.support.running import START, world

pytestmark = on_sqlite

DIED = timedelta(hours=31)


async def test_a_proof_that_dies_is_told_to_who_publishes_and_shown_until_it_opens(
    planned_url: str, tmp_path: Path
) -> None:
    async with world(planned_url, tmp_path) as telegram, telegram.bot() as parts:
        rosa, official, clock = telegram.scene.rosa, telegram.scene.official, telegram.simulator.clock
        token = parts.database.write(
            lambda session: team.invite(session, None, Role.PUBLISHES, START, from_command_line=True)
        ).result()
        official.start(f"equipo_{token}")
        await official.next(text="/panel")
        assert "Con una prueba" not in (await rosa.ask("/avance")).text

        await official.ask("/panel")
        await official.tap("Plan")
        shown = (await official.tap("Avance con prueba")).text
        assert "Declarado: 26\u00a0% (4 de 15 productos)" in shown
        assert "Con una prueba que abre: 0\u00a0% (0 de 15 productos)" in shown
        assert "Previsto a esa fecha: 33\u00a0% (5 de 15 productos)" in shown
        assert "De 4 productos cumplidos:\n3 se explican con un texto" in shown
        assert "1 tiene una prueba que no hemos podido revisar" in shown

        parts.database.write(partial(die, hours=(0, 1, 7, 31))).result()
        official.skip()
        clock.set(START + DIED + timedelta(hours=1))
        await parts.clock.tick()
        parts.courier.wake()
        told = await official.next(text="1 prueba del plan ya no abre", within=60)
        assert f"Video\n{VIDEO}\nAbrió por última vez el 1 de julio de 2021. La página ya no existe (404)." in told.text
        parts.database.write(show_people).result()
        assert "Con una prueba que hoy abre: 0\u00a0% (0 de 15 productos)" in (await rosa.ask("/avance")).text
        assert "1 ya no tiene una prueba que abra" in (await official.tap("Avance con prueba")).text

        parts.database.write(partial(looked, look=OPENED, hours=[40])).result()
        assert "Con una prueba que hoy abre: 6\u00a0% (1 de 15 productos)" in (await rosa.ask("/avance")).text
        await official.tap("Volver")
        opened = (await official.tap("Avance con prueba")).text
        assert "1 tiene una prueba que abre" in opened
        assert "Pruebas que no abren" not in opened

        telegram.simulator.bot.queue.push_raw(forged(rosa.id, rosa.screen()[-1], "1:prueba"))
        assert "No conozco ese comando" in (await rosa.next()).text
