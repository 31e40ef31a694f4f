"""Comparing, ordering and shortening."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from locales import clip, fold, on_one_line, sort_key, utf16_length


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Observación", "observacion"),
        ("PINGÜINO", "pinguino"),
        ("Año", "año"),
        ("AN\u0303O", "año"),
        ("cum\u200bplir\u200f", "cumplir"),
        ("Straße", "strasse"),
    ],
)
def test_accents_case_and_invisible_marks_do_not_distinguish(text: str, expected: str) -> None:
    assert fold(text) == expected


def test_n_with_a_tilde_is_not_n() -> None:
    assert fold("ano") != fold("año")


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_names_are_in_the_order_of_a_spanish_dictionary() -> None:
    names = ["Zorro", "ñandú", "Árbol", "¿zulia?", "nube", "oso", "Ñandú", "arbola", "nzeta"]

    names.sort(key=sort_key)

    assert names == ["Árbol", "arbola", "nube", "nzeta", "ñandú", "Ñandú", "oso", "Zorro", "¿zulia?"]


def test_an_accent_breaks_a_tie_only() -> None:
    assert sorted(["papá", "papas", "papa"], key=sort_key) == ["papa", "papá", "papas"]


@given(st.permutations(["papa", "Papa", "papá", "PAPÁ", "ñu", "nu", "«nu»"]))
def test_the_order_does_not_depend_on_how_the_list_began(names: list[str]) -> None:
    assert sorted(names, key=sort_key) == ["nu", "«nu»", "ñu", "papa", "Papa", "papá", "PAPÁ"]


@pytest.mark.parametrize(("text", "length"), [("", 0), ("año", 3), ("👍", 2), ("👩‍👩‍👧", 8), ("\ud800", 1)])
def test_length_is_counted_as_telegram_does(text: str, length: int) -> None:
    assert utf16_length(text) == length


@pytest.mark.parametrize(
    ("text", "limit", "expected"),
    [
        ("Hola a todos", 12, "Hola a todos"),
        ("Hola a todos", 11, "Hola a…"),
        ("Hola, a todos", 6, "Hola…"),
        ("Hola a todos", 7, "Hola a…"),
        ("Participación", 6, "Parti…"),
        ("Hola", 1, "…"),
        ("👍👍👍", 5, "👍👍…"),
        ("👍👍👍", 4, "👍…"),
        ("👩‍👩‍👧👩‍👩‍👧", 12, "👩‍👩‍👧…"),
        ("👍🏽👍🏽", 7, "👍🏽…"),
        ("🇨🇴🇨🇴", 7, "🇨🇴…"),
        ("cafe\u0301s", 5, "caf…"),
    ],
)
def test_a_long_text_is_cut_after_a_word_and_never_inside_a_character(text: str, limit: int, expected: str) -> None:
    assert clip(text, limit) == expected


@given(st.text(), st.integers(min_value=1, max_value=30))
def test_a_clipped_text_fits_and_is_the_beginning_of_the_text(text: str, limit: int) -> None:
    clipped = clip(text, limit)

    assert utf16_length(clipped) <= limit
    assert clipped == text or (clipped.endswith("…") and text.startswith(clipped[:-1]))


def test_html_is_not_clipped() -> None:
    with pytest.raises(TypeError, match="before escaping"):
        clip(Markup("a &amp; b"), 5)


def test_a_limit_without_room_is_refused() -> None:
    with pytest.raises(ValueError, match="ellipsis"):
        clip("Hola", 0)


@pytest.mark.parametrize(
    ("chosen", "shown"),
    [
        ("Rosa", "Rosa"),
        ("  Rosa\n\nDecisión:\tacogida ", "Rosa Decisión: acogida"),
        ("Rosa\u202efdp.exe\u202c", "Rosafdp.exe"),
        ("\u2066Rosa\u2069\u2028Pérez\x00", "Rosa Pérez"),
        ("👩🏽\u200d💻 Ñandú", "👩🏽\u200d💻 Ñandú"),
        ("\u202e\n", ""),
    ],
)
def test_a_name_stays_on_its_line_and_turns_nothing_round(chosen: str, shown: str) -> None:
    assert on_one_line(chosen) == shown
