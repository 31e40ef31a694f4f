"""Messages that only what went before completes; each test reads like its conversation."""

import pytest

from participation.understanding import Intent, LastAnswer, Reader

Told = tuple[str, Intent, str | None]

VIDEO = [
    ("cómo va el plan", Intent.PROGRESS_OVERALL, None),
    ("¿y el video?", Intent.PROGRESS_ACTIVITY, "video"),
    ("¿dónde lo veo?", Intent.EVIDENCE, "video"),
    ("¿y las invitaciones?", Intent.EVIDENCE, "invitaciones"),
    ("gracias", Intent.GREETING, None),
]
DIALOGUE = [
    ("qué pasó con el diálogo", Intent.EVENT_STATUS, "evento-vivo"),
    ("¿y por qué?", Intent.EVENT_STATUS, "evento-vivo"),
    ("¿cuándo es?", Intent.EVENT_STATUS, "evento-vivo"),
    ("¿y la grabación?", Intent.EVIDENCE, "evento-vivo"),
    ("no me manden más avisos", Intent.UNSUBSCRIBE, None),
]
TIMES = [
    ("¿Cómo va el plan?", Intent.PROGRESS_OVERALL, None),
    ("¿y en marzo?", Intent.PROGRESS_OVERALL, None),
    ("¿y el segundo semestre?", Intent.PROGRESS_SEMESTER, None),
    ("¿por qué?", Intent.PROGRESS_SEMESTER, None),
    ("y la actividad 2", Intent.PROGRESS_ACTIVITY, "promover"),
]
AGENDA = [
    ("próximos eventos", Intent.EVENTS_NEXT, None),
    ("¿a qué hora es?", Intent.EVENT_STATUS, "evento-vivo"),
    ("y cómo va el plan", Intent.PROGRESS_OVERALL, None),
]
OPINION = [
    ("ya hicieron el video", Intent.PROGRESS_ACTIVITY, "video"),
    ("eso quedó muy mal hecho", Intent.OBSERVE, "video"),
    ("muéstremelo", Intent.EVIDENCE, "video"),
]


@pytest.mark.parametrize("talk", [VIDEO, DIALOGUE, TIMES, AGENDA, OPINION])
def test_each_message_is_read_in_the_light_of_the_last_answer(first_reader: Reader, talk: list[Told]) -> None:
    understood: list[Told] = []
    last: LastAnswer | None = None

    for text, _, _ in talk:
        question = first_reader.read(text, last).first
        understood.append((text, question.intent, question.target))
        last = LastAnswer(question.intent, question.target, question.event)

    assert understood == talk


def test_a_question_of_its_own_is_not_bent_to_the_last_answer(first_reader: Reader) -> None:
    about_video = LastAnswer(Intent.EVIDENCE, "video")

    for text in ("¿Cómo va el plan?", "¿Cuándo es el próximo evento?", "hola", "¿qué hacen con mis datos?"):
        alone, after = first_reader.read(text).first, first_reader.read(text, about_video).first
        assert (after.intent, after.target) == (alone.intent, alone.target)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "¿Cómo va el plan? ¿Y ya hicieron el video?",
            [(Intent.PROGRESS_OVERALL, None), (Intent.PROGRESS_ACTIVITY, "video")],
        ),
        (
            "hola buenas, ¿ya mandaron las invitaciones? ¿dónde está la prueba?",
            [(Intent.PROGRESS_ACTIVITY, "invitaciones"), (Intent.EVIDENCE, "invitaciones")],
        ),
        (
            "cómo va el plan y cuándo es el próximo evento",
            [(Intent.PROGRESS_OVERALL, None), (Intent.EVENTS_NEXT, None)],
        ),
    ],
)
def test_several_questions_are_answered_in_their_order(
    first_reader: Reader, text: str, expected: list[tuple[Intent, str | None]]
) -> None:
    assert [(question.intent, question.target) for question in first_reader.read(text).questions] == expected


def test_an_opinion_in_several_sentences_stays_one(first_reader: Reader) -> None:
    reading = first_reader.read("El video quedó muy largo. No se entiende. Deberían mejorarlo.")

    assert [(question.intent, question.target) for question in reading.questions] == [(Intent.OBSERVE, "video")]


def test_courtesy_around_a_question_is_no_question(first_reader: Reader) -> None:
    reading = first_reader.read("Buenas tardes. Soy Ana, de Tunja. Quisiera saber cómo va el plan. Gracias.")

    assert [question.intent for question in reading.questions] == [Intent.PROGRESS_OVERALL]
