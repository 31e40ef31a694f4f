"""Buttons of the questions about somebody else's matrix, and of what it would change."""

from collections.abc import Sequence

from handlers.answer import Button, Keyboard
from handlers.buttons.plan_desk import PlanDesk
from handlers.buttons.plan_matrix import MatrixAnswer, SaveMatrix
from handlers.keyboards.layout import rows, to
from handlers.plan_desk.matrix_answers import OF_NEW, cell_mark, column_mark, state_mark
from handlers.texts.plan_matrix import FIELDS, period_name, state_name
from locales import Words, clip
from participation.plan.matrices.considering import Considering
from participation.plan.matrices.fields import MatrixField
from participation.plan.matrices.guessing import Guess
from participation.plan.matrices.steps import AskColumn, AskSame, AskSheet, AskState, ConfirmColumns, Ready
from participation.plan.matrices.synonyms import BY_PERCENTAGE
from participation.plan.matrices.taking import mark_of
from storage.models.plan import ProductStatus

LONGEST = 40  # characters of a heading on a button

STATES = (ProductStatus.PROGRAMMED, ProductStatus.IN_PROGRESS, ProductStatus.DONE, ProductStatus.POSTPONED)


def sheets(step: AskSheet, file: str, words: Words) -> Keyboard:
    """One button a sheet, and all of them."""
    named = [to(name, MatrixAnswer(file, "sheet", str(number))) for number, name in enumerate(step.names)]
    return rows([*named, to(words.plain("button", "All of them"), MatrixAnswer(file, "sheet", "all")), plan(words)])


def column(step: AskColumn, considering: Considering, file: str, words: Words) -> Keyboard:
    """What the column can be, the likeliest first."""
    which = column_mark(considering, step.guess)
    likely = [step.guess.field] if step.guess.confidence > 0 and step.guess.field in step.choices else []
    if MatrixField.PERCENTAGE in likely:
        likely.append(MatrixField.PERCENTAGE_PART)
    kinds = list(dict.fromkeys([*likely, *step.choices]))
    items = [to(words.plain_phrase(FIELDS[kind]), MatrixAnswer(file, "col", which, kind.value)) for kind in kinds]
    if step.left:
        items.append(to(words.plain("button", "Use none of the others"), MatrixAnswer(file, "rest")))
    return rows([*items, plan(words)])


def confirm(step: ConfirmColumns, file: str, words: Words) -> Keyboard:
    """Right so, or not."""
    fine = [to(words.plain("button", "That is right"), MatrixAnswer(file, "ok"))] if step.missing is None else []
    return rows([*fine, change_columns(file, words), plan(words)])


def pick(considering: Considering, guesses: Sequence[Guess], file: str, words: Words) -> Keyboard:
    """Which column is to be changed?"""
    items = [_column_button(considering, guess, file) for guess in guesses]
    return rows([*items, plan(words)])


def state(step: AskState, file: str, words: Words) -> Keyboard:
    """The states that a word can stand for."""
    which = state_mark(step.cell.text)
    items = [to(state_name(one, words), MatrixAnswer(file, "state", which, one.value)) for one in STATES]
    by_share = words.plain("button", "By its percentage")
    return rows([*items, to(by_share, MatrixAnswer(file, "state", which, BY_PERCENTAGE)), plan(words)])


def period(year: int, file: str, words: Words) -> Keyboard:
    """When the new ones are due."""
    codes = (f"{year}-S1", f"{year}-S2", str(year))
    items = [to(period_name(code, words), MatrixAnswer(file, "period", "", code)) for code in codes]
    return rows([*items, plan(words)])


def same(step: AskSame, considering: Considering, file: str, words: Words) -> Keyboard:
    """The same product, or a new one."""
    which = cell_mark(considering, step.product.place)
    is_same = MatrixAnswer(file, "same", which, step.maybe.key)
    return rows(
        [
            to(words.plain("button", "It is the same product"), is_same),
            to(words.plain("button", "It is a new one"), MatrixAnswer(file, "same", which, OF_NEW)),
            plan(words),
        ]
    )


def ready(step: Ready, file: str, words: Words) -> Keyboard:
    """Save; what becomes of the products that the matrix does not have; other columns."""
    items: list[Button] = []
    if step.differences:
        label = words.plain_count("button", "Save one change", "Save {n} changes", len(step.differences))
        items.append(to(label, SaveMatrix(file, mark_of(step))))
    if step.may_remove:
        label = words.plain("button", "Leave them") if step.removes else words.plain("button", "Take them out")
        items.append(to(label, MatrixAnswer(file, "gone", "", "0" if step.removes else "1")))
    return rows([*items, change_columns(file, words), plan(words)])


def change_columns(file: str, words: Words) -> Button:
    """«Cambiar columnas»."""
    return to(words.plain("button", "Change columns"), MatrixAnswer(file, "pick"))


def plan(words: Words) -> Button:
    """Back to «Plan»."""
    return to(words.plain("button", "Plan"), PlanDesk())


def _column_button(considering: Considering, guess: Guess, file: str) -> Button:
    label = f"{guess.column.letter} · {clip(guess.column.heading, LONGEST)}".rstrip(" ·")
    return to(label, MatrixAnswer(file, "pick", column_mark(considering, guess)))
