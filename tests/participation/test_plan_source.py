"""Files that are no readable YAML are refused with a sentence that says what to do."""

from pathlib import Path

import pytest

from locales import Language, words
from participation.plan import PlanFileErrors, read_plan_file
from participation.plan.source import MAX_BYTES
from tests.participation.plan_texts import SMALL, changed, errors_of


def errors_of_file(path: Path) -> list[str]:
    with pytest.raises(PlanFileErrors) as found:
        read_plan_file(path)
    return [error.text(words(Language.EN)) for error in found.value.errors]


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    path = tmp_path / "plan.yaml"

    assert errors_of_file(path) == [f"There is no file {path}. Check its name and folder."]


def test_a_folder_is_no_plan(tmp_path: Path) -> None:
    assert errors_of_file(tmp_path) == [f"{tmp_path} is a folder. Name the plan file inside it."]


def test_a_file_that_is_too_large_is_not_even_read(tmp_path: Path) -> None:
    path = tmp_path / "plan.yaml"
    path.write_bytes(b"#" * (MAX_BYTES + 1))

    assert errors_of_file(path) == ["The file plan.yaml is too large. A plan may have up to 2 MB."]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_accents_survive_the_editors_of_an_office(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "plan.yaml"
    path.write_text(SMALL, encoding=encoding)

    names = [row.values.get("short_name") for row in read_plan_file(path).rows]

    assert "Página" in names


def test_something_that_is_no_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "plan.yaml"
    path.write_bytes(b"\x89PNG\x81\x8d\x8f\x90")

    assert errors_of_file(path) == ["The file plan.yaml is not a text. Save it as UTF-8."]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plan:\n\tnombre: x", "Line 2: There is a tab here. Indent with spaces."),
        (
            "plan: nombre: x",
            "Line 1: A colon does not fit here. Put the text in quotes, or check the indentation.",
        ),
        ('plan: "sin cerrar\nfin', "Line 1: A quotation mark is opened and never closed."),
        ("plan:\nnombre\ncodigo: x", "Line 2: A colon is missing after the key, or a text needs quotes."),
        ("plan:\n  - a\n b: c", "Line 3: The indentation does not match the lines above."),
        ("plan: @x", "Line 1: The file cannot be read from here on. Check indentation, quotes and colons."),
        ("plan: \x01", "Line 1: There is an invisible character that YAML does not allow."),
        ("[" * 50_000, "Too many levels, one inside another. Check the indentation."),
    ],
)
def test_broken_yaml_is_told_with_its_line(text: str, expected: str) -> None:
    assert expected in errors_of(text)


def test_a_key_that_is_there_twice_is_told() -> None:
    text = changed(("  vigencia: 2022\n", "  vigencia: 2022\n  nombre: Otro\n"))

    assert errors_of(text) == ["Line 4: The key «nombre» is here twice; the first is on line 2. Keep one."]


def test_references_are_refused_so_that_a_small_file_cannot_grow() -> None:
    bomb = "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n"

    assert sum("References to other parts" in error for error in errors_of(bomb)) == 6


def test_tags_construct_nothing() -> None:
    text = changed(("nombre: Plan de prueba", "nombre: !!python/object/apply:os.getcwd []"))

    assert "Line 2: Tags with ! are not accepted. Put the text in quotes." in errors_of(text)


def test_a_second_document_is_not_silently_left_out() -> None:
    assert errors_of(SMALL + "---\nplan: {}\n") == [
        "Line 45: A second document begins here. A file holds one plan: delete the line ---."
    ]


def test_an_empty_file_says_what_is_missing() -> None:
    assert errors_of("") == [
        "Line 1: The key «plan» is missing or has no value.",
        "Line 1: The key «entidad» is missing or has no value.",
        "Line 1: The key «actividades» is missing or has no value.",
    ]
