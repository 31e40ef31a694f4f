"""What the plan itself does not tell: what came in, what was answered before, what an acronym stands for."""

import pytest

from participation.understanding import Reader, Topic
from participation.understanding.acronyms import acronyms_of
from participation.understanding.searching import nearest


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("¿Cuántas observaciones han recibido?", Topic.RECEIVED),
        ("cuantas quejas llevan este año", Topic.RECEIVED),
        ("¿ya alguien preguntó por el video?", Topic.ASKED_BEFORE),
        ("qué han respondido sobre las invitaciones", Topic.ASKED_BEFORE),
        ("qué significa PIGD", Topic.MEANING),
    ],
)
def test_a_topic_is_seen(first_reader: Reader, text: str, topic: Topic) -> None:
    assert topic in first_reader.read(text).topics


@pytest.mark.parametrize(
    "text",
    ["cuántas observaciones recibieron en el diseño del plan", "¿ya me respondieron mi petición?", "cómo va el video"],
)
def test_what_the_plan_tells_and_ones_own_are_no_topic(first_reader: Reader, text: str) -> None:
    assert not first_reader.read(text).topics


def test_blanks_without_end_before_an_acronym_do_not_keep_the_process_busy_for_ever() -> None:
    found = acronyms_of([f"Plan de Gestión{' ' * 20_000}- PG{sign * 20_000}, SECOP" for sign in " -\n"])

    assert found.unspelt == {"secop": "SECOP"}


def test_an_acronym_means_what_the_plan_says_and_nothing_else() -> None:
    found = acronyms_of(
        [
            "Quedó en el Plan Institucional de Gestión y Desempeño - PIGD en la Dimensión de Gestión",
            "La Unidad de Atención a la Ciudadanía (UAC) responde.",
            "Se invitó a los municipios PDET",
        ]
    )

    assert found.named_in("qué es el pigd y qué es pdet") == [
        ("PIGD", "Plan Institucional de Gestión y Desempeño"),
        ("PDET", None),
    ]
    assert found.named_in("UAC") == [("UAC", "Unidad de Atención a la Ciudadanía")]
    assert found.named_in("qué es la ONU") == []


def test_a_name_whose_initials_are_others_is_not_taken_for_an_acronyms() -> None:
    found = acronyms_of(["Se envió por correo electrónico - PIGD"])

    assert found.named_in("PIGD") == [("PIGD", None)]


def test_the_nearest_text_comes_first_and_a_far_one_not_at_all(first_reader: Reader) -> None:
    texts = ["El video tendrá lengua de señas.", "Las invitaciones salen por correo.", "El video ya está publicado."]

    found = nearest("¿ya alguien preguntó por la lengua de señas del video?", texts, first_reader.telling_nothing(), 3)

    assert found[0] == 0
    assert 1 not in found
    assert nearest("¿ya alguien preguntó por los buses?", texts, first_reader.telling_nothing(), 3) == []
