"""The cells of an XLSX, read with openpyxl: values, number formats, formulas, merged ranges and what is hidden.

openpyxl's steps are used one by one instead of its `load_workbook`, for two reasons. That one makes a cell for each
place of a merged range or a link: a small file with one range over a whole sheet would take all memory. And it gives up
a workbook for an odd fill, filter, validation, print title or property, which other programs write and no table needs.
So of a sheet its rows, columns and merged ranges are read, of its styles the number formats, and of shared texts the
texts: of these openpyxl also drops every "x005F_", which leaves a typed "_x000D_" and a line break the same.
"""

import re
import warnings
import zlib
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any
from zipfile import BadZipFile

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring, iterparse
from openpyxl.cell.text import Text
from openpyxl.reader.excel import ExcelReader
from openpyxl.styles.numbers import LITERAL_GROUP, builtin_format_code, is_date_format, is_timedelta_format
from openpyxl.utils.escape import unescape
from openpyxl.worksheet._reader import COL_TAG, FORMULA_TAG, MERGE_TAG, ROW_TAG, WorkSheetParser
from openpyxl.worksheet.merge import MergeCells
from openpyxl.xml.constants import SHEET_MAIN_NS

from participation.attachments.refusals import Damaged

_TRUE = {"1", "true"}
_MOST_COLUMNS = 16_384  # that a sheet has: "all columns from here on" is hidden with one number
_SHARED_TEXT, _TEXT_LOOK = (f"{{{SHEET_MAIN_NS}}}{name}" for name in ("si", "rPr"))
_NO_DAY = "########"  # what spreadsheets show for a number that is no day, where a day should be
_PERCENTAGE = re.compile(r"(?<![_\\*])%")
_TORN = (SyntaxError, BadZipFile, zlib.error, EOFError, OSError, RuntimeError, DefusedXmlException)
"""What the ZIP, both XML parsers (SyntaxError) and openpyxl (OSError: no workbook part) raise for what is no XLSX."""
_ODD = (TypeError, ValueError, LookupError, AttributeError, ArithmeticError)
"""What openpyxl raises for values, attributes and parts that it does not expect or that are missing."""


class TooManyCells(Exception):
    """A sheet has more cells than are read, or a row more than there are columns."""


class Unreadable(Exception):
    """A workbook that openpyxl does not take, or that has no sheet it knows."""


@dataclass(frozen=True, slots=True)
class Stored:
    """A cell with something in it. `value` is a text, a number, a truth, or a day or hour by the number format.

    A formula without its result has the value None; an error its name.
    """

    value: object
    is_error: bool = False
    is_percentage: bool = False
    is_formula: bool = False


@dataclass
class Sheet:
    """A sheet: its cells by (line, column), both from 1, and its merged ranges (first and last line and column).

    `hidden_lines` and `hidden_columns` are what a person does not see, by a filter or because it was hidden.
    """

    name: str
    hidden: bool = False
    cells: dict[tuple[int, int], Stored] = field(default_factory=dict)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden_lines: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)


def sheets(content: bytes, most_cells: int) -> Iterator[Sheet]:
    """The sheets of rows in their order, each read when it is asked for. The package was measured before.

    Raises Damaged for what is no workbook, Unreadable for an odd one, and TooManyCells.
    """
    with _in_our_words():
        book = _Book(content)
        found = book.sheets()
    if not found:
        raise Unreadable
    for sheet, part in found:
        with _in_our_words():
            book.read(sheet, part, most_cells)
        yield sheet


@contextmanager
def _in_our_words() -> Iterator[None]:
    """What openpyxl raises, as our errors; what it warns of, no table needs.

    Filters of warnings are the whole process's: this one names openpyxl, so that no other thread misses a warning.
    """
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", category=UserWarning, module="openpyxl")
        try:
            yield
        except _TORN as error:
            raise Damaged("no workbook") from error
        except _ODD as error:
            raise Unreadable from error


