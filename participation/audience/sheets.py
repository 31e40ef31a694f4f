"""A table that somebody made with an office program, as texts with their places: XLSX, or CSV as Excel writes it."""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO, StringIO

from locales import Phrase, Words
from participation.attachments.cleaning.package import Package
from participation.attachments.refusals import Damaged, Refused

MOST_BYTES = 5 * 1024 * 1024
MOST_UNPACKED = 60 * 1024 * 1024  # a list of 5,000 rows takes a twentieth of it
MOST_ROWS = 5_000
MOST_COLUMNS = 60
_ZIP, _OLD_EXCEL = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_DOCTYPE = b"<!DOCTYPE"
_WIDE = (b"\xff\xfe", b"\xfe\xff")
_SEPARATORS = ";,\t|"
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\x00"))

TOO_LARGE = Phrase("guest list", "The file is too large. A list may have 5 MB and 5,000 rows.")
OLD_EXCEL = Phrase("guest list", "The file is of the old Excel. Save it as XLSX or CSV and send it again.")
NOT_A_TABLE = Phrase("guest list", "The file is neither an Excel sheet (XLSX) nor a CSV. Save it as one of them.")


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
    from openpyxl import load_workbook  # noqa: PLC0415 - 0.2 s that only who sends a list pays

    try:
        _require_harmless(Package(content))
        book = load_workbook(BytesIO(content), read_only=True, data_only=False, keep_links=False)
        return [_of_sheet(sheet) for sheet in book.worksheets]
    except UnreadableList:
        raise
    except Refused as refused:
        raise UnreadableList(refused.reason) from refused
    except Damaged as error:
        raise UnreadableList(NOT_A_TABLE) from error
    except Exception as error:  # openpyxl tells what it can't read by errors of any kind
        raise UnreadableList(NOT_A_TABLE) from error


def _require_harmless(package: Package) -> None:
    """Measure a package, and refuse XML that could grow when it is read."""
    if "xl/workbook.xml" not in package:
        raise UnreadableList(NOT_A_TABLE)
    if sum(package.size(name) for name in package.names) > MOST_UNPACKED:
        raise UnreadableList(TOO_LARGE)
    if any(_DOCTYPE in package.read(name) for name in package.names if name.endswith((".xml", ".rels"))):
        raise UnreadableList(NOT_A_TABLE)


def _of_sheet(sheet: object) -> list[Row]:
    rows: Iterator[Sequence[object]] = sheet.iter_rows(max_col=MOST_COLUMNS)  # type: ignore[attr-defined] # openpyxl's two kinds of sheet share no base
    return list(_rows(_excel_rows(rows)))


def _excel_rows(rows: Iterator[Sequence[object]]) -> Iterator[tuple[int, list[tuple[str, bool]]]]:
    for number, row in enumerate(rows, start=1):
        if number > MOST_ROWS:
            raise UnreadableList(TOO_LARGE)
        yield number, [_value(cell) for cell in row]


def _value(cell: object) -> tuple[str, bool]:
    """The text of a cell; a number as it is written without decimals that say nothing (a code of DANE)."""
    value, kind = getattr(cell, "value", None), getattr(cell, "data_type", "n")
    if kind == "f":
        return "", True
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return ("" if value is None or kind == "e" else str(value)), False


def _rows(lines: Iterator[tuple[int, list[tuple[str, bool]]]]) -> Iterator[Row]:
    for number, values in lines:
        row = [
            Cell(" ".join(text.translate(_INVISIBLE).split()), f"{column_letters(index)}{number}", is_formula)
            for index, (text, is_formula) in enumerate(values[:MOST_COLUMNS])
        ]
        if any(cell.text or cell.is_formula for cell in row):
            yield row
