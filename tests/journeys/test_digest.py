"""The digest as officials get it: in the chat at seven, by e-mail with its workbook, and as they choose it."""

from datetime import datetime
from io import BytesIO
from pathlib import Path
from zoneinfo import ZoneInfo

import openpyxl
import pytest
from sqlalchemy import update

from bot import standing
from simulator import Person
from storage import Session
from storage.models.notices import Copy, CopyState
from storage.models.staff import Digest, Role, StaffMember
from tests.support.observing import number_in, on_sqlite, sent, stored
from tests.support.running import START, World, texts, world
from tests.support.smtp import Mailbox
from tests.support.telling import quiet_bot

pytestmark = pytest.mark.second_database

BOGOTA = ZoneInfo("America/Bogota")
FRIDAY = datetime(2021, 7, 2, 7, 0, 10, tzinfo=BOGOTA)
ADDRESS = "ana@entidad.example.org"


async def works_here(telegram: World, person: Person, **choices: object) -> None:
    """Let a person of the scene in, the day before, who has opened the chat."""
    joined = datetime(2021, 6, 30, 9, tzinfo=BOGOTA)

    def add(session: Session) -> None:
        values = {"telegram_id": person.id, "name": "Ana Ruiz", "role": Role.ANSWERS, "joined_at": joined}
        session.add(StaffMember(**{**values, **choices}))

    await person.ask("/start")
    telegram.database.write(add).result()


async def in_the_morning(telegram: World, at: datetime = FRIDAY) -> list[str]:
    """The date moves on, and the clock looks what is due."""
    assert telegram.parts is not None
    await telegram.simulator.clock.move_to(at)
    return [name for name in await telegram.parts.clock.tick() if name.startswith("digest")]


async def test_the_next_morning_an_official_gets_the_digest_and_opens_the_card(telegram: World, rosa: Person) -> None:
    official = telegram.scene.official
    await works_here(telegram, official)
    number = number_in((await sent(rosa, "Falta señalización en el video <b>26</b>")).text)
    official.skip()

    made = await in_the_morning(telegram)
    digest = await official.next(text="Resumen del viernes 2 de julio de 2021")
    file = await official.next()
    official.skip()
    card = await official.tap("Abrir 1")

    assert made == ["digest:2021-07-02 for 1"]
    assert digest.text.split("\n\n")[1] == "Vencidas: 0 · Por vencer (3 días hábiles): 0 · Nuevas desde el jueves: 1"
    assert digest.labels == ["Abrir 1", "Panel"]
    assert "señalización" not in digest.text
    assert file.message["document"]["file_name"] == "resumen-2021-07-02.xlsx"
    assert number in card.text
    assert "Falta señalización en el video" in card.text
    assert await in_the_morning(telegram, FRIDAY.replace(hour=10)) == []


async def test_a_group_opens_the_inbox_with_the_new_ones_of_that_product(telegram: World, rosa: Person) -> None:
    official = telegram.scene.official
    await works_here(telegram, official)
    for text in ("El video no tiene subtítulos", "Al video le faltan subtítulos", "El diálogo no tuvo sonido"):
        await sent(rosa, text)
    official.skip()

    await in_the_morning(telegram)
    digest = await official.next(text="Resumen del")
    await official.next()
    official.skip()
    official.press("Abrir 1", message_id=digest.id)
    listed = await official.next(text="Nuevas · Video")

    assert "1. Video: 2 (2 parecidas)" in digest.text
    assert "Abrir 2" in listed.labels
    assert "Abrir 3" not in listed.labels
    assert "subtítulos" in (await official.tap("Abrir 2")).text


