"""Short conversations, as they are held: what a button showed, costs, danger, and what others asked before."""

from datetime import timedelta

from simulator import Person
from storage import Session
from storage.models.cases import Case
from storage.models.followup import Decision, Report, ReportKind, ReportLeaf, ReportState, ReviewedText
from storage.models.staff import Role, StaffMember
from tests.support.observing import on_sqlite, sent
from tests.support.running import START, World

pytestmark = on_sqlite
VIDEO_LINK = "hUYCEN1yIVY"
LATER = START + timedelta(days=1)


async def said(person: Person, text: str) -> str:
    """What a text is answered with, its first message."""
    person.skip()
    return (await person.ask(text)).text


async def test_what_a_button_showed_is_what_the_next_words_mean(telegram: World) -> None:
    rosa = telegram.scene.rosa

    await rosa.ask("/avance")
    await rosa.tap("3. Abrir un espacio virtual")
    assert VIDEO_LINK in await said(rosa, "¿y el enlace?")

    await rosa.ask("/avance")
    await rosa.tap("2. Promover los canales")
    assert "50\u00a0% (1 de 2 productos)" in await said(rosa, "¿y por qué tan poquito?")
    assert "100\u00a0% (2 de 2 productos)" in await said(rosa, "¿y la 1?")

    await rosa.ask("/eventos")
    await rosa.tap("Primer espacio de diálogo")
    assert "Motivo: el plan no lo dice" in await said(rosa, "¿y por qué?")
    assert "Estado: aplazado" in await said(rosa, "¿y la prueba?")


async def test_a_price_is_not_made_up_and_can_be_petitioned(telegram: World) -> None:
    rosa = telegram.scene.rosa
    for asked in (
        "¿cuánto costó el video?",
        "a quién contrataron para el video",
        "cuánta plata se gastaron en el diálogo",
    ):
        rosa.skip()
        answer = await rosa.ask(asked)
        assert answer.text.startswith("El plan no dice costos ni contratos.")
        assert "Registrar mi petición" in answer.labels


async def test_danger_anger_and_opinions_are_met_each_in_its_way(telegram: World) -> None:
    rosa = telegram.scene.rosa

    assert "llame ya al 123" in await said(rosa, "mi esposo me va a matar")
    await rosa.next(text="registramos lo que escribió")
    assert (await said(rosa, "partida de ladrones")).startswith("Entiendo su molestia")
    assert "registrar esto como observación" in await said(rosa, "deberían hacer el diálogo un sábado")
    assert "Solo sé del plan" in await said(rosa, "¿cuándo pagan el subsidio de vivienda?")
    await said(rosa, "vivo en la calle 12 # 3-45, ¿ya hicieron el video?")
    assert "una dirección" in (await rosa.next(text="Cuide sus datos")).text


async def test_in_a_group_only_who_is_called_answers_and_nothing_is_remembered_of_anybody(telegram: World) -> None:
    rosa = telegram.scene.rosa
    group = telegram.simulator.add_group("Junta", [rosa], bot="member")

    rosa.write("¿ya hicieron el video?", group)
    rosa.write("partida de ladrones", group)
    rosa.write("/avance", group)

    first = await rosa.next(within=5)
    assert "26\u00a0% (4 de 15 productos)" in first.text


def published(session: Session) -> None:
    """The one case there is was answered, reviewed, and stands in a published report."""
    one = session.query(Case).one()
    one.decision = Decision.ACCEPTED
    official = StaffMember(telegram_id=99, name="Olga", role=Role.ANSWERS, joined_at=START)
    session.add(official)
    session.flush()
    answer = "Sí. El próximo diálogo tendrá intérprete de lengua de señas."
    reviewed = ReviewedText(case_id=one.id, text="¿El diálogo tendrá intérprete de señas?", answer_text=answer)
    reviewed.case_version, reviewed.reviewed_by, reviewed.reviewed_at = 1, official.id, START
    report = Report(kind=ReportKind.OBSERVATIONS, first_day=START.date(), last_day=START.date())
    report.state, report.created_at, report.published_at = ReportState.PUBLISHED, LATER, LATER
    session.add_all([reviewed, report])
    session.flush()
    session.add(ReportLeaf(report_id=report.id, row=1, case_id=one.id, leaf="0" * 64))


async def test_who_asks_whether_somebody_asked_before_reads_the_published_answer(telegram: World) -> None:
    rosa, camilo = telegram.scene.rosa, telegram.scene.camilo
    await sent(rosa, "¿El diálogo tendrá intérprete de señas? Soy Rosa, de la vereda El Ejemplo")

    assert "No encuentro una respuesta publicada" in await said(camilo, "¿ya alguien preguntó por la lengua de señas?")

    telegram.database.write(published).result()
    found = await said(camilo, "¿ya alguien preguntó por la lengua de señas?")
    assert "Sí. Estas respuestas están publicadas:" in found
    assert "tendrá intérprete de lengua de señas" in found
    assert "Rosa" not in found
    assert "No encuentro una respuesta publicada" in await said(camilo, "¿alguien más preguntó por los buses?")
