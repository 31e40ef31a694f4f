"""A workbook that is not the bot's own: the matrix of an office, asked about and taken over."""

from collections.abc import Sequence
from contextlib import suppress

from markupsafe import Markup

from handlers import desk
from handlers.answer import Answer, Keyboard
from handlers.buttons.plan_matrix import MatrixAnswer, SaveMatrix
from handlers.groups import own
from handlers.kept_cut import kept_cut
from handlers.keyboards import plan_matrix as keyboards
from handlers.keyboards.layout import rows
from handlers.plan_desk.matrix_answers import answered, chosen_column
from handlers.route import Route, pressed
from handlers.staff_only import as_staff
from handlers.texts import plan_matrix as texts
from handlers.texts import plan_matrix_outcome as outcome
from handlers.texts.fitting import PARAGRAPH
from handlers.turn import Turn
from locales import Words, fold
from participation.observations.drafting import AttachedFile
from participation.plan.current import current_plan
from participation.plan.errors import PlanFileErrors
from participation.plan.matrices.answers import Answers
from participation.plan.matrices.considering import Considering
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
from participation.plan.matrices.taking import mark_of, remember, save_matrix, year_of
from participation.plan.workbook.grid import Grid, read_grids
from participation.staff.rights import Right, require
from storage.models.followup import Desk
from storage.models.staff import StaffMember
from storage.queries import desks
from storage.queries.sheets import years_with_plan

MATRIX, BOOK = "plan-matrix", "plan-workbook"
"""A matrix that is being asked about; and the next file that comes, which may be our own workbook."""
MARK = 8  # digits of the file's hash on a button
Screen = tuple[Markup, Keyboard]


def begin(turn: Turn, me: StaffMember, file: str, grids: Sequence[Grid] | None = None) -> Answer:
    """A workbook that is not our own, by the hash of its file: taken for a matrix."""
    require(me, Right.PUBLISH)
    return _next(turn, file, Answers(), grids)


def answer(turn: Turn) -> Answer:
    """A question about the matrix was answered by a button."""
    return as_staff(turn, lambda me: _answer(turn, me, MatrixAnswer.read(turn.pressed)))


def save(turn: Turn) -> Answer:
    """«Guardar n cambios»: what was shown, if it would still be the same."""
    return as_staff(turn, lambda me: _save(turn, me, SaveMatrix.read(turn.pressed)))


def take(turn: Turn, at: Desk, file: AttachedFile | None) -> Answer | None:
    """What is written while a question stands: the label of a button, or another file.

    None where nothing was to be decided any more and something else is written.
    """
    if file is None and not at.facts.get("open", True) and not _is_label(turn, at):
        desk.leave(turn)
        return None

    def act(me: StaffMember) -> Answer:
        require(me, Right.PUBLISH)
        if file is not None and (another := desk.TAKES[BOOK](turn, at, file)) is not None:
            return another
        kept, answers = str(at.facts["file"]), Answers.of(at.facts["answers"])
        try:
            considering = _considering(turn, kept, answers)
            _, keyboard = screen(considering.step(), considering, kept[:MARK], turn.words)
        except PlanFileErrors as errors:
            return _refused(turn, kept, answers, errors)
        wanted = fold(turn.text.strip())
        for button in (button for row in keyboard for button in row):
            if fold(button.label) != wanted:
                continue
            if MatrixAnswer.matches(button.data):
                return _answer(turn, me, MatrixAnswer.read(button.data))
            if SaveMatrix.matches(button.data):
                return _save(turn, me, SaveMatrix.read(button.data))
        return turn.say(outcome.tap_or_send(turn.words), keyboard)

    return as_staff(turn, act)


def _answer(turn: Turn, me: StaffMember, said: MatrixAnswer) -> Answer:
    require(me, Right.PUBLISH)
    found = _at(turn, said.file)
    if found is None:
        return turn.say(outcome.send_again(turn.words), _only_plan(turn))
    file, answers = found
    considering = _considering(turn, file, answers)
    if said.what == "pick":
        return _pick(turn, considering, file, said.which)
    answers = answered(considering, said.what, said.which, said.value)
    if said.what in {"ok", "state"} and answers.columns_confirmed:
        remember(turn.session, _considering(turn, file, answers), me, turn.now)
    return _next(turn, file, answers)


def _save(turn: Turn, me: StaffMember, wanted: SaveMatrix) -> Answer:
    require(me, Right.PUBLISH)
    found = _at(turn, wanted.file)
    if found is None:
        return turn.say(outcome.send_again(turn.words), _only_plan(turn))
    file, answers = found
    try:
        considering = _considering(turn, file, answers)
        step = considering.step()
    except PlanFileErrors as errors:
        return _refused(turn, file, answers, errors)
    if not isinstance(step, Ready) or mark_of(step) != wanted.mark:
        text, keyboard = screen(step, considering, file[:MARK], turn.words)
        return turn.say(PARAGRAPH.join([outcome.changed_meanwhile(turn.words), text]), keyboard)
    changes = save_matrix(turn.session, step, me, turn.now)
    desk.leave(turn)
    said = [outcome.saved(len(changes), turn.words), *kept_cut(turn.session, changes, turn.words, turn.formats)]
    return turn.show(PARAGRAPH.join(said), _only_plan(turn))


