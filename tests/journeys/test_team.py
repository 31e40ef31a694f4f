"""The team through the chat: in by a link, the panel, another role, out at once; for others none of it exists."""

from pathlib import Path

import pytest

from participation.staff import team
from storage import Database, open_database
from storage.models.staff import Role
from tests.support.observing import forged
from tests.support.running import START, prepare, world

pytestmark = pytest.mark.second_database

ROLE_BUTTONS = {"Administra", "Responde", "Aprueba", "Publica", "Consulta"}


def first_link(database: Database) -> str:
    """The token of the first administrator, as `participa staff invite` makes it."""
    return database.write(
        lambda session: team.invite(session, None, Role.ADMINISTERS, START, from_command_line=True)
    ).result()


async def test_the_team_is_built_by_links_and_taken_apart_at_once(migrated_url: str, tmp_path: Path) -> None:
    database = open_database(migrated_url)
    database.write(prepare).result()
    token = first_link(database)
    database.close()
    async with world(migrated_url, tmp_path) as telegram, telegram.bot():
        official, camilo = telegram.scene.official, telegram.scene.camilo
        unknown = await camilo.ask("/panel")
        nonsense = await camilo.ask("/nosequees")
        assert unknown.text == nonsense.text

        official.skip()
        official.start(f"equipo_{token}")
        assert "/panel" in (await official.next()).text
        camilo.skip()
        camilo.start(f"equipo_{token}")
        assert "Pida otra" in (await camilo.next()).text

        panel = await official.ask("/panel")
        assert "Vencidas: 0" in panel.text
        await official.tap("Equipo")
        await official.tap("Invitar")
        assert set(official.feed.seen[-1].labels) >= ROLE_BUTTONS
        link = await official.tap("Responde")
        invited = link.text.split("start=")[1].split()[0]
        camilo.skip()
        camilo.start(invited)
        assert "/panel" in (await camilo.next()).text
        second = await camilo.ask("/panel")
        assert "Equipo" not in second.labels

        await official.ask("/panel")
        await official.tap("Equipo")
        await official.tap("Camilo")
        await official.tap("Sacar del equipo")
        await official.tap("Sí, sacar")
        await official.ask("/panel")
        await official.tap("Equipo")
        acts = await official.tap("Registro de actividad")
        assert "Persona sacada del equipo · Camilo" in acts.text
        await official.tap("Por persona")
        own = await official.tap("Camilo")
        assert "Solo de: Camilo" in own.text
        assert "Entró al equipo · Camilo" in own.text
        assert "sacada" not in own.text
        taken = await official.tap("Descargar")
        assert taken.message["document"]["file_name"].startswith("registro-del-equipo-")
        assert (await camilo.ask("/panel")).text == nonsense.text


async def test_a_forged_staff_button_opens_nothing(migrated_url: str, tmp_path: Path) -> None:
    database = open_database(migrated_url)
    database.write(prepare).result()
    database.close()
    async with world(migrated_url, tmp_path) as telegram, telegram.bot():
        rosa = telegram.scene.rosa
        nonsense = await rosa.ask("/nosequees")
        await rosa.ask("/start")
        for data in (
            "1:panel",
            "1:equipo",
            "1:inv:administra",
            "1:miem:1",
            "1:camb:1:administra",
            "1:camb:1:remove-sure",
        ):
            rosa.skip()
            telegram.simulator.bot.queue.push_raw(forged(rosa.id, rosa.screen()[-1], data))
            assert (await rosa.next()).text == nonsense.text
