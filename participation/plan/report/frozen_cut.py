"""A cut as its report tells it: the plan and its events as they were published, under the names of then."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from participation.plan.agenda import shown_events, view
from participation.plan.current import cut_view
from participation.plan.frozen import thawed_parts
from participation.plan.published import Overview
from participation.plan.state import plan_state
from participation.plan.views import EventView, PlanProgress, ProductDetail
from participation.progress import plan_progress, product_details, progress_of
from storage import Session
from storage.models.plan import Event, EventState, Plan, Product
from storage.queries import history
from storage.queries import progress_report as queries
from storage.queries.history import CutVersion
from storage.queries.plan_parts import Part, PartRow


@dataclass(frozen=True)
class CutTold:
    """The plan, its products with their proof, and its events without the drafts."""

    plan: PlanProgress
    details: Sequence[ProductDetail]
    events: Sequence[EventView]


def as_it_is(session: Session, plan: Plan, today: date) -> CutTold:
    """What nobody has frozen: a plan without cuts, and the last minute before a cut is frozen."""
    events = tuple(shown_events(session, plan, today))
    return CutTold(plan_progress(session, today), tuple(product_details(session, today)), events)


def as_published(session: Session, plan: Plan, version: CutVersion) -> CutTold:
    """What a version of a cut holds."""
    parts = thawed_parts(history.cut_parts(session, version.id))
    named = {row.key: str(row.values["name"]) for row in parts if row.part is Part.VALUE_GROUP}
    on = version.published_on
    events = _events(parts, named, queries.days_lost(session, plan.id, version.published_at), on)
    state = plan_state(parts, version.on, version.on, only_dated=version.from_dates)
    progress = progress_of(session, plan, Overview(cut_view(version), state), version.on)
    own = next((row.values for row in parts if row.part is Part.PLAN), {})
    then = {name: own[name] for name in ("name", "report_objective", "source") if name in own}
    details = tuple(
        ProductDetail(
            product=one.product,
            activity_number=activity.number,
            activity_name=activity.name,
            activity_short_name=activity.short_name,
            quantity=one.quantity,
            executed_on=one.executed_on,
            responsible=one.responsible,
            value_groups=tuple(named[group] for group in one.value_groups if group in named),
            evidence=one.evidence,
            events=tuple(event for event in events if event.product_code == one.product.code),
        )
        for activity in progress.activities
        for one in (state.by_code[product.code] for product in activity.products)
    )
    return CutTold(replace(progress, **then), details, events)


def _events(
    parts: Sequence[PartRow], groups: dict[str, str], lost: Mapping[str, Sequence[str]], on: date
) -> tuple[EventView, ...]:
    """The events as their rows were: read by the same rules as those of today."""
    names = {row.key: str(row.values["short_name"]) for row in parts if row.part is Part.PRODUCT}
    rows = sorted((row for row in parts if row.part is Part.EVENT), key=lambda row: int(row.values["position"]))
    found = []
    for row in rows:
        event = Event(id=0, **{name: _listed(name, value) for name, value in row.values.items()})
        serves = row.parent if row.parent in names else None
        product = Product(code=serves, short_name=names[serves]) if serves is not None else None
        if event.state is not EventState.DRAFT:
            found.append(view(event, product, groups, on, lost.get(row.key, ())))
    return tuple(found)


def _listed(name: str, value: object) -> object:
    """A list that a cut of earlier days did not hold yet is empty."""
    return [] if value is None and name in {"speakers", "value_groups"} else value