class _Book:
    """The parts that all sheets share."""

    def __init__(self, content: bytes) -> None:
        self._reader = ExcelReader(BytesIO(content), data_only=True, keep_links=False)
        self._reader.read_manifest()
        self._reader.read_workbook()
        self._texts = self._shared_texts()
        codes = self._number_formats()
        self._days = {style for style, code in enumerate(codes) if is_date_format(code)}
        self._spans = {style for style, code in enumerate(codes) if is_timedelta_format(code)}
        self._percentages = {style for style, code in enumerate(codes) if _is_percentage(code)}

    def sheets(self) -> list[tuple[Sheet, str]]:
        """The sheets of rows with their parts; those of charts are none."""
        return [
            (Sheet(sheet.name, sheet.state != "visible"), relation.target)
            for sheet, relation in self._reader.parser.find_sheets()
            if _kind(relation) == "worksheet" and relation.target in self._reader.valid_files
        ]

    def read(self, sheet: Sheet, part: str, most_cells: int) -> None:
        """Fill the sheet with what its part says."""
        with self._reader.archive.open(part) as source:
            parser = _SheetParser(
                source,
                self._texts,
                data_only=True,
                epoch=self._reader.wb.epoch,
                date_formats=self._days,
                timedelta_formats=self._spans,
            )
            for _line, cells in parser.parse():
                self._keep(sheet, cells)
                if len(sheet.cells) > most_cells:
                    raise TooManyCells(sheet.name)
        sheet.merged = parser.merged
        sheet.hidden_lines = parser.hidden_lines()
        sheet.hidden_columns = parser.hidden_columns()

    def _keep(self, sheet: Sheet, cells: Sequence[dict[str, Any]]) -> None:
        for cell in cells:
            value, is_formula = cell["value"], cell["is_formula"]
            if value is None and is_formula and cell["data_type"] == "str":
                value = ""  # a result too
            if isinstance(value, str):
                value = _written(value)
            if value is not None or is_formula:
                is_percentage = cell["style_id"] in self._percentages
                stored = Stored(value, cell["data_type"] == "e", is_percentage, is_formula)
                sheet.cells[cell["row"], cell["column"]] = stored

    def _part(self, kind: str) -> str | None:
        """The part of a kind of which a workbook has one."""
        relations: Any = self._reader.parser.rels  # a dictionary; the stub has a list
        parts = (one.target for one in relations.values() if _kind(one) == kind)
        return next((part for part in parts if part in self._reader.valid_files), None)

    def _shared_texts(self) -> list[str]:
        """The texts that cells name by their number, as they are stored."""
        part, texts = self._part("sharedStrings"), []
        if part is not None:
            with self._reader.archive.open(part) as source:
                for _, element in iterparse(source, forbid_dtd=True):
                    if element.tag == _TEXT_LOOK:
                        element.clear()
                    elif element.tag == _SHARED_TEXT:
                        text: Any = Text.from_tree(element)
                        texts.append(text.content)
                        element.clear()
        return texts

    def _number_formats(self) -> list[str]:
        """The code of each style's number format."""
        part, names = self._part("styles"), {"": SHEET_MAIN_NS}
        if part is None:
            return []
        tree = fromstring(self._reader.archive.read(part), forbid_dtd=True)
        own = {one.get("numFmtId"): one.get("formatCode", "") for one in tree.iterfind("numFmts/numFmt", names)}
        used = (one.get("numFmtId", "0") for one in tree.iterfind("cellXfs/xf", names))
        return [own.get(number) or builtin_format_code(int(number)) or "" for number in used]


class _SheetParser(WorkSheetParser):
    """openpyxl's parser of a sheet, without filters, validations, links, views and extensions."""

    merged: list[tuple[int, int, int, int]]

    def parse(self) -> Generator[tuple[int, list[dict[str, Any]]], None, None]:
        """The rows, each with its number; what else is said is known after the last. Raises TooManyCells."""
        self.merged = []
        for _, element in iterparse(self.source, forbid_dtd=True):
            if element.tag == _TEXT_LOOK:
                element.clear()
            elif element.tag == ROW_TAG:
                if len(element) > _MOST_COLUMNS:
                    raise TooManyCells(self.row_counter)
                yield self.parse_row(element)
                element.clear()
            elif element.tag == COL_TAG:
                self.parse_column_dimensions(element)
            elif element.tag == MERGE_TAG:
                ranges: Any = MergeCells.from_tree(element)
                self.merged = [(one.min_row, one.min_col, one.max_row, one.max_col) for one in ranges.mergeCell]

    def parse_cell(self, element: Any) -> dict[str, Any]:
        """The cell with its result, and whether a formula gave it."""
        cell = super().parse_cell(element) | {"is_formula": element.find(FORMULA_TAG) is not None}
        if cell["data_type"] == "e" and element.get("t") != "e":
            cell["value"] = _NO_DAY
        return cell

    def hidden_lines(self) -> set[int]:
        return {int(line) for line, said in self.row_dimensions.items() if said.get("hidden") in _TRUE}

    def hidden_columns(self) -> set[int]:
        hidden: set[int] = set()
        for said in self.column_dimensions.values():
            if said.get("hidden") in _TRUE:
                hidden.update(range(int(said["min"]), min(int(said["max"]), _MOST_COLUMNS) + 1))
        return hidden


def _written(text: str) -> str:
    """The text with what XML cannot hold (`_x000D_`). Halves of a character are joined; no text has a NUL."""
    if "_x" not in text:
        return text
    whole: str = unescape(text)
    return whole.encode("utf-16", "surrogatepass").decode("utf-16", "replace").replace("\0", "")


def _is_percentage(code: str) -> bool:
    return _PERCENTAGE.search(re.sub(LITERAL_GROUP, "", code.partition(";")[0])) is not None


def _kind(relation: Any) -> str:
    """What a part is to the workbook: the end of its relation's type, the same in both editions of the standard."""
    return str(relation.Type).rpartition("/")[2]
