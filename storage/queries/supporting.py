"""Observations that others can join."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, and_, exists, func, select
from sqlalchemy.orm import Session

from storage.models.cases import Author, Case
from storage.models.kinds import AboutKind, CaseState, ContributionKind

COMPARED = 4_096  # characters; nobody repeats more than that word by word
UNDER_WAY = (CaseState.IN_REVIEW, CaseState.ASSIGNED)


def joinable(
    session: Session, about: AboutKind, code: str | None, beside: str, since: datetime, most: int
) -> Sequence[tuple[int, str]]:
    """Ids and texts of observations on one thing that staff have looked at and not answered, of other people.

    Sorted by no column: else a database goes through all that was ever filed, from the last one on, for the few that
    are under way.
    """
    own = exists().where(Author.case_id == Case.id, Author.person == beside)
    same = Case.about_code == code if code else Case.about_code.is_(None)
    found = select(Case.id, func.substr(Case.text, 1, COMPARED).label("text")).where(
        _joinable(), Case.about == about, same, Case.received_at >= since, ~own
    )
    rows = session.execute(found.order_by((Case.id + 0).desc()).limit(most))
    return [(row.id, row.text) for row in rows]


def joinable_case(session: Session, case_id: int) -> Case | None:
    """A case, if it can still be joined; it stays as it is until the transaction ends."""
    found = select(Case).where(Case.id == case_id, _joinable()).with_for_update()
    return session.execute(found).scalar_one_or_none()


def _joinable() -> ColumnElement[bool]:
    """One of several that say the same is joined, not each of them."""
    # Not IS NULL: SQLite would look for the empty ones in the index of those columns, which nearly all are.
    first = and_(func.coalesce(Case.duplicate_of, 0) == 0, func.coalesce(Case.supports, 0) == 0)
    return and_(Case.state.in_(UNDER_WAY), Case.kind == ContributionKind.OBSERVATION, first)
