"""Dialogue events from the staff chat to everybody who was invited, and back: the whole story through HTTP."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import select

from participation.staff import team
from simulator import Person, Seen
from storage.models.plan import Event, EventState
from storage.models.staff import Role
from tests.participation.events.stories import at
from tests.support.observing import forged, on_sqlite, stored
from tests.support.running import START, World, world

pytestmark = on_sqlite  # the rules are tested on both databases
TITLE = "Diálogo <b>2</b> & más 🎉"
RECORDING = "https://video.example.org/dialogo"


@pytest.fixture
async def telegram(planned_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[World]:
    """A bot at work with a channel, where the official publishes; a chat takes more than a message a second."""
    for name in ("CHAT_SECONDS", "GROUP_SECONDS"):
        monkeypatch.setattr(f"bot.courier.pacing.{name}", 0.01)
    async with world(planned_url, tmp_path) as opened:
        opened.settings = opened.settings.model_copy(update={"channel_id": str(opened.scene.channel.id)})
        async with opened.bot() as parts:
            opened.parts = parts
            token = opened.database.write(
                lambda session: team.invite(session, None, Role.PUBLISHES, START, from_command_line=True)
            ).result()
            official = opened.scene.official
            official.start(f"equipo_{token}")
            await official.next(text="/panel")
            yield opened


@pytest.fixture
def official(telegram: World) -> Person:
    return telegram.scene.official


async def write(person: Person, *texts: str) -> Seen:
    """Messages one after the other; what came after the last."""
    for text in texts:
        seen = await person.ask(text)
    return seen


async def tick_at(telegram: World, instant: str) -> None:
    """The date moves, and the clock looks what is due."""
    assert telegram.parts is not None
    await telegram.simulator.clock.move_to(at(instant))
    await telegram.parts.clock.tick()


def in_channel(telegram: World) -> list[str]:
    """What the channel reads now."""
    return [str(message.data.get("text", "")) for message in telegram.scene.channel.messages.values()]


def shown(person: Person, part: str) -> list[str]:
    """The messages on a person's screen that hold this."""
    return [text for message in person.screen() if part in (text := str(message.get("text", "")))]


def labels(person: Person, part: str) -> list[str]:
    """The buttons under the last message of a person's chat that holds this."""
    message = [one for one in person.screen() if part in str(one.get("text", ""))][-1]
    return [button["text"] for row in message["reply_markup"]["inline_keyboard"] for button in row]


async def reads(telegram: World, person: Person, part: str) -> str:
    """The message of the person's own chat that holds this, once it is there; a channel's is not meant."""
    await telegram.simulator.wait_until(lambda: bool(shown(person, part)), within=30)
    return shown(person, part)[-1]


async def subscribed(person: Person) -> None:
    await person.ask("/avisos")
    await person.tap("Eventos")
    person.skip()


async def opened_desk(official: Person) -> Seen:
    """«Eventos» in the panel, whatever else arrives meanwhile."""
    official.write("/panel")
    await official.next(text="Vencidas")
    official.press("Eventos")
    return await official.next(text="Eventos de diálogo")


async def opened_card(official: Person) -> Seen:
    """The card of the new event."""
    await opened_desk(official)
    official.press(TITLE)
    return await official.next(text="Esto es lo que lee la gente")


async def new_event(official: Person) -> Seen:
    """«Nuevo evento» from the title to the card."""
    await opened_desk(official)
    await official.tap("Nuevo evento")
    await write(official, TITLE)
    await official.tap("YouTube en vivo")
    asked = await official.ask("15 de julio a las 3")
    assert asked.labels[:2] == [
        "jueves 15 de julio de 2021, 3:00\u00a0a.\u00a0m.",
        "jueves 15 de julio de 2021, 3:00\u00a0p.\u00a0m.",
    ]
    await official.tap(asked.labels[1])
    await write(official, "https://vivo.example.org/2")
    await official.tap("Diálogo")
    await official.tap("○ Alcaldías")
    return await official.tap("Listo")


