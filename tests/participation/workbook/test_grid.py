"""What is read of a workbook's cells."""

from datetime import datetime
from io import BytesIO

import pytest
import xlsxwriter
from openpyxl import Workbook
from xlsxwriter.worksheet import Worksheet

from participation.plan.errors import PlanFileErrors
from participation.plan.workbook import grid
from participation.plan.workbook.grid import read_grids
from tests.participation.workbook.workbook_files import by_another_program, table, texts, written


def test_cells_are_read_as_a_person_sees_them() -> None:
    def fill(book: xlsxwriter.Workbook, sheet: Worksheet) -> None:
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        hour = book.add_format({"num_format": "h:mm AM/PM"})
        both = book.add_format({"num_format": 'd "de" mmmm h:mm'})
        percent = book.add_format({"num_format": "0%"})
        sheet.write_number(0, 0, 44_377, day)
        sheet.write_number(0, 1, 0.625, hour)
        sheet.write_datetime(0, 2, datetime(2021, 6, 30, 15, 5), both)  # noqa: DTZ001 - cells know no zone
        sheet.write_number(0, 3, 1.0, percent)
        sheet.write_number(0, 4, 0.29, percent)
        sheet.write_number(0, 5, 100.0)
        sheet.write_number(0, 6, 0.1 + 0.2)
        sheet.write_string(0, 7, "  =1+1\nsegunda línea 👩🏽‍💻\x0b ")
        sheet.write_boolean(0, 8, True)
        sheet.write_rich_string(0, 9, "con ", book.add_format({"bold": True}), "negrita")

    (sheet,) = read_grids(written(fill))

    assert [cell.text for cell in sheet.rows[0]] == [
        "2021-06-30",
        "15:00",
        "2021-06-30 15:05",
        "100 %",
        "29 %",
        "100",
        "0.3",
        "=1+1\nsegunda línea 👩🏽‍💻",
        "VERDADERO",
        "con negrita",
    ]


def test_a_formula_counts_by_its_result_and_an_error_has_none() -> None:
    def fill(_book: xlsxwriter.Workbook, sheet: Worksheet) -> None:
        sheet.write_formula("A1", "=50+50", None, 100)
        sheet.write_formula("B1", '="a"&"b"', None, "ab")
        sheet.write_formula("C1", "=1/0", None, "#DIV/0!")

    (sheet,) = read_grids(written(fill))

    assert [(cell.text, cell.flaw, cell.error) for cell in sheet.rows[0]] == [
        ("100", None, ""),
        ("ab", None, ""),
        ("", grid.BROKEN, "#DIV/0!"),
    ]


def test_a_formula_that_was_never_computed_is_a_flaw() -> None:
    book, content = Workbook(), BytesIO()
    book.active["B2"] = "=A1"  # type: ignore[index] # openpyxl: a new workbook has an active sheet
    book.save(content)

    (sheet,) = read_grids(content.getvalue())

    assert sheet.at(2, 2).flaw is grid.NOT_COMPUTED
    assert sheet.place(2, 2).cell == "B2"


def test_merged_ranges_are_told_and_spread_on_request() -> None:
    def fill(book: xlsxwriter.Workbook, sheet: Worksheet) -> None:
        sheet.merge_range("A1:B2", "Actividad", None)
        sheet.write("C2", "uno")
        book.add_worksheet("Oculta").hide()

    first, hidden = read_grids(written(fill))

    assert first.merged == [(1, 1, 2, 2)]
    assert [[cell.text for cell in row] for row in first.rows] == [["Actividad"], ["", "", "uno"]]
    assert [[cell.text for cell in row] for row in first.spread().rows] == [
        ["Actividad", "Actividad"],
        ["Actividad", "Actividad", "uno"],
    ]
    assert (first.hidden, hidden.hidden) == (False, True)


def test_what_was_hidden_is_told() -> None:
    def fill(_book: xlsxwriter.Workbook, sheet: Worksheet) -> None:
        sheet.write("A5", "uno")
        sheet.set_row(2, None, None, {"hidden": True})
        sheet.set_column("B:D", 10, None, {"hidden": True})

    (sheet,) = read_grids(written(fill))

    assert (sheet.hidden_lines, sheet.hidden_columns) == ({3}, {2, 3, 4})


NUMBERS = [
    (44_377, "General", "44377"),
    (44_377, "#,##0.00", "44377"),
    (44_377, '0" días"', "44377"),
    (0.455, "[Red]0.0%;[Blue]-0.0%", "45.5 %"),
    (45, '0" %"', "45"),
    (45, "0\\%", "45"),
    (1e20, "0", "1e+20"),
    (44_377, "[$-240A]d\\ \\d\\e\\ mmmm\\ \\d\\e\\ yyyy;@", "2021-06-30"),
    (44_377, "mmm", "2021-06-30"),
    (44_377.628472, "dd/mm/yyyy hh:mm", "2021-06-30 15:05"),
    (0.6284722222, "h:mm AM/PM", "15:05"),
    (1.25, "[h]:mm", "30:00"),
    (59, "dd/mm/yyyy", "1900-02-28"),
    (0.00025, "mm:ss.0", "00:00:22"),
]


def test_a_number_format_says_what_its_number_is() -> None:
    def fill(book: xlsxwriter.Workbook, sheet: Worksheet) -> None:
        for row, (number, code, _text) in enumerate(NUMBERS):
            sheet.write_number(row, 0, number, book.add_format({"num_format": code}))

    assert texts(written(fill)) == [[text] for _number, _code, text in NUMBERS]


def test_a_number_that_is_no_day_is_told_as_spreadsheets_show_it() -> None:
    (sheet,) = read_grids(by_another_program(written(table), "sheet1.xml", "<v>44377</v>", "<v>20210630</v>"))

    cell = sheet.at(2, 2)
    assert (cell.text, cell.flaw, cell.error) == ("", grid.BROKEN, "########")


def test_days_of_an_old_mac_count_from_1904() -> None:
    content = by_another_program(written(table), "workbook.xml", "<workbookPr", '<workbookPr date1904="1"')

    assert texts(content)[1][1] == "2025-07-01"


def test_what_xml_cannot_hold_is_read_as_it_was_meant() -> None:
    odd = "uno_x000D_\ndos_x0000__xD83D__xDE00_ _x005F_x0041_"

    assert texts(by_another_program(written(table), "sharedStrings.xml", "Formar", odd))[1][0] == "uno\ndos😀 _x0041_"


def test_a_cell_far_away_is_told_by_its_place() -> None:
    content = written(lambda _book, sheet: (sheet.write("A1", "uno"), sheet.write("XFD3", "perdido")))

    with pytest.raises(PlanFileErrors) as raised:
        read_grids(content)

    (error,) = raised.value.errors
    assert error.phrase is grid.TOO_WIDE
    assert error.place is not None
    assert (error.place.sheet, error.place.cell) == ("Hoja", "XFD3")
