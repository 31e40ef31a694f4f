"""What was changed of the products, for everybody: when, what and why; not who of the team, nor what was taken out."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from participation.plan.current import current_plan
from participation.plan.differences import field_named
from participation.plan.frozen import thawed
from participation.plan.telling import position
from storage import Session
from storage.models.history import Origin, PlanChange
from storage.queries import history as queries
from storage.queries.plan_parts import Part

MOST = 200  # changes that are looked through, the latest ones
_UNTOLD = frozenset({"position", "move_signed_by", "cancel_signed_by"})


@dataclass(frozen=True)
class NewValue:
    """A value of a product that is another one. `field` is the key of the plan file."""

    field: str
    old: Any
    new: Any


@dataclass(frozen=True)
class PublicChange:
    """What was changed of a product at one moment. Proof is counted: its text can have been taken out since."""

    at: datetime
    product: str
    by_assistant: bool
    reason: str | None
    values: tuple[NewValue, ...] = ()
    came: bool = False
    left: bool = False
    new_proofs: int = 0
    other_proofs: int = 0


def public_history(session: Session, products: Collection[str]) -> list[PublicChange]:
    """The changes of these products of the current plan, by their codes, the latest first. Raises NoPlanError."""
    plan_id = current_plan(session).id
    own = [change for change, _ in queries.changes_of(session, plan_id, Part.PRODUCT, products, MOST)]
    proofs = queries.changes_under(session, plan_id, Part.EVIDENCE, products, MOST)
    together: dict[tuple[datetime, str, bool, str | None], list[PlanChange]] = {}
    for change in sorted([*own, *proofs], key=lambda one: one.id, reverse=True):
        product = change.key if change.part == Part.PRODUCT else str(change.parent)
        if change.field not in _UNTOLD and change.old != change.new:
            act = (change.at, product, change.origin == Origin.EVENT, change.reason)
            together.setdefault(act, []).append(change)
    return [_told(*act, changes) for act, changes in together.items()]


def _told(
    at: datetime,
    product: str,
    by_assistant: bool,
    reason: str | None,
    changes: Sequence[PlanChange],
) -> PublicChange:
    own = [change for change in changes if change.part == Part.PRODUCT]
    proofs = [change for change in changes if change.part != Part.PRODUCT]
    new = sum(not change.field and change.old is None for change in proofs)
    return PublicChange(
        at,
        product,
        by_assistant,
        reason,
        values=_values(own),
        came=any(not change.field and change.old is None for change in own),
        left=any(not change.field and change.new is None for change in own),
        new_proofs=new,
        other_proofs=len({change.key for change in proofs if change.field or change.old is not None}),
    )


def _values(changes: Sequence[PlanChange]) -> tuple[NewValue, ...]:
    found = [
        NewValue(
            field_named(Part.PRODUCT, change.field),
            thawed(Part.PRODUCT, change.field, change.old),
            thawed(Part.PRODUCT, change.field, change.new),
        )
        for change in changes
        if change.field
    ]
    return tuple(sorted(found, key=lambda one: position(Part.PRODUCT, one.field)))
