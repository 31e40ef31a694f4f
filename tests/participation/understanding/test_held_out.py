"""Questions that the reader was never shown: nobody adds them to the examples, and they judge what is added."""

import pytest

from participation.understanding import Intent, Reader
from participation.understanding.language import language_data
from participation.understanding.words import folded_words
from tests.participation.understanding.plans import HERE, questions

LONG = 4  # words; shorter ones ("ayuda", "hola") are everybody's
SETS = {
    "held_out_first.tsv": ("first_reader", 0.95, 0.95),
    "held_out_first_later.tsv": ("first_reader", 0.93, 0.90),
    "held_out_second.tsv": ("second_reader", 0.92, 0.95),
    "held_out_second_later.tsv": ("second_reader", 0.93, 0.95),
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
        for name in ("held_out_first.tsv", "held_out_first_later.tsv")
        for intent, _, text in questions(HERE / name)
        if intent is Intent.OUT_OF_SCOPE
    ]

    recalled = [first_reader.read(text).first.intent is Intent.OUT_OF_SCOPE for text in foreign]

    assert sum(recalled) / len(recalled) >= 0.9


def test_few_of_them_stand_in_the_examples() -> None:
    """Somebody may say what somebody else has said; more than a few would mean that they were copied."""
    known = {tuple(folded_words(line)) for lines in language_data("es").examples.values() for line in lines}
    held = [tuple(folded_words(text)) for name in SETS for _, _, text in questions(HERE / name)]

    assert sum(len(words) > LONG and words in known for words in held) <= 0.03 * len(held)
