"""Counting what became of cases: one statement, whatever there is to count."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from storage.models.cases import Case
from storage.models.kinds import CaseState

OPEN = (CaseState.RECEIVED, CaseState.IN_REVIEW, CaseState.ASSIGNED, CaseState.REOPENED)


@dataclass(frozen=True)
class CaseCounts:
    """Cases of every kind. `received` is the sum of `answered`, `pending`, `withdrawn` and `discarded` (spam).

    `overdue` are among the pending. Of the answered ones `with_term` had a date to be answered by, `in_time` met it.
    """

    received: int
    answered: int
    with_term: int
    in_time: int
    pending: int
    overdue: int
    withdrawn: int
    discarded: int


def case_counts(session: Session, vigencia: int, today: date) -> CaseCounts:
    """The cases of a plan's year, at a day in the entity's zone. On its last day a case is not overdue yet."""
    answered = Case.state == CaseState.ANSWERED
    pending = Case.state.in_(OPEN)
    found = select(
        func.count(),
        func.count().filter(answered),
        func.count().filter(answered, Case.due_on.is_not(None)),
        func.count().filter(answered, Case.answered_on <= Case.due_on),
        func.count().filter(pending),
        func.count().filter(pending, Case.due_on < today),
        func.count().filter(Case.state == CaseState.WITHDRAWN),
        func.count().filter(Case.state == CaseState.SPAM),
    ).where(Case.vigencia == vigencia)
    return CaseCounts(*session.execute(found).one())
