"""Which sheets of a workbook hold the plan's table, and what their columns are together."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from hashlib import sha256

from participation.plan.matrices import cells
from participation.plan.matrices.fields import NAMES, MatrixField
from participation.plan.matrices.guessing import Guess, guess_columns, heading_group
from participation.plan.matrices.headings import Column, Headings, find_headings
from participation.plan.matrices.products import Conventions
from participation.plan.matrices.rows import MatrixRows, read_rows
from participation.plan.matrices.synonyms import plainly
from participation.plan.workbook.grid import Grid


@dataclass(frozen=True)
class Matrix:
    """A sheet with its headings."""

    grid: Grid
    headings: Headings

    @cached_property
    def guesses(self) -> list[Guess]:
        """What its columns may be, those that people do not see left out."""
        return guess_columns(self.grid, self.headings)

    @property
    def hidden_columns(self) -> list[Column]:
        """The columns of the table that people do not see."""
        return [column for column in self.headings.columns if column.number in self.grid.hidden_columns]

    def period(self, year: int) -> str | None:
        """The period after which the sheet is called: "Seguimiento I semestre", "T2"."""
        words = self.grid.name.replace("_", " ").split()
        spans = [" ".join(words[first:last]) for first in range(len(words)) for last in range(len(words), first, -1)]
        return next((found for span in spans if (found := cells.period_named(span, year)) is not None), None)

    def rows(self, columns: Mapping[str, MatrixField]) -> MatrixRows:
        """Its rows, by what the columns are."""
        kinds = {
            guess.column.number: columns.get(column_key(guess.column), MatrixField.UNUSED) for guess in self.guesses
        }
        used = {number: kind for number, kind in kinds.items() if kind is not MatrixField.UNUSED}
        return read_rows(self.grid, self.headings, used)

    def conventions(self, columns: Mapping[str, MatrixField], year: int, states: Mapping[str, str]) -> Conventions:
        """How its cells are to be understood."""
        numbers = {guess.column.number: guess.column for guess in self.guesses}
        periods = {number: self._period_of(column, year) for number, column in numbers.items()}
        shares = {MatrixField.PERCENTAGE, MatrixField.PERCENTAGE_PART}
        of_shares = [number for number, column in numbers.items() if columns.get(column_key(column)) in shares]
        texts = [self.grid.at(line, number).text for number in of_shares for line in self._lines]
        of_one = frozenset(of_shares) if cells.counts_of_one(texts) else frozenset()
        return Conventions(year, states, periods, of_one)

    @property
    def _lines(self) -> Iterable[int]:
        return range(self.headings.last + 1, len(self.grid.rows) + 1)

    def _period_of(self, column: Column, year: int) -> str:
        named = (cells.period_named(level, year) for level in reversed(column.levels))
        return next((period for period in named if period is not None), str(year))


def find_matrices(grids: Sequence[Grid]) -> list[Matrix]:
    """The sheets that may hold the plan, those that people do not see only where there is no other."""
    found = [Matrix(grid, headings) for grid in grids if (headings := find_headings(grid)) is not None]
    return [matrix for matrix in found if not matrix.grid.hidden] or found


def are_parts(matrices: Sequence[Matrix], year: int) -> bool:
    """Whether these sheets are one matrix, divided by periods."""
    periods = [matrix.period(year) for matrix in matrices]
    return None not in periods and len(set(periods)) == len(periods)


def column_key(column: Column) -> str:
    """By what a column is remembered: its headings, or its letter where it has none."""
    return plainly(column.heading) or f"columna {column.letter.lower()}"


def headings_hash(matrices: Sequence[Matrix]) -> str:
    """What tells these headings from others, however they are written and in whatever order the sheets stand."""
    keys = sorted({plainly(column.heading) for matrix in matrices for column in matrix.headings.columns})
    return sha256("\n".join(keys).encode()).hexdigest()


def joint_guesses(matrices: Sequence[Matrix]) -> list[Guess]:
    """The guess for every different column of these sheets, the surest where several have it."""
    found: dict[str, Guess] = {}
    for guess in (guess for matrix in matrices for guess in matrix.guesses):
        known = found.get(column_key(guess.column))
        if known is None or guess.confidence > known.confidence:
            found[column_key(guess.column)] = guess
    guesses = list(found.values())
    return [replace(one, confidence=min(map(_confidence, _alike(one, guesses)))) for one in guesses]


def siblings(guess: Guess, guesses: Sequence[Guess]) -> list[Guess]:
    """The columns that are headed like one of these but for their period: they are understood alike."""
    return [guess, *(one for one in _alike(guess, guesses) if one is not guess and not one.is_sure)]


def _alike(guess: Guess, guesses: Sequence[Guess]) -> list[Guess]:
    own = heading_group(guess.column)
    return [one for one in guesses if one.field is guess.field and heading_group(one.column) == own]


def _confidence(guess: Guess) -> float:
    return guess.confidence


def has_names(columns: Mapping[str, MatrixField]) -> bool:
    """Whether anything tells one row from another."""
    return any(kind in NAMES for kind in columns.values())
