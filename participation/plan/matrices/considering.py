"""Somebody else's matrix, step by step: what is not sure is asked, and nothing is saved before all is right."""

from collections.abc import Sequence
from dataclasses import replace

from locales import Phrase
from participation.plan.errors import ErrorList, PlanFileErrors
from participation.plan.matrices.answers import Answers
from participation.plan.matrices.fields import SEVERAL, MatrixField
from participation.plan.matrices.guessing import Guess
from participation.plan.matrices.laying import Laying
from participation.plan.matrices.sheets import (
    Matrix,
    are_parts,
    column_key,
    find_matrices,
    has_names,
    headings_hash,
    joint_guesses,
)
from participation.plan.matrices.steps import (
    AskColumn,
    AskSheet,
    ConfirmColumns,
    Step,
)
from participation.plan.workbook.grid import Grid
from storage import Session
from storage.queries.sheets import mapping_of

NO_TABLE = Phrase(
    "matrix",
    "No sheet has a table of activities. Its first row needs headings such as Actividad, Producto, % de avance.",
)
NO_NAMES = Phrase("matrix", "No column is the activity, the task or the product. Choose it.")


class Considering:
    """One matrix over the plan of a year, with what was answered so far."""

    def __init__(self, session: Session, grids: Sequence[Grid], year: int, answers: Answers) -> None:
        """Raises PlanFileErrors where no sheet has a table of a plan."""
        self._session, self.year = session, year
        self.candidates = find_matrices(grids)
        if not self.candidates:
            raise _refusal(NO_TABLE)
        self.matrices = self._chosen(answers.sheets)
        self.guesses = joint_guesses(self.matrices)
        self.hash = headings_hash(self.matrices)
        self.answers = self._remembered(answers)

    @property
    def headings(self) -> list[str]:
        """The headings, as they are remembered."""
        return [guess.column.heading for guess in self.guesses]

    def columns(self) -> dict[str, MatrixField]:
        """What each column is: as it was said, else as it is guessed."""
        guessed = {column_key(guess.column): guess.field for guess in self.guesses}
        known = {key: kind for key, kind in self.answers.columns.items() if key in guessed}
        unsure = {column_key(guess.column) for guess in self.unsure()}
        return {**guessed, **dict.fromkeys(unsure, MatrixField.UNUSED), **known}

    def unsure(self) -> list[Guess]:
        """The columns that somebody is to be asked about."""
        return [one for one in self.guesses if not one.is_sure and column_key(one.column) not in self.answers.columns]

    def choices(self) -> list[MatrixField]:
        """What a column can still be: what only one can be and is taken already is left out."""
        taken = {kind for key, kind in self.columns().items() if kind not in SEVERAL}
        return [kind for kind in MatrixField if kind not in taken]

    def choices_for(self, guess: Guess) -> list[MatrixField]:
        """The same for a column whose answer is to be changed: what it is now is among them."""
        own = self.columns()[column_key(guess.column)]
        return list(dict.fromkeys([own, *self.choices()]))

    def step(self) -> Step:
        """What comes next. Raises PlanFileErrors with every cell that is wrong."""
        if not self.answers.sheets and len(self.matrices) > 1 and not are_parts(self.matrices, self.year):
            return AskSheet([matrix.grid.name for matrix in self.matrices])
        if (question := self._of_columns()) is not None:
            return question
        return Laying(self._session, self.matrices, self.year, self.answers, self.columns()).step()

    def _of_columns(self) -> Step | None:
        unsure = self.unsure()
        if unsure and not self.answers.others_unused:
            return AskColumn(unsure[0], self.choices(), len(unsure) - 1)
        columns = self.columns()
        missing = None if has_names(columns) else NO_NAMES
        if missing or not self.answers.columns_confirmed:
            return ConfirmColumns(self.guesses, columns, missing)
        return None

    def _chosen(self, names: Sequence[str]) -> list[Matrix]:
        return [matrix for matrix in self.candidates if matrix.grid.name in names] or self.candidates

    def _remembered(self, answers: Answers) -> Answers:
        """The answers with what was understood of these headings before, where nothing else is said now."""
        known = mapping_of(self._session, self.hash)
        if known is None:
            return answers
        columns = {key: MatrixField(word or MatrixField.UNUSED) for key, word in known.fields.items()}
        answers = replace(answers, states={**known.states, **answers.states})
        if answers.columns:
            return replace(answers, columns={**columns, **answers.columns})
        return replace(answers, columns=columns, columns_confirmed=True, remembered=True)


def _refusal(phrase: Phrase) -> PlanFileErrors:
    errors = ErrorList()
    errors.add(None, phrase)
    return PlanFileErrors(errors.errors)
