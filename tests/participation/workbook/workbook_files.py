"""Workbooks as files: written cell by cell, or changed in their parts as other programs write them."""

import zipfile
from collections.abc import Callable
from io import BytesIO

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from participation.plan.workbook.grid import read_grids


def written(fill: Callable[[xlsxwriter.Workbook, Worksheet], object]) -> bytes:
    """A workbook with one sheet, «Hoja», as `fill` writes it."""
    content = BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True, "strings_to_formulas": False}) as book:
        fill(book, book.add_worksheet("Hoja"))
    return content.getvalue()


def packed(**parts: str) -> bytes:
    """A ZIP of parts, named with `__` for a slash and `_xml` for their ending."""
    content = BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in parts.items():
            package.writestr(name.replace("__", "/").replace("_xml", ".xml"), text)
    return content.getvalue()


def by_another_program(content: bytes, part: str, usual: str, odd: str) -> bytes:
    """The workbook with something in one of its parts written as another program does."""
    changed = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as package, zipfile.ZipFile(changed, "w") as other:
        for name in package.namelist():
            text = package.read(name).decode()
            if name.endswith(part):
                assert usual in text
                text = text.replace(usual, odd)
            other.writestr(name, text)
    return changed.getvalue()


def table(book: xlsxwriter.Workbook, sheet: Worksheet) -> None:
    """A small table with a date, a merged range and a list to choose from."""
    sheet.write_row("A1", ["Actividad", "Fecha"])
    sheet.write_string("A2", "Formar")
    sheet.write_number("B2", 44_377, book.add_format({"num_format": "dd/mm/yyyy"}))
    sheet.merge_range("A4:B5", "Nota", None)
    sheet.data_validation("A2:A3", {"validate": "list", "source": ["Formar", "Informar"]})


TABLE_TEXTS = [["Actividad", "Fecha"], ["Formar", "2021-06-30"], [], ["Nota"]]


def texts(content: bytes) -> list[list[str]]:
    """What the cells of the only sheet show."""
    (sheet,) = read_grids(content)
    return [[cell.text for cell in row] for row in sheet.rows]
