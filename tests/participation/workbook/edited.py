"""A workbook as somebody changed it: exported, edited with another program, and taken back."""

from collections.abc import Callable, Sequence
from io import BytesIO
from typing import Any
from zoneinfo import ZoneInfo

from openpyxl import Workbook, load_workbook

from locales import Language, fold, formats, words
from participation.plan.errors import PlanFileErrors
from participation.plan.workbook.reading import PlanWorkbook, read_workbook
from reports.plan_workbook import plan_workbook
from storage.queries.plan_parts import PartRow
from tests.participation.plan_texts import NOW

YEAR = 2022


def exported(rows: Sequence[PartRow]) -> bytes:
    """A plan as its workbook."""
    return plan_workbook(rows, NOW, words(Language.ES), formats(Language.ES, ZoneInfo("America/Bogota")))


def edited(content: bytes, *edits: Callable[[Workbook], object]) -> bytes:
    """The workbook after edits."""
    book, changed = load_workbook(BytesIO(content)), BytesIO()
    for edit in edits:
        edit(book)
    book.save(changed)
    return changed.getvalue()


def cell(book: Workbook, sheet: str, heading: str, row: int) -> Any:
    """The cell below a heading; rows from 1 below it."""
    page: Any = book[sheet]
    named = {fold(str(one.value or "")).removesuffix(" *"): one.column for one in page[1]}
    return page.cell(row + 1, named[fold(heading)])


def put(sheet: str, heading: str, row: int, value: object) -> Callable[[Workbook], object]:
    """An edit: write a value."""

    def edit(book: Workbook) -> None:
        cell(book, sheet, heading, row).value = value

    return edit


def taken(content: bytes, *edits: Callable[[Workbook], object]) -> PlanWorkbook:
    """What an edited workbook says."""
    return read_workbook(edited(content, *edits))


def refused(content: bytes, *edits: Callable[[Workbook], object]) -> list[str]:
    """What is said of an edited workbook."""
    try:
        read_workbook(edited(content, *edits))
    except PlanFileErrors as errors:
        return [error.text(words(Language.ES)) for error in errors.errors]
    raise AssertionError("it was taken")
