"""What was changed of a plan, and the cuts as they were published."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage.models.history import PlanChange, PublishedCut


def add_changes(session: Session, changes: Iterable[PlanChange]) -> None:
    """Keep these, in this order."""
    session.add_all(changes)
    session.flush()


def changes_since(session: Session, plan_id: int, after: datetime) -> Sequence[PlanChange]:
    """What was changed after a moment, the latest first: the order in which it is undone."""
    statement = select(PlanChange).where(PlanChange.plan_id == plan_id, PlanChange.at > after)
    return session.scalars(statement.order_by(PlanChange.id.desc())).all()


def published_cuts(session: Session, plan_id: int) -> Sequence[PublishedCut]:
    """Every version of every cut, the latest cut first and of each the latest version first."""
    statement = select(PublishedCut).where(PublishedCut.plan_id == plan_id)
    return session.scalars(statement.order_by(PublishedCut.cut_on.desc(), PublishedCut.version.desc())).all()
