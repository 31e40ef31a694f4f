"""How the plan is going: the figures at the latest cut, the activities, the products with their proof.

What was published at a cut is told as it was published, under the names that the plan gives by now; contact, events and
the screen of a product tell what is so today. `today` is the day in the entity's zone. All functions raise NoPlanError
while no plan is imported, and make a number of queries that does not depend on the size of the plan.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from participation.plan.agenda import current_events
from participation.plan.current import current_plan, visible_versions
from participation.plan.memo import kept
from participation.plan.outline import outline
from participation.plan.present import present_products
from participation.plan.published import Overview, Shown, now_and_at_cut, overview, overview_at, overviews_at, since_cut
from participation.plan.state import Named, PlanState, ProductState, as_kept_now
from participation.plan.views import (
    ActivityProgress,
    CutView,
    EntityView,
    EventView,
    EvidenceView,
    NotInPlanError,
    PendingProduct,
    PlanProgress,
    ProductDetail,
)
from storage import Session
from storage.models.plan import EventState, Plan
from storage.queries import plan as queries
from storage.queries.history import CutVersion

_EXPLAINING = (EventState.POSTPONED, EventState.RESCHEDULED, EventState.CANCELLED, EventState.UNCONFIRMED)


@kept
def plan_progress(session: Session, today: date) -> PlanProgress:
    """The current plan at its latest cut: figures, activities with their products, what is pending and why."""
    plan = current_plan(session)
    return progress_of(session, plan, overview(session, today), today)


def cut_progress(session: Session, cut_on: date, today: date, version: int | None = None) -> PlanProgress:
    """The current plan as it was published at a cut: in its latest version, or the one that is named.

    Raises NoSuchCut.
    """
    return _cut_progress(session, today, cut_on, version)


@kept
def _cut_progress(session: Session, today: date, cut_on: date, version: int | None) -> PlanProgress:
    plan = current_plan(session)
    return progress_of(session, plan, overview_at(session, cut_on, today, version), today)


def progress_at_cuts(session: Session, versions: Sequence[CutVersion], today: date) -> list[PlanProgress]:
    """The current plan as each of these versions published it; the number of queries does not depend on how many."""
    plan = current_plan(session)
    every = visible_versions(session, plan, today)
    return [progress_of(session, plan, one, today) for one in overviews_at(session, versions, every, today)]


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
    shown = overview(session, today)
    then, now = shown.state.by_code.get(code), _present(session, shown, [code], today).get(code)
    if now is not None:
        activities = shown.present.activities if shown.present is not None else outline(session, today).activities
        return _Around.of(session, today, activities).detail(now, shown.cut, then, now)
    if then is not None:
        return _Around.of(session, today, shown.state.activities).detail(then, shown.cut, then, now)
    raise NotInPlanError(code)


def activity_details(session: Session, code: str, today: date) -> list[ProductDetail]:
    """The products of one activity at the latest cut with their evidence; none for an unknown code."""
    shown = overview(session, today)
    states = [one for one in shown.state.products if one.product.activity_code == code]
    present = _present(session, shown, [one.product.code for one in states], today)
    around = _Around.of(session, today, shown.state.activities)
    pairs = [(one, present.get(one.product.code)) for one in states]
    return [around.detail(as_kept_now(then, now), shown.cut, then, now) for then, now in pairs]


@kept
def product_details(session: Session, today: date) -> list[ProductDetail]:
    """Every product of the current plan at its latest cut with its evidence, in the order of the plan."""
    shown = now_and_at_cut(session, today)
    return _details(session, shown.state, shown, today)


@kept
def present_details(session: Session, today: date) -> list[ProductDetail]:
    """Every product of the current plan as it is today, whatever was published of it."""
    shown = now_and_at_cut(session, today)
    return _details(session, shown.present, shown, today)


def present_evidence(
    session: Session, products: Collection[str], today: date
) -> Mapping[str, tuple[EvidenceView, ...]]:
    """The proof that these products of the current plan have today, by their codes."""
    found = present_products(session, today, products)
    return {code: one.evidence for code, one in found.items()}


def entity(session: Session) -> EntityView:
    """The entity of the current plan: contact, protected channel, privacy and emergency texts, colours."""
    return EntityView.of(current_plan(session))


def progress_of(session: Session, plan: Plan, shown: Overview, today: date) -> PlanProgress:
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
        pending=_pending(session, shown, today),
        unitemised=state.unitemised,
        computed=state.computed,
        has_changes=shown.has_changes,
    )


def _present(session: Session, shown: Overview, codes: Collection[str], today: date) -> Mapping[str, ProductState]:
    """These products, or more, as they are today."""
    return shown.present.by_code if shown.present is not None else present_products(session, today, codes)


def _details(session: Session, state: PlanState, shown: Shown, today: date) -> list[ProductDetail]:
    around = _Around.of(session, today, state.activities)
    then, now = shown.state.by_code, shown.present.by_code
    codes = [one.product.code for one in state.products]
    return [
        around.detail(one, shown.cut, then.get(code), now.get(code))
        for code, one in zip(codes, state.products, strict=True)
    ]


@dataclass(frozen=True)
class _Around:
    """What is told beside a product: its activity with its number, whom it addresses, the events that serve it."""

    activities: Mapping[str, tuple[int, Named]]
    groups: Mapping[str, str]
    events: Mapping[str | None, Sequence[EventView]]

    @classmethod
    def of(cls, session: Session, today: date, activities: Iterable[Named]) -> "_Around":
        numbered = {activity.code: (number, activity) for number, activity in enumerate(activities, start=1)}
        return cls(numbered, _value_groups(session, today), _by_product(current_events(session, today)))

    def detail(
        self, one: ProductState, cut: CutView | None, then: ProductState | None, now: ProductState | None
    ) -> ProductDetail:
        number, activity = self.activities[one.product.activity_code]
        return ProductDetail(
            product=one.product,
            activity_number=number,
            activity_name=activity.name,
            activity_short_name=activity.short_name,
            quantity=one.quantity,
            executed_on=one.executed_on,
            responsible=one.responsible,
            value_groups=tuple(self.groups[group] for group in one.value_groups if group in self.groups),
            evidence=one.evidence,
            events=tuple(self.events.get(one.product.code, ())),
            since_cut=since_cut(cut, then, now),
        )


@kept
def _value_groups(session: Session, _today: date) -> dict[str, str]:
    return queries.value_group_names(session, current_plan(session))


def _pending(session: Session, shown: Overview, today: date) -> tuple[PendingProduct, ...]:
    events = _by_product(current_events(session, today))
    return tuple(
        PendingProduct(product, _explanation(events.get(product.code, ())), done_since=product.code in shown.done)
        for product in shown.state.pending
    )


def _by_product(events: Iterable[EventView]) -> dict[str | None, list[EventView]]:
    found: dict[str | None, list[EventView]] = {}
    for event in events:
        found.setdefault(event.product_code, []).append(event)
    return found


def _explanation(events: Sequence[EventView]) -> EventView | None:
    """The event of a product that tells why: one that was put off or called off, else one that is still to come."""
    serving = [event for event in events if event.state is not EventState.HELD]
    serving.sort(key=lambda event: event.state not in _EXPLAINING)
    return serving[0] if serving else None
