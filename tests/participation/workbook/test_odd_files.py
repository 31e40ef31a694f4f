"""Workbooks that other programs wrote in their way, and files that are none."""

import pytest

from participation.attachments.refusals import LOCKED
from participation.plan.errors import PlanFileErrors
from participation.plan.workbook import grid
from participation.plan.workbook.grid import read_grids
from tests.participation.workbook.workbook_files import TABLE_TEXTS, by_another_program, packed, table, texts, written

PATTERN = '<fill><patternFill patternType="none"/></fill>'
PANE = '<pane xSplit="1" activePane="bottom_left"/>'


@pytest.mark.parametrize(
    ("part", "usual", "odd"),
    [
        ("styles.xml", PATTERN, "<fill/>"),
        ("sharedStrings.xml", "<t>Formar</t>", '<r><rPr><color rgb="FFF"/></rPr><t>Formar</t></r>'),
        ("styles.xml", '<color theme="1"/>', '<color rgb="FFF"/>'),
        ("styles.xml", '<family val="2"/>', '<family val="77"/>'),
        ("sheet1.xml", 'workbookViewId="0"/>', f'workbookViewId="0">{PANE}</sheetView>'),
        ("sheet1.xml", 'sqref="A2:A3"', 'sqref="A2:A3 B"'),
        ("sheet1.xml", 'left="0.7"', 'left="0,7"'),
        ("sheet1.xml", '<c r="A2"', '<c r="A2" s="99"'),
        ("sheet1.xml", '<dimension ref="A1:B5"/>', '<dimension ref="A1:XFD1048576"/>'),
        ("core.xml", "</dcterms:created>", " ayer</dcterms:created>"),
        ("workbook.xml.rels", '"worksheets/', '"/xl/worksheets/'),
    ],
)
def test_a_workbook_that_another_program_wrote_oddly_is_read_like_any_other(part: str, usual: str, odd: str) -> None:
    assert texts(by_another_program(written(table), part, usual, odd)) == TABLE_TEXTS


def test_a_range_over_a_whole_sheet_is_only_told() -> None:
    content = by_another_program(written(table), "sheet1.xml", 'ref="A4:B5"', 'ref="A4:XFD1048576"')

    (sheet,) = read_grids(content)

    assert sheet.merged == [(4, 1, 1_048_576, 16_384)]
    assert [len(row) for row in sheet.spread().rows] == [2, 2, 0, 256]


RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


@pytest.mark.parametrize(
    ("part", "usual", "odd", "phrase"),
    [
        ("sheet1.xml", "<v>44377</v>", "<v>44377,5</v>", grid.UNREADABLE),
        ("sheet1.xml", "<v>0</v>", "<v>999</v>", grid.UNREADABLE),
        ("sheet1.xml", 'r="B2"', 'r="2"', grid.UNREADABLE),
        ("workbook.xml", RELATIONS, "http://purl.oclc.org/ooxml/officeDocument/relationships", grid.UNREADABLE),
        ("[Content_Types].xml", "spreadsheetml.sheet.main", "wordprocessingml.document.main", grid.NO_WORKBOOK),
        ("sheet1.xml", "</worksheet>", "", grid.NO_WORKBOOK),
        ("sheet1.xml", "<worksheet", "<!DOCTYPE a><worksheet", grid.NO_WORKBOOK),
        ("workbook.xml", "<workbook ", '<!DOCTYPE a [<!ENTITY b "c">]><workbook ', grid.NO_WORKBOOK),
        ("workbook.xml.rels", "<Relationships", "<!DOCTYPE a><Relationships", grid.NO_WORKBOOK),
        ("sheet1.xml", '<row r="2"', f'<row r="9">{"<c/>" * 16_385}</row><row r="2"', grid.TOO_LARGE),
    ],
)
def test_what_cannot_be_read_is_told_in_one_sentence(part: str, usual: str, odd: str, phrase: object) -> None:
    with pytest.raises(PlanFileErrors) as raised:
        read_grids(by_another_program(written(table), part, usual, odd))

    assert [error.phrase for error in raised.value.errors] == [phrase]


def test_more_marks_than_a_book_has_are_refused_before_they_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(grid, "MOST_MARKS", 100)

    with pytest.raises(PlanFileErrors) as raised:
        read_grids(written(table))

    assert [error.phrase for error in raised.value.errors] == [grid.TOO_LARGE]


BOMB = '<worksheet><sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData>' + " " * 70_000_000


@pytest.mark.parametrize(
    ("content", "phrase"),
    [
        (b"\xd0\xcf\x11\xe0 Workbook", grid.OLD),
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), LOCKED),
        (packed(mimetype="application/vnd.oasis.opendocument.spreadsheet"), grid.OPEN_DOCUMENT),
        (packed(**{"xl/workbook.bin": ""}), grid.BINARY),
        (packed(word__document_xml="<w/>"), grid.NO_WORKBOOK),
        (packed(xl__workbook_xml="<workbook/>"), grid.NO_WORKBOOK),
        (packed(**{"[Content_Types].xml": "<Types>"}), grid.NO_WORKBOOK),
        (packed(**{"[Content_Types].xml": "<Types/>"}, xl__worksheets__sheet1_xml=BOMB), grid.TOO_LARGE),
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