def _pick(turn: Turn, considering: Considering, file: str, which: str) -> Answer:
    """Which column is to be changed, and to what."""
    mark, guess = file[:MARK], chosen_column(considering, which)
    if guess is None:
        keyboard = keyboards.pick(considering, considering.guesses, mark, turn.words)
        return turn.show(texts.pick(turn.words), keyboard)
    step = AskColumn(guess, considering.choices_for(guess))
    return turn.show(texts.ask_column(step, turn.words), keyboards.column(step, considering, mark, turn.words))


def _next(turn: Turn, file: str, answers: Answers, grids: Sequence[Grid] | None = None) -> Answer:
    """The next question, or what would change; the answers so far are kept."""
    try:
        considering = _considering(turn, file, answers, grids)
        step = considering.step()
    except PlanFileErrors as errors:
        return _refused(turn, file, answers, errors)
    nothing = isinstance(step, Ready) and not step.differences and not step.may_remove
    _keep(turn, file, considering.answers, is_open=not nothing)
    return turn.show(*screen(step, considering, file[:MARK], turn.words))


def screen(step: Step, considering: Considering, mark: str, words: Words) -> Screen:
    """What is said and offered at a step; `mark` names the matrix on the buttons."""
    match step:
        case AskSheet():
            shown = texts.ask_sheet(words), keyboards.sheets(step, mark, words)
        case AskColumn():
            shown = texts.ask_column(step, words), keyboards.column(step, considering, mark, words)
        case ConfirmColumns():
            shown = texts.confirm(step, words), keyboards.confirm(step, mark, words)
        case AskState():
            shown = texts.ask_state(step, words), keyboards.state(step, mark, words)
        case AskPeriod():
            shown = texts.ask_period(step, words), keyboards.period(considering.year, mark, words)
        case AskSame():
            shown = texts.ask_same(step, words), keyboards.same(step, considering, mark, words)
        case Ready():
            shown = outcome.ready(step, words), keyboards.ready(step, mark, words)
    return shown


def _refused(turn: Turn, file: str, answers: Answers, errors: PlanFileErrors) -> Answer:
    """What is wrong, cell by cell. The next file is awaited, and the columns can still be changed."""
    _keep(turn, file, answers)
    items = [keyboards.plan(turn.words)]
    if any(error.place is not None for error in errors.errors):
        items.insert(0, keyboards.change_columns(file[:MARK], turn.words))
    return turn.show(outcome.refused(errors, turn.words), rows(items))


def _considering(turn: Turn, file: str, answers: Answers, grids: Sequence[Grid] | None = None) -> Considering:
    """Raises PlanFileErrors for a file that is no workbook, or has no table of a plan."""
    if grids is None:
        if turn.office.files is None:
            raise LookupError("no store of files")
        grids = read_grids(turn.office.files.get(file))
    year = year_of(grids, current_plan(turn.session).year, years_with_plan(turn.session))
    return Considering(turn.session, grids, year, answers)


def _keep(turn: Turn, file: str, answers: Answers, *, is_open: bool = True) -> None:
    """`is_open`: whether something is to be decided."""
    desk.sit_down(turn, MATRIX, file=file, answers=answers.as_json(), open=is_open)


def _at(turn: Turn, file: str) -> tuple[str, Answers] | None:
    """The matrix that is being asked about, by its file's hash, with the answers; None if it is another one."""
    at = desks.desk(turn.session, turn.chat_id)
    if at is None or at.doing != MATRIX or not file or not str(at.facts.get("file", "")).startswith(file):
        return None
    return str(at.facts["file"]), Answers.of(at.facts["answers"])


def _is_label(turn: Turn, at: Desk) -> bool:
    change = keyboards.change_columns(str(at.facts["file"])[:MARK], turn.words)
    return fold(turn.text.strip()) == fold(change.label)


def _only_plan(turn: Turn) -> Keyboard:
    return rows([keyboards.plan(turn.words)])


def _prepare(turn: Turn) -> None:
    """Read the workbook before the unit of work, which then finds it read."""
    at = desks.desk(turn.session, turn.chat_id)
    if at is None or at.doing != MATRIX or turn.office.files is None:
        return
    with suppress(PlanFileErrors):  # it is told in the turn itself
        read_grids(turn.office.files.get(str(at.facts["file"])))


desk.TAKES[MATRIX] = take
ROUTES: list[Route] = [
    pressed(MatrixAnswer, own(answer), changes=True, prepare=_prepare),
    pressed(SaveMatrix, own(save), changes=True, prepare=_prepare),
]
