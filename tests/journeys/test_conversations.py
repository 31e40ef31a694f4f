"""Conversations of several turns: what follows is read in the light of what was told; what was misread is taught."""

from datetime import timedelta

from sqlalchemy import select

from handlers.reading import make_ready
from simulator import Person
from storage.models.staff import Role, StaffMember
from storage.models.understanding import LastTold, Misreading
from tests.support.observing import CARD, on_sqlite, sent
from tests.support.running import START, World

pytestmark = on_sqlite
VIDEO_LINK = "hUYCEN1yIVY"


async def test_short_messages_follow_the_last_answer(telegram: World) -> None:
    rosa = telegram.scene.rosa

    assert "Estado: cumplido, 100" in (await rosa.ask("¿ya hicieron el video?")).text
    assert "Estado: aplazado, 0" in (await rosa.ask("¿y el diálogo?")).text
    assert "Motivo: el plan no lo dice" in (await rosa.ask("¿y por qué?")).text
    assert "Nueva fecha: por definir" in (await rosa.ask("¿y eso cuándo?")).text
    assert VIDEO_LINK in (await rosa.ask("¿y el video?")).text

    kept = telegram.database.read(lambda session: session.scalars(select(LastTold)).all()).result()
    assert [(one.chat_id, one.target) for one in kept] == [(rosa.id, "video")]


async def test_the_next_day_nothing_is_followed(telegram: World) -> None:
    rosa = telegram.scene.rosa
    await rosa.ask("¿ya hicieron el video?")
    await telegram.simulator.clock.move_by(timedelta(hours=25))

    assert VIDEO_LINK not in (await rosa.ask("¿y por qué?")).text


async def test_several_questions_are_answered_in_their_order(telegram: World) -> None:
    rosa = telegram.scene.rosa
    whole = await rosa.ask("cómo va el plan y cuándo es el próximo evento y dónde está el video")
    events, video = await rosa.next(), await rosa.next()

    assert "26\u00a0% (4 de 15 productos)" in whole.text
    assert events.text.startswith("Eventos de diálogo")
    assert VIDEO_LINK in video.text
    assert ["No era eso" in seen.labels for seen in (whole, events, video)] == [False, False, True]


async def test_a_month_is_told_by_dates_and_what_is_not_known_is_said_to_be_missing(telegram: World) -> None:
    rosa = telegram.scene.rosa
    other = await rosa.ask("¿cómo va el plan de 2022?")
    this = await rosa.next()
    march = await rosa.ask("¿cómo iba el plan en marzo?")
    video = await rosa.ask("¿cómo iba el video el 15 de mayo?")
    october = await rosa.ask("¿cómo va el plan en octubre?")

    assert other.text == "Aquí solo tengo el Plan de Participación Ciudadana 2021. No tengo datos de 2022."
    assert "26\u00a0% (4 de 15 productos)" in this.text
    assert "Así iba el 31 de marzo de 2021" in march.text
    assert "Cuánto llevamos del año: 6\u00a0% (1 de 15 productos)" in march.text
    assert "El asistente no guardaba datos en esa fecha." in march.text
    assert "De 1 producto cumplido el plan no da la fecha: aquí no cuenta." in march.text
    assert "Los últimos datos publicados son del 30 de junio de 2021." in march.text
    assert "Video: se cumplió después, el 30 de junio de 2021" in video.text
    assert "no ha llegado esa fecha (octubre de 2021)" in october.text


async def test_how_it_went_is_asked_as_people_ask(telegram: World) -> None:
    rosa = telegram.scene.rosa
    await rosa.ask("/avance")
    follows = await rosa.ask("¿y en marzo?")
    alone = await rosa.ask("¿cómo iba en marzo?")
    day = await rosa.ask("cómo íbamos el 31 de mayo")
    video = await rosa.ask("¿cómo iba el video en mayo?")
    earlier = await rosa.ask("¿y en marzo?")

    assert follows.text == alone.text
    assert "Así iba el 31 de marzo de 2021" in alone.text
    assert "Así iba el 31 de mayo de 2021" in day.text
    assert "Video: se cumplió después, el 30 de junio de 2021" in video.text
    assert "el 31 de marzo de 2021" in earlier.text
    assert "Video: se cumplió después, el 30 de junio de 2021" in earlier.text


