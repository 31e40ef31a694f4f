"""Small talk, questions about the bot and about the contributions received, and what means nothing."""

import pytest

from participation.understanding import Intent, Reader


@pytest.mark.parametrize("text", ["gracias", "muchas gracias", "chao", "hasta luego", "listo gracias", "adiós"])
def test_thanks_and_goodbye_are_no_welcome(first_reader: Reader, text: str) -> None:
    reading = first_reader.read(text)

    assert reading.first.intent is Intent.GREETING
    assert reading.farewell


@pytest.mark.parametrize(
    "text", ["hola", "buenas noches", "hola, gracias por atender", "gracias, ¿y cómo va el video?"]
)
def test_a_greeting_or_a_question_is_no_farewell(first_reader: Reader, text: str) -> None:
    assert not first_reader.read(text).farewell


@pytest.mark.parametrize(
    "text",
    ["¿eres un robot?", "es una máquina?", "qué es una observación", "en inglés", "english"],
)
def test_questions_about_the_bot_are_answered_with_help(first_reader: Reader, text: str) -> None:
    assert first_reader.read(text).first.intent is Intent.HELP


def test_who_asks_with_whom_he_talks_is_told_how_to_reach_people(first_reader: Reader) -> None:
    assert first_reader.read("¿con quién hablo?").first.intent is Intent.STAFF_CONTACT


def test_how_many_observations_came_is_a_question_about_the_product_that_counts_them(first_reader: Reader) -> None:
    question = first_reader.read("¿cuántas observaciones recibieron?").first

    assert question.intent in {Intent.PROGRESS_ACTIVITY, Intent.EVIDENCE}
    assert question.target == "informe-observaciones"


def test_until_when_one_may_comment_leads_to_commenting(first_reader: Reader) -> None:
    assert first_reader.read("¿hasta cuándo puedo mandar observaciones?").first.intent is Intent.OBSERVE


def test_the_products_without_a_name_are_part_of_the_whole(first_reader: Reader) -> None:
    assert first_reader.read("cuáles son los otros diez productos").first.intent is Intent.PROGRESS_OVERALL


@pytest.mark.parametrize("text", ["asdfgh", "jklñ", "blablabla", "qwerty zxcv", "aslkdjalskd"])
def test_nonsense_is_out_of_scope_and_not_asked_back(first_reader: Reader, text: str) -> None:
    question = first_reader.read(text).first

    assert question.intent is Intent.OUT_OF_SCOPE
    assert not question.is_unclear
