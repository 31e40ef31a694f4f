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
    found = (
        select(
            Case.state,
            func.count(),
            func.count(Case.due_on),
            func.count().filter(Case.answered_on <= Case.due_on),
            func.count().filter(Case.due_on < today),
        )
        .where(Case.vigencia == vigencia)
        .group_by(Case.state)
    )
    counted = {state: row for state, *row in session.execute(found)}
    all_of, with_term, in_time, overdue = (
        {state: row[column] for state, row in counted.items()} for column in range(4)
    )
    return CaseCounts(
        received=sum(all_of.values()),
        answered=all_of.get(CaseState.ANSWERED, 0),
        with_term=with_term.get(CaseState.ANSWERED, 0),
        in_time=in_time.get(CaseState.ANSWERED, 0),
        pending=sum(all_of.get(state, 0) for state in OPEN),
        overdue=sum(overdue.get(state, 0) for state in OPEN),
        withdrawn=all_of.get(CaseState.WITHDRAWN, 0),
        discarded=all_of.get(CaseState.SPAM, 0),
    )
