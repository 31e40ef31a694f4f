"""The sentences and labels that were promised for the conversations, letter by letter.

Who changes one of them changes what outside checks, manuals and people rely on.
"""

import pytest

from handlers import keyboards
from handlers.answer import Keyboard
from handlers.texts import cases, events, general, observations, privacy
from handlers.texts import plan as texts
from handlers.texts.subjects import SubjectNames
from locales import NBSP
from participation.observations import drafting
from participation.observations.rights import held
from participation.plan.agenda import event_detail
from participation.progress import activity_progress, entity, plan_progress, product_detail
from storage import Session
from storage.models.kinds import ContributionKind, PetitionKind
from tests.handlers.texts.rendered import (
    AFTER_THE_CUT,
    EXAMPLE,
    IN_JULY,
    KEYS,
    MORNING,
    SEED,
    WRITER,
    event,
    file,
    progress,
    read,
    said_in,
    take,
)

pytestmark = pytest.mark.second_database

WELCOME = """\
Hola. Soy Participa, el asistente automático de ENTerritorio.
Le cuento cómo va el Plan de Participación Ciudadana 2021.
También recibo observaciones y preguntas. Las responde un funcionario.
Toque un botón o pregunte con sus palabras.
Para consultar no le pedimos datos. Emergencias: 123."""

PROGRESS = """\
Plan de Participación Ciudadana 2021 · ENTerritorio
Datos hasta el 30 de junio de 2021

Cuánto llevamos del año: 26 % (4 de 15 productos)
De lo que tocaba hasta junio: 80 % (4 de 5 productos)

1. Divulgar la estrategia: 100 % (2 de 2)
2. Promover los canales: 50 % (1 de 2)
3. Abrir un espacio virtual: 100 % (1 de 1)

Pendiente: el diálogo del 30 de junio se aplazó. Nueva fecha: por definir.
Faltan otros 10 productos, de julio a diciembre. El informe no los detalla.
Calculamos nosotros el total de 15 y los porcentajes por actividad."""

PROMPT = """\
Escriba su observación. Puede enviar fotos, audios o documentos. Antes de enviarla, usted la revisa.

ENTerritorio (/contacto) usa sus datos para tramitar su caso y responderle.
Puede enviarla sin su nombre. Si es menor de 18 años, hágalo así.
Telegram guarda los mensajes fuera del país. Sus derechos: /privacidad"""

WITHOUT_A_NAME = (
    "Su nombre no queda en el caso. Guardamos este chat aparte, para responderle."
    " Su voz o una foto pueden identificarle."
)
DENUNCIA = (
    "Solo personal autorizado lee su denuncia. Telegram no es un canal secreto."
    " Si teme por su seguridad, use Línea inventada de transparencia, 000 000 0000."
)

RECEIPT = """\
Recibimos su observación.
Número de su caso: PPC-2021-000001-7
Fecha: 1 de julio de 2021, 9:15 a. m.
Le contaremos aquí qué decidimos y por qué.
Guarde el número. Vea cómo va: /mis_observaciones
Comprobante: 9F2C-71AB-04DE. Sirve para comprobar que su caso está en el informe."""

ERASURE = "Si borra ahora, no podremos responderle. Conservamos el caso sin su nombre, el tiempo que exige el archivo."

ES, FORMATS = said_in()


def labels(keyboard: Keyboard) -> list[str]:
    return [button.label for row in keyboard for button in row]


def card(session: Session, kind: ContributionKind = ContributionKind.OBSERVATION) -> str:
    """The card of a draft, read back."""
    draft = drafting.begin(session, WRITER.chat_id, None, MORNING)
    drafting.add(session, draft, 1, "El diálogo debería ser de noche.", None, MORNING)
    drafting.choose_kind(draft, kind, None, MORNING)
    view = drafting.view(session, draft)
    return read(observations.card(view, SubjectNames({}, {}, {}), WRITER.name, entity(session), ES, FORMATS))


def test_the_welcome(session: Session) -> None:
    take(session, SEED)
    plan = plan_progress(session, AFTER_THE_CUT)

    assert read(general.welcome(plan.entity, texts.plan_name(plan), ES)) == WELCOME


def test_the_progress(session: Session) -> None:
    take(session, SEED)

    assert progress(session, AFTER_THE_CUT) == PROGRESS


def test_figures_and_hours_do_not_break_between_lines(session: Session) -> None:
    take(session, SEED)
    filed = file(session)

    assert f"26{NBSP}% (4 de 15 productos)" in texts.progress(plan_progress(session, AFTER_THE_CUT), ES, FORMATS)
    assert f"9:15{NBSP}a.{NBSP}m." in observations.filed(filed.case, filed.receipt, ES, FORMATS)


def test_a_postponed_event(session: Session) -> None:
    take(session, SEED)

    lines = event(session, "dialogo", AFTER_THE_CUT).splitlines()

    assert lines[2].startswith("Antes: 30 de junio de 2021")
    assert lines[3] == "Nueva fecha: por definir"


def test_hours_are_those_of_colombia(session: Session) -> None:
    take(session, EXAMPLE)

    said = read(events.when(event_detail(session, "audiencia", IN_JULY), ES, FORMATS))

    assert said.endswith("10:00 a. m., hora de Colombia")


def test_the_prompt_of_an_observation(session: Session) -> None:
    take(session, SEED)

    assert read(observations.prompt(entity(session), None, ES)) == PROMPT


