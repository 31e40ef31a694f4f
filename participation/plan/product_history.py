"""How a product came to say what it says: each change of it and of its proof, with when, by whom and why."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from participation.plan.current import current_plan
from participation.plan.differences import field_named
from participation.plan.frozen import thawed
from participation.plan.telling import position
from participation.plan.views import NotInPlanError
from participation.staff.rights import Right, require
from storage import Session
from storage.models.history import Origin, PlanChange
from storage.models.staff import StaffMember
from storage.queries import history as queries
from storage.queries.plan_parts import Part

MOST = 400  # changes that are looked through, the latest ones
_UNTOLD = frozenset({"position"})  # the place in a list says nothing of a product


@dataclass(frozen=True)
class Said:
    """One value that was changed. `field` is the key of the plan file; empty where a proof came or went.

    Of a proof that came `new` is its text, of one that went `old`.
    """

    part: Part
    field: str
    old: Any
    new: Any


@dataclass(frozen=True)
class HistoryEntry:
    """What was changed at one moment. `by` is a name; None from the command line."""

    at: datetime
    by: str | None
    origin: Origin
    reason: str | None
    changes: tuple[Said, ...]


def product_history(session: Session, by: StaffMember | None, code: str) -> list[HistoryEntry]:
    """The changes of a product of the current plan, the latest first. Raises NotAllowed, NoPlanError, NotInPlanError.

    From the command line `by` is not asked for: see `history_of`.
    """
    require(by, Right.READ)
    return history_of(session, code)


def history_of(session: Session, code: str) -> list[HistoryEntry]:
    """The same, for whoever may read the database. Raises NoPlanError, NotInPlanError."""
    plan_id = current_plan(session).id
    own = queries.changes_of(session, plan_id, Part.PRODUCT, [code], MOST)
    proofs = queries.keys_under(session, plan_id, Part.EVIDENCE, code)
    of_proof = queries.changes_of(session, plan_id, Part.EVIDENCE, proofs, MOST) if proofs else ()
    if not own:
        raise NotInPlanError(code)
    return _entries(sorted([*own, *of_proof], key=lambda one: one[0].id, reverse=True))


def _entries(changes: Sequence[tuple[PlanChange, str | None]]) -> list[HistoryEntry]:
    found: dict[tuple[datetime, str | None, Origin, str | None], list[Said]] = {}
    for change, name in changes:
        said = _said(change)
        if said is not None:
            found.setdefault((change.at, name, change.origin, change.reason), []).append(said)
    return [HistoryEntry(at, by, origin, reason, _in_order(said)) for (at, by, origin, reason), said in found.items()]


def _in_order(found: Sequence[Said]) -> tuple[Said, ...]:
    """The values as the workbook has them, after what came or went whole, in the order in which it did."""
    in_time = tuple(reversed(found))
    return tuple(sorted(in_time, key=lambda said: position(said.part, said.field) if said.field else -1))


def _said(change: PlanChange) -> Said | None:
    """What a change tells of a product; None of one that tells nothing, such as that a file agrees with it."""
    part = Part(change.part)
    if change.field in _UNTOLD or change.old == change.new:
        return None
    if not change.field:
        old, new = (_whole(part, values) for values in (change.old, change.new))
        return Said(part, "", old, new)
    old, new = (thawed(part, change.field, value) for value in (change.old, change.new))
    return Said(part, field_named(part, change.field), old, new)


def _whole(part: Part, values: Any) -> Any:
    """What tells of a part that came or went: a proof's text, a product's name."""
    if not values:
        return None
    return values["text"] if part is Part.EVIDENCE else values["name"]
