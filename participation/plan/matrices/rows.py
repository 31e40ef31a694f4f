"""The rows of somebody else's matrix: merged and left-out cells filled in, totals, notes and signatures left out."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from participation.plan.errors import Place
from participation.plan.matrices.fields import NAMES, MatrixField
from participation.plan.matrices.headings import Headings, lines_of
from participation.plan.matrices.synonyms import plainly
from participation.plan.workbook.grid import Grid, GridCell

Columns = Mapping[int, MatrixField]
"""What each column is, by its number from 1; one that is not used is not in it."""

_TOTAL = re.compile(
    r"(?:sub)?total(?:es)?\b|promedio\b|avance (?:total|global|general|del plan)\b|porcentaje (?:total|global)\b"
)
_FOOT = re.compile(
    r"notas?\b|fuentes?\b|elaboro\b|elaborado\b|reviso\b|revisado\b|aprobo\b|aprobado por\b|firmas?\b|convenciones\b"
    r"|vo bo\b|visto bueno\b|observaciones generales\b|fecha de (?:corte|actualizacion)\b"
)
_WIDE = 3  # columns that a text is merged over to be a title within the table


@dataclass(frozen=True)
class MatrixCell:
    """A cell of a row in a column (from 1), with the place where its text stands: the first one of merged cells."""

    place: Place
    cell: GridCell
    column: int

    @property
    def text(self) -> str:
        return self.cell.text


@dataclass
class MatrixRow:
    """A row: the cells of each field, in the order of the columns; those that show nothing are left out."""

    line: int
    place: Place
    cells: dict[MatrixField, list[MatrixCell]] = field(default_factory=dict)
    merged_with_above: bool = False
    """Whether its product is the same cell as that of the row above."""

    def first(self, kind: MatrixField) -> MatrixCell | None:
        """The first cell of a field that shows something."""
        return next(iter(self.cells.get(kind, ())), None)

    @property
    def named(self) -> MatrixField | None:
        """What tells this row from others."""
        return next((kind for kind in NAMES if self.cells.get(kind)), None)


@dataclass(frozen=True)
class MatrixRows:
    """The rows, and the lines that were left out: as totals, notes and signatures, and as hidden ones.

    `exact`: the most exact field that tells one row from another, None where no column is one.
    """

    rows: Sequence[MatrixRow]
    exact: MatrixField | None = None
    left_out: Sequence[int] = ()
    hidden: Sequence[int] = ()


def read_rows(grid: Grid, headings: Headings, columns: Columns) -> MatrixRows:
    """Every row under the headings, by what its columns are."""
    return _Reading(grid, headings, columns).rows()


class _Reading:
    def __init__(self, grid: Grid, headings: Headings, columns: Columns) -> None:
        self._grid, self._headings = grid, headings
        self._spread, self._columns = grid.spread(), columns
        self._anchors = dict(_anchors(grid))
        self._exact = next((kind for kind in NAMES if kind in columns.values()), None)
        self._keys = [number for number, kind in columns.items() if kind in NAMES]

    def rows(self) -> MatrixRows:
        found: list[MatrixRow] = []
        left_out: list[int] = []
        hidden: list[int] = []
        lines = [line for line in range(self._headings.last + 1, len(self._grid.rows) + 1) if self._says(line)]
        end = next((line for line in lines if self._is_foot(line)), None)
        for line in lines:
            if end is not None and line >= end:
                left_out.append(line)
            elif line in self._grid.hidden_lines:
                hidden.append(line)
            elif self._is_total(line) or self._is_title(line) or self._repeats_headings(line):
                left_out.append(line)
            else:
                found.append(self._row(line))
        while found and self._is_remark(found[-1]):
            left_out.append(found.pop().line)
        _fill_down(found)
        return MatrixRows(found, self._exact, sorted(left_out), hidden)

    def _row(self, line: int) -> MatrixRow:
        row = MatrixRow(line, self._grid.place(line, min(self._keys, default=1)))
        for number, kind in sorted(self._columns.items()):
            cell = self._spread.at(line, number)
            if cell.text or cell.flaw:
                place = self._grid.place(*self._anchors.get((line, number), (line, number)))
                row.cells.setdefault(kind, []).append(MatrixCell(place, cell, number))
        name = row.named
        if name is not None:
            row.place = row.cells[name][0].place
            row.merged_with_above = row.place.line < line
        return row

    def _is_remark(self, row: MatrixRow) -> bool:
        """Whether a row at the end says nothing but an activity or a task, although the table has products."""
        above = {MatrixField.ACTIVITY, MatrixField.TASK}
        return self._exact not in {*above, None} and above.issuperset(row.cells)

    def _says(self, line: int) -> bool:
        return any(cell.text or cell.flaw for cell in self._grid.rows[line - 1])

    def _first_text(self, line: int) -> str:
        return plainly(next((cell.text for cell in self._grid.rows[line - 1] if cell.text), ""))

    def _is_total(self, line: int) -> bool:
        """A sum or a mean, wherever in the row it is named before its figures."""
        texts = [plainly(cell.text) for cell in self._grid.rows[line - 1] if cell.text]
        return any(_TOTAL.match(text) for text in texts[:2]) and not self._has_both_names(line)

    def _is_foot(self, line: int) -> bool:
        """Where notes and signatures begin: all that follows belongs to them."""
        return bool(_FOOT.match(self._first_text(line))) and not self._has_both_names(line)

    def _has_both_names(self, line: int) -> bool:
        """Whether the row has an activity of its own and what is to be delivered for it, as rows of the table have."""
        return sum(bool(self._grid.at(line, number).text) for number in self._keys) > 1

    def _is_title(self, line: int) -> bool:
        """A text that is merged over several columns and is alone in its row: "COMPONENTE 1. …"."""
        wide = any(top == line and right - left + 1 >= _WIDE for top, left, _, right in self._grid.merged)
        return wide and sum(bool(cell.text) for cell in self._grid.rows[line - 1]) == 1

    def _repeats_headings(self, line: int) -> bool:
        own = {column.number: plainly(column.levels[-1]) for column in self._headings.columns}
        same = [plainly(self._spread.at(line, number).text) == own[number] for number in self._keys if number in own]
        return bool(same) and all(same)


def _anchors(grid: Grid) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """For every cell of a merged range the first one of it, where the value stands."""
    last_line = len(grid.rows)
    for top, left, bottom, right in grid.merged:
        for line in range(top, min(bottom, last_line) + 1):
            for column in range(left, min(right, left + 255) + 1):
                yield (line, column), (top, left)


def _fill_down(rows: Sequence[MatrixRow]) -> None:
    """Activity and task are often written once for the rows that follow; a task stays within its activity."""
    for above, row in pairwise(rows):
        for kind in (MatrixField.ACTIVITY, MatrixField.TASK):
            if row.cells.get(kind) or not above.cells.get(kind):
                continue
            other = kind is MatrixField.TASK and _texts(row) != _texts(above)
            if not other:
                row.cells[kind] = above.cells[kind]


def _texts(row: MatrixRow) -> list[str]:
    return [plainly(cell.text) for cell in row.cells.get(MatrixField.ACTIVITY, ())]


def told_lines(numbers: Sequence[int]) -> str:
    """Lines as a person reads them: "3-5, 9"."""
    return ", ".join(str(first) if first == last else f"{first}-{last}" for first, last in lines_of(numbers))
