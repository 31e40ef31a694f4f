"""What is said of dialogue events."""

from datetime import date

import pytest

from locales import Language
from storage import Session
from tests.handlers.texts.rendered import AFTER_THE_CUT, EXAMPLE, IN_JULY, SEED, event, take, told

pytestmark = pytest.mark.second_database

AUDIENCE = date(2023, 11, 30)
INVITED = 'tipo: facebook_live\n    estado: convocado\n    fecha: 2023-11-30\n    hora: "10:00"'
WITHOUT_MENTION = ("    mencion: el diálogo\n", "")


def test_a_cancelled_event_says_when_it_was_to_be_and_announces_no_new_date(session: Session) -> None:
    take(session, EXAMPLE)

    assert event(session, "feria", IN_JULY).splitlines() == [
        "Feria de servicios",
        "✕ Cancelado",
        "Era para el 20 de mayo de 2023",
        "Motivo: Se unió a las jornadas del departamento.",
        "Tipo: presencial",
    ]


def test_an_event_cancelled_after_it_was_moved_is_told_by_the_date_that_people_had(session: Session) -> None:
    moved = ("    fecha_original: 2023-05-20\n", "    fecha_original: 2023-05-20\n    fecha: 2023-06-10\n")
    take(session, EXAMPLE, moved)

    assert "Era para el 10 de junio de 2023" in event(session, "feria", IN_JULY).splitlines()
    assert told(session, "feria", IN_JULY) == "La feria del 10 de junio se canceló."


def test_a_postponed_event_says_that_its_hour_is_not_known(session: Session) -> None:
    take(session, SEED)

    assert event(session, "dialogo", AFTER_THE_CUT).splitlines() == [
        "Primer espacio de diálogo",
        "‖ Aplazado",
        "Antes: 30 de junio de 2021 (el plan no dice la hora)",
        "Nueva fecha: por definir",
        "Motivo: el plan no lo dice",
        "Tipo: el plan no lo dice",
        "Para qué: Dialogar con los grupos de interés sobre la creación del Fondo de Inversión - Proyecta ENTerritorio",
    ]


def test_a_postponed_event_keeps_the_hour_that_the_plan_says(session: Session) -> None:
    take(session, SEED, ("    fecha_original: 2021-06-30\n", '    fecha_original: 2021-06-30\n    hora: "15:00"\n'))

    lines = event(session, "dialogo", AFTER_THE_CUT).splitlines()

    assert "Antes: 30 de junio de 2021, 3:00 p. m., hora de Colombia" in lines


def test_a_rescheduled_event_says_both_dates(session: Session) -> None:
    take(session, EXAMPLE)

    assert event(session, "curso-en-vivo", IN_JULY).splitlines()[2:5] == [
        "Antes: 22 de junio de 2023",
        "Nueva fecha: jueves 27 de julio de 2023, 5:30 p. m., hora de Colombia",
        "Motivo: Quien la dicta estuvo en incapacidad médica.",
    ]


def test_an_event_held_on_another_day_is_told_by_the_day_on_which_it_was_held(session: Session) -> None:
    held = ("    fecha: 2023-02-25\n", "    fecha_original: 2023-02-18\n    fecha: 2023-02-25\n")
    take(session, EXAMPLE, held)

    assert event(session, "mesa-comuna-1", IN_JULY).splitlines()[2:4] == [
        "Día y hora: sábado 25 de febrero de 2023, 9:00 a. m., hora de Colombia",
        "Era para el 18 de febrero de 2023",
    ]
    assert told(session, "mesa-comuna-1", IN_JULY) == "La mesa de la Comuna 1 del 25 de febrero ya se hizo."


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("feria", "La feria del 20 de mayo se canceló."),
        ("audiencia", "La audiencia del 30 de noviembre está en la agenda."),
        ("mesa-rural-2", "La segunda mesa rural del 3 de junio se aplazó. Nueva fecha: por definir."),
        (
            "curso-en-vivo",
            "La primera sesión del curso del 22 de junio se aplazó. "
            "Nueva fecha: jueves 27 de julio de 2023, 5:30 p. m., hora de Colombia.",
        ),
    ],
)
def test_a_sentence_that_stands_alone_begins_with_a_capital(session: Session, code: str, sentence: str) -> None:
    take(session, EXAMPLE)

    assert told(session, code, IN_JULY) == sentence


def test_an_event_that_nobody_confirmed_is_not_said_to_be_held(session: Session) -> None:
    take(session, EXAMPLE)
    later = date(2023, 12, 1)

    assert told(session, "audiencia", later) == (
        "La audiencia del 30 de noviembre sigue sin confirmar. No sabemos si se hizo."
    )
    assert told(session, "audiencia", later, Language.EN) == (
        "The event “Audiencia pública de rendición de cuentas” of 30 November is not confirmed."
        " We do not know whether it was held."
    )


def test_an_event_that_is_live_has_a_sentence_of_its_own(session: Session) -> None:
    take(session, EXAMPLE, (INVITED, INVITED.replace("convocado", "en_vivo")))

    assert told(session, "audiencia", AUDIENCE) == "La audiencia del 30 de noviembre está en vivo ahora."


def test_an_event_without_a_mention_is_called_by_its_title(session: Session) -> None:
    take(session, SEED, WITHOUT_MENTION)

    assert told(session, "dialogo", AFTER_THE_CUT) == (
        "El evento «Primer espacio de diálogo» del 30 de junio se aplazó. Nueva fecha: por definir."
    )


def test_english_calls_an_event_by_its_title_and_not_by_the_spanish_mention(session: Session) -> None:
    take(session, SEED)

    assert told(session, "dialogo", AFTER_THE_CUT, Language.EN) == (
        "The event “Primer espacio de diálogo” of 30 June was postponed. New date: to be defined."
    )
