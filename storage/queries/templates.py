"""The entity's templates of answers."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage.models.followup import AnswerTemplate, Decision


def template(session: Session, template_id: int) -> AnswerTemplate | None:
    """A template by its id, removed ones included."""
    return session.get(AnswerTemplate, template_id)


def templates(session: Session, decision: Decision | None) -> Sequence[AnswerTemplate]:
    """The templates of a decision, or of all, in the order of their names."""
    found = select(AnswerTemplate).where(AnswerTemplate.removed_at.is_(None))
    if decision is not None:
        found = found.where(AnswerTemplate.decision == decision)
    return session.execute(found.order_by(AnswerTemplate.decision, AnswerTemplate.name)).scalars().all()
