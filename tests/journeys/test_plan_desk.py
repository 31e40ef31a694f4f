"""«Plan» for staff: telling of the last cut, once, to who asked for it and to the channel."""

from pathlib import Path

from participation.staff import team
from storage.models.notices import Copy, Notice
from storage.models.staff import Role
from tests.support.observing import forged, on_sqlite, stored
from tests.support.running import START, world

pytestmark = on_sqlite


async def test_the_cut_is_told_once_to_who_asked_and_to_the_channel(planned_url: str, tmp_path: Path) -> None:
    async with world(planned_url, tmp_path, channel_id="@canal_participa_demo") as telegram, telegram.bot() as parts:
        rosa, camilo, official = telegram.scene.rosa, telegram.scene.camilo, telegram.scene.official
        token = parts.database.write(
            lambda session: team.invite(session, None, Role.PUBLISHES, START, from_command_line=True)
        ).result()
        official.start(f"equipo_{token}")
        await official.next(text="/panel")
        await rosa.ask("/avisos")
        await rosa.tap("Avance del plan")
        await camilo.ask("/start")

        await official.ask("/panel")
        assert "Todavía no les hemos avisado" in (await official.tap("Plan")).text
        asked = await official.tap("Avisar del corte")
        assert "Esto es lo que leerá la gente:" in asked.text
        assert "80\u00a0%" in asked.text
        assert stored(parts.database, Notice) == []
        official.skip()
        shown = official.screen()[-1]["message_id"]
        for _ in range(2):
            official.press("Enviar", message_id=shown)

        assert "26\u00a0% (4 de 15 productos)" in (await rosa.next(text="Cuánto llevamos")).text
        await official.next(text="Enviados: 2")
        assert sorted(copy.recipient for copy in stored(parts.database, Copy)) == sorted(
            [str(rosa.id), "@canal_participa_demo"]
        )
        await official.ask("/panel")
        assert "Se avisó el 1 de julio de 2021" in (await official.tap("Plan")).text

        camilo.skip()
        telegram.simulator.bot.queue.push_raw(forged(camilo.id, camilo.screen()[-1], "1:corte:1"))
        assert "No conozco ese comando" in (await camilo.next()).text