@on_sqlite
async def test_by_email_with_both_parts_and_a_workbook_without_names_or_texts(planned_url: str, tmp_path: Path) -> None:
    async with Mailbox() as mailbox:
        mail = {"smtp_url": mailbox.url, "mail_from": "participa@entidad.example.org"}
        async with world(planned_url, tmp_path, **mail) as telegram, telegram.bot() as parts:
            telegram.parts = parts
            await works_here(telegram, telegram.scene.official, digest=Digest.EMAIL, email=ADDRESS)
            number = number_in((await sent(telegram.scene.rosa, "=1+1 ¡Falta <b>señalización</b>!")).text)
            await in_the_morning(telegram)
            await parts.courier.drain()
            [received] = mailbox.received
            calls = telegram.simulator.calls(chat_id=telegram.scene.official.id)

    assert "Resumen" not in str([call.parameters for call in calls])
    assert received.recipient == ADDRESS
    assert received.message["Subject"] == "Resumen del viernes 2 de julio de 2021"
    for body in (received.text, received.html):
        assert "Nuevas desde el jueves: 1" in " ".join(body.split())
        assert "https://t.me/ParticipaDemoBot?start=panel" in body
        assert "señalización" not in body
    assert "Resúmenes" in received.text
    [(name, content)] = received.attachments.items()
    assert name == "resumen-2021-07-02.xlsx"
    heading, row = openpyxl.load_workbook(BytesIO(content))["Casos"].iter_rows(values_only=True)
    assert heading[:3] == ("Número", "Por qué está aquí", "Sobre")
    assert row[:2] == (number, "Nueva")
    assert not any("señalización" in str(value) or "Rosa" in str(value) for value in row)


@on_sqlite
async def test_an_official_chooses_where_and_how_often(telegram: World) -> None:
    official = telegram.scene.official
    await works_here(telegram, official)
    await official.ask("/panel")

    assert "Ahora: aquí, por Telegram." in (await official.tap("Resúmenes")).text
    assert "Escriba el correo" in (await official.tap("Ambos")).text
    assert "no es un correo" in (await official.ask("mi correo")).text
    kept = await official.ask(ADDRESS)
    assert "Ahora: aquí y por correo." in kept.text
    assert f"Su correo: {ADDRESS}" in kept.text
    assert "una vez a la semana" in (await official.tap("Semanal")).text
    assert "no recibe resúmenes" in (await official.tap("Ninguno")).text

    [member] = stored(telegram.database, StaffMember)
    assert (member.digest, member.weekly_digest, member.email) == (Digest.NONE, True, ADDRESS)
    assert await in_the_morning(telegram) == ["digest:2021-07-02 for 0"]


@on_sqlite
@pytest.mark.parametrize("change", [{"removed_at": START}, {"digest": Digest.NONE}])
async def test_who_leaves_or_turns_it_off_before_it_leaves_gets_none(stage: World, change: dict[str, object]) -> None:
    rosa, official = stage.scene.rosa, stage.scene.official
    async with stage.bot() as parts:
        stage.parts = parts
        await works_here(stage, official)
        await sent(rosa)
    async with quiet_bot(stage) as parts:
        stage.parts = parts
        await in_the_morning(stage)
        parts.database.write(lambda session: session.execute(update(StaffMember).values(**change))).result()
        await parts.courier.drain()
        [copy] = stored(parts.database, Copy)

    assert (copy.state, copy.reason) == (CopyState.SKIPPED, "not wanted any more")


@on_sqlite
async def test_participa_tick_tells_it_once_and_its_rehearsal_how_many(stage: World) -> None:
    rosa, official, settings = stage.scene.rosa, stage.scene.official, stage.settings
    async with stage.bot() as parts:
        stage.parts = parts
        await works_here(stage, official)
        await sent(rosa)
    await stage.simulator.clock.move_to(FRIDAY)

    rehearsed = standing.rehearse(settings, FRIDAY)
    first = await standing.tick(settings, stage.simulator.clock.now)
    again = await standing.tick(settings, stage.simulator.clock.now)

    assert "El resumen del 2 de julio de 2021 llegaría a 1 persona." in rehearsed
    assert "digest:2021-07-02 for 1" in first
    assert again == []
    assert len([text for text in texts(official) if text.startswith("Resumen del viernes")]) == 1


@on_sqlite
async def test_the_link_of_the_email_opens_the_panel_for_staff_only(telegram: World, rosa: Person) -> None:
    official = telegram.scene.official
    await works_here(telegram, official)

    official.start("panel")
    rosa.start("panel")

    assert "Vencidas: 0" in (await official.next(text="Panel")).text
    assert "Vencidas" not in (await rosa.next()).text
