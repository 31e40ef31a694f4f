"""Where the plan's sheets and columns stand in a workbook: moved, renamed and added ones are dealt with."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from locales import Language, Phrase, Words, fold, words
from participation.plan.errors import ErrorList, Place
from participation.plan.workbook.columns import Column, Role
from participation.plan.workbook.control import SHEET
from participation.plan.workbook.grid import Grid, GridCell
from participation.plan.workbook.pages import Page, pages

INSTRUCTIONS = Phrase("plan sheet", "Instructions")
DICTIONARY = Phrase("plan sheet", "Dictionary")
NO_SHEET = Phrase("workbook", "The sheet «{sheet}» is missing. Download the plan again and copy your changes into it.")
NO_COLUMN = Phrase(
    "workbook", "The column «{column}» is missing in this row. Put it back, also if its cells stay empty."
)
TWICE = Phrase("workbook", "The column «{column}» is here twice. Leave one.")
OTHER_COLUMN = Phrase("workbook", "Sheet «{sheet}»: the column «{column}» is not of the plan and is not read.")
OTHER_SHEET = Phrase("workbook", "The sheet «{sheet}» is not of the plan and is not read.")
_HEADINGS_WITHIN = 10  # lines: a title may stand above them


@dataclass(frozen=True)
class FoundPage:
    """A sheet of the plan: its headings' line, and where each column stands, from 1."""

    page: Page
    grid: Grid
    line: int
    columns: Mapping[Column, int]

    def cell(self, line: int, column: Column) -> GridCell:
        """The cell of a column that is there."""
        return self.grid.at(line, self.columns[column])

    def place(self, line: int, column: Column) -> Place:
        """Where that cell is."""
        return self.grid.place(line, self.columns[column])

    def lines(self) -> Iterator[int]:
        """The lines below the headings that say something of the plan."""
        said = [column for column in self.columns if column.role not in {Role.NUMBER, Role.SHOWN}]
        for line in range(self.line + 1, len(self.grid.rows) + 1):
            if any(cell.text or cell.flaw for cell in (self.cell(line, column) for column in said)):
                yield line


@dataclass(frozen=True)
class Remark:
    """What is in the workbook and is not read."""

    phrase: Phrase
    sheet: str
    column: str = ""


def is_plan_workbook(grids: Sequence[Grid]) -> bool:
    """Whether this is a workbook of ours, and not a matrix that the entity made by itself."""
    if any(grid.name == SHEET for grid in grids):
        return True
    products = next(page for page in pages() if page.key == "product")
    code = next(column for column in products.columns if column.path == ("codigo",))
    parent = products.column(Role.PARENT)
    return any({code, parent} <= set(_headings(grid, tuple(products.columns))[1]) for grid in grids)


def found_pages(grids: Sequence[Grid], errors: ErrorList) -> tuple[list[FoundPage], list[Remark]]:
    """The sheets of the plan; what is missing goes to the errors."""
    assigned, in_words = _assigned(grids), words(_language(grids))
    found = []
    for page in pages():
        grid = assigned.get(page)
        if grid is None:
            errors.add(None, NO_SHEET, sheet=in_words.plain_phrase(page.title))
        else:
            found.append(_found_page(page, grid, in_words, errors))
    taken = {id(grid) for grid in assigned.values()}
    ours = _names(INSTRUCTIONS) | _names(DICTIONARY) | {SHEET}
    others = [Remark(OTHER_SHEET, grid.name) for grid in grids if _is_other(grid, taken, ours)]
    return found, [*others, *(remark for one in found for remark in _other_columns(one))]


def _is_other(grid: Grid, taken: set[int], ours: set[str]) -> bool:
    return id(grid) not in taken and _plain(grid.name) not in ours and any(grid.rows)


