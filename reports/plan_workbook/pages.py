"""The sheets with the plan in them: headings that stay, filters, drop-downs, dates as dates."""

import datetime as dt
from collections.abc import Iterator, Sequence

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_range_abs
from xlsxwriter.worksheet import Worksheet

from locales import Phrase, Words
from participation.plan.workbook.columns import Column, Kind, Level, Role
from participation.plan.workbook.finding import LINES
from participation.plan.workbook.pages import Page, page_of
from participation.plan.workbook.words import said
from reports.plan_workbook.cells import Cell, cell_of
from reports.plan_workbook.ordering import Ordered
from reports.plan_workbook.styles import Styles, height_of, width_of
from storage.queries.plan_parts import Part, PartRow

SPARE = 300
"""Rows below the last one that have drop-downs and formats too, for what is added."""
_HEAD_HEIGHT = 42
_LINE_WIDTHS = (40, 80, 50, 34)
_ON_A_PAGE = 230  # characters side by side that can still be read on paper
_KINDS_WITH_LIST = {Kind.WORD, Kind.YES_OR_NO}
_PARTS_OF_PLAN = {
    "plan": Phrase("plan workbook", "The plan"),
    "entidad": Phrase("plan workbook", "The entity"),
    "reglas": Phrase("plan workbook", "The rules of the cases"),
}


