"""Workbooks: sheets streamed row by row, so that 100,000 rows take no memory; a text is never a formula nor a link.

Data sheets have their names in the first row, frozen and with a filter; dates are dates and numbers are numbers. A
whole document becomes a sheet of what it says and one sheet a table.
"""

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import IO, Any

import xlsxwriter

from reports.charts.colours import palette
from reports.documents.model import (
    Bullets,
    Cell,
    Column,
    Document,
    Facts,
    Figures,
    Heading,
    Note,
    Paragraph,
    Part,
    Picture,
    Records,
    Table,
)
from reports.documents.text import clean, plain

LONGEST_TEXT = 32_767
"""The characters that a cell of Excel can hold, in UTF-16 units; what is longer ends in an ellipsis."""
LONGEST_NAME = 31
WIDTH, LINE, MOST_LINES = 16, 15, 25
"""Of a column in characters, of a line of text in points; a row of Excel can be 409 points high."""
OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "nan_inf_to_errors": False,
    "remove_timezone": True,
}
EPOCH = dt.datetime(2000, 1, 1)  # noqa: DTZ001 - Excel's properties have no zone
_FORBIDDEN_IN_NAME = re.compile(r"[\[\]:*?/\\']")


class Strong(str):
    """A text of a sheet that is set in bold."""

    __slots__ = ()


@dataclass(frozen=True)
class Sheet:
    """One sheet. `lead` are lines above the names; a sheet for machines has none. `wrapped` shows long texts whole."""

    name: str
    columns: tuple[Column, ...]
    rows: Iterable[Sequence[Cell]]
    lead: tuple[str, ...] = ()
    wrapped: bool = False


def render(document: Document) -> bytes:
    """The document as a workbook: one sheet of its texts, then one a table."""
    made = BytesIO()
    write(made, document, sheets_of(document))
    return made.getvalue()


def write(destination: Path | IO[bytes], document: Document, sheets: Iterable[Sheet]) -> None:
    """Write the sheets, each row once and in order; the document gives title, colours, zone and properties."""
    target = str(destination) if isinstance(destination, Path) else destination
    with xlsxwriter.Workbook(target, OPTIONS) as book:
        made = dt.datetime.combine(document.made_on, dt.time()) if document.made_on else EPOCH
        book.set_properties({"title": clean(document.name), "author": clean(document.entity), "created": made})
        writer = _Writer(book, document)
        for sheet in sheets:
            writer.sheet(sheet)


def sheets_of(document: Document) -> list[Sheet]:
    """What a document says, part by part, and its tables as sheets of their own."""
    column = Column(document.title, share=6)
    texts = [(line,) for part in document.parts for line in _lines(part)]
    lead = tuple(said for said in (document.entity, document.subtitle, document.period, document.cut) if said)
    first = Sheet(document.words.plain("document", "Summary"), (column,), texts, lead=lead, wrapped=True)
    tables = [part for part in document.parts if isinstance(part, Table)]
    return [first, *(Sheet(table.caption, table.columns, table.rows, wrapped=True) for table in tables)]


def outline(document: Document) -> Iterator[tuple[Cell, ...]]:
    """What a document says as rows of one sheet, its tables one below the other; the pictures' figures are in them."""
    for part in document.parts:
        if isinstance(part, Table):
            yield from ((), *([(Strong(part.caption),)] if part.caption else []))
            yield tuple(Strong(column.name) for column in part.columns)
            yield from (tuple(row) for row in part.rows)
        elif not isinstance(part, Picture):
            yield from ((line,) for line in _lines(part))


