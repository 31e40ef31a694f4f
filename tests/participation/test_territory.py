"""A municipality is found by what people type."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from participation.territory import Municipality, find_municipalities, municipality
from participation.territory.municipalities import municipalities

TYPED = {
    "tunja boyaca": "15001",
    "Tunja, Boyacá": "15001",
    "TUNJA": "15001",
    "tunjaa": "15001",
    "bogota": "11001",
    "Bogotá D.C.": "11001",
    "bogota dc": "11001",
    "BOGOTA D. C.": "11001",
    "santa fe de bogota": "11001",
    "distrito capital": "11001",
    "cali": "76001",
    "cali valle": "76001",
    "Cali, Valle del Cauca": "76001",
    "santiago de cali": "76001",
    "medellin": "05001",
    "medeyin": "05001",
    "Medellin - Antioquia": "05001",
    "cartagena": "13001",
    "carmen de bolivar": "13244",
    "el carmen de bolívar": "13244",
    "villa de leiva": "15407",
    "cucuta": "54001",
    "pasto": "52001",
    "san juan de pasto": "52001",
    "tumaco": "52835",
    "buga": "76111",
    "sanandres": "88001",
    "san andres islas": "88001",
    "providencia isla": "88564",
    "soacha cundinamarca": "25754",
    "vivo en soacha": "25754",
    "rionegro antioquia": "05615",
    "rio negro santander": "68615",
    "barranquiya": "08001",
    "santafe de antioquia": "05042",
    "zipakira": "25899",
    "zipaquira": "25899",
    "fusagasuga": "25290",
    "sanjil": "68679",
    "ibague": "73001",
    "chiquinqira": "15176",
    "mompox": "13468",
    "mompos": "13468",
    "puerto inirida": "94001",
    "quibdo choco": "27001",
    "itagui": "05360",
    "dos quebradas": "66170",
    "sta marta": "47001",
    "bucaramnga": "68001",
    "la paz cesar": "20621",
    "tolu": "70820",
    "el espinal": "73268",
    "ubate": "25843",
    "san jose del guaviare": "95001",
    "kalarka": "63130",
    "yopal casanare": "85001",
    "cienaga de oro": "23189",
    "villavo": "50001",
    "guajira": "44001",
    "la unión nariño": "52399",
    "faca": "25269",
    "peñol antioquia": "05541",
}


@pytest.mark.parametrize(("text", "code"), TYPED.items())
def test_what_people_type_finds_the_municipality_first(text: str, code: str) -> None:
    assert find_municipalities(text)[0] == municipality(code)


@pytest.mark.parametrize(
    ("text", "departments"),
    [
        ("la union", ["Antioquia", "Nariño", "Sucre", "Valle del Cauca"]),
        ("villanueva", ["Bolívar", "Casanare", "La Guajira", "Santander"]),
        ("rionegro", ["Antioquia", "Santander"]),
        ("armenia", ["Quindío", "Antioquia"]),
        ("puerto colombia", ["Atlántico", "Guainía"]),
    ],
)
def test_of_the_same_name_all_are_shown_with_their_department(text: str, departments: list[str]) -> None:
    found = find_municipalities(text)

    assert [one.department for one in found[: len(departments)]] == departments
    assert len({one.name for one in found[: len(departments)]}) == 1


def test_part_of_a_name_finds_all_that_have_it() -> None:
    found = [one.name for one in find_municipalities("quira", limit=20)]

    assert {"Chiquinquirá", "Moniquirá", "Ráquira", "Sotaquirá", "Zipaquirá"} <= set(found)


def test_a_department_narrows_a_part_of_a_name() -> None:
    assert {one.department for one in find_municipalities("belen boyaca")} == {"Boyacá"}


@pytest.mark.parametrize("text", ["", " ", "xyz", "no sé", "n", "?", "12345", "hola, ¿cómo está?", "Venezuela", "😀"])
def test_what_is_like_no_municipality_finds_none(text: str) -> None:
    assert find_municipalities(text) == []


def test_no_more_are_shown_than_asked_for() -> None:
    assert [len(find_municipalities("san", limit)) for limit in (1, 3, 8)] == [1, 3, 8]


@pytest.mark.parametrize(
    ("code", "label"),
    [
        ("05001", "Medellín, Antioquia"),
        ("11001", "Bogotá D.C."),
        ("13244", "El Carmen de Bolívar, Bolívar"),
        ("15106", "Briceño, Boyacá"),
        ("15104", "Boyacá, Boyacá"),
        ("54001", "San José de Cúcuta, Norte de Santander"),
        ("88564", "Providencia, Archipiélago de San Andrés, Providencia y Santa Catalina"),
        ("19548", "Piendamó - Tunía, Cauca"),
        ("27250", "El Litoral del San Juan, Chocó"),
        ("44001", "Riohacha, La Guajira"),
    ],
)
def test_names_are_written_as_people_write_them(code: str, label: str) -> None:
    found = municipality(code)

    assert found
    assert found.label == label


def test_an_unknown_code_is_no_municipality() -> None:
    assert municipality("00000") is None


def test_the_list_is_whole() -> None:
    every = municipalities()

    assert len(every) == 1121
    assert len({one.department for one in every.values()}) == 33
    assert len({one.label for one in every.values()}) == 1121


def test_every_municipality_is_found_by_its_label_without_accents_or_capitals() -> None:
    plain = str.maketrans("áéíóúüñ", "aeiouun")

    missed = [
        one.label
        for one in municipalities().values()
        if find_municipalities(one.label.lower().translate(plain))[0] != one
    ]

    assert missed == []


@given(st.sampled_from(list(municipalities().values())), st.data())
def test_one_swapped_pair_of_letters_in_a_long_name_is_forgiven(one: Municipality, data: st.DataObject) -> None:
    name = one.name.lower()
    word = max(name.split(), key=len)
    place = data.draw(st.integers(0, len(word) - 2))
    swapped = name.replace(word, word[:place] + word[place + 1] + word[place] + word[place + 2 :], 1)

    found = find_municipalities(f"{swapped} {one.department}") if len(word) > 5 else [one]

    assert one in found


@given(st.text(max_size=200))
def test_any_text_is_searched(text: str) -> None:
    assert len(find_municipalities(text)) <= 8
