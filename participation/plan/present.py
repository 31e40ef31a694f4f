"""The plan as it is today. After a change only what is otherwise is made anew, so that who asks next hardly waits."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from weakref import WeakKeyDictionary

from participation.plan.current import current_plan
from participation.plan.memo import kept
from participation.plan.state import (
    PlanState,
    ProductState,
    activities_of,
    computed_of,
    product_state,
    unitemised_of,
)
from storage import Session
from storage.queries.plan_parts import Part, PartRow
from storage.queries.plan_told import Raw, ToldPlan, told_plan

Source = tuple[Raw, tuple[str, str], Sequence[Raw]]
"""What a product was made of: its own row, its activity and its task, and its proof."""


@dataclass
class _Made:
    """The products that were made last of a plan on a day, by the ids of their rows, with what each was made of.

    What is made of the same rows is the same, whoever has read them and whatever becomes of the unit of work.
    """

    plan_id: int
    today: date
    products: dict[int, tuple[Source, ProductState]] = field(default_factory=dict)

    def of(self, told: ToldPlan) -> tuple[ProductState, ...]:
        found = {raw[0]: self._one(told, raw) for raw in told.products}
        self.products = found
        return tuple(state for _, state in found.values())

    def _one(self, told: ToldPlan, raw: Raw) -> tuple[Source, ProductState]:
        place, proofs = told.place_of(raw), told.proofs_of(raw)
        known = self.products.get(raw[0])
        if known is not None and known[0] == (raw, place, proofs):
            return known
        row = told.product(raw)
        state = product_state(row, place, told.evidence(proofs, row.key), self.today, self.today)
        return (raw, place, proofs), state


_made: WeakKeyDictionary[Any, _Made] = WeakKeyDictionary()


@kept
def present_state(session: Session, today: date) -> PlanState:
    """The current plan as it is today, whatever was published of it. Raises NoPlanError."""
    plan = current_plan(session)
    told = told_plan(session, plan)
    database = session.connection().engine
    made = _made.get(database)
    if made is None or (made.plan_id, made.today) != (plan.id, today):
        made = _made[database] = _Made(plan.id, today)
    return PlanState(
        reference=today,
        activities=activities_of(_of(Part.ACTIVITY, told.above)),
        products=made.of(told),
        unitemised=unitemised_of(told.unitemised),
        computed=computed_of(_of(Part.PLAN, told.above)),
    )


def present_products(session: Session, today: date, codes: Collection[str]) -> dict[str, ProductState]:
    """These products of the current plan as they are today, by their codes; only they are read. Raises NoPlanError."""
    return _present_products(session, today, tuple(codes))


@kept
def _present_products(session: Session, today: date, codes: tuple[str, ...]) -> dict[str, ProductState]:
    plan = current_plan(session)
    states = _Made(plan.id, today).of(told_plan(session, plan, codes))
    return {one.product.code: one for one in states}


def _of(part: Part, rows: Iterable[PartRow]) -> list[PartRow]:
    return [row for row in rows if row.part is part]
