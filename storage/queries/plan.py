"""Reading the plan for people: few statements, always the same number however large the plan is.

What is retired is never among the rows. The statements are built once: building them took half the time of the
most asked question, how far the plan is.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import and_, bindparam, select
from sqlalchemy.orm import Session

from storage.changes import has_changed, times_changed
from storage.models.events import EventChange
from storage.models.history import PublishedCut
from storage.models.plan import (
    Activity,
    Cut,
    Event,
    Evidence,
    Plan,
    Product,
    Task,
    ValueGroup,
    Window,
)

TOLD_FROM = frozenset(
    mapper.local_table.name  # type: ignore[attr-defined]  # of a table, never of a join
    for mapper in Plan.registry.mappers
    if mapper.class_.__module__ in {Plan.__module__, EventChange.__module__, PublishedCut.__module__}
)
"""The tables of the plan, its cuts, its events and what happened to them: the plan is told from these."""
CURRENT = "current plan"
_PLAN_ID = bindparam("plan_id", type_=Plan.id.type)

_STAMP = select(Plan.id, Plan.version, Plan.imported_at).order_by(Plan.year.desc()).limit(1)
_CURRENT = select(Plan).order_by(Plan.year.desc()).limit(1)
_CUTS = select(Cut).where(Cut.plan_id == _PLAN_ID, Cut.retired_at.is_(None)).order_by(Cut.cut_on.desc())
_BRANCHES = (
    select(Activity, Task, Product)
    .join(Task, Product.task_id == Task.id)
    .join(Activity, Task.activity_id == Activity.id)
    .where(Product.plan_id == _PLAN_ID, Product.retired_at.is_(None))
    .order_by(Activity.position, Task.position, Product.position)
)
_EVIDENCE = (
    select(Evidence)
    .where(Evidence.plan_id == _PLAN_ID, Evidence.retired_at.is_(None))
    .order_by(Evidence.product_id, Evidence.position)
)
_EVENTS = (
    select(Event, Product)
    .outerjoin(Product, and_(Event.product_id == Product.id, Product.retired_at.is_(None)))
    .where(Event.plan_id == _PLAN_ID, Event.retired_at.is_(None))
    .order_by(Event.position)
)
_WINDOWS = select(Window).where(Window.plan_id == _PLAN_ID, Window.retired_at.is_(None)).order_by(Window.position)
_VALUE_GROUPS = (
    select(ValueGroup.code, ValueGroup.name)
    .where(ValueGroup.plan_id == _PLAN_ID, ValueGroup.retired_at.is_(None))
    .order_by(ValueGroup.position)
)


@dataclass(frozen=True)
class Branch:
    """A product with the task and the activity under which it stands."""

    activity: Activity
    task: Task
    product: Product


def stamp(session: Session) -> tuple[object, ...] | None:
    """What changes whenever the current plan does; None while there is none."""
    if CURRENT in session.info and (plan := current_plan(session)) is not None:
        return plan.id, plan.version, plan.imported_at
    row = session.connection().execute(_STAMP).first()
    return None if row is None else tuple(row)


def current_plan(session: Session) -> Plan | None:
    """The plan of the latest year that was imported. Asked for again in the same unit of work, it is not read again."""
    times = times_changed(session) if has_changed(session, (Plan.__tablename__,)) else 0
    known: tuple[int, Plan | None] = session.info.get(CURRENT, (None, None))
    if known[0] != times:
        session.info[CURRENT] = known = times, session.scalar(_CURRENT)
    return known[1]


def plan_of(session: Session, year: int) -> Plan | None:
    """The plan of a year, which need not be the current one."""
    return session.scalar(select(Plan).where(Plan.year == year))


def cuts(session: Session, plan: Plan) -> Sequence[Cut]:
    """The cuts, the latest first."""
    return session.scalars(_CUTS, {"plan_id": plan.id}).all()


def windows(session: Session, plan: Plan) -> Sequence[Window]:
    """The windows in which the entity asks for something."""
    return session.scalars(_WINDOWS, {"plan_id": plan.id}).all()


def branches(session: Session, plan: Plan) -> list[Branch]:
    """All products in the order of the plan."""
    return [Branch(*row) for row in session.execute(_BRANCHES, {"plan_id": plan.id})]


def evidence(session: Session, plan: Plan) -> dict[int, list[Evidence]]:
    """All evidence of the plan, by product id, in its order; a product without any is not there."""
    found: dict[int, list[Evidence]] = {}
    for proof in session.scalars(_EVIDENCE, {"plan_id": plan.id}):
        found.setdefault(proof.product_id, []).append(proof)
    return found


def events(session: Session, plan: Plan) -> list[tuple[Event, Product | None]]:
    """All events in the order of the plan, drafts included, each with the product that it serves."""
    return [(event, product) for event, product in session.execute(_EVENTS, {"plan_id": plan.id})]


def value_group_names(session: Session, plan: Plan) -> dict[str, str]:
    """The names of the grupos de valor by code, in the order of the plan."""
    return {row.code: row.name for row in session.execute(_VALUE_GROUPS, {"plan_id": plan.id})}
