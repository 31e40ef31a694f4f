"""What an office does every week, through the chat: clarifications, «Más…», spam by two, registering, papers."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from sqlalchemy import select

from bot.process import Parts
from handlers.mail import Mail
from handlers.notices import Telling
from handlers.notices.office import area_request
from handlers.turn import Office
from locales import Language, formats, words
from simulator import Person, Seen
from storage import Database, Session
from storage.models.followup import Clarification
from storage.models.kinds import CaseState, Channel
from storage.models.notices import Copy, CopyChannel, Notice
from storage.models.office import OutsideAnswer
from storage.models.staff import Role, StaffMember
from tests.participation.attachments.samples import ogg
from tests.support.observing import cases, forged, number_in, on_sqlite, picture, sent, stored
from tests.support.running import START, World

pytestmark = pytest.mark.second_database

CARD = "Persona: "  # on every card of a case


def works_here(database: Database, person: Person, name: str = "Ana Ruiz", role: Role = Role.ANSWERS) -> None:
    """Let a person of the scene in."""

    def add(session: Session) -> None:
        session.add(StaffMember(telegram_id=person.id, name=name, role=role, reads_denuncias=False, joined_at=START))

    database.write(add).result()


async def opened_card(official: Person) -> Seen:
    """/panel, «Bandeja», «Nuevas», the first case: its card."""
    official.skip()
    await official.ask("/panel")
    shelves = await official.tap("Bandeja")
    await official.tap(next(label for label in shelves.labels if label.startswith("Nuevas")))
    return await official.tap("Abrir 1")


async def act(official: Person, label: str) -> Seen:
    """«Más…» under the last card, and one of its lines."""
    await official.tap("Más…")
    return await official.tap(label)


async def told(official: Person, said: str, *, answer: str) -> Seen:
    """Write what was asked for; what is said then, and the card after it."""
    official.skip()
    official.write(said)
    await official.next(text=answer)
    return await official.next(text=CARD)


async def test_the_author_is_asked_answers_by_simply_writing_and_the_official_is_told(stage: World) -> None:
    rosa, official = stage.scene.rosa, stage.scene.official
    async with stage.bot() as running:
        works_here(running.database, official)
        number = number_in((await sent(rosa, "Solicito copia del contrato de la obra")).text)
        await opened_card(official)
        asked = await official.tap("Pedir aclaración")
        assert "Mientras tanto el plazo sigue" in asked.text
        rosa.skip()
        card = await told(official, "¿De cuál obra <b>habla</b>?", answer="Ya se lo pregunto")
        assert "Aclaración pedida: ¿De cuál obra <b>habla</b>?" in card.text

        question = await rosa.next(text="necesitamos preguntarle algo")
        assert number in question.text
        assert "¿De cuál obra <b>habla</b>?" in question.text
        rosa.skip()
        rosa.write("Es la obra del puente de la calle principal")
        taken = await rosa.next(text="Agregamos su respuesta")
        assert number in taken.text

        alert = await official.next(text="respondió la aclaración")
        assert number in alert.text
        [asked_row] = stored(running.database, Clarification)
        assert asked_row.answered_at is not None


async def test_a_question_of_its_own_is_not_taken_for_the_answer(telegram: World) -> None:
    rosa, official = telegram.scene.rosa, telegram.scene.official
    assert telegram.parts is not None
    database = telegram.parts.database
    works_here(database, official)
    await sent(rosa, "Solicito copia del contrato de la obra")
    await opened_card(official)
    await official.tap("Pedir aclaración")
    await told(official, "¿De cuál obra?", answer="Ya se lo pregunto")
    await rosa.next(text="necesitamos preguntarle algo")

    assert "Elaborar un (1) video" in (await rosa.ask("¿ya hicieron el video?")).text
    rosa.skip()
    rosa.press("Responder la aclaración")
    await rosa.next(text="Escriba su respuesta")
    rosa.skip()
    rosa.photo(picture(7), caption="Es esta")
    await rosa.next(text="Agregamos su respuesta")

    [asked] = stored(database, Clarification)
    assert asked.answered_at is not None


@on_sqlite
async def test_the_menu_does_the_acts_and_the_card_tells_of_them(stage: World) -> None:
    rosa, official, camilo = stage.scene.rosa, stage.scene.official, stage.scene.camilo
    async with stage.bot() as running:
        works_here(running.database, official)
        works_here(running.database, camilo, "Luis Peña")
        await camilo.ask("/start")
        await sent(rosa, "Solicito copia del contrato de la obra")
        await opened_card(official)

        await act(official, "Asignar")
        official.skip()
        official.press("Luis Peña")
        await official.next(text="queda a cargo de Luis Peña")
        assert "A cargo: Luis Peña" in (await official.next(text=CARD)).text.replace("A cargo de", "A cargo")
        assert "queda a su cargo" in (await camilo.next(text="queda a su cargo")).text

        await act(official, "Nota interna")
        card = await told(official, "=Llamé al área <i>de obras</i>", answer="La nota queda guardada")
        assert "=Llamé al área <i>de obras</i>" in card.text
        await act(official, "Radicado oficial")
        assert "2021-20-004" in (await told(official, "2021-20-004", answer="radicado oficial")).text

        await act(official, "Reclasificar")
        await official.tap("Tipo")
        official.skip()
        official.press("Queja o reclamo")
        await official.next(text="se lo cuento")
        await official.next(text=CARD)
        assert "Tratamos su caso" in (await rosa.next(text="Tratamos su caso")).text

        await act(official, "Prorrogar")
        days = official.feed.seen[-1]
        official.skip()
        official.press(days.labels[0])
        await official.next(text="por qué se demora")
        await told(official, "Falta el concepto del área", answer="la nueva fecha y el motivo")
        extended = await rosa.next(text="Necesitamos más tiempo")
        assert "Por qué: Falta el concepto del área" in extended.text


@on_sqlite
async def test_spam_takes_two_people_and_the_second_card_is_told_what_changed(stage: World) -> None:
    rosa, official, camilo = stage.scene.rosa, stage.scene.official, stage.scene.camilo
    async with stage.bot() as running:
        works_here(running.database, official)
        works_here(running.database, camilo, "Luis Peña")
        await camilo.ask("/start")
        await sent(rosa, "Compre aquí las mejores rifas de la región")
        await opened_card(camilo)
        await camilo.tap("Más…")
        await opened_card(official)
        await act(official, "Es spam")
        await told(official, "Es publicidad de rifas", answer="Queda propuesta como spam")

        for old in ("Asignar", "Es spam", "Ver el caso"):
            camilo.skip()
            camilo.press(old)
            seen = await camilo.next()
            assert ("Ana Ruiz cambió este caso mientras tanto" in seen.text) == (old != "Ver el caso")

        await act(official, "Es spam")
        own = official.feed.seen[-1]
        assert "Confirmar: es spam" not in own.labels
        await opened_card(camilo)
        await act(camilo, "Es spam")
        assert "Es publicidad de rifas" in camilo.feed.seen[-1].text
        camilo.skip()
        camilo.press("Confirmar: es spam")
        await camilo.next(text="El caso se cierra como spam")
        [case] = cases(running.database)
        assert (case.state, case.spam_reason) == (CaseState.SPAM, "Es publicidad de rifas")


@on_sqlite
async def test_what_came_on_paper_gets_a_number_and_a_paper(stage: World) -> None:
    rosa, official = stage.scene.rosa, stage.scene.official
    async with stage.bot() as running:
        works_here(running.database, official)
        await sent(rosa)
        await official.ask("/panel")
        await official.tap("Registrar caso")
        await official.tap("En papel")
        official.skip()
        official.write("22 de junio de 2021")
        card = await official.next(text="Caso nuevo")
        assert "Recibido el 22 de junio de 2021" in card.text
        assert "hace más de 5 días hábiles" in card.text
        official.write("Solicito copia del contrato de la obra")
        await official.next(text="Solicito copia")
        await official.tap("Nombre")
        official.write("Luis Ángel Díaz")
        await official.next(text="Nombre: Luis Ángel Díaz")
        await official.tap("Cómo responderle")
        await official.tap("Por carta, a una dirección")
        official.write("Calle 1 # 2-3, Tunja")
        await official.next(text="Calle 1 # 2-3")
        official.skip()
        official.press("Registrar el caso")
        registered = await official.next(text="Registrado:")
        paper = await official.next()

        assert number_in(registered.text).startswith("PPC-2021-000002-")
        assert paper.message["document"]["file_name"].startswith("constancia-PPC-2021-000002")
        _, case = cases(running.database)
        assert (case.channel, str(case.received_on), case.text) == (
            Channel.PAPER,
            "2021-06-22",
            "Solicito copia del contrato de la obra",
        )


@on_sqlite
async def test_papers_are_for_whose_case_it_is_and_for_staff(stage: World) -> None:
    rosa, camilo, official = stage.scene.rosa, stage.scene.camilo, stage.scene.official
    async with stage.bot() as running:
        works_here(running.database, official)
        await rosa.ask("/observar")
        rosa.photo(picture(3), caption="Falta señalización en la obra")
        await rosa.next(text="Revise antes de enviar")
        rosa.press("Enviar con mi nombre")
        number = number_in((await rosa.next(text="Número de su caso")).text)
        await rosa.ask(f"/caso {number}")
        rosa.skip()
        rosa.press("Constancia en PDF")
        own = await rosa.next()
        assert own.message["document"]["file_name"] == f"constancia-{number}.pdf"

        await camilo.ask("/start")
        for data in ("1:ocon:1", "1:oact:1:1:folder", "1:oact:1:1:note", "1:omas:1:1", "1:oano", "1:ofue"):
            camilo.skip()
            stage.simulator.bot.queue.push_raw(forged(camilo.id, camilo.screen()[-1], data))
            refused = await camilo.next()
            assert number not in refused.text
            assert "document" not in refused.message

        await opened_card(official)
        official.skip()
        await official.tap("Más…")
        official.skip()
        official.press("Expediente")
        parcel = await official.next()
        file_id = parcel.message["document"]["file_id"]
        stored_file = stage.simulator.world.files.by_id(file_id)
        assert stored_file is not None
        with ZipFile(BytesIO(stored_file.content or b"")) as archive:
            names = archive.namelist()
        assert names[0] == f"expediente-{number}.pdf"
        assert len(names) == 2


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
async def test_somebody_else_stands_in_for_some_days(stage: World) -> None:
    official, camilo = stage.scene.official, stage.scene.camilo
    async with stage.bot() as running:
        works_here(running.database, official)
        works_here(running.database, camilo, "Luis Peña")
        await camilo.ask("/start")
        await official.ask("/panel")
        await official.tap("Ausencia")
        await official.tap("Elegir quién me reemplaza")
        await official.tap("Luis Peña")
        official.skip()
        official.write("5 de julio de 2021 a 9 de julio de 2021")
        shown = await official.next(text="le reemplaza")

        assert "Luis Peña le reemplaza del 5 de julio de 2021 al 9 de julio de 2021" in shown.text
        await official.tap("Ya volví")


@on_sqlite
async def test_an_area_is_asked_by_e_mail_without_a_word_of_the_citizen(stage: World) -> None:
    rosa, official = stage.scene.rosa, stage.scene.official
    async with stage.bot() as running:
        works_here(running.database, official)
        await sent(rosa, "Solicito copia del contrato, mi cédula es 1020304050")
        await opened_card(official)
        await act(official, "Pedir insumo al área")
        await official.tap("Otro correo")
        official.skip()
        official.write("no es un correo")
        await official.next(text="No conozco esa área")
        official.write("obras@entidad.example.org")
        await official.next(text="Escriba lo que le pide")
        official.write("¿Ya está publicado el contrato?")
        days = await official.next(text="¿Para cuándo debe responder")
        official.skip()
        official.press(days.labels[0])
        await official.next(text="El correo al área sale ya")
        card = await official.next(text=CARD)
        assert "obras@entidad.example.org responde hasta el" in card.text

        mail = running.database.read(lambda session: area_mail(session, running)).result()
        assert mail.to.address == "obras@entidad.example.org"
        assert "¿Ya está publicado el contrato?" in mail.text
        assert "1020304050" not in mail.text + (mail.html or "")
        assert "Rosa" not in mail.text

        await act(official, "El área respondió")
        await told(official, "Sí, desde mayo", answer="queda guardado")


def area_mail(session: Session, running: Parts) -> Mail:
    """What the courier would send to the area."""
    copy = session.scalars(select(Copy).where(Copy.channel == CopyChannel.EMAIL)).one()
    notice = session.get_one(Notice, copy.notice_id)
    in_words, shown = words(Language.ES), formats(Language.ES, running.settings.zone)
    office = Office("bot", running.settings.zone, running.house.keys)
    mail = area_request(Telling(session, notice, copy, START, office, Language.ES, in_words, shown)).mail
    assert mail is not None
    return mail


@on_sqlite
async def test_a_voice_note_is_transcribed_and_an_identity_hidden(stage: World) -> None:
    rosa, official = stage.scene.rosa, stage.scene.official
    async with stage.bot() as running:
        works_here(running.database, official)
        await rosa.ask("/observar")
        rosa.skip()
        rosa.voice(ogg(position=48_000 * 3), duration=3)
        await rosa.next(text="Revise antes de enviar")
        rosa.skip()
        rosa.press("Enviar con mi nombre")
        await rosa.next(text="Número de su caso")
        await opened_card(official)
        await act(official, "Transcribir")
        card = await told(official, "Pido que arreglen la vía", answer="La transcripción queda")
        assert "Pido que arreglen la vía" in card.text
        assert "Persona: Rosa" in card.text

        await act(official, "Ocultar identidad")
        official.skip()
        official.press("Sí, ocultarla")
        await official.next(text="Nadie del equipo ve ya el nombre")
        assert "Persona: reservada" in (await official.next(text=CARD)).text

        await official.tap("Más…")
        official.skip()
        official.press("Es de otra entidad")
        await official.next(text="Yo se lo recuerdo")
        assert "trasladar hasta el" in (await official.next(text=CARD)).text


@on_sqlite
async def test_an_answer_to_a_paper_is_taken_there_and_marked(stage: World) -> None:
    official = stage.scene.official
    async with stage.bot() as running:
        works_here(running.database, official)
        await official.ask("/panel")
        await official.tap("Registrar caso")
        await official.tap("Por teléfono")
        official.skip()
        official.press("Hoy")
        await official.next(text="Caso nuevo")
        official.write("Pide la fecha del diálogo")
        await official.next(text="Pide la fecha")
        await official.tap("Cómo responderle")
        await official.tap("Por teléfono")
        official.write("300 123 4567")
        await official.next(text="300 123 4567")
        official.skip()
        official.press("Registrar el caso")
        await official.next(text="Registrado:")
        await official.next()
        await opened_card(official)
        await official.tap("Responder")
        official.write("Se le avisa cuando haya fecha.")
        await official.next(text="¿Qué se decidió?")
        await official.tap("Acogida")
        official.press("No cambió el plan")
        await official.next(text="Todavía no se ha enviado")
        await official.tap("Enviar respuesta")

        await official.ask("/panel")
        listed = await official.tap("Responder por fuera")
        assert "Por teléfono (300 123 4567)" in listed.text
        official.skip()
        official.press(listed.labels[0])
        await official.next(text="¿Qué día salió")
        official.skip()
        official.write("hoy")
        await official.next(text="ya salió")

        [taken] = stored(running.database, OutsideAnswer)
        assert str(taken.sent_on) == "2021-07-01"


@on_sqlite
async def test_the_workbook_of_the_year_comes_from_the_reports(stage: World) -> None:
    official = stage.scene.official
    async with stage.bot() as running:
        works_here(running.database, official)
        await official.ask("/panel")
        await official.tap("Informes")
        official.skip()
        official.press("Libro del año (FURAG)")

        book = await official.next()

        assert book.message["document"]["file_name"] == "participacion-2021.xlsx"
