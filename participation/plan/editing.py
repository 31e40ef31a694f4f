"""Keeping a product from the chat: its status, percentage and evidence, that it is moved, that it is cancelled.

Each change is an `Edit`, that says what will be before anything is saved. What a plan file may say and what can be
made here follow the same rules (`participation.plan.checks`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum, StrEnum
from typing import Any

from participation.dialogue.from_file import plain
from participation.plan.current import current_plan
from participation.plan.edit_errors import (
    ChangedMeanwhile,
    Differs,
    Gone,
    HasPassed,
    LastEvidence,
    NeedsEvidence,
    NeedsReason,
    NothingChanges,
    NotOpen,
    NotYet,
    Unsound,
)
from participation.plan.frozen import frozen
from participation.plan.history import keep_history
from participation.plan.periods import Period
from participation.plan.product_now import FIELDS, MOVE, ProductNow, Proof, Seen, product_now_of, thawed_value
from participation.plan.views import NotInPlanError
from participation.staff.audit import record
from participation.staff.rights import Right, require
from storage import Session
from storage.models.history import Origin
from storage.models.plan import Product, ProductStatus
from storage.models.staff import StaffMember
from storage.queries import events as plan_queries
from storage.queries import evidence as evidence_queries
from storage.queries import products as queries
from storage.queries.plan_parts import stored_parts

WHOLE = 100
OPEN = (ProductStatus.PROGRAMMED, ProductStatus.IN_PROGRESS, ProductStatus.POSTPONED)
NOT_CANCELLED = {"cancel_reason": None, "cancel_signed_by": None, "cancelled_on": None}


class Kind(StrEnum):
    """What is done with a product."""

    STATUS = "status"
    PROGRESS = "progress"
    EVIDENCE = "evidence"
    REMOVAL = "removal"
    MOVE = "move"
    CANCELLATION = "cancellation"


class Effect(Enum):
    """What a change means for the figures."""

    COUNTS_AS_DONE = "counts as done"
    NOT_DONE_ANY_MORE = "not done any more"
    ONLY_OF_PRODUCT = "only of product"  # a partial percentage is the product's and adds nothing to the plan
    STAYS_IN_PERIOD = "stays in period"
    LEAVES = "leaves"
    COMES_BACK = "comes back"
    NONE = "none"


TAKEN_BACK = frozenset({Effect.NOT_DONE_ANY_MORE, Effect.COMES_BACK})
"""What takes back something that people were told: never without a reason."""


@dataclass(frozen=True)
class Edit:
    """A change of a product: new values of its columns, an evidence that is added, one that is taken out (from 1)."""

    kind: Kind
    values: Mapping[str, Any] = field(default_factory=dict)
    added: Proof | None = None
    removed: int | None = None
    reason: str | None = None

    def after(self, now: ProductNow) -> ProductNow:
        """The product as it will be. Raises the EditError that says why it cannot be."""
        becomes = now.with_values(self.values, self._evidence(now))
        if becomes == now:
            raise NothingChanges
        if becomes.lacks_evidence:
            raise LastEvidence if self.removed is not None else NeedsEvidence
        if faults := becomes.faults():
            raise Unsound(faults)
        if effect(now, becomes) in TAKEN_BACK and not self.reason:
            raise NeedsReason
        return becomes

    def _evidence(self, now: ProductNow) -> tuple[Proof, ...]:
        kept = now.evidence
        if self.removed is not None:
            if not 1 <= self.removed <= len(kept):
                raise Gone
            kept = (*kept[: self.removed - 1], *kept[self.removed :])
        if self.added is None:
            return kept
        if any(plain(one.text) == plain(self.added.text) for one in kept):
            raise NothingChanges  # a plan file tells evidence apart by its text
        return (*kept, self.added)


def done(on: date, today: date) -> Edit:
    """It is done, on that day: whole, and with evidence. Raises NotYet."""
    if on > today:
        raise NotYet
    values = {"status": ProductStatus.DONE, "percentage": WHOLE, "executed_on": on, **NOT_CANCELLED}
    return Edit(Kind.STATUS, values)


def stands(status: ProductStatus, percentage: int, reason: str | None = None, kind: Kind = Kind.STATUS) -> Edit:
    """It is not done, or not any more: one of OPEN, at less than 100. What was cancelled comes back."""
    values = {"status": status, "percentage": percentage, "executed_on": None, **NOT_CANCELLED}
    return Edit(kind, values, reason=reason)


def advances(percentage: int) -> Edit:
    """How far it is; its status stays. A product that is done goes back by `stands`."""
    return Edit(Kind.PROGRESS, {"percentage": percentage})


def proves(proof: Proof, today: date) -> Edit:
    """One more evidence. Raises NotYet for one of a day that is still to come."""
    if any(day > today.isoformat() for day in proof.dates):
        raise NotYet
    return Edit(Kind.EVIDENCE, added=proof)


def without(position: int, reason: str) -> Edit:
    """An evidence is taken out, its place counted from 1. Raises NeedsReason."""
    if not reason:
        raise NeedsReason
    return Edit(Kind.REMOVAL, removed=position, reason=reason)


def moved(now: ProductNow, to: str, reason: str, signed_by: str, on: date) -> Edit:
    """It is to be delivered in another period, or on a day; what it was first programmed for stays.

    Raises NotOpen, HasPassed.
    """
    _require_open(now)
    if Period.parse(to).end < on:
        raise HasPassed
    values = {"moved_to": to, "move_reason": reason, "move_signed_by": signed_by, "moved_on": on}
    return Edit(Kind.MOVE, values, reason=reason)


def not_moved(reason: str) -> Edit:
    """A move is taken back. Raises NeedsReason."""
    if not reason:
        raise NeedsReason
    return Edit(Kind.MOVE, dict.fromkeys(MOVE), reason=reason)


def cancelled(now: ProductNow, reason: str, signed_by: str, on: date) -> Edit:
    """It leaves the figures, with a signed reason. Raises NotOpen."""
    _require_open(now)
    values = {"status": ProductStatus.CANCELLED, "cancel_reason": reason, "cancel_signed_by": signed_by}
    return Edit(Kind.CANCELLATION, {**values, "cancelled_on": on}, reason=reason)


def _require_open(now: ProductNow) -> None:
    if now.status not in OPEN:
        raise NotOpen


def effect(now: ProductNow, becomes: ProductNow) -> Effect:
    """What a change means for the figures."""
    if now.counts is not becomes.counts:
        return Effect.COMES_BACK if becomes.counts else Effect.LEAVES
    if now.is_done is not becomes.is_done:
        return Effect.COUNTS_AS_DONE if becomes.is_done else Effect.NOT_DONE_ANY_MORE
    if now["percentage"] != becomes["percentage"]:
        return Effect.ONLY_OF_PRODUCT
    if now["moved_to"] != becomes["moved_to"]:
        return Effect.STAYS_IN_PERIOD
    return Effect.NONE


def save(session: Session, by: StaffMember | None, code: str, edit: Edit, seen: Seen, now: datetime) -> ProductNow:
    """Make a product of the current plan what `edit` says, if it still stands as its editor saw it.

    One more evidence overwrites nothing: it is added whatever has changed meanwhile. Raises NotAllowed, NoPlanError,
    NotInPlanError, ChangedMeanwhile, and the errors of `Edit.after`.
    """
    me, plan = require(by, Right.PUBLISH), current_plan(session)
    product = queries.locked(session, plan.id, code)
    if product is None:
        raise NotInPlanError(code)
    stood = product_now_of(session, product)
    if edit.added is None and stood.seen() != seen:
        raise _meanwhile(session, product, stood, seen)
    edit.after(stood)
    before = stored_parts(session, plan.year)
    _apply(session, product, edit, now)
    plan_queries.touch_plan(session, plan.id)
    keep_history(session, plan.year, before, now, by=me, origin=Origin.CHAT, reason=edit.reason)
    record(session, me, f"product.{edit.kind}", now, subject="product", subject_id=product.id, code=code)
    return product_now_of(session, product)


def _apply(session: Session, product: Product, edit: Edit, now: datetime) -> None:
    for name, value in edit.values.items():
        setattr(product, name, value)
    if edit.removed is not None:
        evidence = queries.evidence_of(session, product.id)
        queries.retire_evidence(session, evidence, evidence[edit.removed - 1], now)
    if edit.added is not None:
        told = dict(vars(edit.added))
        text, dates, link = told.pop("text"), list(told.pop("dates")), told.pop("link")
        evidence_queries.add_evidence(session, product, text, dates, link, **told)
    session.flush()


def _meanwhile(session: Session, product: Product, stood: ProductNow, seen: Seen) -> ChangedMeanwhile:
    last = queries.last_change(session, product.plan_id, product.code)
    who = last[1] if last is not None else None
    return ChangedMeanwhile(_differs(stood, seen), who, last[0].at if last is not None else None)


def _differs(stood: ProductNow, seen: Seen) -> Sequence[Differs]:
    was = seen["values"]
    found = [
        Differs(name, thawed_value(name, was.get(name)), stood[name])
        for name in FIELDS
        if was.get(name) != frozen(stood[name])
    ]
    proofs = [proof.digest for proof in stood.evidence]
    if proofs != list(seen["evidence"]):
        found.append(Differs("evidence", len(seen["evidence"]), len(proofs)))
    return found
