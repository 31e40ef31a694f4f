"""What is personal in a text goes, and nothing else does."""

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locales import Language, words
from reports.redaction import PersonalKind, Span, find, redact
from tests.reports.sentences import HARMLESS, PERSONAL

LABEL = re.compile(r"(\w+)«(.*?)»")
SPANISH = words(Language.ES)


def labelled(sentence: str) -> tuple[str, list[tuple[str, str]]]:
    """The sentence as it was written, and what is personal in it as (kind, words)."""
    sentence = sentence.replace("\\n", "\n")
    return LABEL.sub(r"\2", sentence), LABEL.findall(sentence)


def test_there_are_sentences_of_every_kind() -> None:
    kinds = {kind for sentence in PERSONAL for kind, _ in labelled(sentence)[1]}

    assert kinds == set(PersonalKind)
    assert len(PERSONAL) + len(HARMLESS) >= 120


@pytest.mark.parametrize("sentence", PERSONAL)
def test_what_is_personal_is_found_with_its_kind_and_nothing_else(sentence: str) -> None:
    text, expected = labelled(sentence)

    assert [(str(span.kind), text[span.start : span.end]) for span in find(text)] == expected


@pytest.mark.parametrize("sentence", HARMLESS)
def test_what_is_nobodys_stays(sentence: str) -> None:
    assert redact(sentence, SPANISH).text == sentence


def test_a_mark_of_its_kind_stands_in_its_place() -> None:
    redacted = redact("Soy Ana Pérez, celular 3101234567, y digo que sí.", SPANISH)

    assert redacted.text == "Soy [dato personal: nombre], celular [dato personal: teléfono], y digo que sí."
    assert redacted.spans == (Span(4, 13, PersonalKind.NAME), Span(23, 33, PersonalKind.PHONE))


def test_the_authors_own_name_goes_wherever_it_stands_however_it_is_written() -> None:
    redacted = redact("La casa de ÑOÑO guepaje. Ñoñó Güepajé firmó.", SPANISH, known_names=["Ñoño Güepajé"])

    assert redacted.text == "La casa de [dato personal: nombre]. [dato personal: nombre] firmó."


def test_the_entitys_own_addresses_stay() -> None:
    text = "Escribí a plan@entidad.example.org y al 601 407 3000. No a ana@ejemplo.co"

    kept = redact(text, SPANISH, allowed=["plan@entidad.example.org", "601 407 3000"])

    assert kept.text == "Escribí a plan@entidad.example.org y al 601 407 3000. No a [dato personal: correo]"


@given(text=st.text(max_size=300))
def test_what_is_not_marked_stays_to_the_character(text: str) -> None:
    spans = find(text)

    assert all(one.end <= other.start for one, other in pairwise(spans))
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    if not spans:
        assert redact(text, SPANISH).text == text


@given(before=st.text(" aeñ.,\n", max_size=20), after=st.text(" aeñ.,\n", max_size=20))
def test_a_number_is_found_whatever_stands_around_it(before: str, after: str) -> None:
    text = f"{before} 3101234567 {after}"

    assert "3101234567" not in redact(text, SPANISH).text
