"""What a person reads: translated, escaped, never an exception for a message that the catalog lacks."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup, escape

from locales import Language, Phrase, Words, words
from locales.catalogs import Entry, read_entries, write_entries

SPANISH = Words(
    Language.ES,
    {
        ("greeting", "Hello, <b>{name}</b>."): ("Hola, <b>{name}</b>.",),
        ("button", "Ask & tell"): ("Pregunte & cuente",),
        ("cases", "{n} case of {name}"): ("{n} caso de {name}", "{n} casos de {name}"),
        ("status", "Postponed"): ("Aplazado",),
        ("when", "Today, {when}."): ("Hoy, {when}.",),
    },
)


def test_a_message_is_said_in_the_language_of_the_person() -> None:
    assert SPANISH.say("greeting", "Hello, <b>{name}</b>.", name="Ana") == "Hola, <b>Ana</b>."


@pytest.mark.parametrize(("value", "said"), [("9:00 a. m.", "Hoy, 9:00 a. m."), ("el lunes", "Hoy, el lunes.")])
def test_a_value_that_ends_with_a_full_stop_ends_the_sentence(value: str, said: str) -> None:
    assert SPANISH.plain("when", "Today, {when}.", when=value) == said
    assert SPANISH.say("when", "Today, {when}.", when=value) == said


def test_a_value_is_escaped_and_the_tags_of_the_template_are_kept() -> None:
    said = SPANISH.say("greeting", "Hello, <b>{name}</b>.", name="<i>Ana & co</i>")

    assert said == Markup("Hola, <b>&lt;i&gt;Ana &amp; co&lt;/i&gt;</b>.")


def test_a_value_that_is_html_already_is_kept() -> None:
    link = Markup('<a href="https://example.org">Ana</a>')

    assert SPANISH.say("greeting", "Hello, <b>{name}</b>.", name=link) == f"Hola, <b>{link}</b>."


@given(st.text())
def test_no_text_of_a_person_gets_a_tag_into_a_message(text: str) -> None:
    said = SPANISH.say("greeting", "Hello, <b>{name}</b>.", name=text)

    assert said == f"Hola, <b>{escape(text)}</b>."


def test_a_value_may_hold_braces() -> None:
    assert SPANISH.say("greeting", "Hello, <b>{name}</b>.", name="{n}") == "Hola, <b>{n}</b>."


def test_bare_text_is_not_escaped() -> None:
    assert SPANISH.plain("button", "Ask & tell") == "Pregunte & cuente"


@pytest.mark.parametrize(
    ("n", "expected"),
    [(0, "0 casos de Ana"), (1, "1 caso de Ana"), (2, "2 casos de Ana"), (1240, "1.240 casos de Ana")],
)
def test_a_number_chooses_its_form_and_has_its_thousands(n: int, expected: str) -> None:
    assert SPANISH.count("cases", "{n} case of {name}", "{n} cases of {name}", n, name="Ana") == expected
    assert SPANISH.plain_count("cases", "{n} case of {name}", "{n} cases of {name}", n, name="Ana") == expected


def test_only_the_html_of_a_count_is_escaped() -> None:
    texts = ("cases", "{n} case of {name}", "{n} cases of {name}")

    assert SPANISH.count(*texts, 2, name="A & B") == "2 casos de A &amp; B"
    assert SPANISH.plain_count(*texts, 2, name="A & B") == "2 casos de A & B"


def test_a_phrase_named_earlier_is_said_in_both_ways() -> None:
    postponed = Phrase("status", "Postponed")

    assert SPANISH.say_phrase(postponed) == Markup("Aplazado")
    assert SPANISH.plain_phrase(postponed) == "Aplazado"


def test_what_the_catalog_lacks_is_said_in_its_english_source() -> None:
    assert SPANISH.say("greeting", "Good morning, {name}.", name="<Ana>") == "Good morning, &lt;Ana&gt;."
    assert SPANISH.plain("other", "Postponed") == "Postponed"
    assert SPANISH.count("cases", "{n} answer", "{n} answers", 2) == "2 answers"


def test_the_texts_of_a_language_are_read_once() -> None:
    assert words(Language.ES) is words(Language.ES)
    assert words(Language.EN).language is Language.EN


def test_what_is_written_to_a_catalog_is_read_back(tmp_path: Path) -> None:
    entries = [
        Entry("b", 'Say "yes"\nor {n}\t\\', None, ('Diga «sí»\no {n}\t\\ "',), fuzzy=True, files=("handlers/a.py",)),
        Entry("a", "{n} case", "{n} cases", ("{n} caso", "{n} casos"), files=("bot/a.py", "handlers/a.py")),
        Entry("a", "Empty", None, ("",)),
    ]

    write_entries(Language.ES, entries, tmp_path)

    assert list(read_entries(Language.ES, tmp_path).values()) == sorted(entries, key=lambda entry: entry.key)


def test_a_catalog_written_twice_is_the_same_file(tmp_path: Path) -> None:
    entries = [Entry("a", "One", None, ("Uno",)), Entry("a", "Two", None, ("Dos",))]
    path = tmp_path / "es" / "LC_MESSAGES" / "participa.po"

    write_entries(Language.ES, entries, tmp_path)
    first = path.read_bytes()
    write_entries(Language.ES, reversed(entries), tmp_path)

    assert path.read_bytes() == first
    assert [file.name for file in path.parent.iterdir()] == ["participa.po"]


@pytest.mark.parametrize(
    ("tag", "language"),
    [
        ("es", Language.ES),
        ("es-419", Language.ES),
        ("es_CO", Language.ES),
        ("en", Language.EN),
        ("en-GB", Language.EN),
        ("EN", Language.EN),
        ("pt-BR", Language.ES),
        ("enm", Language.ES),
        ("", Language.ES),
        (None, Language.ES),
    ],
)
def test_a_tag_gives_the_language_and_spanish_where_there_is_none(tag: str | None, language: Language) -> None:
    assert Language.of(tag) is language