def _assigned(grids: Sequence[Grid]) -> dict[Page, Grid]:
    """Each sheet by its name, in any of our languages; a renamed one by its headings."""
    by_name = {_plain(grid.name): grid for grid in reversed(grids)}
    found = {page: by_name[name] for page in pages() for name in _names(page.title) if name in by_name}
    taken = {id(grid) for grid in found.values()}
    for page in pages():
        if page not in found:
            free = [grid for grid in grids if id(grid) not in taken]
            same = next(
                (grid for grid in free if set(_expected(page)) <= set(_headings(grid, _readable(page))[1])), None
            )
            if same is not None:
                found[page] = same
                taken.add(id(same))
    return found


def _found_page(page: Page, grid: Grid, in_words: Words, errors: ErrorList) -> FoundPage:
    line, columns, twice = _headings(grid, _readable(page))
    for column, place in twice:
        errors.add(grid.place(line, place), TWICE, column=in_words.plain_phrase(column.heading))
    for column in _expected(page):
        if column not in columns:
            errors.add(grid.place(line, 1), NO_COLUMN, column=in_words.plain_phrase(column.heading))
    return FoundPage(page, grid, line, columns)


def _other_columns(found: FoundPage) -> Iterator[Remark]:
    """Columns that people added, when something stands below their heading."""
    known = set(found.columns.values())
    below = range(found.line + 1, len(found.grid.rows) + 1)
    for place, heading in enumerate(found.grid.rows[found.line - 1] if found.grid.rows else (), start=1):
        if heading.text and place not in known and any(found.grid.at(line, place).text for line in below):
            yield Remark(OTHER_COLUMN, found.grid.name, heading.text)


def _readable(page: Page) -> tuple[Column, ...]:
    """The columns of a sheet. That of the plan itself has a line a value."""
    return LINES if page.key == "plan" else tuple(page.columns)


def _expected(page: Page) -> list[Column]:
    """The columns without which a sheet is not read."""
    return [column for column in _readable(page) if column.role is not Role.SHOWN]


def _headings(grid: Grid, columns: tuple[Column, ...]) -> tuple[int, dict[Column, int], list[tuple[Column, int]]]:
    """The line of the headings, where each column stands, and those that are there twice."""
    best: tuple[int, dict[Column, int], list[tuple[Column, int]]] = (1, {}, [])
    known = _known(columns)
    for line, row in enumerate(grid.rows[:_HEADINGS_WITHIN], start=1):
        found: dict[Column, int] = {}
        twice = []
        for place, cell in enumerate(row, start=1):
            column = known.get(_plain(cell.text))
            if column is not None and column in found:
                twice.append((column, place))
            elif column is not None:
                found[column] = place
        if len(found) > len(best[1]):
            best = (line, found, twice)
    return best


def _language(grids: Sequence[Grid]) -> Language:
    """In which language the workbook was made."""
    names = {_plain(grid.name) for grid in grids}
    return max(Language, key=lambda one: sum(_plain(words(one).plain_phrase(page.title)) in names for page in pages()))


@cache
def _known(columns: tuple[Column, ...]) -> Mapping[str, Column]:
    """The columns by their headings, in any of our languages, and by their keys, with spaces too."""
    keys = {".".join(column.path): column for column in columns if column.path}
    known = {**{key.replace("_", " "): column for key, column in keys.items()}, **keys}
    return known | {name: column for column in columns for name in _names(column.heading)}


@cache
def _names(phrase: Phrase) -> set[str]:
    """A phrase in all our languages, for comparing."""
    return {_plain(words(language).plain_phrase(phrase)) for language in Language}


def _plain(text: str) -> str:
    return " ".join(fold(text).replace("*", " ").split())


LINE_ITEM, LINE_MEANING = Column("line.item", Role.SHOWN), Column("line.meaning", Role.SHOWN)
LINE_VALUE, LINE_KEY = Column("line.value"), Column("line.key")
LINES = (LINE_ITEM, LINE_VALUE, LINE_MEANING, LINE_KEY)
