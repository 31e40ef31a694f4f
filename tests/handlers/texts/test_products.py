"""What is said of an activity's products and of each of them."""

import pytest

from locales import Language
from storage import Session
from tests.handlers.texts.rendered import AFTER_THE_CUT, EXAMPLE, IN_JULY, SEED, activity, product, take

pytestmark = pytest.mark.second_database

FILE = "                archivo: {tipo: pdf, bytes: 482133}\n"


def test_an_activity_lists_its_products_by_the_names_of_their_buttons(session: Session) -> None:
    take(session, SEED)

    said = activity(session, "promover", AFTER_THE_CUT)

    assert "● Invitaciones: 100 % · cumplido" in said.splitlines()
    assert "‖ Diálogo: 0 % · aplazado" in said.splitlines()
    assert "Registros en Redes sociales" not in said


def test_a_product_says_first_how_it_stands_then_its_proof_then_what_was_promised(session: Session) -> None:
    take(session, SEED)

    paragraphs = product(session, "evento-vivo", AFTER_THE_CUT).split("\n\n")

    assert paragraphs[0].splitlines() == [
        "Diálogo",
        "Nombre oficial: Registros en Redes sociales del evento en vivo realizado",
    ]
    assert paragraphs[1].splitlines() == [
        "‖ Estado: aplazado, 0 %",
        "El diálogo del 30 de junio se aplazó. Nueva fecha: por definir.",
        "Datos hasta el 30 de junio de 2021",
    ]
    assert paragraphs[2] == "Prueba"
    assert paragraphs[3].startswith("El primer espacio de diálogo que se desarrollaría el 30 de junio/2021")
    assert paragraphs[-1].splitlines()[0].startswith("Actividad 2: Realizar promoción de los diferentes canales")
    assert paragraphs[-1].splitlines()[1].startswith("Tarea: Realizar dos Facebook Live")


def test_an_official_name_is_not_repeated_as_the_name_or_as_the_task(session: Session) -> None:
    take(session, SEED, ("            nombre_corto: Video\n", "            nombre_corto: Elaborar un (1) video\n"))

    said = product(session, "video", AFTER_THE_CUT)

    assert said.count("Elaborar un (1) video") == 1
    assert "Nombre oficial" not in said
    assert "Tarea" not in said


def test_the_four_dates_of_the_invitations_are_found(session: Session) -> None:
    take(session, SEED)

    said = product(session, "invitaciones", AFTER_THE_CUT)

    assert "Cuándo: 15, 16, 20 y 21 de junio de 2021" in said.splitlines()
    assert "el 15 de junio, la invitación" in said
    assert "los días 16, 20, 21 de junio/2021" in said


def test_value_groups_are_written_as_in_a_sentence(session: Session) -> None:
    take(session, SEED)

    assert (
        "Para: alcaldías, gobernaciones, municipios PDET y municipios con los que se tiene algún convenio"
        in product(session, "invitaciones", AFTER_THE_CUT).splitlines()
    )


def test_a_cancelled_product_gives_its_reason_once(session: Session) -> None:
    take(session, EXAMPLE)
    reason = "La feria se unió a las jornadas del departamento, que ya cubren los mismos barrios."

    spanish = product(session, "feria-barrial", IN_JULY).splitlines()
    english = product(session, "feria-barrial", IN_JULY, Language.EN).splitlines()

    assert spanish[3:6] == ["✕ Estado: cancelado, 0 %", f"Motivo: {reason}", "La feria del 20 de mayo se canceló."]
    assert english[3:5] == ["✕ Status: cancelled, 0 %", f"Reason: {reason}"]


def test_the_file_of_a_proof_says_what_is_known_of_it(session: Session) -> None:
    take(session, EXAMPLE)
    assert "Archivo: pdf, 482 kB" in product(session, "mesas-urbanas", IN_JULY).splitlines()


def test_a_file_without_a_kind_gives_only_its_size(session: Session) -> None:
    take(session, EXAMPLE, (FILE, FILE.replace("tipo: pdf, ", "")))

    assert "Archivo: 482 kB" in product(session, "mesas-urbanas", IN_JULY).splitlines()
