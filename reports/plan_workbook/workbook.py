"""The workbook: a sheet a kind of part, instructions before, the dictionary behind, and the memory of the export."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from io import BytesIO

import xlsxwriter

from locales import Formats, Words
from participation.plan.workbook.control import SHEET, Exported, control_lines
from participation.plan.workbook.pages import pages
from reports.plan_workbook.explaining import write_dictionary, write_instructions
from reports.plan_workbook.pages import Pages
from reports.plan_workbook.styles import Styles
from storage.queries.plan_parts import Part, PartRow

OPTIONS: Mapping[str, object] = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def plan_workbook(rows: Sequence[PartRow], now: datetime, words: Words, formats: Formats) -> bytes:
    """The XLSX of a plan, of whose parts `rows` are all, as `stored_parts` gives them. No text of it is a formula.

    Raises DoesNotFit for a value that is longer than a cell can be.
    """
    plan = next(row for row in rows if row.part is Part.PLAN)
    made = BytesIO()
    with xlsxwriter.Workbook(made, dict(OPTIONS)) as book:
        book.set_properties(
            {
                "title": str(plan.values["name"]),
                "author": str(plan.values["entity_name"]),
                "created": now.astimezone(UTC).replace(tzinfo=None),
            }
        )
        styles = Styles(book, plan.values["main_colour"], plan.values["accent_colour"])
        write_instructions(book, styles, plan, now, words, formats)
        writer = Pages(book, styles, rows, words)
        for page in pages():
            writer.write(page)
        write_dictionary(book, styles, words)
        _remember(book, Exported(int(plan.key), now, rows))
    return made.getvalue()


def _remember(book: xlsxwriter.Workbook, exported: Exported) -> None:
    """The sheet that nobody sees, with what the plan said at this moment."""
    sheet = book.add_worksheet(SHEET)
    for number, line in enumerate(control_lines(exported)):
        sheet.write_string(number, 0, line)
    sheet.very_hidden()
