"""Questions that the reader was never shown: nobody adds them to the examples, and they judge what is added."""

import pytest

from participation.understanding import Intent, LastAnswer, Reader
from participation.understanding.language import language_data
from participation.understanding.words import folded_words
from tests.participation.understanding.plans import HERE, questions

LONG = 4  # words; shorter ones ("ayuda", "hola") are everybody's
SETS = {
    "held_out_first.tsv": ("first_reader", 0.95, 0.95),
    "held_out_first_later.tsv": ("first_reader", 0.93, 0.90),
    "held_out_second.tsv": ("second_reader", 0.92, 0.95),
    "held_out_second_later.tsv": ("second_reader", 0.93, 0.95),
    "registers_first.tsv": ("first_reader", 0.95, 0.95),
    "registers_second.tsv": ("second_reader", 0.93, 0.90),
    "near_misses_first.tsv": ("first_reader", 0.93, 0.93),
    "fresh_first.tsv": ("first_reader", 0.95, 0.95),
    "fresh_second.tsv": ("second_reader", 0.93, 0.95),
}
"""The reader of each file, and the least shares of right intents and of right targets."""


@pytest.mark.parametrize("name", SETS)
def test_questions_never_shown_are_understood(name: str, request: pytest.FixtureRequest) -> None:
    fixture, intents, targets = SETS[name]
    reader: Reader = request.getfixturevalue(fixture)
    asked = [(intent, target, reader.read(text).first) for intent, target, text in questions(HERE / name)]

    right = [question.intent is intent for intent, _, question in asked]
    found = [question.target == target for _, target, question in asked if target]

    assert sum(right) / len(right) >= intents
    assert sum(found) / len(found) >= targets


def test_what_is_no_affair_of_the_plan_is_told_apart(first_reader: Reader) -> None:
    foreign = [
        text
        for name, (reader, *_) in SETS.items()
        if reader == "first_reader"
        for intent, _, text in questions(HERE / name)
        if intent is Intent.OUT_OF_SCOPE
    ]

    recalled = [first_reader.read(text).first.intent is Intent.OUT_OF_SCOPE for text in foreign]

    assert sum(recalled) / len(recalled) >= 0.9


def test_short_messages_are_completed_with_what_was_told(first_reader: Reader) -> None:
    rows = [line.split("\t") for line in (HERE / "follow_ups_first.tsv").read_text(encoding="utf-8").splitlines()]
    right = [
        (question.intent.value, question.target or "") == (intent, target)
        for told, about, intent, target, text in rows
        for question in [first_reader.read(text, LastAnswer(Intent(told), about or None)).first]
    ]

    assert sum(right) / len(right) >= 0.9


def test_few_of_them_stand_in_the_examples() -> None:
    """Somebody may say what somebody else has said; more than a few would mean that they were copied."""
    known = {tuple(folded_words(line)) for lines in language_data("es").examples.values() for line in lines}
    held = [tuple(folded_words(text)) for name in SETS for _, _, text in questions(HERE / name)]

    assert sum(len(words) > LONG and words in known for words in held) <= 0.03 * len(held)
