"""«Difusión» and «Invitados» from the chat: written, looked at, sent to people, the channel and mailboxes; counted."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from participation.staff import team
from simulator import Person
from storage.models.notices import Broadcast, Guest
from storage.models.staff import Role
from tests.participation.audience.lists import xlsx
from tests.support.observing import forged, on_sqlite, stored
from tests.support.running import START, World, texts, world
from tests.support.smtp import Mailbox

pytestmark = on_sqlite
CHANNEL = "@canal_participa_demo"
WORDS = "El jueves <b>cerramos</b> a las 3 p. m. & volvemos el viernes 😀"
LIST = [
    ["Entidad", "Correo", "Grupo de valor", "Municipio"],
    ["Alcaldía de Tunja", "alcaldia@tunja.example.org", "Alcaldías", "Tunja"],
    ["Gobernación de Boyacá", "gobernacion@boyaca.example.org", "Gobernaciones", ""],
    ["Sin correo", "", "Alcaldías", ""],
]


@asynccontextmanager
async def office(planned_url: str, tmp_path: Path, mailbox: Mailbox) -> AsyncIterator[World]:
    """A bot with a channel and mail, and an official who publishes."""
    settings = {"channel_id": CHANNEL, "smtp_url": mailbox.url, "mail_from": "participa@entidad.example.org"}
    async with world(planned_url, tmp_path, **settings) as opened, opened.bot() as parts:
        opened.parts = parts
        token = parts.database.write(
            lambda session: team.invite(session, None, Role.PUBLISHES, START, from_command_line=True)
        ).result()
        opened.scene.official.start(f"equipo_{token}")
        await opened.scene.official.next(text="/panel")
        yield opened


def press(telegram: World, person: Person, data: str) -> None:
    """Press a button that may not be there."""
    telegram.simulator.bot.queue.push_raw(forged(person.id, person.screen()[-1], data))


async def opens(official: Person, *labels: str) -> str:
    """From the panel through these buttons; what is read then."""
    await official.ask("/panel")
    said = ""
    for label in labels:
        said = (await official.tap(label)).text
    return said


async def test_a_list_is_shown_before_it_is_saved_and_taken_along_again(planned_url: str, tmp_path: Path) -> None:
    async with Mailbox() as mailbox, office(planned_url, tmp_path, mailbox) as telegram:
        official = telegram.scene.official
        await opens(official, "Difusión", "Invitados", "Enviar una lista")
        official.skip()
        official.document(xlsx(LIST), "invitados.xlsx")
        shown = await official.next(text="Todavía no se ha guardado nada")

        assert "Nuevos: 2." in shown.text
        assert "B4: falta el correo." in shown.text
        assert stored(telegram.database, Guest) == []

        saved = await official.tap("Guardar 2 invitados")
        assert "La lista quedó guardada." in saved.text
        again = await official.tap("Invitados")
        assert "2 entidades." in again.text
        assert {guest.email for guest in stored(telegram.database, Guest)} == {row[1] for row in LIST[1:3]}

        official.skip()
        official.press("Descargar la lista")
        handed = await official.next()
        assert handed.message["document"]["file_name"] == "invitados.xlsx"


async def test_what_was_sent_while_no_list_was_awaited_saves_nothing(planned_url: str, tmp_path: Path) -> None:
    async with Mailbox() as mailbox, office(planned_url, tmp_path, mailbox) as telegram:
        official = telegram.scene.official
        await opens(official, "Difusión", "Invitados", "Enviar una lista")
        assert "Espero un archivo" in (await official.ask("hola")).text
        official.skip()
        official.document(b"no es una lista", "lista.csv")
        assert "no tiene ningún correo" in (await official.next()).text
        await official.ask("/cancelar")

        assert stored(telegram.database, Guest) == []


async def test_a_notice_is_seen_as_it_will_be_read_and_reaches_everybody_chosen(
    planned_url: str, tmp_path: Path
) -> None:
    async with Mailbox() as mailbox, office(planned_url, tmp_path, mailbox) as telegram:
        official, rosa = telegram.scene.official, telegram.scene.rosa
        await rosa.ask("/avisos")
        await rosa.tap("Eventos")
        await opens(official, "Difusión", "Invitados", "Enviar una lista")
        official.document(xlsx(LIST), "invitados.xlsx")
        await official.next(text="Todavía no se ha guardado nada")
        await official.tap("Guardar 2 invitados")

        await opens(official, "Difusión", "Nuevo aviso")
        official.skip()
        official.write(WORDS)
        preview = await official.next(text="Aviso de ENTerritorio")
        card = await official.next(text="Así se leerá")
        assert WORDS in preview.text
        assert "Va para: suscriptores." in card.text
        await official.tap("Agregar: Canal")
        card = await official.tap("Agregar: Alcaldías")
        assert "Va para: suscriptores, el canal y Alcaldías." in card.text
        assert "Telegram: 1 mensaje." in card.text
        assert "Correo: 1." in card.text
        rosa.skip()
        await official.tap("Enviar")

        read = await rosa.next(text="Aviso de ENTerritorio")
        assert read.text == preview.text
        await telegram.simulator.wait_until(lambda: bool(mailbox.received), within=30)
        await telegram.simulator.wait_until(lambda: "Enviados: 3 mensajes." in texts(official)[-1], within=30)

        [mail] = mailbox.received
        assert mail.recipient == "alcaldia@tunja.example.org"
        assert "<b>cerramos</b>" in mail.text
        assert "&lt;b&gt;cerramos" in mail.html
        assert mail.message["List-Unsubscribe"] == "<mailto:participa@entidad.example.org>"
        sent = telegram.simulator.calls("sendMessage")
        [post] = [call for call in sent if call.parameters["chat_id"] == CHANNEL]
        assert "/baja" not in str(post.parameters["text"])


async def test_a_citizen_finds_none_of_it(planned_url: str, tmp_path: Path) -> None:
    async with Mailbox() as mailbox, office(planned_url, tmp_path, mailbox) as telegram:
        rosa = telegram.scene.rosa
        unknown = await rosa.ask("/nosequees")
        for data in ("1:dif", "1:guest:", "1:guest:export", "1:difesc::text", "1:difenv:1:", "1:cartelbot"):
            rosa.skip()
            press(telegram, rosa, data)
            assert (await rosa.next()).text == unknown.text
        assert stored(telegram.database, Broadcast) == []


async def test_the_poster_of_an_event_is_handed_with_its_code(planned_url: str, tmp_path: Path) -> None:
    async with Mailbox() as mailbox, office(planned_url, tmp_path, mailbox) as telegram:
        official = telegram.scene.official
        await opens(official, "Eventos")
        await official.tap(official.feed.seen[-1].labels[0])
        official.skip()
        official.press("Cartel")
        picture = await official.next(within=60)
        poster = await official.next(within=60)

        assert picture.message["document"]["file_name"] == "qr-dialogo.png"
        assert poster.message["document"]["file_name"] == "cartel-dialogo.pdf"
        assert "start=evento_dialogo" in str(poster.message["caption"])


async def test_words_and_link_can_be_changed_before_and_nothing_after_it_was_sent(
    planned_url: str, tmp_path: Path
) -> None:
    async with Mailbox() as mailbox, office(planned_url, tmp_path, mailbox) as telegram:
        official = telegram.scene.official
        await opens(official, "Difusión", "Nuevo aviso")
        official.write("Primer texto")
        await official.next(text="Así se leerá")
        assert "no se envió" in (await official.tap("Enviar")).text.lower()  # nobody is subscribed

        await opens(official, "Difusión", "Nuevo aviso")
        official.write("Segundo texto")
        card = await official.next(text="Así se leerá")
        await official.tap("Cambiar el enlace")
        assert "no es una dirección web" in (await official.ask("entidad")).text
        official.skip()
        official.write("https://entidad.example.org/aviso")
        read = await official.next(text="Segundo texto")
        assert read.labels == ["Abrir enlace"]
        await official.next(text="Así se leerá")
        await official.tap("Agregar: Canal")
        await official.tap("Enviar")
        await telegram.simulator.wait_until(lambda: "Enviado: un mensaje." in texts(official)[-1], within=30)

        official.skip()
        official.press("Cambiar el texto", message_id=card.id)
        assert "ya se envió" in (await official.next()).text
        assert [one.text for one in stored(telegram.database, Broadcast)] == ["Primer texto", "Segundo texto"]
