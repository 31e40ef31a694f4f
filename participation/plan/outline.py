"""The plan as it is today, as far as an overview of a published cut needs it: names, and what was done since."""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date

from participation.plan.current import current_plan
from participation.plan.memo import Lasting, kept
from participation.plan.products import is_executed
from participation.plan.state import Named, Names, PlanState, ProductState, named_activities
from storage import Session
from storage.queries import plan_outline as queries


@dataclass(frozen=True)
class ProductNames:
    """`said`: what the products are called, by their codes; `declared_done`: those that are said to be done, at 100 %.

    `source` is the text that both were read from.
    """

    source: str
    said: Mapping[str, Names]
    declared_done: frozenset[str]

    @classmethod
    def read(cls, source: str) -> "ProductNames":
        rows = json.loads(source)
        return cls(
            source,
            said={code: (name, short_name) for code, name, short_name, _ in rows},
            declared_done=frozenset(code for code, _, _, is_done in rows if is_done),
        )


_READ: Lasting[str, ProductNames] = Lasting(most=2)  # most changes of a plan are not of what it calls its products


@dataclass(frozen=True)
class Outline:
    """The activities in the order of the plan, and what its products are called."""

    activities: tuple[Named, ...]
    products: ProductNames

    @property
    def names(self) -> Mapping[str, Names]:
        """What the products are called, by their codes."""
        return self.products.said

    @property
    def declared_done(self) -> frozenset[str]:
        """Those of them that are said to be done, at 100 %."""
        return self.products.declared_done


@kept
def outline(session: Session, _today: date) -> Outline:
    """The current plan in outline. Raises NoPlanError."""
    plan = current_plan(session)
    source = queries.product_names(session, plan)
    return Outline(
        activities=tuple(Named(*row) for row in queries.activity_names(session, plan)),
        products=_READ.get(session, [source], lambda _: {source: ProductNames.read(source)})[source],
    )


def under_names_of(past: PlanState, now: Outline) -> PlanState | None:
    """What was frozen, under the names of now; None where products came since, which an outline does not tell."""
    activities = named_activities(past.activities, now.activities)
    if activities == past.activities and past.names == now.names:
        return past  # with the figures that are known of it
    if now.names.keys() - past.names.keys():
        return None
    return replace(past, activities=activities, products=tuple(_named(one, now.names) for one in past.products))


def executed_of(session: Session, products: Collection[str], today: date) -> frozenset[str]:
    """Those of these products of the current plan that are executed by today: at 100 % with proof. With one query."""
    found: dict[str, tuple[queries.Proven, list[date]]] = {}
    for row in queries.proven(session, current_plan(session), products):
        _, days = found.setdefault(row.code, (row, []))
        days += [date.fromisoformat(day) for day in row.dates]
    return frozenset(code for code, (row, days) in found.items() if is_executed(row._asdict(), days, today))


def _named(past: ProductState, names: Mapping[str, Names]) -> ProductState:
    own = past.product
    name, short_name = names.get(own.code, (own.name, own.short_name))
    if (name, short_name) == (own.name, own.short_name):
        return past
    return replace(past, product=replace(own, name=name, short_name=short_name))
