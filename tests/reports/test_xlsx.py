"""Workbooks."""

from datetime import date, datetime
from io import BytesIO

import openpyxl
from openpyxl.workbook import Workbook

from reports.documents import DocumentFormat, render
from reports.documents.xlsx import LONGEST_TEXT, Sheet, write
from tests.reports.follow_ups import STARTS
from tests.reports.sample import COLUMNS, ROWS, sample


def written(*sheets: Sheet) -> Workbook:
    made = BytesIO()
    write(made, sample(), sheets)
    return openpyxl.load_workbook(made)


def test_a_document_becomes_a_sheet_of_its_texts_and_one_a_table() -> None:
    book = openpyxl.load_workbook(BytesIO(render(sample(), DocumentFormat.XLSX)))
    texts = [row[0] for row in book["Resumen"].iter_rows(values_only=True)]

    assert book.sheetnames == ["Resumen", "Todos los casos"]
    assert texts[:2] == ["Entidad Ñandú (inventada)", "Plan de ejemplo"]
    assert {"80\u00a0% · 12 de 15 · respondidas", "Ventana: Del 1 al 31", "Una barra azul de prueba"} <= set(texts)


def test_dates_are_dates_and_numbers_are_numbers_in_the_entitys_hour() -> None:
    rows = list(written(Sheet("Datos", COLUMNS, ROWS))["Datos"].iter_rows(values_only=True))

    assert rows[0][:3] == ("Número", "Recibida", "Día")
    assert rows[1][1:4] == (datetime(2021, 7, 1, 9, 15), datetime(2021, 7, 9), 1240)  # noqa: DTZ001 - Excel has no zones
    assert rows[2][1:4] == (None, None, None)


def test_no_text_is_a_formula_or_a_link_whatever_it_begins_with() -> None:
    texts = [*STARTS, "https://www.example.org", "mailto:a@example.org", "{=1+1}", "1e5", "<b>no</b>"]
    page = written(Sheet("Datos", COLUMNS[:1], [(text,) for text in texts]))["Datos"]

    cells = [row[0] for row in page.iter_rows(min_row=2)]
    assert [cell.value for cell in cells] == texts
    assert {cell.data_type for cell in cells} == {"s"}
    assert not any(cell.hyperlink for cell in cells)


def test_what_a_cell_can_not_hold_is_cut_and_control_characters_go() -> None:
    page = written(Sheet("Datos", COLUMNS[:1], [("x" * 40_000,), ("😀" * 20_000,), ("a\x00\x0b\ud800b",)]))["Datos"]
    long, emoji, controls = (row[0] for row in page.iter_rows(min_row=2, values_only=True))

    assert isinstance(long, str)
    assert isinstance(emoji, str)
    assert (len(long), long[-2:]) == (LONGEST_TEXT, "x…")
    assert len(emoji.encode("utf-16-le")) // 2 <= LONGEST_TEXT
    assert controls == "ab"


def test_sheets_get_names_that_excel_takes() -> None:
    names = ["Casos: [2021] / todos?", "casos   2021    todos ", "x" * 40, "x" * 40, "'"]
    book = written(*(Sheet(name, COLUMNS[:1], [], lead=(str(place),)) for place, name in enumerate(names)))

    assert len({name.casefold() for name in book.sheetnames}) == len(names)
    assert all(0 < len(name) <= 31 for name in book.sheetnames)


def test_the_names_stay_in_sight_and_can_be_filtered() -> None:
    rows = [(f"PPC-{number}", None, date(2021, 7, 1), number, None, "x") for number in range(9)]
    page = written(Sheet("Datos", COLUMNS, rows))["Datos"]

    assert page.freeze_panes == "A2"
    assert page.auto_filter.ref == "A1:F10"
    assert page.print_title_rows == "$1:$1"
