"""A matrix laid over the plans of the repository, its questions answered by who the test says."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from locales import Language, words
from participation.plan import PlanFileErrors, read_plan_file
from participation.plan.document import PlanDocument
from participation.plan.matrices.answers import Answers
from participation.plan.matrices.considering import Considering
from participation.plan.matrices.fields import MatrixField
from participation.plan.matrices.matching import question_key
from participation.plan.matrices.sheets import column_key, siblings
from participation.plan.matrices.steps import (
    AskColumn,
    AskPeriod,
    AskSame,
    AskState,
    ConfirmColumns,
    Ready,
    Step,
)
from participation.plan.matrices.synonyms import plainly
from participation.plan.workbook.grid import read_grids
from storage import Session
from tests.support.importing import lay

NOW = datetime(2023, 7, 1, 14, 0, tzinfo=UTC)
ENGLISH = words(Language.EN)
SEED, EXAMPLE = "enterritorio-2021", "ejemplo-2023"
Said = Mapping[str, str]


def plan(session: Session, name: str) -> int:
    """One of the plans of the repository; gives its year."""
    document = _read(name)
    lay(session, document, NOW)
    return document.year


@cache
def _read(name: str) -> PlanDocument:
    return read_plan_file(Path(f"plans/{name}.yaml"))


def considered(session: Session, content: bytes, year: int, answers: Answers | None = None) -> Considering:
    """A matrix with what was answered so far."""
    return Considering(session, read_grids(content), year, answers or Answers())


def asked(session: Session, content: bytes, year: int, said: Said | None = None) -> tuple[Ready, list[str]]:
    """What comes out, and what was asked on the way; what `said` does not answer is answered as it is guessed."""
    answers = Answers()
    questions: list[str] = []
    while True:
        considering = considered(session, content, year, answers)
        step = considering.step()
        if isinstance(step, Ready):
            return step, questions
        question, answers = _answered(considering, step, said or {})
        questions.append(question)
        assert len(questions) < 20, questions


def refused(act: Callable[[], object]) -> list[str]:
    """The errors of a matrix that is not taken, in the order of its cells."""
    try:
        act()
    except PlanFileErrors as errors:
        return [error.text(ENGLISH) for error in errors.errors]
    raise AssertionError("it was taken")


def changes(step: Ready) -> list[str]:
    """What would change."""
    return [one.text(ENGLISH) for one in step.differences]


def _answered(considering: Considering, step: Step, said: Said) -> tuple[str, Answers]:
    answers = considering.answers
    match step:
        case AskColumn():
            kind = MatrixField(said.get(step.guess.column.letter, step.guess.field))
            alike = siblings(step.guess, considering.guesses)
            return step.guess.column.heading, answers.with_columns({column_key(one.column): kind for one in alike})
        case ConfirmColumns():
            return "columns", replace(answers, columns=considering.columns(), columns_confirmed=True)
        case AskState():
            word = step.cell.text
            return word, replace(answers, states={**answers.states, plainly(word): said[word]})
        case AskSame():
            code = said.get(step.product.name, step.maybe.key)
            return step.product.name, replace(answers, same={question_key(step.product.place): code})
        case AskPeriod():
            return "period", replace(answers, period=said["period"])
    raise AssertionError(step)
