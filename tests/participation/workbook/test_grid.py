"""What is read of a workbook's cells, and which files are none."""

import zipfile
from collections.abc import Callable
from datetime import datetime
from io import BytesIO

import pytest
import xlsxwriter
from openpyxl import Workbook
from xlsxwriter.worksheet import Worksheet

from participation.attachments.refusals import LOCKED
from participation.plan.errors import PlanFileErrors
from participation.plan.workbook import grid
from participation.plan.workbook.grid import read_grids
from participation.plan.workbook.shown import Look, look_of


def written(fill: Callable[[xlsxwriter.Workbook, Worksheet], object]) -> bytes:
    content = BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True, "strings_to_formulas": False}) as book:
        fill(book, book.add_worksheet("Hoja"))
    return content.getvalue()


def packed(**parts: str) -> bytes:
    content = BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in parts.items():
            package.writestr(name.replace("__", "/").replace("_xml", ".xml"), text)
    return content.getvalue()


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


@pytest.mark.parametrize(
    ("code", "look"),
    [
        ("General", Look.NUMBER),
        ("#,##0.00", Look.NUMBER),
        ('0" días"', Look.NUMBER),
        ("[Red]0.0%;[Blue]-0.0%", Look.PERCENTAGE),
        ("[$-240A]d\\ \\d\\e\\ mmmm\\ \\d\\e\\ yyyy;@", Look.DATE),
        ("mmm", Look.DATE),
        ("[h]:mm", Look.HOUR),
        ("mm:ss", Look.HOUR),
        ("dd/mm/yyyy hh:mm", Look.MOMENT),
        ("9", Look.PERCENTAGE),
        ("14", Look.DATE),
        ("22", Look.MOMENT),
    ],
)
def test_a_number_format_says_what_its_number_is(code: str, look: Look) -> None:
    assert look_of(code) is look


BOMB = '<worksheet><sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData>' + " " * 70_000_000


@pytest.mark.parametrize(
    ("content", "phrase"),
    [
        (b"\xd0\xcf\x11\xe0 Workbook", grid.OLD),
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), LOCKED),
        (packed(mimetype="application/vnd.oasis.opendocument.spreadsheet"), grid.OPEN_DOCUMENT),
        (packed(**{"xl/workbook.bin": ""}), grid.BINARY),
        (packed(word__document_xml="<w/>"), grid.NO_WORKBOOK),
        (packed(xl__workbook_xml='<!DOCTYPE a [<!ENTITY b "c">]><workbook/>'), grid.NO_WORKBOOK),
        (packed(xl__workbook_xml="<workbook>"), grid.NO_WORKBOOK),
        (packed(xl__workbook_xml="<workbook/>", xl__worksheets__sheet1_xml=BOMB), grid.TOO_LARGE),
        ("Actividad;Avance\nUna;100\n".encode("cp1252"), grid.TEXT),
        (b"<html><table><tr><td>1</td></tr></table></html>", grid.WEB_PAGE),
        (b"", grid.NO_WORKBOOK),
        (b"PK\x03\x04 torn", grid.NO_WORKBOOK),
    ],
    ids=lambda value: "file" if isinstance(value, bytes) else value.message[:40],
)
def test_what_is_no_workbook_is_named_in_one_sentence(content: bytes, phrase: object) -> None:
    with pytest.raises(PlanFileErrors) as raised:
        read_grids(content)

    assert [error.phrase for error in raised.value.errors] == [phrase]


def test_a_cell_far_away_is_told_by_its_place() -> None:
    content = written(lambda _book, sheet: (sheet.write("A1", "uno"), sheet.write("XFD3", "perdido")))

    with pytest.raises(PlanFileErrors) as raised:
        read_grids(content)

    (error,) = raised.value.errors
    assert error.phrase is grid.TOO_WIDE
    assert error.place is not None
    assert (error.place.sheet, error.place.cell) == ("Hoja", "XFD3")
