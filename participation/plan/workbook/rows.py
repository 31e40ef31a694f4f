"""The rows of the workbook's sheets as nodes of the plan file's tree, each value with its cell."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from locales import Phrase
from participation.plan.errors import ErrorList, Place
from participation.plan.source import Listing, Mapping, Node, Scalar
from participation.plan.workbook.columns import Column, Level, Role
from participation.plan.workbook.finding import LINE_KEY, LINE_VALUE, FoundPage
from participation.plan.workbook.grid import GridCell
from participation.plan.workbook.tolerant import as_in_plan_file, as_number, listed
from storage.queries.plan_parts import Part

NO_LEVEL = Phrase("workbook", "«{value}» is no level. Write Actividad or Tarea.")
NO_VALUE = Phrase("workbook", "A value is missing here.")
NO_NUMBER = Phrase("workbook", "«{value}» is no whole number from 1. Leave the cell empty and the row goes last.")
ONLY_TASKS = Phrase("workbook", "Only a task names an activity. Empty this cell.")
ONLY_ACTIVITIES = Phrase("workbook", "Only an activity has a short name. Empty this cell.")
UNKNOWN_LINE = Phrase("workbook", "There is no key «{value}». Put the line back as it was downloaded.")
LINE_TWICE = Phrase("workbook", "The key «{value}» is here twice. Leave one.")
LINE_MISSING = Phrase(
    "workbook", "The line with the key «{key}» is missing. Put it back, also if its value stays empty."
)


@dataclass
class Row:
    """A part of the plan as a row of a sheet. `number` is its place as written, None where it is left out."""

    part: Part
    place: Place
    node: Mapping
    code: str = ""
    name: str = ""
    parent: str = ""
    parent_place: Place | None = None
    number: int | None = None
    shown: list[tuple[Column, str, Place]] = field(default_factory=list)


class Rows:
    """Reads the rows of pages. What is wrong goes to `errors`, the cells that cannot be read to `flawed`."""

    def __init__(self, errors: ErrorList) -> None:
        self._errors = errors
        self.flawed: set[Place] = set()

    def parts(self, page: FoundPage) -> list[Row]:
        """The parts of a page, in the order of its lines."""
        return [row for line in page.lines() if (row := self._row(page, line)) is not None]

    def records(self, page: FoundPage) -> Listing:
        """The records of a table."""
        return Listing(
            page.grid.place(page.line, 1),
            [self._node(page, page.page.columns, line) for line in page.lines()],
        )

    def of_plan(self, page: FoundPage) -> Mapping:
        """The values of the plan itself, a line each."""
        known = {".".join(column.path): column for column in page.page.columns}
        values: list[tuple[Column, GridCell, Place]] = []
        met: set[str] = set()
        for line in page.lines():
            key, place = page.cell(line, LINE_KEY).text, page.place(line, LINE_KEY)
            if key in met or key not in known:
                self._errors.add(place, LINE_TWICE if key in met else UNKNOWN_LINE, value=key)
                continue
            met.add(key)
            values.append((known[key], page.cell(line, LINE_VALUE), page.place(line, LINE_VALUE)))
        for key in known.keys() - met:
            self._errors.add(page.grid.place(page.line, 1), LINE_MISSING, key=key)
        return self._mapping(page.grid.place(page.line, 1), values)

    def _row(self, page: FoundPage, line: int) -> Row | None:
        part = self._part(page, line)
        if part is None:
            return None
        node = self._node(page, page.page.fields_of(part), line)
        row = Row(part, node.place, node, code=_text_of(node, "codigo"), name=_text_of(node, "nombre"))
        for column in page.columns:
            cell, place = page.cell(line, column), page.place(line, column)
            if column.role is Role.NUMBER:
                row.number = self._number(cell, place)
            elif column.role is Role.PARENT:
                row.parent, row.parent_place = self._parent(cell, place, column, part), place
            elif column.role is Role.SHOWN and cell.text and not cell.is_formula:
                row.shown.append((column, cell.text, place))
        return row

    def _part(self, page: FoundPage, line: int) -> Part | None:
        """Which kind of part a row is."""
        level = page.page.column(Role.LEVEL)
        if level is None:
            return page.page.parts[0]
        cell, place = page.cell(line, level), page.place(line, level)
        found = {Level.ACTIVITY.value: Part.ACTIVITY, Level.TASK.value: Part.TASK}.get(
            as_in_plan_file(level, cell.text)
        )
        if found is None:
            self._errors.add(place, NO_LEVEL, value=cell.text)
        elif found is Part.TASK:
            for column in page.page.fields_of(Part.ACTIVITY):
                if column not in page.page.fields_of(Part.TASK) and page.cell(line, column).text:
                    self._errors.add(page.place(line, column), ONLY_ACTIVITIES)
        return found

    def _parent(self, cell: GridCell, place: Place, column: Column, part: Part) -> str:
        if part is Part.ACTIVITY:
            if cell.text:
                self._errors.add(place, ONLY_TASKS)
            return ""
        if not cell.text and not cell.flaw:
            self._errors.add(place, NO_VALUE)
        self._note_flaw(cell, place)
        return as_in_plan_file(column, cell.text)

    def _number(self, cell: GridCell, place: Place) -> int | None:
        text = as_number(cell.text)
        if text and not (text.isdecimal() and text.isascii() and 0 < int(text) < 1_000_000):
            self._errors.add(place, NO_NUMBER, value=cell.text)
            return None
        self._note_flaw(cell, place)
        return int(text) if text else None

    def _node(self, page: FoundPage, columns: Sequence[Column], line: int) -> Mapping:
        there = [column for column in columns if column in page.columns]
        values = [(column, page.cell(line, column), page.place(line, column)) for column in there]
        return self._mapping(values[0][2] if values else page.grid.place(line, 1), values)

    def _mapping(self, place: Place, values: Iterable[tuple[Column, GridCell, Place]]) -> Mapping:
        node, empty = Mapping(place), []
        for column, cell, where in values:
            self._note_flaw(cell, where)
            if cell.text:
                _put(node, column.path, where, _value(column, cell.text, where))
            else:
                empty.append((column, where))
        for column, where in empty:
            if column.required or (column.required_within and _has(node, column.path[:-1])):
                _put(node, column.path, where, Scalar(where, "", absent=True))
        return node

    def _note_flaw(self, cell: GridCell, place: Place) -> None:
        if cell.flaw is not None and place not in self.flawed:
            self.flawed.add(place)
            self._errors.add(place, cell.flaw, error=cell.error)


def _value(column: Column, text: str, place: Place) -> Node:
    if not column.many:
        return Scalar(place, as_in_plan_file(column, text), absent=False)
    elements = [as_in_plan_file(column, element) for element in listed(column, text)]
    return Listing(place, [Scalar(place, element, absent=False) for element in elements])


def _put(node: Mapping, path: Sequence[str], place: Place, value: Node) -> None:
    """Set a value below a mapping, with the mappings between."""
    for key in path[:-1]:
        below = node.entries.setdefault(key, (place, Mapping(place)))[1]
        if not isinstance(below, Mapping):
            return
        node = below
    node.entries[path[-1]] = (place, value)


def _has(node: Mapping, path: Sequence[str]) -> bool:
    for key in path:
        below = node.entries.get(key, (None, None))[1]
        if not isinstance(below, Mapping):
            return False
        node = below
    return True


def _text_of(node: Mapping, key: str) -> str:
    found = node.entries.get(key, (None, None))[1]
    return found.text if isinstance(found, Scalar) else ""