async def test_terms_figures_and_earlier_answers_are_told_as_far_as_they_are_known(telegram: World) -> None:
    rosa = telegram.scene.rosa

    assert "PIGD: Plan Institucional de Gestión y Desempeño" in (await rosa.ask("¿qué es el PIGD?")).text
    assert "no dice qué significa" in (await rosa.ask("qué significa PDET")).text
    assert "Recibidos: 0" in (await rosa.ask("¿cuántas observaciones han recibido?")).text
    assert "No encuentro una respuesta publicada" in (await rosa.ask("¿ya alguien preguntó por los buses?")).text


async def test_a_number_alone_opens_the_case_of_its_author(telegram: World) -> None:
    rosa, camilo = telegram.scene.rosa, telegram.scene.camilo
    await sent(rosa, "El video no tiene subtítulos")

    for written in ("PPC-2021-000001-7", "2021-000001-7", "en qué va el caso PPC-2021-000001-7"):
        assert "El video no tiene subtítulos" in (await rosa.ask(written)).text
    assert "El video no tiene subtítulos" not in (await camilo.ask("2021-000001-7")).text


async def test_anger_is_answered_calmly_and_own_data_with_a_warning(telegram: World) -> None:
    rosa = telegram.scene.rosa
    calm = await rosa.ask("son unos ladrones hijueputas")
    await rosa.ask("mi cédula es 1032456789, ¿cómo va el plan?")
    warning = await rosa.next(text="Cuide sus datos")

    assert calm.text.startswith("Entiendo su molestia")
    assert "Sí, registrarla" in calm.labels
    assert "un número de documento" in warning.text


def joined(telegram: World, person: Person) -> None:
    """The person works for the entity and answers cases."""

    def add(session: object) -> None:
        member = StaffMember(telegram_id=person.id, name="Olga", role=Role.ANSWERS, joined_at=START)
        session.add(member)  # type: ignore[attr-defined] # a session

    telegram.database.write(add).result()


async def test_what_was_misread_is_taught_with_one_tap(telegram: World) -> None:
    rosa, official = telegram.scene.rosa, telegram.scene.official
    joined(telegram, official)
    asked = "Soy Rosa Pérez, ¿cómo sigue lo del cosiámpiro?"
    assert "Solo sé del plan" in (await rosa.ask(asked)).text
    sorry = await rosa.tap("No era eso")

    assert "¿Qué quería saber?" in sorry.text
    assert sorry.labels[-1] == "Enviar observación"
    kept = telegram.database.read(lambda session: session.scalars(select(Misreading)).one()).result()
    assert "Pérez" not in kept.text
    assert "cosiámpiro" in kept.text

    await official.ask("/panel")
    listed = await official.tap("Lo que no entendí")
    assert "cosiámpiro" in listed.text
    await official.tap("1")
    await official.tap("Otra intención")
    await official.tap("Cómo va")
    learnt = await official.tap("Video")
    assert "Lo aprendí así: Cómo va: Video" in learnt.text

    telegram.database.read(lambda session: make_ready(session, START.date())).result()
    rosa.skip()
    assert VIDEO_LINK in (await rosa.ask(asked)).text


async def test_after_that_was_not_it_the_text_can_be_registered(telegram: World) -> None:
    rosa = telegram.scene.rosa
    await rosa.ask("¿ya hicieron el video de las veredas?")
    await rosa.tap("No era eso")
    await rosa.tap("Enviar observación")

    assert "¿ya hicieron el video de las veredas?" in (await rosa.next(text=CARD)).text


async def test_commands_and_buttons_have_no_such_door(telegram: World) -> None:
    rosa = telegram.scene.rosa

    assert "No era eso" not in (await rosa.ask("/avance")).labels
    assert "No era eso" not in (await rosa.tap("2. Promover los canales")).labels
