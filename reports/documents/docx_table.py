"""Tables in Word: the header row is marked and repeats, rows stay whole, words of any length break."""

from collections.abc import Callable

from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Inches
from docx.table import Table as WordTable
from docx.table import _Row as WordRow
from docx.text.paragraph import Paragraph as WordParagraph

from reports.documents import docx_styles as styles
from reports.documents.model import ColumnKind, Document, Rich, Table
from reports.documents.text import clean, shown

WIDTH = 6.5
"""Inches between the margins of letter paper."""
RULE = "A6A29A"
WHOLE_CHARACTERS = 600
"""A row with more may break over two pages: it might be longer than one."""


def add_table(
    word: WordDocument,
    table: Table,
    document: Document,
    known: styles.Styles,
    fill: Callable[[WordParagraph, Rich], None],
) -> None:
    """The caption above, then the table; `fill` writes a rich text into a paragraph."""
    if table.caption:
        caption = word.add_paragraph(clean(table.caption))
        caption._p.style = known[styles.CAPTION]
        caption.paragraph_format.keep_with_next = True
    rows: list[list[Rich]] = [[shown(cell, document.formats) for cell in row] for row in table.rows]
    made = word.add_table(len(rows) + 1, len(table.columns), style=styles.TABLE)
    made.autofit = False
    widths = _widths(table)
    _describe(made, clean(table.caption), widths)
    # The cells of python-docx are looked for from the table's beginning each time; a row's own are at hand.
    heads: list[Rich] = [clean(column.name) for column in table.columns]
    for row, cells in zip(made.rows, [heads, *rows], strict=True):
        for place, (cell, value) in enumerate(zip(row.cells, cells, strict=True)):
            cell.width = widths[place]
            paragraph = cell.paragraphs[0]
            paragraph._p.style = known[styles.CELL]
            fill(paragraph, value)
            if table.columns[place].kind is ColumnKind.NUMBER:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        if sum(len(cell) for cell in cells if isinstance(cell, str)) < WHOLE_CHARACTERS:
            _mark(row, "w:cantSplit")
    _mark(made.rows[0], "w:tblHeader")
    for cell in made.rows[0].cells:
        cell.paragraphs[0].runs[0].bold = True
    word.add_paragraph()._p.style = known[styles.CELL]


def _widths(table: Table) -> list[Inches]:
    whole = sum(column.share for column in table.columns)
    return [Inches(WIDTH * column.share / whole) for column in table.columns]


def _describe(made: WordTable, caption: str, widths: list[Inches]) -> None:
    """The caption again where a screen reader looks for it, and fixed widths, so that long words break."""
    properties = made._tbl.tblPr
    if caption:
        described = OxmlElement("w:tblCaption")
        described.set(qn("w:val"), caption)
        properties.append(described)
    properties.insert_element_before(_rules(), "w:shd", "w:tblLayout", "w:tblCellMar", "w:tblLook", "w:tblCaption")
    for column, width in zip(made.columns, widths, strict=True):
        column.width = width


def _rules() -> BaseOxmlElement:
    """Thin lines between the rows only."""
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        border = OxmlElement(f"w:{side}")
        border.set(qn("w:val"), "none" if side in ("left", "right", "insideV") else "single")
        border.set(qn("w:sz"), "4")
        border.set(qn("w:color"), RULE)
        borders.append(border)
    return borders


def _mark(row: WordRow, name: str) -> None:
    properties = row._tr.get_or_add_trPr()
    properties.append(OxmlElement(name))
