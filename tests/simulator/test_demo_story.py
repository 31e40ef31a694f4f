"""The demonstration's story is told in both languages, in plain sentences, by people who are there."""

import re
from collections.abc import Iterator

from simulator import Simulator, set_demo_scene
from simulator.demo_story import DEMO_STORY
from simulator.words import Text

LONGEST_SENTENCE = 20  # words


def texts() -> Iterator[Text]:
    for step in DEMO_STORY:
        yield from (step.title, step.told, step.look)


def test_every_text_is_there_in_both_languages() -> None:
    assert [text for text in texts() if isinstance(text, str) or not (text["es"] and text["en"])] == []


def test_the_sentences_are_short() -> None:
    spanish = [text["es"] for text in texts() if not isinstance(text, str)]
    sentences = [sentence for text in spanish for sentence in re.split(r"(?<=[.?:])\s", text)]

    assert [sentence for sentence in sentences if len(sentence.split()) > LONGEST_SENTENCE] == []


def test_everybody_in_it_is_in_the_scene() -> None:
    simulator = Simulator()
    set_demo_scene(simulator)
    there = {person.name for person in simulator.people.values()}

    assert {move.who for step in DEMO_STORY for move in step.moves if move.who} <= there
