"""The contact list as a workbook, with the columns that the import reads. Nothing in it is a formula."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

WIDTHS = (42, 42, 28, 30, 44)  # characters


@dataclass(frozen=True)
class GuestSheet:
    """The sheet, in the reader's language: its title, the headings, and a row a guest."""

    title: str
    headings: Sequence[str]
    rows: Sequence[Sequence[str]]


def as_xlsx(sheet: GuestSheet) -> bytes:
    """The workbook. Imports xlsxwriter when it is first called."""
    import xlsxwriter  # noqa: PLC0415 - only who takes the list along needs it

    content = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(content, options) as book:
        page = book.add_worksheet(sheet.title)
        bold = book.add_format({"bold": True, "bottom": 1})
        for column, (heading, width) in enumerate(zip(sheet.headings, WIDTHS, strict=True)):
            page.set_column(column, column, width)
            page.write_string(0, column, heading, bold)
        for number, row in enumerate(sheet.rows, start=1):
            for column, text in enumerate(row):
                page.write_string(number, column, text)
        page.freeze_panes(1, 0)
        page.autofilter(0, 0, max(1, len(sheet.rows)), len(sheet.headings) - 1)
    return content.getvalue()