async def publish(telegram: World, official: Person, people: list[Person]) -> None:
    card = await new_event(official)
    assert card.labels == [
        "Publicar y anunciar",
        "Guardar borrador",
        "Corregir",
        "Más datos",
        "Borrar borrador",
        "Todos los eventos",
    ]
    assert "<b>" in card.text  # the title's own signs, escaped
    assert "Invitados por correo: Alcaldías." in card.text
    asked = await official.tap("Publicar y anunciar")
    assert "Llega por Telegram a: 3" in asked.text
    assert "Y al canal de la entidad." in asked.text
    await official.tap("Sí, publicar y anunciar")
    for person in people:
        invited = await reads(telegram, person, "Invitación")
        assert TITLE in invited
        assert "jueves 15 de julio de 2021, 3:00\u00a0p.\u00a0m., hora de Colombia" in invited
    await telegram.simulator.wait_until(lambda: any(TITLE in text for text in in_channel(telegram)), within=30)


async def remind(telegram: World, rosa: Person, others: list[Person]) -> None:
    assert labels(rosa, "Invitación") == ["Recordarme", "Agregar al calendario", "Enviar pregunta", "Ver el evento"]
    rosa.press("Recordarme")
    await rosa.next(text="Le recordaremos")
    await tick_at(telegram, "2021-07-14 15:00")
    assert "Es mañana" in await reads(telegram, rosa, "Recordatorio")
    assert [shown(person, "Recordatorio") for person in others] == [[], []]


async def postpone(telegram: World, official: Person, people: list[Person]) -> None:
    await opened_card(official)
    await official.tap("Aplazar")  # the clock writes meanwhile, too
    await official.tap("Por definir", until="¿Por qué?")
    preview = await official.ask("La transmisión falló", until="Llega por Telegram")
    assert "Llega por Telegram a: 3" in preview.text
    await official.tap("Sí, aplazar")
    for person in people:
        told = await reads(telegram, person, "Se aplazó «")
        assert "Antes: jueves 15 de julio de 2021, 3:00" in told
        assert "Motivo: La transmisión falló" in told
        assert "Las preguntas que ya recibimos se conservan." in told
    await telegram.simulator.wait_until(lambda: not any(shown(one, "Recordatorio") for one in people), within=30)
    await telegram.simulator.wait_until(lambda: "por definir" in in_channel(telegram)[0], within=30)
    for person in people:
        assert len(shown(person, "Se aplazó «")) == 1
        told_of = [text for text in shown(person, TITLE) if "Le recordaremos" not in text]
        assert all("Nueva fecha: por definir" in text for text in told_of)


async def reschedule(telegram: World, official: Person, people: list[Person]) -> None:
    await opened_card(official)
    await official.tap("Reprogramar", until="¿Cuál es la nueva fecha?")
    await official.ask("20 de julio 10 am", until="es festivo")
    await official.tap("Sí, ese día")
    await official.tap("Sin motivo")
    await official.tap("Sí, reprogramar")
    for person in people:
        moved = await reads(telegram, person, "tiene nueva fecha")
        assert "Antes: jueves 15 de julio" in moved
        assert "martes 20 de julio de 2021, 10:00" in moved


async def hold(telegram: World, official: Person, people: list[Person]) -> None:
    await tick_at(telegram, "2021-07-20 13:00")
    await official.next(text="¿Se realizó")
    official.press("Marcar realizado")
    for asked, said in (
        ("el enlace de la grabación", RECORDING),
        ("Cuántas personas asistieron", "85 personas inscritas"),
    ):
        await official.next(text=asked)  # the clock writes meanwhile, too
        official.write(said)
    await official.next(text="el enlace del acta")
    await official.tap("Saltar")
    await official.tap("Sí, se realizó")
    for person in people:
        await reads(telegram, person, "Ya puede ver la grabación")
        assert labels(person, "Ya puede ver la grabación") == ["Ver grabación", "Calificar", "Ver el evento"]


async def test_published_reminded_postponed_new_date_held_and_its_recording(telegram: World, official: Person) -> None:
    rosa, camilo = telegram.scene.rosa, telegram.scene.camilo
    people = [rosa, camilo, telegram.simulator.add_person("Pilar")]
    for person in people:
        await subscribed(person)

    await publish(telegram, official, people)
    await remind(telegram, rosa, people[1:])
    await postpone(telegram, official, people)
    await tick_at(telegram, "2021-07-15 14:00")
    assert shown(rosa, "Empieza en") == []  # a reminder of a dead event never leaves
    await reschedule(telegram, official, people)
    await tick_at(telegram, "2021-07-20 09:00")
    assert "1\u00a0hora" in await reads(telegram, rosa, "Empieza en")
    await hold(telegram, official, people)

    await telegram.simulator.wait_until(lambda: "Ya puede ver" in in_channel(telegram)[-1], within=30)
    listed = await camilo.ask("/eventos")
    assert "● Realizado" in listed.text
    assert "Asistencia: 85 (personas inscritas)" in listed.text
    assert [event.state for event in stored(telegram.database, Event)][-1] is EventState.HELD


