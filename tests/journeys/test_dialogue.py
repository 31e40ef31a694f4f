"""Around a dialogue event, through HTTP: questions, the survey, commitments, and what is left of them in the plan."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import select

from participation.events import editing, lifecycle
from participation.staff import team
from simulator import Person
from storage import Session
from storage.models.cases import Case, Consent
from storage.models.events import EventQuestion, QuestionState
from storage.models.plan import Event, Product
from storage.models.staff import Role, StaffMember
from tests.participation.events.stories import BOGOTA, FIFTEENTH, at
from tests.support.observing import NUMBER, forged, on_sqlite, picture, said, settled, stored
from tests.support.running import START, World, world

pytestmark = on_sqlite  # the rules are tested on both databases
WHEN, AGAIN, OTHER = "¿Cuándo inician las obras?", "¿Cuándo se inician las obras?", "¿Quién supervisa los contratos?"
RECORDING = "https://video.example.org/dialogo"
CODE = "segundo-dialogo"


def announce(session: Session) -> str:
    """An event of the plan that people were invited to; its code."""
    by = session.scalars(select(StaffMember)).first()
    product = session.scalars(select(Product).where(Product.code == "evento-vivo")).one()
    event = editing.create(session, "Segundo diálogo", by, START)
    values = {"day": FIFTEENTH.day, "hour": FIFTEENTH.hour, "product_id": product.id}
    editing.edit(session, event, values, by, START)
    lifecycle.announce(session, event, by, START, BOGOTA)
    return event.code


@pytest.fixture
async def telegram(planned_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[World]:
    """A bot at work with an announced event; the official publishes. A chat takes more than a message a second."""
    for name in ("CHAT_SECONDS", "GROUP_SECONDS"):
        monkeypatch.setattr(f"bot.courier.pacing.{name}", 0.01)
    async with world(planned_url, tmp_path) as opened, opened.bot() as parts:
        opened.parts = parts
        official = opened.scene.official
        token = opened.database.write(
            lambda session: team.invite(session, None, Role.PUBLISHES, START, from_command_line=True)
        ).result()
        official.start(f"equipo_{token}")
        await official.next(text="/panel")
        assert opened.database.write(announce).result() == CODE
        yield opened


async def ask(person: Person, text: str) -> None:
    """The link, the question, its card, and sending it."""
    person.start(f"pregunta_{CODE}")
    await person.next(text="Escriba su pregunta")
    person.write(text)
    card = await person.next(text="Revise su pregunta")
    assert text in card.text
    assert card.labels == ["Enviar pregunta", "Corregir", "Cancelar"]
    person.press("Enviar pregunta")
    await person.next(text="Recibimos su pregunta")


async def desk(telegram: World, label: str, text: str) -> None:
    """One of the buttons of the event's card in «Eventos»."""
    official = telegram.scene.official
    official.write("/panel")
    await official.next(text="Vencidas")
    official.press("Eventos")
    await official.next(text="Eventos de diálogo")
    official.press("Segundo diálogo")
    await official.next(text="Esto es lo que lee la gente")
    official.press(label)
    await official.next(text=text)


async def tick_at(telegram: World, instant: str) -> None:
    assert telegram.parts is not None
    await telegram.simulator.clock.move_to(at(instant))
    await telegram.parts.clock.tick()


def hold(session: Session) -> None:
    event = session.scalars(select(Event).where(Event.code == CODE)).one()
    by = session.scalars(select(StaffMember)).first()
    proof = lifecycle.Proof(recording=RECORDING)
    lifecycle.mark_held(session, event, proof, by, at("2021-07-15 17:00"), BOGOTA)


async def answer_in_writing(telegram: World, rosa: Person, camilo: Person) -> None:
    official = telegram.scene.official
    await desk(telegram, "Preguntas", "Esperan 3 preguntas")
    shown = official.screen()[-1]
    assert shown["has_protected_content"]
    assert shown["text"].index(WHEN) < shown["text"].index(OTHER)
    assert "la hacen 2 personas" in shown["text"]
    official.press("1")
    group = await official.next(text="2 personas preguntan esto")
    assert WHEN in group.text
    assert AGAIN in group.text
    await official.tap("Responder por escrito")
    preview = await official.ask("En <agosto> & después.")
    assert "2 personas reciben esta respuesta" in preview.text
    official.press("Enviar respuesta")
    await official.next(text="Se les avisa aquí a 2 personas")
    for person in (rosa, camilo):
        told = await person.next(text="Respuesta a su pregunta")
        assert "En <agosto> & después." in told.text
        assert "Responde: " in told.text


async def rate(telegram: World, rosa: Person) -> None:
    await tick_at(telegram, "2021-07-15 18:00")
    asked = await rosa.next(text="¿Le sirvió?")
    assert asked.labels == ["1", "2", "3", "4", "5", "Saltar"]
    for label, following in (("5", "¿Se entendió?"), ("Saltar", "¿Pudo participar"), ("Sí", "¿Volvería")):
        rosa.press(label)
        edited = await rosa.next(kinds=("edited",))
        assert following in edited.text
    rosa.press("No")
    await rosa.next(text="Guardamos sus respuestas", kinds=("edited",))
    await desk(telegram, "Encuesta", "Han respondido menos de 5 personas")


async def become_petition(telegram: World, rosa: Person) -> None:
    await tick_at(telegram, "2021-07-19 18:00")
    told = await rosa.next(text="ahora es una petición")
    [case] = stored(telegram.database, Case)
    assert NUMBER.findall(told.text) == [case.radicado]
    assert "1 de julio de 2021" in told.text
    assert "a más tardar el 2 de agosto de 2021" in told.text
    rosa.press("Ver mi caso")
    assert OTHER in (await rosa.next(text=case.radicado)).text


