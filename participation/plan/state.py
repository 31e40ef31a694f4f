"""How a plan stood, made from its parts: those of now, those published at a cut, or those of a day in between.

Nothing here asks the database, so that what is live, what is frozen and what is past are computed alike.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any

from participation.plan import figures
from participation.plan.figures import Fraction
from participation.plan.periods import Period
from participation.plan.products import evidence_view, product_view
from participation.plan.views import ActivityProgress, EvidenceView, ProductView, Unitemised
from storage.models.plan import ComputedFigure
from storage.queries.plan_parts import Part, PartRow

Names = tuple[str, str]
"""The official name and the short one."""


@dataclass(frozen=True)
class ProductState:
    """A product as it stood, with its proof and what else the plan says of it."""

    product: ProductView
    evidence: tuple[EvidenceView, ...]
    quantity: int | None
    executed_on: date | None
    responsible: str | None
    value_groups: tuple[str, ...]
    """Codes."""


@dataclass(frozen=True)
class Named:
    """An activity of the plan."""

    code: str
    name: str
    short_name: str


@dataclass(frozen=True)
class PlanState:
    """A plan at a reference date: its activities in their order, its products, and what is only counted."""

    reference: date
    activities: tuple[Named, ...]
    products: tuple[ProductState, ...]
    unitemised: tuple[Unitemised, ...]
    computed: frozenset[ComputedFigure]

    @cached_property
    def by_code(self) -> dict[str, ProductState]:
        """The products by their codes."""
        return {one.product.code: one for one in self.products}

    @cached_property
    def names(self) -> dict[str, Names]:
        """What the products are called, by their codes."""
        return {product.code: (product.name, product.short_name) for product in self.views}

    @cached_property
    def pending(self) -> tuple[ProductView, ...]:
        """What was due by the reference date and is not executed."""
        return tuple(
            product
            for product in self.views
            if product.counts and not product.executed and product.period.end <= self.reference
        )

    @cached_property
    def views(self) -> tuple[ProductView, ...]:
        """The products without their proof."""
        return tuple(one.product for one in self.products)

    @cached_property
    def year(self) -> Fraction:
        """What was executed of everything that the year programmed."""
        return figures.of_year(self.views, self.unitemised)

    @cached_property
    def due(self) -> Fraction:
        """What was executed of what was due by the reference date."""
        return figures.of_due(self.views, self.unitemised, self.reference)

    def progress(self) -> tuple[ActivityProgress, ...]:
        """Every activity with its figures and its products."""
        return self._progress

    @cached_property
    def _progress(self) -> tuple[ActivityProgress, ...]:
        own: dict[str, list[ProductView]] = {activity.code: [] for activity in self.activities}
        for product in self.views:
            own[product.activity_code].append(product)
        return tuple(
            ActivityProgress(
                number,
                activity.code,
                activity.name,
                activity.short_name,
                figures.of_year(own[activity.code]),
                figures.of_due(own[activity.code], (), self.reference),
                tuple(own[activity.code]),
            )
            for number, activity in enumerate(self.activities, start=1)
        )


def plan_state(parts: Iterable[PartRow], reference: date, today: date, *, only_dated: bool = False) -> PlanState:
    """How the plan stood at the reference date, as its parts tell it; proof of later days is left out.

    With `only_dated` the parts are of a later time than the date: what has no date of its own is not counted.
    """
    found = _Sorted(parts)
    return PlanState(
        reference=reference,
        activities=activities_of(found.in_order(Part.ACTIVITY)),
        products=tuple(_product(found, row, reference, today, only_dated=only_dated) for row in found.products()),
        unitemised=unitemised_of(found.in_order(Part.UNITEMISED)),
        computed=computed_of(found.of(Part.PLAN)),
    )


def activities_of(rows: Iterable[PartRow]) -> tuple[Named, ...]:
    """The activities, from their parts."""
    return tuple(Named(row.key, row.values["name"], row.values["short_name"]) for row in rows)


def unitemised_of(rows: Iterable[PartRow]) -> tuple[Unitemised, ...]:
    """What is only counted, from its parts."""
    return tuple(_unitemised(row) for row in rows)


def computed_of(rows: Iterable[PartRow]) -> frozenset[ComputedFigure]:
    """The figures that the entity's own report does not print, from the part that is the plan itself."""
    return frozenset(ComputedFigure(figure) for row in rows for figure in row.values["computed_figures"])


