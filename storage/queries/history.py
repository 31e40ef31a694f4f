"""What was changed of a plan, and the cuts as they were published."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from storage.models.history import PlanChange, PublishedCut
from storage.models.plan import Cut, Plan
from storage.models.staff import StaffMember


@dataclass(frozen=True)
class CutVersion:
    """A version of a published cut without its parts. `by` is the name of who published it, None with a plan file."""

    id: int
    on: date
    version: int
    label: str
    published_on: date
    published_at: datetime
    reason: str | None
    from_dates: bool
    by: str | None

    @property
    def said_public_on(self) -> date | None:
        """The day on which it was published, as far as somebody said it; a plan file need not."""
        return None if self.by is None and self.published_on == self.on else self.published_on


_VERSIONS = (
    select(
        PublishedCut.id,
        PublishedCut.cut_on,
        PublishedCut.version,
        PublishedCut.label,
        PublishedCut.published_on,
        PublishedCut.published_at,
        PublishedCut.reason,
        PublishedCut.from_dates,
        StaffMember.name,
    )
    .outerjoin(StaffMember, StaffMember.id == PublishedCut.staff_id)
    .order_by(PublishedCut.cut_on.desc(), PublishedCut.version.desc())
)


def add_changes(session: Session, changes: Iterable[PlanChange]) -> None:
    """Keep these, in this order."""
    session.add_all(changes)
    session.flush()


def changes_since(session: Session, plan_id: int, after: datetime) -> Sequence[PlanChange]:
    """What was changed after a moment, the latest first: the order in which it is undone."""
    statement = select(PlanChange).where(PlanChange.plan_id == plan_id, PlanChange.at > after)
    return session.scalars(statement.order_by(PlanChange.id.desc())).all()


def changes_of(
    session: Session, plan_id: int, part: str, keys: Collection[str], most: int
) -> Sequence[tuple[PlanChange, str | None]]:
    """What was changed of these parts, the latest first, each with the name of whoever of staff did it."""
    statement = (
        select(PlanChange, StaffMember.name)
        .outerjoin(StaffMember, StaffMember.id == PlanChange.staff_id)
        .where(PlanChange.plan_id == plan_id, PlanChange.part == part, PlanChange.key.in_(keys))
        .order_by(PlanChange.id.desc())
        .limit(most)
    )
    return [(change, name) for change, name in session.execute(statement)]


def changes_under(
    session: Session, plan_id: int, part: str, parents: Collection[str], most: int
) -> Sequence[PlanChange]:
    """What was changed of all parts of a kind that hung on these when they were changed, the latest first."""
    statement = select(PlanChange).where(
        PlanChange.plan_id == plan_id, PlanChange.part == part, PlanChange.parent.in_(parents)
    )
    return session.scalars(statement.order_by(PlanChange.id.desc()).limit(most)).all()


def keys_under(session: Session, plan_id: int, part: str, parent: str) -> Sequence[str]:
    """The keys of all parts of a kind that ever hung on another one, as far as changes tell."""
    found = select(PlanChange.key).where(
        PlanChange.plan_id == plan_id, PlanChange.part == part, PlanChange.parent == parent
    )
    return session.scalars(found.distinct()).all()


def kept_since(session: Session, plan_id: int) -> datetime | None:
    """When the first change was kept; None while there is none."""
    return session.scalar(select(func.min(PlanChange.at)).where(PlanChange.plan_id == plan_id))


def cut_versions(session: Session, plan_id: int) -> list[CutVersion]:
    """Every version of every published cut, the latest cut first and of each the latest version first."""
    return [CutVersion(*row) for row in session.execute(_VERSIONS.where(PublishedCut.plan_id == plan_id))]


def cut_parts(session: Session, published_id: int) -> list[dict[str, Any]]:
    """The parts of the plan that a version of a cut holds."""
    return list(session.scalars(select(PublishedCut.parts).where(PublishedCut.id == published_id)).one())


def parts_of_cuts(session: Session, published: Collection[int]) -> dict[int, list[dict[str, Any]]]:
    """The same of several versions, with one query."""
    statement = select(PublishedCut.id, PublishedCut.parts).where(PublishedCut.id.in_(published))
    return {row.id: row.parts for row in session.execute(statement)}


def add_cut(session: Session, published: PublishedCut) -> None:
    """Keep a version of a cut."""
    session.add(published)
    session.flush()


def cut_row(session: Session, plan_id: int, on: date) -> Cut | None:
    """The cut of a date among the plan's own, also one that the plan file no longer has."""
    return session.scalar(select(Cut).where(Cut.plan_id == plan_id, Cut.cut_on == on))


def last_position(session: Session, plan_id: int) -> int:
    """The place of the last cut of a plan; 0 where it has none."""
    return session.scalar(select(func.max(Cut.position)).where(Cut.plan_id == plan_id)) or 0


def lock_plan(session: Session, plan: Plan) -> None:
    """Nobody else changes the plan until this unit of work is over."""
    session.refresh(plan, with_for_update=True)
