"""Which column is what: by how its heading is called and by whether its values fit, with how sure that is."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from participation.plan.errors import UnreadableError
from participation.plan.matrices import cells
from participation.plan.matrices.fields import SEVERAL, MatrixField
from participation.plan.matrices.headings import ANY_YEAR, Column, Headings
from participation.plan.matrices.synonyms import alike, plainly, state_of
from participation.plan.workbook.grid import Grid

SURE = 0.8
"""From here on nobody is asked."""
UNFIT = 0.6
"""What remains of a guess whose values say something else."""
SAMPLES = 3
READ_LINES = 200
_BARS = re.compile(r"\s/\s|\s/|/\s")


@dataclass(frozen=True)
class Guess:
    """What a column may be. `samples` are the first of its values."""

    column: Column
    field: MatrixField
    confidence: float
    samples: tuple[str, ...]

    @property
    def is_sure(self) -> bool:
        return self.confidence >= SURE


def guess_columns(grid: Grid, headings: Headings) -> list[Guess]:
    """A guess for every column that people see. What only one column can be goes to the surest one."""
    spread = grid.spread()
    shown = [column for column in headings.columns if column.number not in grid.hidden_columns]
    guesses = [_guess(column, _values(spread, headings, column)) for column in shown]
    return [_taken_elsewhere(guess, guesses) for guess in _with_bars(guesses, spread, headings)]


def heading_group(column: Column) -> str:
    """What the columns of several periods have in common: "% avance I trimestre" and "% avance II trimestre"."""
    levels = [level for level in column.levels if cells.period_named(level, ANY_YEAR) is None]
    words = " ".join(levels[-1:]).split()
    kept = [word for word in words if cells.period_named(word, ANY_YEAR) is None]
    return plainly(re.sub(r"\b(I{1,3}|IV|\d\w*)\s+(?:sem|trim)\w*", "", " ".join(kept), flags=re.IGNORECASE))


def _values(spread: Grid, headings: Headings, column: Column) -> list[str]:
    lines = range(headings.last + 1, min(len(spread.rows), headings.last + READ_LINES) + 1)
    return [text for line in lines if (text := spread.at(line, column.number).text)]


def _guess(column: Column, values: Sequence[str]) -> Guess:
    samples = tuple(dict.fromkeys(values))[:SAMPLES]
    if period := _of_period(column, values):
        return Guess(column, *period, samples)
    scores: dict[MatrixField, float] = {}
    for place, text in enumerate((column.levels[-1], column.heading)):
        for field, score in alike(text):
            scores[field] = max(scores.get(field, 0), score - 0.1 * place)
    fitted = {field: score if _fits(field, values) else score * UNFIT for field, score in scores.items()}
    if not fitted or (not values and max(fitted.values()) < SURE):
        return Guess(column, MatrixField.UNUSED, 0.0 if values else 1.0, samples)
    best = max(fitted, key=lambda field: fitted[field])
    return Guess(column, best, fitted[best], samples)


def _of_period(column: Column, values: Sequence[str]) -> tuple[MatrixField, float] | None:
    """A column that is headed by nothing but a period: marked where something is due, or how far it was then."""
    if cells.period_named(column.levels[-1], ANY_YEAR) is None or not values:
        return None
    if all(plainly(text) in cells.MARKS or text in cells.MARKS for text in values):
        return MatrixField.DUE_MARK, 0.9
    return (MatrixField.PERCENTAGE, UNFIT) if _fits(MatrixField.PERCENTAGE, values) else None


def _fits(field: MatrixField, values: Sequence[str]) -> bool:
    """Whether at least half of the values can be read as the field wants them."""
    reads = _READABLE.get(field)
    told = [text for text in values if not cells.is_nothing(text)]
    return reads is None or not told or 2 * sum(reads(text) for text in told) >= len(told)


def _can(read: Callable[[str], object]) -> Callable[[str], bool]:
    """Whether a text is of a kind; a day that does not exist is a date all the same."""

    def reads(text: str) -> bool:
        try:
            read(text)
        except UnreadableError as error:
            return error.phrase is cells.NO_SUCH_DAY
        return True

    return reads


def _has_letters(text: str) -> bool:
    return any(map(str.isalpha, text))


_READABLE: dict[MatrixField, Callable[[str], bool]] = {
    MatrixField.PERCENTAGE: lambda text: bool(re.match(r"-?\d+(?:[.,]\d+)?\s*(?:%|$)", text)),
    MatrixField.DUE: _can(lambda text: cells.due(text, ANY_YEAR)),
    MatrixField.EXECUTED_ON: _can(cells.day_of),
    MatrixField.QUANTITY: _can(cells.quantity),
    MatrixField.STATUS: lambda text: state_of(text) is not None,
    MatrixField.LINK: lambda text: "http" in text.lower() or "www." in text.lower(),
    MatrixField.PRODUCT: _has_letters,
    MatrixField.ACTIVITY: _has_letters,
    MatrixField.TASK: _has_letters,
}


def _with_bars(guesses: list[Guess], spread: Grid, headings: Headings) -> list[Guess]:
    """Where no column is the product and most tasks have a bar, the task may have its product behind the bar: asked."""
    found = []
    has_product = any(guess.field is MatrixField.PRODUCT for guess in guesses)
    for guess in guesses:
        values = _values(spread, headings, guess.column)
        barred = sum(bool(_BARS.search(text)) for text in values)
        has_both = guess.field is MatrixField.TASK and not has_product and values and 2 * barred >= len(values)
        found.append(Guess(guess.column, MatrixField.TASK_AND_PRODUCT, UNFIT, guess.samples) if has_both else guess)
    return found


def _taken_elsewhere(guess: Guess, guesses: list[Guess]) -> Guess:
    """The guess, not sure any more where a surer column is the same, or where several columns tell a percentage."""
    rivals = [one for one in guesses if one.field is guess.field and one is not guess]
    if guess.field is MatrixField.PERCENTAGE and rivals and "acumulado" not in plainly(guess.column.heading):
        return Guess(guess.column, guess.field, min(guess.confidence, UNFIT), guess.samples)
    first = all((one.confidence, -one.column.number) < (guess.confidence, -guess.column.number) for one in rivals)
    if guess.field in SEVERAL or first:
        return guess
    return Guess(guess.column, guess.field, min(guess.confidence, UNFIT), guess.samples)