def named_as_now(past: PlanState, now: PlanState) -> PlanState:
    """What was frozen, under the names that the plan gives by now, and after it what came into the plan since.

    What is new since is shown, so that it is found, and does not count in the figures that were frozen.
    """
    products = [_named(one, now) for one in past.products]
    products += [_new(one) for one in now.products if one.product.code not in past.by_code]
    return replace(past, activities=named_activities(past.activities, now.activities), products=tuple(products))


def named_activities(past: Sequence[Named], now: Sequence[Named]) -> tuple[Named, ...]:
    """The activities of then under the names of now, and after them those that came since."""
    names, known = {activity.code: activity for activity in now}, {activity.code for activity in past}
    return (
        *(names.get(activity.code, activity) for activity in past),
        *(activity for activity in now if activity.code not in known),
    )


def _named(past: ProductState, now: PlanState) -> ProductState:
    present = now.by_code.get(past.product.code)
    if present is None:
        return past
    then, own = past.product, present.product
    if then.short_name != own.short_name or then.name != own.name:
        past = replace(past, product=replace(then, name=own.name, short_name=own.short_name))
    return as_kept_now(past, present)


def as_kept_now(past: ProductState, present: ProductState | None) -> ProductState:
    """What was frozen of a product, with what is always told as it is now: how many they are, and who answers."""
    if present is None or (past.quantity, past.responsible) == (present.quantity, present.responsible):
        return past
    return replace(past, quantity=present.quantity, responsible=present.responsible)


def _new(state: ProductState) -> ProductState:
    product = replace(state.product, counts=False, executed=False, overdue=False, is_new=True)
    return replace(state, product=product)


class _Sorted:
    """Parts by their kind."""

    def __init__(self, parts: Iterable[PartRow]) -> None:
        self._parts: dict[Part, list[PartRow]] = {part: [] for part in Part}
        for row in parts:
            self._parts[row.part].append(row)
        self._tasks = {row.key: row for row in self.of(Part.TASK)}
        self._activities = {row.key: row for row in self.of(Part.ACTIVITY)}
        self._proofs: dict[str | None, list[PartRow]] = {}
        for row in self.in_order(Part.EVIDENCE):
            self._proofs.setdefault(row.parent, []).append(row)

    def of(self, part: Part) -> list[PartRow]:
        return self._parts[part]

    def in_order(self, part: Part) -> list[PartRow]:
        return sorted(self.of(part), key=lambda row: int(row.values["position"]))

    def products(self) -> list[PartRow]:
        """Those that still have their place, in the order of the plan."""
        return sorted((row for row in self.of(Part.PRODUCT) if self._is_placed(row)), key=self._place)

    def task(self, row: PartRow) -> PartRow:
        return self._tasks[row.parent or ""]

    def proofs(self, row: PartRow) -> Sequence[PartRow]:
        return self._proofs.get(row.key, ())

    def _is_placed(self, row: PartRow) -> bool:
        task = self._tasks.get(row.parent or "")
        return task is not None and task.parent in self._activities

    def _place(self, row: PartRow) -> tuple[Any, ...]:
        task = self.task(row)
        activity = self._activities[task.parent or ""]
        return activity.values["position"], task.values["position"], row.values["position"]


def _product(parts: _Sorted, row: PartRow, reference: date, today: date, *, only_dated: bool) -> ProductState:
    task = parts.task(row)
    place = task.parent or "", task.values["name"]
    return product_state(row, place, parts.proofs(row), reference, today, only_dated=only_dated)


def product_state(
    row: PartRow,
    place: tuple[str, str],
    proofs: Iterable[PartRow],
    reference: date,
    today: date,
    *,
    only_dated: bool = False,
) -> ProductState:
    """One product as it stood. `place`: the code of its activity and the name of its task; `proofs` in their order."""
    evidence = [evidence_view(proof) for proof in proofs]
    dates = [day for proof in evidence for day in proof.dates] if evidence else None
    view = product_view(row, *place, dates, reference, today, only_dated=only_dated)
    return ProductState(
        product=view,
        evidence=tuple(proof for proof in evidence if not proof.dates or min(proof.dates) <= reference),
        quantity=row.values["quantity"],
        executed_on=row.values["executed_on"],
        responsible=row.values["responsible"],
        value_groups=tuple(row.values["value_groups"]),
    )


def _unitemised(row: PartRow) -> Unitemised:
    values = row.values
    return Unitemised(Period.parse(values["period"]), values["quantity"], values["inferred"], values["note"])
