"""A table that somebody made with an office program, as texts with their places: XLSX, or CSV as Excel writes it."""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import StringIO

from locales import Phrase, Words
from participation.plan.errors import PlanFileErrors
from participation.plan.workbook import grid as workbook
from participation.plan.workbook.grid import Grid, read_grids

MOST_BYTES = 5 * 1024 * 1024
MOST_ROWS = 5_000
MOST_COLUMNS = 60
_ZIP, _OLD_EXCEL = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_WIDE = (b"\xff\xfe", b"\xfe\xff")
_SEPARATORS = ";,\t|"
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\x00"))

TOO_LARGE = Phrase("guest list", "The file is too large. A list may have 5 MB and 5,000 rows.")
OLD_EXCEL = Phrase("guest list", "The file is of the old Excel. Save it as XLSX or CSV and send it again.")
NOT_A_TABLE = Phrase("guest list", "The file is neither an Excel sheet (XLSX) nor a CSV. Save it as one of them.")
_SAID = {workbook.TOO_LARGE: TOO_LARGE, workbook.NO_WORKBOOK: NOT_A_TABLE, workbook.OLD: OLD_EXCEL}
"""What is wrong with a workbook, said of a list."""


class UnreadableList(ValueError):
    """The file as a whole can not be read. `phrase` says what to do."""

    def __init__(self, phrase: Phrase) -> None:
        super().__init__(phrase.message)
        self.phrase = phrase

    def text(self, words: Words) -> str:
        """What to do, in a person's language."""
        return words.plain_phrase(self.phrase)


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell's text without blanks around it; of a formula nothing is read."""

    text: str
    place: str
    is_formula: bool = False


Row = Sequence[Cell]


def tables(content: bytes) -> list[list[Row]]:
    """The tables of a file, one a sheet, rows without any text left out. Raises UnreadableList."""
    if len(content) > MOST_BYTES:
        raise UnreadableList(TOO_LARGE)
    if content.startswith(_OLD_EXCEL):
        raise UnreadableList(OLD_EXCEL)
    found = _of_excel(content) if content.startswith(_ZIP) else [_of_text(content)]
    return [table for table in found if table]


def column_letters(index: int) -> str:
    """How a spreadsheet calls its columns: 0 is A, 26 is AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _of_text(content: bytes) -> list[Row]:
    text = _decoded(content)
    separator = _separator(text)
    try:
        lines = list(_limited(csv.reader(StringIO(text, newline=""), delimiter=separator)))
    except csv.Error as error:
        raise UnreadableList(NOT_A_TABLE) from error
    return list(_rows((number, [_written(value) for value in line]) for number, line in lines))


def _written(value: str) -> tuple[str, bool]:
    """What a spreadsheet would compute when it opens the file is a formula here too."""
    is_formula = value.lstrip().startswith("=")
    return ("" if is_formula else value), is_formula


def _decoded(content: bytes) -> str:
    """The text: Excel writes UTF-8 with a mark, UTF-16 with one, or the old Windows page of Western Europe."""
    encodings = ("utf-16",) if content.startswith(_WIDE) else ("utf-8-sig", "cp1252")
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise UnreadableList(NOT_A_TABLE)


def _separator(text: str) -> str:
    """What stands between the cells: what Excel's own first line says, else what the first lines have most of."""
    first = text.split("\n", 1)[0].strip().strip('"')
    if first.lower().startswith("sep=") and len(first) == 5:
        return first[4]
    lines = [line for line in text.splitlines()[:20] if line.strip()]
    return max(
        _SEPARATORS, key=lambda one: (sum(one in line for line in lines), sum(line.count(one) for line in lines))
    )


def _limited(reader: Iterator[list[str]]) -> Iterator[tuple[int, list[str]]]:
    for number, line in enumerate(reader, start=1):
        if number > MOST_ROWS:
            raise UnreadableList(TOO_LARGE)
        if number == 1 and len(line) <= 2 and line[0].lower().startswith("sep="):
            continue
        yield number, line


def _of_excel(content: bytes) -> list[list[Row]]:
    """The sheets of an XLSX, measured before anything of it is unpacked."""
    try:
        grids = read_grids(content)
    except PlanFileErrors as refused:
        raise UnreadableList(_SAID.get(refused.errors[0].phrase, refused.errors[0].phrase)) from refused
    if any(len(grid.rows) > MOST_ROWS for grid in grids):
        raise UnreadableList(TOO_LARGE)
    return [list(_rows(_excel_rows(grid))) for grid in grids]


def _excel_rows(grid: Grid) -> Iterator[tuple[int, list[tuple[str, bool]]]]:
    for number, row in enumerate(grid.rows, start=1):
        yield number, [("" if cell.is_formula else cell.text, cell.is_formula) for cell in row[:MOST_COLUMNS]]


def _rows(lines: Iterator[tuple[int, list[tuple[str, bool]]]]) -> Iterator[Row]:
    for number, values in lines:
        row = [
            Cell(" ".join(text.translate(_INVISIBLE).split()), f"{column_letters(index)}{number}", is_formula)
            for index, (text, is_formula) in enumerate(values[:MOST_COLUMNS])
        ]
        if any(cell.text or cell.is_formula for cell in row):
            yield row
