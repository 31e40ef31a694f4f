"""How the plan is going: the figures at the latest cut, the activities, the products with their proof.

`today` is the day in the entity's zone. All functions raise NoPlanError while no plan is imported, and make a number of
queries that does not depend on the size of the plan.
"""

from collections.abc import Mapping, Sequence
from datetime import date

from participation.plan import figures
from participation.plan.agenda import shown_events
from participation.plan.current import current_plan, latest_cut, reference_date
from participation.plan.memo import kept
from participation.plan.periods import Period
from participation.plan.products import evidence_view, product_view
from participation.plan.views import (
    ActivityProgress,
    EntityView,
    EventView,
    NotInPlanError,
    PendingProduct,
    PlanProgress,
    ProductDetail,
    ProductView,
    Unitemised,
)
from storage import Session
from storage.models.plan import ComputedFigure, EventState, Evidence, Plan
from storage.queries import plan as queries

_EXPLAINING = (EventState.POSTPONED, EventState.RESCHEDULED, EventState.CANCELLED, EventState.UNCONFIRMED)


@kept
def plan_progress(session: Session, today: date) -> PlanProgress:
    """The current plan at its latest cut: figures, activities with their products, what is pending and why."""
    plan = current_plan(session)
    cut = latest_cut(session, plan, today)
    reference = cut.on if cut else today
    products = _products(session, plan, reference, today)
    without_detail = _unitemised(session, plan)
    return PlanProgress(
        name=plan.name,
        vigencia=plan.year,
        version=plan.version,
        source=plan.source,
        report_objective=plan.report_objective,
        entity=EntityView.of(plan),
        cut=cut,
        reference=reference,
        year=figures.of_year(products, without_detail),
        due=figures.of_due(products, without_detail, reference),
        activities=_activities(session, plan, products, reference),
        pending=_pending(session, plan, products, reference, today),
        unitemised=without_detail,
        computed=frozenset(ComputedFigure(figure) for figure in plan.computed_figures),
    )


def activity_progress(session: Session, code: str, today: date) -> ActivityProgress:
    """One activity of the current plan. Raises NotInPlanError for an unknown code."""
    plan = current_plan(session)
    reference = reference_date(session, plan, today)
    products = _products(session, plan, reference, today)
    for activity in _activities(session, plan, products, reference):
        if activity.code == code:
            return activity
    raise NotInPlanError(code)


def product_detail(session: Session, code: str, today: date) -> ProductDetail:
    """One product of the current plan with its evidence. Raises NotInPlanError for an unknown code."""
    for detail in product_details(session, today):
        if detail.product.code == code:
            return detail
    raise NotInPlanError(code)


@kept
def product_details(session: Session, today: date) -> list[ProductDetail]:
    """Every product of the current plan with its evidence, in the order of the plan."""
    plan = current_plan(session)
    reference = reference_date(session, plan, today)
    evidence, groups = queries.evidence(session, plan), queries.value_group_names(session, plan)
    events = shown_events(session, plan, today)
    numbers = {activity.code: number for number, activity in enumerate(queries.activities(session, plan), start=1)}
    return [
        _detail(
            branch, numbers[branch.activity.code], evidence.get(branch.product.id), groups, events, reference, today
        )
        for branch in queries.branches(session, plan)
    ]


def _detail(
    branch: queries.Branch,
    number: int,
    evidence: Sequence[Evidence] | None,
    groups: Mapping[str, str],
    events: Sequence[EventView],
    reference: date,
    today: date,
) -> ProductDetail:
    row = branch.product
    dates = [day for proof in evidence for day in proof.dates] if evidence is not None else None
    return ProductDetail(
        product=product_view(branch, dates, reference, today),
        activity_number=number,
        activity_name=branch.activity.name,
        activity_short_name=branch.activity.short_name,
        quantity=row.quantity,
        executed_on=row.executed_on,
        responsible=row.responsible,
        value_groups=tuple(groups[group] for group in row.value_groups if group in groups),
        evidence=tuple(evidence_view(proof) for proof in evidence or ()),
        events=tuple(event for event in events if event.product_code == row.code),
    )


def entity(session: Session) -> EntityView:
    """The entity of the current plan: contact, protected channel, privacy and emergency texts, colours."""
    return EntityView.of(current_plan(session))


def _products(session: Session, plan: Plan, reference: date, today: date) -> list[ProductView]:
    dates = queries.evidence_dates(session, plan)
    return [
        product_view(branch, dates.get(branch.product.id), reference, today)
        for branch in queries.branches(session, plan)
    ]


def _unitemised(session: Session, plan: Plan) -> tuple[Unitemised, ...]:
    return tuple(
        Unitemised(Period.parse(row.period), row.quantity, row.inferred, row.note)
        for row in queries.unitemised(session, plan)
    )


def _activities(
    session: Session, plan: Plan, products: Sequence[ProductView], reference: date
) -> tuple[ActivityProgress, ...]:
    found = []
    for number, activity in enumerate(queries.activities(session, plan), start=1):
        own = tuple(product for product in products if product.activity_code == activity.code)
        year, due = figures.of_year(own), figures.of_due(own, (), reference)
        found.append(ActivityProgress(number, activity.code, activity.name, activity.short_name, year, due, own))
    return tuple(found)


def _pending(
    session: Session, plan: Plan, products: Sequence[ProductView], reference: date, today: date
) -> tuple[PendingProduct, ...]:
    events = shown_events(session, plan, today)
    return tuple(
        PendingProduct(product, _explanation(product, events))
        for product in products
        if product.counts and not product.executed and product.period.end <= reference
    )


def _explanation(product: ProductView, events: Sequence[EventView]) -> EventView | None:
    """The event that tells why: one that was put off or called off, else one that is still to come."""
    serving = [event for event in events if event.product_code == product.code and event.state is not EventState.HELD]
    serving.sort(key=lambda event: event.state not in _EXPLAINING)
    return serving[0] if serving else None
