"""Contact lists as offices have them."""

from collections.abc import Sequence
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook

GROUPS = {
    "alcaldias": "Alcaldías",
    "gobernaciones": "Gobernaciones",
    "municipios-pdet": "Municipios PDET",
}
Cells = Sequence[Sequence[object]]


def xlsx(*sheets: Cells) -> bytes:
    """A workbook of these sheets."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for rows in sheets:
        page = book.create_sheet()
        for row in rows:
            page.append(list(row))
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def bomb() -> bytes:
    """A workbook of 150 KB whose only sheet is 150 MB."""
    content = BytesIO(xlsx([["Correo"]]))
    with ZipFile(content, "a", ZIP_DEFLATED) as package:
        package.writestr("xl/worksheets/sheet2.xml", b" " * 150_000_000)
    return content.getvalue()


def with_entities() -> bytes:
    """A workbook whose sheet declares an entity of its own."""
    content = BytesIO()
    with ZipFile(BytesIO(xlsx([["Correo"], ["a@b.co"]]))) as before, ZipFile(content, "w", ZIP_DEFLATED) as package:
        for name in before.namelist():
            part = before.read(name)
            if name.startswith("xl/worksheets/"):
                part = b'<!DOCTYPE x [<!ENTITY a "aaaa">]>' + part
            package.writestr(name, part)
    return content.getvalue()
