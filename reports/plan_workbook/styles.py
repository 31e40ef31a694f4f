"""How the cells of the plan's workbook look."""

from collections.abc import Iterable
from functools import cached_property
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format

from participation.plan.workbook.columns import Column, Kind, Role
from reports.charts.colours import DEFAULT_ACCENT, DEFAULT_MAIN, palette

_FORMATS = {
    Kind.DAY: "dd/mm/yyyy",
    Kind.PERIOD_OR_DAY: "dd/mm/yyyy",
    Kind.HOUR: "hh:mm",
    Kind.PERCENTAGE: "0%",
    Kind.NUMBER: "0",
    Kind.NUMBER_OR_UNKNOWN: "0",
    Kind.YEAR: "0",
    Kind.CODE: "@",
    Kind.PERIOD: "@",
}
_LINE, _HIGHEST = 14.5, 409.0  # points; no row of Excel is higher
_NARROW = {
    Kind.DAY: 13,
    Kind.PERIOD_OR_DAY: 13,
    Kind.HOUR: 9,
    Kind.PERCENTAGE: 11,
    Kind.NUMBER: 11,
    Kind.NUMBER_OR_UNKNOWN: 13,
    Kind.YES_OR_NO: 11,
    Kind.PERIOD: 13,
    Kind.WORD: 17,
    Kind.CODE: 20,
    Kind.FINGERPRINT: 24,
}
_WIDE = {
    **{"product.nombre": 46, "product.activity": 34, "product.task": 34, "evidence.product": 34, "evidence.texto": 64},
    **{"task.nombre": 60, "event.descripcion": 50, "event.titulo": 40, "unitemised.nota": 60, "value_group.nombre": 44},
    **{"product.number": 7, "evidence.number": 7, "task.number": 7, "event.number": 7, "window.number": 7},
    **{"cut.number": 7, "unitemised.number": 7, "value_group.number": 7, "evidence.archivo.bytes": 12},
}


class Styles:
    """The formats of one workbook, each made once."""

    def __init__(self, book: xlsxwriter.Workbook, main: str | None, accent: str | None) -> None:
        self._book, self._colours = book, palette(main or DEFAULT_MAIN, accent or DEFAULT_ACCENT)
        self._made: dict[tuple[str, str], Format] = {}

    @property
    def tab(self) -> str:
        """The colour of the sheets that are filled in."""
        return self._colours.main

    @cached_property
    def head(self) -> Format:
        """A heading of what is filled in."""
        return self._format(
            bold=True,
            font_color="#ffffff",
            bg_color=self._colours.main,
            text_wrap=True,
            valign="vcenter",
            border=1,
            border_color=self._colours.line,
            align="left",
        )

    @cached_property
    def quiet_head(self) -> Format:
        """A heading of what only shows the way."""
        return self._format(bold=True, font_color=self._colours.soft, text_wrap=True, valign="vcenter", bottom=1)

    @cached_property
    def quiet(self) -> Format:
        """What only shows the way."""
        return self._cell(font_color=self._colours.soft, italic=True)

    @cached_property
    def quiet_line(self) -> Format:
        """The same on one line."""
        return self._format(font_color=self._colours.soft, italic=True)

    @cached_property
    def count(self) -> Format:
        """The number of a step."""
        return self._format(font_color=self._colours.main, bold=True, align="right", valign="top", indent=1)

    @cached_property
    def text(self) -> Format:
        return self._cell()

    @cached_property
    def said(self) -> Format:
        """A sentence, outside of any table."""
        return self._format(text_wrap=True, valign="top")

    @cached_property
    def strong(self) -> Format:
        return self._cell(bold=True)

    @cached_property
    def title(self) -> Format:
        return self._format(bold=True, font_size=16, font_color=self._colours.main, valign="vcenter")

    @cached_property
    def part(self) -> Format:
        return self._format(bold=True, font_size=12, font_color=self._colours.main, valign="bottom", bottom=1)

    @cached_property
    def link(self) -> Format:
        return self._format(font_color=self._colours.main, underline=1, valign="top")

    def of(self, column: Column, *, on_line: bool = False) -> Format:
        """The cells of a column; or of a sheet that has a line a value, where all begin at the left."""
        if column.role is Role.SHOWN:
            return self.quiet
        code = _FORMATS.get(column.kind)
        if code is None or (column.many and column.kind is not Kind.DAY):
            return self.text
        align = "left" if on_line or column.kind in {Kind.CODE, Kind.PERIOD} else "center"
        if (code, align) not in self._made:
            self._made[code, align] = self._cell(num_format=code, align=align)
        return self._made[code, align]

    def head_of(self, column: Column) -> Format:
        return self.quiet_head if column.role is Role.SHOWN else self.head

    def _cell(self, **properties: Any) -> Format:
        """A cell of a table: its text in lines, from the top, over a thin line."""
        line = {"bottom": 1, "bottom_color": self._colours.line}
        return self._format(text_wrap=True, valign="top", **line, **properties)

    def _format(self, **properties: Any) -> Format:
        return self._book.add_format({"font_name": "Calibri", "font_size": 10.5, **properties})


def width_of(column: Column) -> int:
    """The width of a column, in characters."""
    if column.name in _WIDE:
        return _WIDE[column.name]
    return _NARROW.get(column.kind, 30)


def height_of(texts: Iterable[tuple[object, float]]) -> float:
    """The height of a row in points, in which texts are seen whole in columns of these widths, more or less."""
    lines = [_lines(text, width) for text, width in texts if isinstance(text, str)]
    return min(_LINE * max(lines, default=1) + 3, _HIGHEST)


def _lines(text: str, width: float) -> int:
    return sum(max(1, -(-len(line) // max(1, int(width * 0.95)))) for line in text.split("\n"))