async def save_evidence(telegram: World, rosa: Person) -> None:
    official = telegram.scene.official
    await desk(telegram, "Evidencia", "¿Guardar como evidencia? La grabación")
    official.press("Guardar como evidencia")
    await official.next(text="Ya está entre las evidencias de «Diálogo»")
    rosa.start("producto_evento-vivo")
    product = await rosa.next(text="0\u00a0%")
    assert "El espacio de diálogo «Segundo diálogo» se realizó el 15 de julio de 2021." in product.text


async def test_from_a_question_to_its_answer_its_number_and_what_the_plan_keeps(telegram: World) -> None:
    rosa, camilo = telegram.scene.rosa, telegram.scene.camilo
    await ask(rosa, WHEN)
    await ask(camilo, AGAIN)
    await ask(rosa, OTHER)
    await answer_in_writing(telegram, rosa, camilo)
    await telegram.simulator.clock.move_to(at("2021-07-15 17:00"))
    telegram.database.write(hold).result()

    await rate(telegram, rosa)
    await become_petition(telegram, rosa)
    await save_evidence(telegram, rosa)

    states = [question.state for question in stored(telegram.database, EventQuestion)]
    assert states == [QuestionState.ANSWERED, QuestionState.ANSWERED, QuestionState.PETITION]


async def test_nothing_is_sent_before_its_button_and_what_is_dropped_is_gone(telegram: World) -> None:
    rosa = telegram.scene.rosa
    rosa.start(f"pregunta_{CODE}")
    await rosa.next(text="Escriba su pregunta")
    first = rosa.write("¿Cuando?")
    await rosa.next(text="Revise su pregunta")
    rosa.edit(first["message_id"], "¿Cuándo?")
    await rosa.next(text="¿Cuándo?")
    rosa.write("Es por la vía")
    card = await rosa.next(text="Es por la vía")
    assert "¿Cuándo?\nEs por la vía" in card.text
    rosa.start()
    assert (await rosa.next(text="una pregunta sin enviar")).labels == ["Continuar", "Descartar"]
    rosa.press("Descartar")
    await rosa.next(text="Borramos su pregunta")

    rosa.start(f"pregunta_{CODE}")
    await rosa.next(text="Escriba su pregunta")
    rosa.photo(picture(1))
    await rosa.next(text="es solo texto")
    rosa.write("/cancelar")
    await rosa.next()
    await settled(telegram, telegram.database)
    assert stored(telegram.database, EventQuestion) == []
    assert stored(telegram.database, Consent) == []


async def test_a_denuncia_typed_as_a_question_goes_where_only_who_may_reads_it(telegram: World) -> None:
    rosa = telegram.scene.rosa
    rosa.start(f"pregunta_{CODE}")
    await rosa.next(text="Escriba su pregunta")
    rosa.write("Denuncio que un funcionario me pidió plata para darme el contrato")
    warned = await rosa.next(text="Esto parece una denuncia")
    assert "Solo personal autorizado" in warned.text
    assert warned.labels == ["Registrar como denuncia", "Es una pregunta", "Cancelar"]
    rosa.press("Registrar como denuncia")
    card = await rosa.next(text="Revise antes de enviar")
    assert "Tipo: Denuncia" in card.text
    assert stored(telegram.database, EventQuestion) == []


async def test_in_a_group_it_leads_to_the_private_chat_and_a_second_press_sends_nothing_more(
    telegram: World,
) -> None:
    rosa = telegram.scene.rosa
    group = telegram.simulator.add_group("Junta", [rosa], bot="member")
    rosa.write("/eventos", group)
    await rosa.next(text="Segundo diálogo")
    rosa.press("Segundo diálogo", chat=group)
    await rosa.next(text="Día y hora", kinds=("edited",))
    rosa.press("Enviar pregunta", chat=group)
    led = await rosa.next(text="privado")
    rosa.follow(led.labels[0], chat=group)
    await rosa.next(text="Escriba su pregunta")
    rosa.write(WHEN)
    card = await rosa.next(text="Revise su pregunta")
    data = card.message["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
    rosa.press("Enviar pregunta")
    await rosa.next(text="Recibimos su pregunta")

    telegram.simulator.bot.queue.push_raw(forged(rosa.id, rosa.screen()[-1], data))

    await rosa.next(text="Ya habíamos recibido esa pregunta")
    assert len(stored(telegram.database, EventQuestion)) == 1


async def test_a_commitment_is_read_by_everybody_and_strangers_change_nothing(telegram: World) -> None:
    official, rosa = telegram.scene.official, telegram.scene.rosa
    await desk(telegram, "Compromisos", "Aún no hay ninguno")
    await official.tap("Agregar compromiso")
    await official.ask("Publicar el <acta>")
    await official.ask("Planeación")
    official.write("15 de agosto")
    listed = await official.next(text="Compromisos de")
    assert "1. Publicar el <acta> (Planeación). Para el 15 de agosto de 2021." in listed.text
    rosa.start(f"evento_{CODE}")
    assert "1. Publicar el <acta> (Planeación)." in (await rosa.next(text="Compromisos")).text

    unknown = await rosa.ask("/nosequees")
    for data in ("1:cpl:2:new", "1:mql:2:0", "1:evp:2", "1:cres:2", "1:mqc:2:1"):
        telegram.simulator.bot.queue.push_raw(forged(rosa.id, rosa.screen()[-1], data))
        assert (await rosa.next()).text == unknown.text

    official.press("Marcar 1 como cumplido")
    await official.next(text="¿Cuál es la prueba?")
    official.write("https://ejemplo.gov.co/acta")
    await official.next(text="Cumplido el 1 de julio de 2021: https://ejemplo.gov.co/acta")
    assert said(official)
