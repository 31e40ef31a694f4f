"""What a pressed button says of somebody else's matrix, put into the answers so far."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from hashlib import sha256

from participation.plan.errors import Place
from participation.plan.matrices.answers import Answers
from participation.plan.matrices.considering import Considering
from participation.plan.matrices.fields import MatrixField
from participation.plan.matrices.guessing import Guess
from participation.plan.matrices.matching import NEW
from participation.plan.matrices.sheets import column_key, siblings
from participation.plan.matrices.synonyms import BY_PERCENTAGE, plainly
from storage.models.plan import ProductStatus

OF_NEW = "nuevo"
DIGITS = 8
_PERIOD = re.compile(r"20\d\d(-S[12])?")


def column_mark(considering: Considering, guess: Guess) -> str:
    """How a button names a column."""
    return str(considering.guesses.index(guess))


def state_mark(text: str) -> str:
    """How a button names a word for a state."""
    return sha256(plainly(text).encode()).hexdigest()[:DIGITS]


def cell_mark(considering: Considering, place: Place) -> str:
    """How a button names a cell: its sheet by number, and where it is."""
    names = [matrix.grid.name for matrix in considering.candidates]
    return f"{names.index(place.sheet)}.{place.cell}"


def chosen_column(considering: Considering, which: str) -> Guess | None:
    """The column that a button names."""
    number = int(which) if which.isdecimal() else -1
    return considering.guesses[number] if 0 <= number < len(considering.guesses) else None


def answered(considering: Considering, what: str, which: str, value: str) -> Answers:
    """The answers with one more. What does not fit this matrix changes nothing."""
    return _ACTS[what](considering, which, value)


def _sheet(considering: Considering, which: str, _value: str) -> Answers:
    names = tuple(matrix.grid.name for matrix in considering.matrices)
    if which.isdecimal() and int(which) < len(names):
        names = (names[int(which)],)
    return replace(considering.answers, sheets=names)


def _column(considering: Considering, which: str, value: str) -> Answers:
    guess, kinds = chosen_column(considering, which), {kind.value: kind for kind in MatrixField}
    if guess is None or value not in kinds:
        return considering.answers
    alike = siblings(guess, considering.guesses)
    open_ones = [one for one in alike if one is guess or column_key(one.column) not in considering.answers.columns]
    return considering.answers.with_columns({column_key(one.column): kinds[value] for one in open_ones})


def _rest(considering: Considering, _which: str, _value: str) -> Answers:
    return replace(considering.answers, others_unused=True)


def _confirmed(considering: Considering, _which: str, _value: str) -> Answers:
    return replace(considering.answers, columns=considering.columns(), columns_confirmed=True)


def _state(considering: Considering, which: str, value: str) -> Answers:
    words = [word for word in _words_for_states(considering) if state_mark(word) == which]
    if not words or value not in {BY_PERCENTAGE, *(one.value for one in ProductStatus)}:
        return considering.answers
    return replace(considering.answers, states={**considering.answers.states, words[0]: value})


def _same(considering: Considering, which: str, value: str) -> Answers:
    number, _, cell = which.partition(".")
    sheets = considering.candidates
    if not (number.isdecimal() and int(number) < len(sheets) and cell):
        return considering.answers
    key = f"{sheets[int(number)].grid.name}!{cell}"
    return replace(considering.answers, same={**considering.answers.same, key: NEW if value == OF_NEW else value})


def _period(considering: Considering, _which: str, value: str) -> Answers:
    return replace(considering.answers, period=value) if _PERIOD.fullmatch(value) else considering.answers


def _gone(considering: Considering, _which: str, value: str) -> Answers:
    return replace(considering.answers, removes=value == "1")


def _unchanged(considering: Considering, _which: str, _value: str) -> Answers:
    return considering.answers


def _words_for_states(considering: Considering) -> set[str]:
    rows = (row for matrix in considering.matrices for row in matrix.rows(considering.columns()).rows)
    return {plainly(cell.text) for row in rows for cell in row.cells.get(MatrixField.STATUS, ())}


_ACTS: Mapping[str, Callable[[Considering, str, str], Answers]] = {
    "sheet": _sheet,
    "col": _column,
    "rest": _rest,
    "pick": _unchanged,
    "ok": _confirmed,
    "state": _state,
    "same": _same,
    "period": _period,
    "gone": _gone,
}