class _Writer:
    """The formats of one workbook, and its sheets' names, which must differ."""

    def __init__(self, book: Any, document: Document) -> None:
        self._book, self._zone = book, document.formats.zone
        self._names: set[str] = set()
        main = palette(document.main, document.accent).main
        head = {"bold": True, "font_color": main, "bottom": 2, "bottom_color": main, "text_wrap": True, "valign": "top"}
        self._head, self._lead = book.add_format(head), book.add_format({"bold": True, "valign": "top"})
        shown = {"day": "yyyy-mm-dd", "moment": "yyyy-mm-dd hh:mm", "number": "#,##0", "decimal": "#,##0.0"}
        self._shown = {name: book.add_format({"num_format": code, "valign": "top"}) for name, code in shown.items()}
        self._texts = {wraps: book.add_format({"valign": "top", "text_wrap": wraps}) for wraps in (False, True)}

    def sheet(self, sheet: Sheet) -> None:
        page = self._book.add_worksheet(self._name(sheet.name))
        for place, column in enumerate(sheet.columns):
            page.set_column(place, place, WIDTH * column.share)
        for number, line in enumerate(sheet.lead):
            page.write_string(number, 0, _fitting(line), self._lead)
        top = len(sheet.lead)
        for place, column in enumerate(sheet.columns):
            page.write_string(top, place, _fitting(column.name), self._head)
        page.freeze_panes(top + 1, 0)
        last, text = top, self._texts[sheet.wrapped]
        for last, row in enumerate(sheet.rows, start=top + 1):
            if sheet.wrapped:
                page.set_row(last, LINE * _lines_of(row, sheet.columns))
            for place, cell in enumerate(row):
                self._cell(page, last, place, cell, text)
        page.autofilter(top, 0, last, len(sheet.columns) - 1)
        page.set_landscape()
        page.set_paper(1)
        page.fit_to_pages(1, 0)
        page.repeat_rows(top)

    def _cell(self, page: Any, row: int, place: int, cell: Cell, text: Any) -> None:
        match cell:
            case None | "":
                pass
            case str():
                page.write_string(row, place, _fitting(cell), self._lead if isinstance(cell, Strong) else text)
            case dt.datetime():
                local = cell.astimezone(self._zone).replace(tzinfo=None)
                page.write_datetime(row, place, local, self._shown["moment"])
            case dt.date():
                page.write_datetime(row, place, cell, self._shown["day"])
            case int():
                page.write_number(row, place, cell, self._shown["number"])
            case float():
                page.write_number(row, place, cell, self._shown["decimal"])
            case _:
                page.write_string(row, place, _fitting(plain(cell)), text)

    def _name(self, wanted: str) -> str:
        """A name that Excel takes: 31 characters, some signs refused, no two alike."""
        name = _FORBIDDEN_IN_NAME.sub(" ", clean(wanted)).strip()[:LONGEST_NAME] or "1"
        for number in range(2, 1000):
            if name.casefold() not in self._names:
                break
            name = f"{name[: LONGEST_NAME - 4]} {number}"
        self._names.add(name.casefold())
        return name


def _lines_of(row: Sequence[Cell], columns: tuple[Column, ...]) -> int:
    """How many lines the longest text of a row takes in its column, more or less."""
    described = zip(row, columns, strict=False)
    needed = [
        sum(max(1, -(-len(line) // int(WIDTH * column.share))) for line in cell.split("\n"))
        for cell, column in described
        if isinstance(cell, str)
    ]
    return min(max(needed, default=1) or 1, MOST_LINES)


def _fitting(text: str) -> str:
    text = clean(text)
    if len(text) * 2 <= LONGEST_TEXT or len(text.encode("utf-16-le")) // 2 <= LONGEST_TEXT:
        return text
    cut = text.encode("utf-16-le")[: 2 * (LONGEST_TEXT - 1)].decode("utf-16-le", "ignore")
    return f"{cut}…"


def _lines(part: Part) -> list[str]:  # noqa: PLR0911 - one kind of part, one line
    match part:
        case Heading(text):
            return ["", Strong(text)]
        case Paragraph(text) | Note(text):
            return [plain(text)]
        case Bullets(items):
            return [f"• {plain(item)}" for item in items]
        case Facts(pairs):
            return [f"{name}: {plain(value)}" for name, value in pairs]
        case Figures(first, second):
            return [f"{one.figure} · {one.fraction_words} · {one.words}" for one in (first, second)]
        case Picture(_, alternative):
            return alternative.splitlines()
        case Table(caption):
            return [Strong(caption)]
        case Records(records):
            return [
                line
                for record in records
                for line in ["", record.title, *(f"{name}: {plain(value)}" for name, value in record.facts)]
                + [f"{name}: {text}" for name, text in record.texts]
            ]


__all__ = ["LONGEST_TEXT", "Sheet", "outline", "render", "sheets_of", "write"]
