"""How the plan is going: the figures at the latest cut, the activities, the products with their proof.

What was published at a cut is told as it was published, under the names that the plan gives by now; contact, events and
the screen of a product tell what is so today. `today` is the day in the entity's zone. All functions raise NoPlanError
while no plan is imported, and make a number of queries that does not depend on the size of the plan.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from participation.plan.agenda import shown_events
from participation.plan.current import current_plan
from participation.plan.memo import kept
from participation.plan.published import Shown, at_cut, now_and_at_cut, since_cut
from participation.plan.state import PlanState, ProductState
from participation.plan.views import (
    ActivityProgress,
    EntityView,
    EventView,
    NotInPlanError,
    PendingProduct,
    PlanProgress,
    ProductDetail,
    ProductView,
    SinceCut,
)
from storage import Session
from storage.models.plan import EventState, Plan
from storage.queries import plan as queries

_EXPLAINING = (EventState.POSTPONED, EventState.RESCHEDULED, EventState.CANCELLED, EventState.UNCONFIRMED)


@kept
def plan_progress(session: Session, today: date) -> PlanProgress:
    """The current plan at its latest cut: figures, activities with their products, what is pending and why."""
    plan = current_plan(session)
    return progress_of(session, plan, now_and_at_cut(session, today), today)


def cut_progress(session: Session, cut_on: date, today: date, version: int | None = None) -> PlanProgress:
    """The current plan as it was published at a cut: in its latest version, or the one that is named.

    Raises NoSuchCut.
    """
    return _cut_progress(session, today, cut_on, version)


@kept
def _cut_progress(session: Session, today: date, cut_on: date, version: int | None) -> PlanProgress:
    plan = current_plan(session)
    return progress_of(session, plan, at_cut(session, plan, cut_on, today, version), today)


def activity_progress(session: Session, code: str, today: date) -> ActivityProgress:
    """One activity of the current plan at its latest cut. Raises NotInPlanError for an unknown code."""
    for activity in plan_progress(session, today).activities:
        if activity.code == code:
            return activity
    raise NotInPlanError(code)


def product_detail(session: Session, code: str, today: date) -> ProductDetail:
    """One product of the current plan as it is today, with what has changed since the cut.

    What is not in the plan any more is told as it was at the cut. Raises NotInPlanError for an unknown code.
    """
    for read in (present_details, product_details):
        for detail in read(session, today):
            if detail.product.code == code:
                return detail
    raise NotInPlanError(code)


@kept
def product_details(session: Session, today: date) -> list[ProductDetail]:
    """Every product of the current plan at its latest cut with its evidence, in the order of the plan."""
    plan = current_plan(session)
    shown = now_and_at_cut(session, today)
    return _details(session, plan, shown.state, shown, today)


@kept
def present_details(session: Session, today: date) -> list[ProductDetail]:
    """Every product of the current plan as it is today, whatever was published of it."""
    plan = current_plan(session)
    shown = now_and_at_cut(session, today)
    return _details(session, plan, shown.present, shown, today)


def entity(session: Session) -> EntityView:
    """The entity of the current plan: contact, protected channel, privacy and emergency texts, colours."""
    return EntityView.of(current_plan(session))


def progress_of(session: Session, plan: Plan, shown: Shown, today: date) -> PlanProgress:
    """The figures of a plan as it one at some date, with what explains today what was pending then."""
    state = shown.state
    return PlanProgress(
        name=plan.name,
        vigencia=plan.year,
        version=plan.version,
        source=plan.source,
        report_objective=plan.report_objective,
        entity=EntityView.of(plan),
        cut=shown.cut,
        reference=state.reference,
        year=state.year,
        due=state.due,
        activities=state.progress(),
        pending=_pending(session, plan, shown, today),
        unitemised=state.unitemised,
        computed=state.computed,
        has_changes=shown.has_changes,
    )


def _details(session: Session, plan: Plan, state: PlanState, shown: Shown, today: date) -> list[ProductDetail]:
    groups, events = queries.value_group_names(session, plan), shown_events(session, plan, today)
    numbers = {activity.code: (number, activity) for number, activity in enumerate(state.activities, start=1)}
    found = []
    for one in state.products:
        number, activity = numbers[one.product.activity_code]
        changed = since_cut(one.product.code, shown)
        detail = _detail(one, groups, events, changed)
        found.append(
            replace(
                detail,
                activity_number=number,
                activity_name=activity.name,
                activity_short_name=activity.short_name,
            )
        )
    return found


def _detail(
    one: ProductState, groups: Mapping[str, str], events: Sequence[EventView], changed: SinceCut | None
) -> ProductDetail:
    return ProductDetail(
        product=one.product,
        activity_number=0,
        activity_name="",
        activity_short_name="",
        quantity=one.quantity,
        executed_on=one.executed_on,
        responsible=one.responsible,
        value_groups=tuple(groups[group] for group in one.value_groups if group in groups),
        evidence=one.evidence,
        events=tuple(event for event in events if event.product_code == one.product.code),
        since_cut=changed,
    )


def _pending(session: Session, plan: Plan, shown: Shown, today: date) -> tuple[PendingProduct, ...]:
    events = shown_events(session, plan, today)
    return tuple(
        PendingProduct(product, _explanation(product, events), done_since=_is_done(product, shown.present))
        for product in shown.state.views
        if product.counts and not product.executed and product.period.end <= shown.state.reference
    )


def _is_done(product: ProductView, present: PlanState) -> bool:
    now = present.by_code.get(product.code)
    return now is not None and now.product.executed


def _explanation(product: ProductView, events: Sequence[EventView]) -> EventView | None:
    """The event that tells why: one that was put off or called off, else one that is still to come."""
    serving = [event for event in events if event.product_code == product.code and event.state is not EventState.HELD]
    serving.sort(key=lambda event: event.state not in _EXPLAINING)
    return serving[0] if serving else None