def test_the_card_reads_everything_back(session: Session) -> None:
    take(session, SEED)

    lines = card(session).splitlines()

    assert "El diálogo debería ser de noche." in lines
    assert "Sobre: El plan completo" in lines
    assert "Tipo: Observación o sugerencia" in lines
    assert "Nombre: Ana Ruiz (así quedaría en el caso)" in lines


def test_the_card_says_what_without_a_name_means(session: Session) -> None:
    take(session, SEED)

    assert WITHOUT_A_NAME in card(session)


def test_before_a_denuncia_its_author_is_warned(session: Session) -> None:
    take(session, EXAMPLE)

    assert DENUNCIA in card(session, ContributionKind.DENUNCIA)


def test_the_receipt_of_an_observation(session: Session) -> None:
    take(session, SEED)

    assert read(observations.filed(file(session).case, "9F2C-71AB-04DE", ES, FORMATS)) == RECEIPT


@pytest.mark.parametrize(
    ("kind", "petition"),
    [(ContributionKind.PETITION, PetitionKind.GENERAL), (ContributionKind.COMPLAINT, None)],
)
def test_the_receipt_of_a_petition_has_its_date(
    session: Session, kind: ContributionKind, petition: PetitionKind | None
) -> None:
    take(session, SEED)
    filed = file(session, kind, petition)

    lines = read(observations.filed(filed.case, "9F2C-71AB-04DE", ES, FORMATS)).splitlines()

    assert lines[1:3] == RECEIPT.splitlines()[1:3]
    assert lines[3] == "Le respondemos a más tardar el 17 de agosto de 2021."
    assert lines[4:] == RECEIPT.splitlines()[4:]


def test_what_was_written_out_of_the_blue_is_offered() -> None:
    assert read(observations.offer(ES)) == "¿Quiere registrar esto como observación?"


def test_what_erasing_means() -> None:
    assert read(privacy.ask_erase(ES)).startswith(ERASURE)


def test_the_number_of_a_case_is_asked_for_as_it_was_given() -> None:
    assert "/caso PPC-2021-000001-7" in read(cases.how_to_ask(ES))


def test_the_labels_of_the_menu() -> None:
    assert labels(keyboards.menu(ES)) == [
        "Avance del plan",
        "Eventos de diálogo",
        "Enviar observación",
        "Mis observaciones",
        "Avisos",
        "Ayuda",
    ]


def test_the_labels_under_the_progress(session: Session) -> None:
    take(session, SEED)

    shown = labels(keyboards.progress(plan_progress(session, AFTER_THE_CUT), ES))

    assert shown[:3] == ["1. Divulgar la estrategia", "2. Promover los canales", "3. Abrir un espacio virtual"]
    assert {"Ver gráfico", "Informe completo", "Opinar"} <= set(shown)


def test_the_labels_under_an_activity_and_a_product(session: Session) -> None:
    take(session, SEED)
    promised = {"Opinar sobre esto", "Compartir", "Volver"}

    of_activity = labels(keyboards.activity(activity_progress(session, "promover", AFTER_THE_CUT), ES))
    of_product = labels(keyboards.product(product_detail(session, "video", AFTER_THE_CUT), ES))

    assert of_activity[:2] == ["Invitaciones", "Diálogo"]
    assert promised <= set(of_activity)
    assert promised <= set(of_product)


def test_the_labels_under_an_event(session: Session) -> None:
    recording = ("    registro: Acta", "    grabacion: https://municipio.example.org/mesa\n    registro: Acta")
    take(session, EXAMPLE, recording)

    shown = labels(keyboards.event(event_detail(session, "mesa-comuna-1", IN_JULY), ES))

    assert {"Ver grabación", "Compartir"} <= set(shown)


def test_the_labels_of_a_draft() -> None:
    assert labels(keyboards.card("0", ES)) == ["Enviar con mi nombre", "Enviar sin mi nombre", "Corregir", "Cancelar"]
    assert {"Tema", "Tipo", "Nombre"} <= set(labels(keyboards.fixes("0", ES)))
    assert {"El plan completo", "Un evento", "Otro tema"} <= set(
        labels(keyboards.abouts("0", SubjectNames({}, {}, {"dialogo": "Diálogo"}), ES))
    )
    assert labels(keyboards.kinds("0", ES))[:5] == [
        "Observación o sugerencia",
        "Pregunta o petición",
        "Queja o reclamo",
        "Felicitación",
        "Denuncia",
    ]
    assert labels(keyboards.petitions("0", ES))[:3] == [
        "Pido información o documentos",
        "Pido un concepto",
        "Otra petición",
    ]


def test_the_labels_of_what_was_written_out_of_the_blue() -> None:
    assert labels(keyboards.offered("0", ES)) == ["Sí, registrarla", "No"]
    assert labels(keyboards.question_inside("0", ES)) == ["Responderme", "Agregar a mi texto"]
    assert labels(keyboards.petition_offered("0", ES))[0] == "Registrar mi petición"


def test_the_labels_under_a_case(session: Session) -> None:
    take(session, SEED)
    case = file(session).case

    assert "Agregar municipio" in labels(keyboards.filed(case, ES))
    assert {"Agregar información", "Retirar mi caso"} <= set(labels(keyboards.case(case, ES)))


def test_the_labels_of_the_rights_over_ones_data(session: Session) -> None:
    take(session, SEED)
    file(session)
    found = held(session, KEYS, WRITER.id, WRITER.chat_id)

    shown = labels(keyboards.my_data(found, ES))

    assert {"Descargar mis datos", "Borrar mis datos", "Retirar autorización"} <= set(shown)


def test_the_label_for_who_prefers_new_messages() -> None:
    assert "Mensajes nuevos" in labels(keyboards.help_keyboard(ES, new_messages=False))
