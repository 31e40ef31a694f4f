"""How the plan, or a part of it, was going at a time: asked of every month, in the words that people use."""

import pytest

from participation.understanding import AskedTime, Intent, LastAnswer, Reader
from participation.understanding.language import language_data
from participation.understanding.words import stem

MONTHS = [
    "enero",
    "febrero",
    "marzo",
    "abril",
    "mayo",
    "junio",
    "julio",
    "agosto",
    "septiembre",
    "octubre",
    "noviembre",
    "diciembre",
]
WHOLE = {Intent.PROGRESS_OVERALL, Intent.PROGRESS_SEMESTER}
OF_A_MONTH = (
    "¿cómo iba en {}?",
    "como iba en {}",
    "cómo íbamos en {}",
    "como ibamos en el mes de {}",
    "¿cómo estaba en {}?",
    "en {} como estaban",
    "cómo iba a {}",
    "cómo íbamos el 31 de {}",
    "como iba a corte de {}",
    "cuánto llevábamos en {}",
    "buenas, ¿cómo iba en {}?",
    "avance de {}",
    "¿y en {}?",
)
OTHER_TIMES = (
    ("en el primer trimestre", AskedTime(quarter=1)),
    ("a mayo", AskedTime(month=5)),
    ("a corte de marzo", AskedTime(month=3)),
    ("el mes pasado", AskedTime(relative="last_month")),
    ("hace un mes", AskedTime(relative="months", ago=1)),
    ("la semana pasada", AskedTime(relative="last_week")),
    ("el treinta de abril", AskedTime(month=4, day=30)),
    ("en nov", AskedTime(month=11)),
    ("en abr", AskedTime(month=4)),
)


@pytest.mark.parametrize("reader", ["first_reader", "second_reader"])
def test_every_month_can_be_asked_about(reader: str, request: pytest.FixtureRequest) -> None:
    understands: Reader = request.getfixturevalue(reader)
    asked = [(form.format(month), number) for form in OF_A_MONTH for number, month in enumerate(MONTHS, 1)]

    read = [(text, number, understands.read(text).first) for text, number in asked]

    assert [
        text for text, number, q in read if q.intent not in WHOLE or q.asked is None or q.asked.month != number
    ] == []
    assert [text for text, _, question in read if question.is_unclear] == []


@pytest.mark.parametrize("reader", ["first_reader", "second_reader"])
def test_other_times_can_be_asked_about(reader: str, request: pytest.FixtureRequest) -> None:
    understands: Reader = request.getfixturevalue(reader)
    forms = ("¿cómo iba {}?", "como ibamos {}", "{} cómo iban", "cómo estaba el plan {}")
    asked = [(form.format(said), time) for form in forms for said, time in OTHER_TIMES]

    read = [(text, time, understands.read(text).first) for text, time in asked]

    assert [text for text, time, question in read if question.intent not in WHOLE or question.asked != time] == []


@pytest.mark.parametrize("month", MONTHS)
def test_a_month_alone_goes_on_with_what_was_told(month: str, first_reader: Reader) -> None:
    of_the_whole = first_reader.read(f"¿y en {month}?", LastAnswer(Intent.PROGRESS_OVERALL)).first
    of_the_video = first_reader.read(f"¿y en {month}?", LastAnswer(Intent.PROGRESS_ACTIVITY, "video")).first
    named = first_reader.read(f"¿cómo iba el video en {month}?").first

    assert of_the_whole.intent in WHOLE
    assert (of_the_video.intent, of_the_video.target) == (Intent.PROGRESS_ACTIVITY, "video")
    assert (named.intent, named.target) == (Intent.PROGRESS_ACTIVITY, "video")


def test_a_relative_time_goes_on_with_what_was_told(first_reader: Reader) -> None:
    read = first_reader.read("¿y el mes pasado?", LastAnswer(Intent.PROGRESS_ACTIVITY, "video")).first

    assert (read.intent, read.target) == (Intent.PROGRESS_ACTIVITY, "video")


def test_no_month_is_taken_for_another_word() -> None:
    """March was once read as «marcador», which is of football."""
    data = language_data("es")

    assert [month for month in MONTHS if data.concepts.find([stem(month)], [month])] == []


@pytest.mark.parametrize(
    ("one", "other"), [("llevábamos", "llevar"), ("estábamos", "estaba"), ("hacíamos", "hacer"), ("teníamos", "tener")]
)
def test_what_we_did_is_the_same_verb(one: str, other: str, first_reader: Reader) -> None:
    assert first_reader.recognised_by(one) == first_reader.recognised_by(other)
