"""An office's own matrix from the command line: asked about in a terminal, or told beforehand with options."""

from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from functools import partial

from markupsafe import Markup

from bot.preparing import require_schema
from bot.present import real_now
from bot.settings import Settings
from handlers.answer import Keyboard
from handlers.buttons.plan_matrix import MatrixAnswer
from handlers.kept_cut import kept_cut
from handlers.keyboards import plan_matrix as keyboards
from handlers.plan_desk.matrix import screen
from handlers.plan_desk.matrix_answers import OF_NEW, answered, chosen_column
from handlers.texts import plan_matrix as texts
from handlers.texts import plan_matrix_outcome as outcome
from locales import Phrase, Words, formats, without_tags, words
from participation.plan.current import current_plan
from participation.plan.matrices.answers import Answers
from participation.plan.matrices.considering import Considering
from participation.plan.matrices.fields import MatrixField
from participation.plan.matrices.guessing import Guess
from participation.plan.matrices.matching import NEW
from participation.plan.matrices.sheets import column_key
from participation.plan.matrices.steps import (
    AskColumn,
    AskPeriod,
    AskSame,
    AskSheet,
    AskState,
    ConfirmColumns,
    Ready,
    Step,
)
from participation.plan.matrices.synonyms import BY_PERCENTAGE, plainly
from participation.plan.matrices.taking import remember, save_matrix, year_of
from participation.plan.workbook.grid import Grid, read_grids
from storage import Database, Session, open_database
from storage.models.plan import ProductStatus
from storage.queries.sheets import years_with_plan

Ask = Callable[[str, Sequence[str]], int]
"""Asks something in the terminal, with choices; gives the place of the chosen one, from 0."""
FILE = "-"
PERIOD, SHEET, EVERY, OTHERS = "periodo", "hoja", "todas", "*"

UNKNOWN_COLUMNS = Phrase(
    "matrix command",
    "It is not clear what these columns have: {columns}. Say it like this: --columns {example}. They can be: {fields}.",
)
NO_NAMES = Phrase(
    "matrix command",
    "No column is the activity, the task or the product. Say which one, like this: --columns B=producto",
)
NOT_A_COLUMN = Phrase(
    "matrix command", "“{given}” is no column of this matrix with what it has. Write it like D=producto."
)
SEVERAL_SHEETS = Phrase(
    "matrix command", "Several sheets have a table: {sheets}. Say which one, like this: --answer {example}."
)
UNKNOWN_STATE = Phrase(
    "matrix command", "Cell {cell} says “{value}”. Say which state that is, like this: --answer {example}."
)
UNKNOWN_PERIOD = Phrase(
    "matrix command", "There are new products that do not say when they are due. Say it like this: --answer {example}."
)
MAYBE_THE_SAME = Phrase(
    "matrix command",
    "Cell {cell} says “{name}” and the plan has “{other}”. Say --answer {same} if it is the same, or --answer {new}.",
)


class MatrixUnclear(Exception):
    """Something about the matrix has to be said, and nobody is there to be asked."""

    def __init__(self, phrase: Phrase, **values: object) -> None:
        super().__init__(phrase.message)
        self.phrase, self.values = phrase, values


def import_matrix(
    settings: Settings,
    content: bytes,
    *,
    dry_run: bool,
    columns: str = "",
    answers: Sequence[str] = (),
    ask: Ask | None = None,
) -> list[str]:
    """Take over a matrix, or only tell what would change. Returns what is to be printed.

    `columns`: "D=producto,F=avance,*=nada"; `answers`: "Al día=en_ejecucion", "B5=nuevo", "periodo=2023-S1", "hoja=T1".
    `ask` is None where nobody can be asked. Raises PlanFileErrors with every wrong cell, and MatrixUnclear.
    """
    require_schema(settings)
    grids, in_words = read_grids(content), words(settings.language)
    with closing(open_database(settings.database)) as database:
        given = database.read(lambda session: _given(session, grids, columns, answers)).result()
        step = _settled(database, grids, given, ask, in_words)
        told = step.ready.lines(in_words)
        told += [without_tags(note) for note in outcome.notes(step.ready, in_words)]
        if not step.ready.differences:
            told.append(in_words.plain("plan import", "Nothing changes: the plan is already so."))
        elif dry_run:
            told.append(in_words.plain("plan import", "Nothing was saved: this is what would change."))
        else:
            changes = database.write(lambda session: _save(session, grids, step.answers)).result()
            told.append(in_words.plain_count("plan import", "Saved: {n} change.", "Saved: {n} changes.", changes))
        told += _held(database, settings, step.ready, applied=not dry_run)
    return told


def _held(database: Database, settings: Settings, ready: Ready, *, applied: bool) -> list[str]:
    """That the published cut keeps its figures, where the matrix changes what it holds."""
    in_words, shown, year = words(settings.language), formats(settings.language, settings.zone), ready.document.year
    lines = database.read(
        lambda session: kept_cut(session, ready.differences, in_words, shown, year=year, applied=applied)
    ).result()
    return [without_tags(line) for line in lines]


@dataclass(frozen=True)
class _Settled:
    answers: Answers
    ready: Ready


def _settled(database: Database, grids: Sequence[Grid], given: Answers, ask: Ask | None, in_words: Words) -> _Settled:
    """What comes out once everything is answered. Without a terminal, what is sure is not confirmed."""
    while True:
        considering, step = database.read(partial(_step, grids=grids, answers=given)).result()
        given = considering.answers
        if isinstance(step, Ready):
            return _Settled(given, step)
        if isinstance(step, ConfirmColumns) and step.missing is None and ask is None:
            given = replace(given, columns=considering.columns(), columns_confirmed=True)
        else:
            given = _asked(considering, step, ask, in_words)


