"""A workbook that somebody sends, as texts in their places: what each sheet shows a person.

The only way to the cells of an XLSX: what is read was measured first, and what is no workbook is named in one sentence.
"""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from locales import Phrase
from participation.attachments.cleaning.package import Package
from participation.attachments.refusals import LOCKED, Damaged, Refused
from participation.plan.errors import Place, PlanFileError, PlanFileErrors
from participation.plan.workbook.shown import shown

if TYPE_CHECKING:
    from participation.plan.workbook.spreadsheet import Sheet, Stored

REMEMBERED = 3
MOST_BYTES = 10 * 1024 * 1024
MOST_UNPACKED = 60 * 1024 * 1024  # bytes of XML; a plan of 500 products has two million
MOST_MARKS = 3_000_000  # "<" in all parts: a tree of XML takes 60 bytes for each of them, however small it is packed
MOST_CELLS = 300_000  # with something in them, of one sheet
MOST_LINES = 20_000
MOST_COLUMNS = 256
_MANIFEST = "[Content_Types].xml"
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_DOCTYPE = b"<!DOCTYPE"
_PAGE = (b"<html", b"<!doctype html", b"<table", b"<?xml", b"mime-version")

TOO_LARGE = Phrase("workbook", "The workbook is too large. It may have 10 MB, and 20,000 rows in a sheet.")
TOO_WIDE = Phrase("workbook", "There is something in this column, far to the right. A sheet may have 256 columns.")
TOO_LONG = Phrase("workbook", "There is something in this row, far below. A sheet may have 20,000 rows.")
OLD = Phrase("workbook", "The file is of the old Excel (XLS). Open it, save it as XLSX and send that one.")
OPEN_DOCUMENT = Phrase("workbook", "The file is of LibreOffice (ODS). Open it, save it as XLSX and send that one.")
BINARY = Phrase("workbook", "The file is a binary workbook (XLSB). Open it, save it as XLSX and send that one.")
WEB_PAGE = Phrase("workbook", "The file is a web page. Open it in Excel and save it as XLSX.")
TEXT = Phrase("workbook", "The file is a text (CSV). Open it in Excel and save it as an Excel workbook (XLSX).")
NO_WORKBOOK = Phrase("workbook", "The file is damaged, or no Excel workbook (XLSX). Open it in Excel and save it.")
UNREADABLE = Phrase(
    "workbook",
    "The file could not be read. Open it in Excel or LibreOffice, save it as an Excel workbook (XLSX) and send it.",
)
BROKEN = Phrase("workbook", "The cell shows an error, {error}. Write its value.")
NOT_COMPUTED = Phrase("workbook", "The cell has a formula without its result. Open the file in Excel and save it.")


@dataclass(frozen=True, slots=True)
class GridCell:
    """What a cell shows, without blanks around it. `flaw` says what is wrong with it; its `text` is empty then.

    `error` is what a spreadsheet shows instead of a value (#REF!): the value {error} of the flaw.
    """

    text: str = ""
    flaw: Phrase | None = None
    error: str = ""
    is_formula: bool = False


EMPTY = GridCell()


@dataclass(frozen=True)
class Grid:
    """A sheet. `rows` begin with the sheet's first; each ends with its last cell that has something.

    `merged` are ranges of the sheet: first line, first column, last line, last column, from 1.
    """

    name: str
    rows: Sequence[Sequence[GridCell]]
    merged: Sequence[tuple[int, int, int, int]] = ()
    hidden: bool = False
    hidden_lines: AbstractSet[int] = frozenset()
    hidden_columns: AbstractSet[int] = frozenset()

    def at(self, line: int, column: int) -> GridCell:
        """The cell of a line and a column, from 1; an empty one outside of what is filled."""
        if not 1 <= line <= len(self.rows):
            return EMPTY
        row = self.rows[line - 1]
        return row[column - 1] if 1 <= column <= len(row) else EMPTY

    def place(self, line: int, column: int) -> Place:
        """Where that cell is, for telling what is wrong with it."""
        return Place(line, column, self.name)

    def spread(self) -> "Grid":
        """The same sheet, with the value of each merged range in all of its cells."""
        rows = [list(row) for row in self.rows]
        for top, left, bottom, right in self.merged:
            cell = self.at(top, left)
            if cell is EMPTY:
                continue
            for line in range(top, min(bottom, len(rows)) + 1):
                row, last = rows[line - 1], min(right, MOST_COLUMNS)
                row.extend([EMPTY] * (last - len(row)))
                row[left - 1 : last] = [cell] * (last - left + 1)
        return replace(self, rows=rows, merged=())