async def test_several_corrections_are_told_once_from_old_to_new(telegram: World, official: Person) -> None:
    rosa = telegram.scene.rosa
    await subscribed(rosa)
    await new_event(official)
    await official.tap("Publicar y anunciar")
    await official.tap("Sí, publicar y anunciar")
    await reads(telegram, rosa, "Invitación")
    official.skip()
    await opened_card(official)
    await official.tap("Corregir")
    await official.tap("Enlace o lugar")
    official.write("https://vivo.example.org/otro")
    saved = await official.next(text="En 10 minutos")
    assert "a la vez" in saved.text

    await tick_at(telegram, "2021-07-01 09:11")

    told = await reads(telegram, rosa, "Algo cambió en")
    assert "Enlace: https://vivo.example.org/2 → https://vivo.example.org/otro" in told
    await telegram.simulator.wait_until(lambda: "Algo cambió en" in in_channel(telegram)[-1], within=30)


async def test_what_is_half_written_is_a_draft_that_nobody_sees(telegram: World, official: Person) -> None:
    await opened_desk(official)
    await official.tap("Nuevo evento")
    await write(official, "Foro")
    for _ in range(4):
        await official.tap("Saltar")
    card = await official.tap("Listo")

    assert "Aún no se sabe: el tipo, el día y el enlace o el lugar." in card.text
    await official.tap("Publicar y anunciar")
    refused = await official.tap("Sí, publicar y anunciar")
    assert "Falta el día" in refused.text
    assert refused.labels == ["Ver el evento"]
    assert "Foro" not in (await telegram.scene.rosa.ask("/eventos")).text


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("31 de junio", "Ese día no existe"),
        ("25:00", "Esa hora no existe"),
        ("ayer", "ya pasó"),
        ("el domingo 4 de julio 10 am", "es domingo"),
        ("en 15 días", "¿Qué día es?"),
    ],
)
async def test_a_date_that_cannot_be_or_may_mean_two_is_asked_again(official: Person, said: str, answer: str) -> None:
    await opened_desk(official)
    await official.tap("Nuevo evento")
    await write(official, "Foro")
    await official.tap("Saltar")

    assert answer in (await official.ask(said)).text


async def test_forged_buttons_and_strangers_get_nowhere(telegram: World, official: Person) -> None:
    camilo = telegram.scene.camilo
    await new_event(official)
    number = stored(telegram.database, Event)[-1].id
    unknown = await camilo.ask("/nosequees")
    message = camilo.screen()[-1]

    for data in (f"1:evy:{number}:announce:1", f"1:evs:{number}:kind:otro", "1:evd", f"1:evc:{number}:"):
        camilo.skip()
        telegram.simulator.bot.queue.push_raw(forged(camilo.id, message, data))
        assert (await camilo.next()).text == unknown.text

    official.skip()
    telegram.simulator.bot.queue.push_raw(forged(official.id, official.screen()[-1], f"1:evy:{number}:postpone:1"))
    assert "Eso no se puede hacer ahora" in (await official.next()).text
    [state] = telegram.database.read(
        lambda session: session.scalars(select(Event.state).where(Event.id == number)).all()
    ).result()
    assert state is EventState.DRAFT


async def test_a_sheet_becomes_drafts_after_a_look(telegram: World, official: Person) -> None:
    await opened_desk(official)
    await official.tap("Eventos desde una hoja")
    official.document(b"titulo;fecha\nForo abierto;15/07/2021 3 pm\nOtro;31/06/2021\n", "eventos.csv", mime="text/csv")
    looked = await official.next(text="evento está bien")
    assert "○ Foro abierto" in looked.text
    assert "Celda B3" in looked.text

    saved = await official.tap("Guardar como borradores")

    assert "Se guardó 1 borrador." in saved.text
    assert [event.title for event in stored(telegram.database, Event)][1:] == ["Foro abierto"]
    official.press("Guardar como borradores")
    await official.next(text="Envíe la hoja")
    assert len(stored(telegram.database, Event)) == 2