def _step(session: Session, grids: Sequence[Grid], answers: Answers) -> tuple[Considering, Step]:
    considering = _considering(session, grids, answers)
    return considering, considering.step()


def _considering(session: Session, grids: Sequence[Grid], answers: Answers) -> Considering:
    year = year_of(grids, current_plan(session).year, years_with_plan(session))
    return Considering(session, grids, year, answers)


def _save(session: Session, grids: Sequence[Grid], answers: Answers) -> int:
    """Save what comes out now; how many changes. A question that has come up meanwhile saves nothing."""
    considering, step = _step(session, grids, answers)
    if not isinstance(step, Ready):
        raise _unclear(considering, step)
    remember(session, considering, None, real_now())
    return len(save_matrix(session, step, None, real_now()))


def _asked(considering: Considering, step: Step, ask: Ask | None, in_words: Words) -> Answers:
    """The answers with that of a question, by the buttons that a chat would show."""
    if ask is None:
        raise _unclear(considering, step)
    said = _chosen(screen(step, considering, FILE, in_words), ask)
    if said.what != "pick":
        return answered(considering, said.what, said.which, said.value)
    keyboard = keyboards.pick(considering, considering.guesses, FILE, in_words)
    guess = chosen_column(considering, _chosen((texts.pick(in_words), keyboard), ask).which)
    if guess is None:
        return considering.answers
    question = AskColumn(guess, considering.choices_for(guess))
    said = _chosen(screen(question, considering, FILE, in_words), ask)
    return answered(considering, said.what, said.which, said.value)


def _chosen(shown: tuple[Markup, Keyboard], ask: Ask) -> MatrixAnswer:
    text, keyboard = shown
    buttons = [button for row in keyboard for button in row if MatrixAnswer.matches(button.data)]
    return MatrixAnswer.read(buttons[ask(without_tags(text), [one.label for one in buttons])].data)


def _given(session: Session, grids: Sequence[Grid], columns: str, answers: Sequence[str]) -> Answers:
    """What was told with options. Raises MatrixUnclear for what names no column or field."""
    found = Answers()
    said = [one.rpartition("=")[::2] for one in answers]
    sheets = tuple(value for key, value in said if key == SHEET)
    considering = _considering(session, grids, replace(found, sheets=() if sheets == (EVERY,) else sheets))
    if sheets:
        found = replace(found, sheets=tuple(matrix.grid.name for matrix in considering.matrices))
    period = next((value for key, value in said if key == PERIOD), None)
    states = {plainly(key): value for key, value in said if value in {BY_PERCENTAGE, *ProductStatus}}
    found = replace(found, states=states, same=dict(_cells(considering, said)), period=period)
    return _with_columns(found, considering, columns)


def _cells(considering: Considering, said: Sequence[Sequence[str]]) -> list[tuple[str, str]]:
    """What was said of cells, for whatever sheet they are of: "B5", or "Plan!B5"."""
    names = [matrix.grid.name for matrix in considering.matrices]
    pairs = [(key, NEW if value == OF_NEW else value) for key, value in said]
    return [(key if "!" in key else f"{name}!{key.upper()}", value) for key, value in pairs for name in names]


def _with_columns(answers: Answers, considering: Considering, columns: str) -> Answers:
    kinds = {kind.value: kind for kind in MatrixField}
    found = dict(answers.columns)
    for given in filter(None, map(str.strip, columns.split(","))):
        letter, _, word = (part.strip() for part in given.partition("="))
        headed = [
            guess.column
            for matrix in considering.matrices
            for guess in matrix.guesses
            if guess.column.letter == letter.upper()
        ]
        if word not in kinds or not (headed or letter == OTHERS):
            raise MatrixUnclear(NOT_A_COLUMN, given=given)
        found |= {column_key(column): kinds[word] for column in headed}
        answers = replace(answers, others_unused=answers.others_unused or letter == OTHERS)
    return replace(answers, columns=found, columns_confirmed=bool(found))


def _unclear(considering: Considering, step: Step) -> MatrixUnclear:
    """What has to be said beforehand, in one sentence with an example."""
    match step:
        case AskSheet():
            return MatrixUnclear(SEVERAL_SHEETS, sheets=", ".join(step.names), example=f'"{SHEET}={step.names[0]}"')
        case AskState():
            place = step.cell.place
            example = f'"{step.cell.text}={ProductStatus.IN_PROGRESS.value}"'
            return MatrixUnclear(UNKNOWN_STATE, cell=place.cell, value=step.cell.text, example=example)
        case AskPeriod():
            return MatrixUnclear(UNKNOWN_PERIOD, example=f"{PERIOD}={considering.year}-S1")
        case AskSame():
            cell, other = step.product.place.cell, step.maybe
            values = {"name": step.product.name, "other": other.values["name"], "same": f"{cell}={other.key}"}
            return MatrixUnclear(MAYBE_THE_SAME, cell=cell, new=f"{cell}={OF_NEW}", **values)
    unsure = considering.unsure()
    return _unclear_columns(unsure) if unsure else MatrixUnclear(NO_NAMES)


def _unclear_columns(unsure: Sequence[Guess]) -> MatrixUnclear:
    named = ", ".join(f"{one.column.letter} «{one.column.heading}»" for one in unsure)
    example = '"' + ",".join(f"{one.column.letter}={one.field.value}" for one in unsure) + '"'
    return MatrixUnclear(
        UNKNOWN_COLUMNS, columns=named, example=example, fields=", ".join(kind.value for kind in MatrixField)
    )