def read_grids(content: bytes) -> list[Grid]:
    """The sheets of a workbook, hidden ones too. Raises PlanFileErrors with what to do, for a file that is none.

    The last ones are remembered: what was read before a unit of work costs it nothing more.
    """
    return list(_read_grids(content))


@lru_cache(maxsize=REMEMBERED)
def _read_grids(content: bytes) -> Sequence[Grid]:
    if len(content) > MOST_BYTES:
        raise refusal(TOO_LARGE)
    if not content.startswith(_ZIP):
        raise refusal(_other_file(content))
    try:
        _require_workbook(Package(content))
        return _grids(content)
    except Refused as error:
        raise refusal(LOCKED if error.reason is LOCKED else TOO_LARGE) from error
    except Damaged as error:
        raise refusal(NO_WORKBOOK) from error


def _grids(content: bytes) -> Sequence[Grid]:
    from participation.plan.workbook import spreadsheet  # noqa: PLC0415 - loads openpyxl

    try:
        return [_grid(sheet) for sheet in spreadsheet.sheets(content, MOST_CELLS)]
    except spreadsheet.TooManyCells as error:
        raise refusal(TOO_LARGE) from error
    except spreadsheet.Unreadable as error:
        raise refusal(UNREADABLE) from error


def _other_file(content: bytes) -> Phrase:
    """What a file is that is no package."""
    if content.startswith(_OLE):
        return LOCKED if _ENCRYPTED in content else OLD
    beginning = content[:2048].lower().lstrip(b"\xef\xbb\xbf \r\n\t")
    if beginning.startswith(_PAGE):
        return WEB_PAGE
    return NO_WORKBOOK if not content or b"\x00" in beginning.replace(b"\xff\xfe", b"") else TEXT


def _require_workbook(package: Package) -> None:
    """Refuse what is no XLSX, and what would be too large when it is unpacked."""
    if "xl/workbook.bin" in package:
        raise refusal(BINARY)
    if _MANIFEST not in package:
        is_open = "mimetype" in package and b"opendocument.spreadsheet" in package.read("mimetype", 4096)
        raise refusal(OPEN_DOCUMENT if is_open else NO_WORKBOOK)
    if sum(package.size(name) for name in package.names if name.endswith(".xml")) > MOST_UNPACKED:
        raise refusal(TOO_LARGE)
    if sum(_marks(package, name) for name in package.names) > MOST_MARKS:
        raise refusal(TOO_LARGE)


def _marks(package: Package, name: str) -> int:
    """How many tags a part may have. Raises Damaged where it has a document type: no office format has one."""
    marks, end = 0, b""
    for piece in package.pieces(name):
        if name.endswith((".xml", ".rels")) and _DOCTYPE in end + piece:
            raise Damaged("a document type in XML")
        marks, end = marks + piece.count(b"<"), piece[-len(_DOCTYPE) :]
    return marks


def _grid(sheet: "Sheet") -> Grid:
    rows: list[list[GridCell]] = []
    for (line, column), stored in sorted(sheet.cells.items()):
        cell = _cell(stored)
        if cell is EMPTY:
            continue
        if line > MOST_LINES or column > MOST_COLUMNS:
            phrase = TOO_LONG if line > MOST_LINES else TOO_WIDE
            raise refusal(phrase, Place(line, column, sheet.name))
        while len(rows) < line:
            rows.append([])
        row = rows[line - 1]
        row.extend([EMPTY] * (column - 1 - len(row)))
        row.append(cell)
    return Grid(sheet.name, rows, sheet.merged, sheet.hidden, sheet.hidden_lines, sheet.hidden_columns)


def _cell(stored: "Stored") -> GridCell:
    if stored.is_error:
        return GridCell(flaw=BROKEN, error=str(stored.value), is_formula=stored.is_formula)
    if stored.value is None:
        return GridCell(flaw=NOT_COMPUTED, is_formula=True)
    text = shown(stored.value, is_percentage=stored.is_percentage)
    return GridCell(text, is_formula=stored.is_formula) if text or stored.is_formula else EMPTY


def refusal(phrase: Phrase, place: Place | None = None, **values: object) -> PlanFileErrors:
    """The error to raise for a file as a whole, or for one cell."""
    return PlanFileErrors([PlanFileError(place, phrase, values)])
