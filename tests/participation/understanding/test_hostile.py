"""Random and hostile texts: the reader never fails, never takes long, never tells a log what it read."""

import logging
import os
import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from participation.understanding import Intent, LastAnswer, Reader
from tests.participation.understanding.plans import FIRST_PLAN, questions

SLOWEST = 0.25
"""Seconds. Far above what a text takes (see the bench), far below what a runaway expression would."""

_WORDS = [word for _, _, text in questions(FIRST_PLAN[2]) for word in text.split()]
_NASTY = [
    "\x00",
    "\u202e",
    "\ud800",
    "<b>",
    "&lt;",
    "' OR 1=1 --",
    "{producto}",
    "%s",
    "../..",
    "a" * 5000,
    "¿" * 50,
    "1 " * 900,
    "é" * 300,
]
_pieces = st.one_of(st.sampled_from(_WORDS), st.sampled_from(_NASTY), st.text(max_size=30))
_texts = st.one_of(
    st.text(st.characters(codec=None), max_size=400),
    st.lists(_pieces, max_size=60).map(" ".join),
    st.lists(_pieces, max_size=60).map("".join),
)
_last = st.none() | st.builds(LastAnswer, st.sampled_from(Intent), st.none() | st.text(max_size=5), st.none())


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(text=_texts, last=_last)
def test_any_text_is_read_without_a_failure(first_reader: Reader, text: str, last: LastAnswer | None) -> None:
    read_without_a_failure(first_reader, text, last)


@pytest.mark.soak
@settings(
    max_examples=int(os.environ.get("SOAK_EXAMPLES", "10000")),
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(text=_texts, last=_last)
def test_ten_thousand_texts_are_read_without_a_failure(
    first_reader: Reader, text: str, last: LastAnswer | None
) -> None:
    read_without_a_failure(first_reader, text, last)


def read_without_a_failure(first_reader: Reader, text: str, last: LastAnswer | None) -> None:
    reading = first_reader.read(text, last)

    assert reading.questions
    assert all(0 <= question.confidence <= 1.000001 for question in reading.questions)
    assert all(
        question.target is None or question.target in _CODES or question.follows_up for question in reading.questions
    )


_CODES = frozenset(
    "divulgar promover espacio-virtual publicar-plan informe-observaciones invitaciones evento-vivo video".split()  # noqa: SIM905 - it reads as the words it is
)


@pytest.mark.parametrize(
    "text",
    [
        "a" * 1_000_000,
        "1 " * 500_000,
        "calle 1 " * 200_000,
        "a@" * 200_000,
        "+" + "1-" * 200_000,
        "y cuándo " * 100_000,
        "¿?" * 500_000,
        "(" * 100_000 + "|" * 100_000,
        "me van a matar _ a " * 50_000,
        "\u0301" * 500_000,
    ],
)
def test_long_repetitions_are_cut(first_reader: Reader, text: str) -> None:
    begun = time.process_time()

    first_reader.read(text)

    assert time.process_time() - begun < SLOWEST


def test_an_empty_text_asks_nothing_in_particular(first_reader: Reader) -> None:
    for text in ("", "   ", "\n", "...", "🫥"):
        reading = first_reader.read(text)
        assert len(reading.questions) == 1
        assert reading.first.target is None


def test_nothing_that_was_read_reaches_a_log_or_a_representation(
    first_reader: Reader, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)

    reading = first_reader.read("mi cédula es 79456123 y ya hicieron el video zanahoria")

    assert caplog.text == ""
    assert "79456123" not in repr(reading)
    assert "zanahoria" not in repr(reading)
