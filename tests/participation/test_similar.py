"""Texts that say much the same are found, whatever their forms, order and spelling."""

import pytest

from participation.similar import alike, clusters

TEXTS = [
    "No sabemos la nueva fecha del diálogo",
    "Al video le falta lengua de señas",
    "¿Cuándo es la nueva fecha del diálogo?",
    "Las invitaciones llegaron tarde a mi municipio",
    "Propongo que el vídeo tenga lengua de señas",
    "las invitasiones yegaron tarde a mi munisipio",
    "Falta señalización en la obra",
    "Me gustó el video",
]


def test_texts_are_grouped_by_what_they_say() -> None:
    assert clusters(TEXTS) == [[0, 2], [1, 4], [3, 5], [6], [7]]


@pytest.mark.parametrize("text", ["", "…", "😀", "el de la", "x" * 10_000, "=SUMA(A1)", "<b>"])
def test_a_text_of_any_kind_is_alike_to_nothing_else(text: str) -> None:
    assert alike(text, TEXTS) is None
    assert clusters([*TEXTS, text])[-1] == [len(TEXTS)]


def test_the_most_alike_of_several_is_found() -> None:
    assert alike("la fecha nueva del diálogo no la sabemos", TEXTS) == 0
    assert alike("falta lengua de señas en el video", TEXTS) == 1


def test_one_word_in_common_is_a_topic_and_no_opinion() -> None:
    assert alike("El video dura mucho", ["El video no tiene sonido"]) is None
