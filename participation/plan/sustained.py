"""How much of the progress still has a proof that opens, beside what is declared and what was planned by then."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum

from participation.plan.current import current_plan
from participation.plan.figures import Fraction
from participation.plan.links import LinkHealth, links_of, proofs
from participation.plan.memo import kept
from participation.plan.views import PlanProgress
from participation.progress import plan_progress
from storage import Session


class Backing(Enum):
    """How the proof of an executed product stands."""

    OPENS = "opens"
    UNKNOWN = "unknown"
    """There is something to open, and nobody could look yet, or may."""
    GONE = "gone"
    """There was something to open, and none of it opens any more."""
    TEXT_ONLY = "text only"
    """Words of the entity, with nothing that could be opened."""


@dataclass(frozen=True)
class Sustained:
    """The plan's figures at its reference date, with the executed products by how their proof stands today.

    `live` counts those that have one proof that opens, of everything that was programmed in the year; `planned` what
    was to be executed by the reference date. The counts of `backing` add up to `declared.executed`.
    """

    reference: date
    declared: Fraction
    live: Fraction
    planned: Fraction
    backing: Mapping[str, Backing]
    """By the codes of the executed products, in the order of the plan."""

    def count(self, backing: Backing) -> int:
        """How many executed products stand so."""
        return sum(one is backing for one in self.backing.values())


@kept
def sustained(session: Session, today: date) -> Sustained:
    """The current plan's figures with what their proof is worth today. Raises NoPlanError.

    `today` is the day in the entity's zone.
    """
    plan, named = plan_progress(session, today), proofs(session, today)
    executed = {code: named.get(code, ()) for code in _executed(plan)}
    health = links_of(session, {address for addresses in executed.values() for address in addresses})
    backing = {code: _backing([health[address] for address in addresses]) for code, addresses in executed.items()}
    live = sum(one is Backing.OPENS for one in backing.values())
    return Sustained(plan.reference, plan.year, Fraction(live, plan.year.programmed), _planned(plan), backing)


def shows_sustained(session: Session) -> bool:
    """Whether the entity shows people, and not only staff, how much of the progress has a proof that opens."""
    return bool(current_plan(session).shows_sustained)


def _executed(plan: PlanProgress) -> list[str]:
    products = [product for activity in plan.activities for product in activity.products]
    return [product.code for product in products if product.counts and product.executed]


def _planned(plan: PlanProgress) -> Fraction:
    if plan.due.programmed is None or plan.year.programmed is None:
        return Fraction(0, None)
    return Fraction(plan.due.programmed, plan.year.programmed)


def _backing(proof: Iterable[LinkHealth]) -> Backing:
    found = list(proof)
    if not found:
        return Backing.TEXT_ONLY
    if any(health.opens for health in found):
        return Backing.OPENS
    return Backing.GONE if all(health.is_dead for health in found) else Backing.UNKNOWN
