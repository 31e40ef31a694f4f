"""Where the table of somebody else's matrix stands: one to three rows of headings under logos and titles."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from participation.plan.errors import Place
from participation.plan.matrices.cells import period_named
from participation.plan.matrices.fields import NAMES, MatrixField
from participation.plan.matrices.synonyms import alike
from participation.plan.workbook.grid import Grid

SEARCHED_LINES = 60
LONGEST_HEADING = 120  # characters; what is longer is what a row says
MOST_LEVELS = 3
RECOGNISED = 0.88
LEAST_RECOGNISED = 2
TITLE_SHARE = 0.7
"""A text that is merged over so much of the width is a title and heads no columns."""
BETWEEN = " · "
ANY_YEAR = 2000  # only whether a heading names a period matters


@dataclass(frozen=True)
class Column:
    """A column with its headings from the top one to its own."""

    number: int
    levels: tuple[str, ...]

    @property
    def heading(self) -> str:
        """Its headings as one text: "Seguimiento I semestre · % avance"."""
        return BETWEEN.join(self.levels)

    @property
    def letter(self) -> str:
        """How a spreadsheet calls it."""
        return Place(1, self.number).cell.rstrip("1")


@dataclass(frozen=True)
class Headings:
    """The rows of headings of a table, lines from 1, both included."""

    first: int
    last: int
    columns: tuple[Column, ...]


def find_headings(grid: Grid) -> Headings | None:
    """The headings of the plan's table of a sheet; None where it has none."""
    spread = grid.spread()
    lines = range(1, min(len(spread.rows), SEARCHED_LINES) + 1)
    best = max(lines, key=lambda line: (_recognised(spread, line), line), default=None)
    if best is None or _recognised(spread, best) < LEAST_RECOGNISED:
        return None
    first, last = _first(grid, spread, best), _last(grid, spread, best)
    columns = _columns(grid, spread, first, last)
    named = {field for column in columns for field, sure in alike(column.levels[-1])[:1] if sure >= RECOGNISED}
    return Headings(first, last, columns) if named & set(NAMES) else None


def title_texts(grid: Grid, headings: Headings) -> list[tuple[int, int, str]]:
    """What stands above the table: line, column and text."""
    return [
        (line, column, cell.text)
        for line, row in enumerate(grid.rows[: headings.first - 1], start=1)
        for column, cell in enumerate(row, start=1)
        if cell.text
    ]


def _recognised(spread: Grid, line: int) -> int:
    """How many different headings of a row are known."""
    texts = {cell.text for cell in spread.rows[line - 1] if cell.text and len(cell.text) <= LONGEST_HEADING}
    known = [alike(text)[0] for text in texts if alike(text)]
    return len({field for field, sure in known if sure >= RECOGNISED and field is not MatrixField.UNUSED})


def _first(grid: Grid, spread: Grid, line: int) -> int:
    """Upwards from a row of headings: those that the row shares cells with, and those that head some of its columns."""
    first = line
    while first > 1 and line - first + 1 < MOST_LEVELS:
        above = first - 1
        tall = any(top <= above and bottom >= first for top, _, bottom, _ in grid.merged)
        if not tall and not _heads_columns(grid, spread, above):
            break
        first = above
    return first


def _heads_columns(grid: Grid, spread: Grid, line: int) -> bool:
    """Whether a row has merged headings over some of the columns, and no title over nearly all of them."""
    width = max((len(row) for row in spread.rows), default=1)
    spans = [(left, right) for top, left, bottom, right in grid.merged if top <= line <= bottom and right > left]
    if any(right - left + 1 > width * TITLE_SHARE for left, right in spans):
        return False
    return any(spread.at(line, left).text for left, _ in spans)


def _last(grid: Grid, spread: Grid, line: int) -> int:
    """Downwards: to the end of headings that are tall, and over rows that only divide what is above them."""
    tall = [bottom for top, _, bottom, _ in grid.merged if top <= line <= bottom < top + MOST_LEVELS]
    last = max([line, *tall])
    while last - line + 1 < MOST_LEVELS and _divides(grid, spread, last + 1):
        last += 1
    return last


def _divides(grid: Grid, spread: Grid, line: int) -> bool:
    """Whether all that a row says is headings, and it says nothing under what tells one row from another."""
    texts = [cell.text for cell in grid.rows[line - 1] if cell.text] if line <= len(grid.rows) else []
    if not texts or any(len(text) > LONGEST_HEADING for text in texts):
        return False
    known = [bool(alike(text) and alike(text)[0][1] >= RECOGNISED) or _names_period(text) for text in texts]
    above = [column for column, cell in enumerate(spread.rows[line - 2], start=1) if _is_name(cell.text)]
    return all(known) and all(not grid.at(line, column).text for column in above)


def _is_name(text: str) -> bool:
    found = alike(text)[:1] if len(text) <= LONGEST_HEADING else ()
    return any(field in NAMES and sure >= RECOGNISED for field, sure in found)


def _names_period(text: str) -> bool:
    return period_named(text, ANY_YEAR) is not None


def _columns(grid: Grid, spread: Grid, first: int, last: int) -> tuple[Column, ...]:
    """Every column that is headed, or has something under the headings."""
    width = max((len(row) for row in spread.rows[first - 1 :]), default=0)
    found = []
    for number in range(1, width + 1):
        texts = [_one_line(spread.at(line, number).text) for line in range(first, last + 1)]
        levels = tuple(text for text, _ in groupby(filter(None, texts)))
        filled = any(grid.at(line, number).text for line in range(last + 1, len(grid.rows) + 1))
        if levels or filled:
            found.append(Column(number, levels or ("",)))
    return tuple(found)


def _one_line(text: str) -> str:
    return " ".join(text.split())


def lines_of(numbers: Sequence[int]) -> list[tuple[int, int]]:
    """Numbers in their order as spans, both ends included: 3, 4, 5, 9 are 3 to 5 and 9."""
    spans: list[tuple[int, int]] = []
    for number in numbers:
        if spans and spans[-1][1] == number - 1:
            spans[-1] = (spans[-1][0], number)
        else:
            spans.append((number, number))
    return spans
