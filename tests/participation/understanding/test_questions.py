"""How often the reader is right on questions written for the two example plans."""

import pytest

from participation.understanding import Intent, Reader
from participation.understanding.reading import TARGETED
from tests.participation.understanding.plans import FIRST_PLAN, SECOND_PLAN, questions

INTENT_BAR, TARGET_BAR, OUT_OF_SCOPE_BAR = 0.93, 0.95, 0.90


@pytest.mark.parametrize(("plan", "reader_name"), [(FIRST_PLAN, "first_reader"), (SECOND_PLAN, "second_reader")])
def test_most_questions_on_each_plan_are_understood(
    plan: tuple[str, object, object], reader_name: str, request: pytest.FixtureRequest
) -> None:
    reader: Reader = request.getfixturevalue(reader_name)
    asked = questions(FIRST_PLAN[2] if plan is FIRST_PLAN else SECOND_PLAN[2])

    read = [(intent, target, reader.read(text).first) for intent, target, text in asked]

    right = [found.intent is intent for intent, _, found in read]
    targets = [found.target == target for _, target, found in read if target is not None]
    foreign = [found.intent is Intent.OUT_OF_SCOPE for intent, _, found in read if intent is Intent.OUT_OF_SCOPE]
    assert sum(right) / len(right) >= INTENT_BAR
    assert sum(targets) / len(targets) >= TARGET_BAR
    assert sum(foreign) / len(foreign) >= OUT_OF_SCOPE_BAR


def test_nothing_of_one_plan_is_found_in_another(second_reader: Reader) -> None:
    of_first = {target for _, target, _ in questions(FIRST_PLAN[2]) if target}

    found = [second_reader.read(text).first.target for _, _, text in questions(FIRST_PLAN[2])]

    assert of_first.isdisjoint(found)


def test_only_intents_that_can_have_a_target_have_one(first_reader: Reader) -> None:
    read = [first_reader.read(text).first for _, _, text in questions(FIRST_PLAN[2])]

    assert all(question.target is None for question in read if question.intent not in TARGETED)


def test_the_event_of_a_plan_is_told_with_the_product_that_it_serves(first_reader: Reader) -> None:
    question = first_reader.read("¿Por qué aplazaron el en vivo?").first

    assert (question.intent, question.target, question.event) == (Intent.EVENT_STATUS, "evento-vivo", "dialogo")


def test_one_of_several_events_is_found_by_its_day(second_reader: Reader) -> None:
    question = second_reader.read("¿qué pasó con el evento del 20 de mayo?").first

    assert (question.intent, question.event) == (Intent.EVENT_STATUS, "feria")


def test_when_several_events_may_be_meant_the_person_is_asked(second_reader: Reader) -> None:
    question = second_reader.read("¿qué pasó con la mesa?").first

    assert question.is_unclear
    assert {question.event, *(choice.event for choice in question.alternatives)} >= {"mesa-rural-2", "mesa-comuna-1"}


def test_activities_are_found_by_their_number(first_reader: Reader) -> None:
    read = [first_reader.read(text).first for text in ("la actividad 2", "cómo va la segunda actividad", "act 2")]

    assert [(question.intent, question.target) for question in read] == [(Intent.PROGRESS_ACTIVITY, "promover")] * 3


@pytest.mark.parametrize(
    "text",
    [
        "YA HICIERON EL VIDEO",
        "ya isieron el bideo",
        "q hubo del video, ya lo hicieron??",
        "ya hicieron el videoooo 🎥🎥",
    ],
)
def test_capitals_misspellings_abbreviations_and_emoji_do_not_matter(first_reader: Reader, text: str) -> None:
    question = first_reader.read(text).first

    assert (question.intent, question.target) == (Intent.PROGRESS_ACTIVITY, "video")


@pytest.mark.parametrize("text", ["stop", "BAJA", "no más mensajes", "Ya no quiero más avisos."])
def test_short_words_of_leaving_are_understood(first_reader: Reader, text: str) -> None:
    assert first_reader.read(text).first.intent is Intent.UNSUBSCRIBE