class Pages:
    """Writes the sheets of one plan."""

    def __init__(self, book: xlsxwriter.Workbook, styles: Styles, rows: Sequence[PartRow], words: Words) -> None:
        self._book, self._styles, self._words = book, styles, words
        self._plan = Ordered(rows)

    def write(self, page: Page) -> None:
        """One sheet."""
        sheet = self._book.add_worksheet(self._words.plain_phrase(page.title))
        sheet.set_tab_color(self._styles.tab)
        if page.key == "plan":
            self._write_lines(page, sheet)
            return
        rows = list(self._rows(page))
        self._head(sheet, page.columns)
        widths = [width_of(column) for column in page.columns]
        for line, row in enumerate(rows, start=1):
            sheet.set_row(line, height_of(zip(row, widths, strict=True)))
            for place, (column, cell) in enumerate(zip(page.columns, row, strict=True)):
                put(sheet, line, place, cell, self._styles.of(column))
        self._drop_downs(page, sheet, len(rows))
        sheet.freeze_panes(1, 0 if page.table is not None else 1)
        sheet.autofilter(0, 0, max(1, len(rows)), len(page.columns) - 1)
        _print_well(sheet, sum(widths))

    def _rows(self, page: Page) -> Iterator[list[Cell]]:
        if page.table is not None:
            for number, record in enumerate(self._plan.plan.values[page.table.name] or (), start=1):
                yield [self._cell(column, record.get(column.kept), str(number)) for column in page.columns]
            return
        for row in self._plan.parts(page.parts):
            yield [self._of(page, column, row) for column in page.columns]

    def _of(self, page: Page, column: Column, row: PartRow) -> Cell:
        """What a row has in a column."""
        match column.role:
            case Role.NUMBER:
                return float(row.values["position"])
            case Role.PARENT:
                return row.parent
            case Role.LEVEL:
                level = Level.ACTIVITY if row.part is Part.ACTIVITY else Level.TASK
                return self._words.plain_phrase(said(level))
            case Role.SHOWN:
                return self._plan.shown(column.name, row)
        if column not in page.fields_of(row.part):
            return None
        value = row.parent if row.part is Part.EVENT and column.kept == "product" else row.values[column.kept]
        return self._cell(column, value, row.key)

    def _cell(self, column: Column, value: object, key: str) -> Cell:
        return cell_of(column, value, self._words, key)

    def _head(self, sheet: Worksheet, columns: Sequence[Column]) -> None:
        """The headings; what must be filled in has an asterisk."""
        sheet.set_row(0, _HEAD_HEIGHT)
        for place, column in enumerate(columns):
            heading = self._words.plain_phrase(column.heading)
            sheet.set_column(place, place, width_of(column), self._styles.of(column))
            sheet.write_string(0, place, f"{heading} *" if column.required else heading, self._styles.head_of(column))

    def _drop_downs(self, page: Page, sheet: Worksheet, count: int) -> None:
        for place, column in enumerate(page.columns):
            if (rule := self._rule(page, column)) is not None:
                sheet.data_validation(1, place, count + SPARE, place, rule)

    def _rule(self, page: Page, column: Column) -> dict[str, object] | None:
        """What a cell of a column may hold, where it is to be chosen."""
        if column.many:
            return None
        if column.kind in _KINDS_WITH_LIST:
            return self._choice(column)
        above = {"product.parent": Part.TASK, "evidence.parent": Part.PRODUCT, "event.producto": Part.PRODUCT}
        if column.name in above:
            return self._codes(above[column.name])
        if column.kind is Kind.PERCENTAGE:
            return {
                **{"validate": "decimal", "criteria": "between", "minimum": 0, "maximum": 1},
                "error_title": self._words.plain("plan workbook", "Percentage"),
                "error_message": self._words.plain("plan workbook", "Write a percentage from 0 % to 100 %."),
            }
        return None

    def _choice(self, column: Column) -> dict[str, object]:
        yes_and_no = [self._words.plain("plan word", "Yes"), self._words.plain("plan word", "No")]
        chosen = [self._words.plain_phrase(said(word)) for word in column.words] if column.words else yes_and_no
        return {
            **{"validate": "list", "source": chosen},
            "error_title": self._words.plain("plan workbook", "Choose from the list"),
            "error_message": self._words.plain("plan workbook", "Open the list of the cell with its arrow."),
        }

    def _codes(self, part: Part) -> dict[str, object]:
        """The codes that stand on another sheet; one that is not there yet is only remarked on."""
        page = page_of(part)
        place = next(index for index, column in enumerate(page.columns) if column.path == ("codigo",))
        name = self._words.plain_phrase(page.title)
        codes = xl_range_abs(1, place, len(list(self._plan.parts(page.parts))) + SPARE, place)
        return {
            **{"validate": "list", "source": f"='{name}'!{codes}", "error_type": "warning"},
            "error_title": self._words.plain("plan workbook", "New code"),
            "error_message": self._words.plain("plan workbook", "This code is not on its sheet yet. Add it there too."),
        }

    def _write_lines(self, page: Page, sheet: Worksheet) -> None:
        """The plan itself: a line a value, under the names of its parts."""
        self._head(sheet, LINES)
        for place, width in enumerate(_LINE_WIDTHS):
            sheet.set_column(place, place, width)
        line, above = 0, ""
        for column in page.columns:
            line += 1
            if column.path[0] != above:
                above = column.path[0]
                put(sheet, line, 0, self._words.plain_phrase(_PARTS_OF_PLAN[above]), self._styles.part)
                line += 1
            self._line(sheet, line, column)
        sheet.freeze_panes(1, 1)
        _print_well(sheet, sum(_LINE_WIDTHS))

    def _line(self, sheet: Worksheet, line: int, column: Column) -> None:
        heading = self._words.plain_phrase(column.heading)
        cells: list[tuple[Cell, Format]] = [
            (f"{heading} *" if column.required else heading, self._styles.strong),
            (
                self._cell(column, self._plan.plan.values[column.kept], column.name),
                self._styles.of(column, on_line=True),
            ),
            (self._words.plain_phrase(column.meaning), self._styles.quiet),
            (".".join(column.path), self._styles.quiet),
        ]
        sheet.set_row(line, height_of(zip((cell for cell, _ in cells), _LINE_WIDTHS, strict=True)))
        for place, (cell, style) in enumerate(cells):
            put(sheet, line, place, cell, style)
        if column.kind in _KINDS_WITH_LIST and not column.many:
            sheet.data_validation(line, 1, line, 1, self._choice(column))


def put(sheet: Worksheet, line: int, place: int, cell: Cell, style: Format) -> None:
    """Write a cell as what it is."""
    match cell:
        case None | "":
            sheet.write_blank(line, place, None, style)
        case str():
            sheet.write_string(line, place, cell, style)
        case dt.time():
            sheet.write_number(line, place, (cell.hour * 60 + cell.minute) / 1440, style)
        case dt.date():
            sheet.write_datetime(line, place, dt.datetime.combine(cell, dt.time()), style)
        case _:
            sheet.write_number(line, place, cell, style)


def _print_well(sheet: Worksheet, width: float) -> None:
    """On paper: across, with the headings, the first column and the page's number on each page."""
    sheet.set_landscape()
    sheet.set_paper(1)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.fit_to_pages(-(-int(width) // _ON_A_PAGE), 0)
    sheet.repeat_rows(0)
    sheet.repeat_columns(0, 0)
    sheet.set_footer("&L&A&R&P / &N")
