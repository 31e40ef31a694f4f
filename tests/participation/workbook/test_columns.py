"""The workbook has a column for every key of the plan file, and says what it is."""

import pytest

from locales import Language, fold, words
from locales.catalogs import read_entries
from participation.plan.form import SECTIONS, Items, Table, paths
from participation.plan.workbook.columns import Role
from participation.plan.workbook.headings import HEADINGS
from participation.plan.workbook.meanings import MEANINGS
from participation.plan.workbook.pages import Page, pages
from participation.plan.workbook.telling import OTHER_WORDS
from participation.plan.workbook.words import said, understood
from storage.queries.plan_parts import Part


def keys_of(part: Part) -> set[str]:
    """The keys of the plan file that a part has, without lists that are sheets of their own."""
    fields = tuple(item for item in SECTIONS[part].fields if not isinstance(item, (Items, Table)))
    return {key for _, key in paths(fields)}


@pytest.mark.parametrize("part", Part)
def test_every_key_of_the_plan_file_has_its_column(part: Part) -> None:
    [page] = [page for page in pages() if part in page.parts]

    assert {".".join(column.path) for column in page.fields_of(part)} == keys_of(part)


def test_every_list_of_records_has_its_sheet() -> None:
    tables = [item for item in SECTIONS[Part.PLAN].fields if isinstance(item, Table)]

    assert [page.table for page in pages() if page.table is not None] == tables
    for table in tables:
        [page] = [page for page in pages() if page.table is table]
        assert {".".join(column.path) for column in page.columns} == {key for _, key in paths(table.fields)}


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("page", pages(), ids=lambda page: page.key)
def test_no_two_columns_of_a_sheet_are_called_the_same(page: Page, language: Language) -> None:
    names = [fold(words(language).plain_phrase(column.heading)) for column in page.columns]

    assert len(set(names)) == len(names)


def test_no_two_sheets_are_called_the_same_and_every_name_fits() -> None:
    names = [words(Language.ES).plain_phrase(page.title) for page in pages()]

    assert len(set(map(fold, names))) == len(names)
    assert max(map(len, names)) <= 31


def test_every_heading_is_of_a_column_and_has_a_meaning() -> None:
    known = {column.name for page in pages() for column in page.columns}
    lines = {"line.item", "line.value", "line.meaning", "line.key"}

    assert set(HEADINGS) == set(MEANINGS) == known | lines


def test_every_word_of_a_list_is_understood_as_it_is_said() -> None:
    chosen = {column.words for page in pages() for column in page.columns if column.words is not None}

    for kind in chosen:
        for language in Language:
            spoken = [fold(words(language).plain_phrase(said(word))) for word in kind]
            assert [understood(kind)[one] for one in spoken] == [word.value for word in kind]


def test_rows_that_can_be_sorted_have_a_number() -> None:
    assert [page.key for page in pages() if page.parts and page.column(Role.NUMBER) is None] == ["plan"]


def test_errors_of_the_plan_file_are_retold_under_the_names_that_they_have(known_messages: set[str]) -> None:
    assert set(OTHER_WORDS) - known_messages == set()


@pytest.fixture
def known_messages() -> set[str]:
    """What the catalog has of the plan file's errors."""
    return {message for context, message in read_entries(Language.ES) if context == "plan file"}
