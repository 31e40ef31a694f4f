"""What was answered so far while a product is changed: what is still to be asked, and the change that it makes."""

import json
import zlib
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

from participation.plan.edit_errors import LastEvidence, NeedsEvidence
from participation.plan.editing import (
    WHOLE,
    Edit,
    Kind,
    advances,
    cancelled,
    done,
    moved,
    not_moved,
    proves,
    stands,
    without,
)
from participation.plan.product_now import ProductNow, Proof
from storage.models.plan import ProductStatus

Facts = dict[str, Any]
"""JSON: the product, what is done with it, what was seen of it, and the answers by step."""
NOWHERE = "none"


def next_step(facts: Facts, now: ProductNow) -> str | None:
    """What is to be asked next. Raises NeedsEvidence or LastEvidence at once, before more is asked in vain."""
    if _becomes_done(facts) and now.with_values({"status": ProductStatus.DONE, "percentage": WHOLE}).lacks_evidence:
        raise NeedsEvidence
    if facts["what"] == Kind.REMOVAL and len(now.evidence) == 1 and now.with_values({}, ()).lacks_evidence:
        raise LastEvidence
    return next((step for step in _steps(facts, now) if step not in facts), None)


def _becomes_done(facts: Facts) -> bool:
    if facts["what"] == Kind.PROGRESS:
        return facts.get("percent") == WHOLE
    return facts["what"] == Kind.STATUS and facts.get("status") == ProductStatus.DONE


def _steps(facts: Facts, now: ProductNow) -> Iterator[str]:
    match facts["what"]:
        case Kind.STATUS:
            yield "status"
            yield from ("on",) if _becomes_done(facts) else _goes_back(now)
        case Kind.PROGRESS:
            yield "percent"
            if _becomes_done(facts):
                yield "on"
            elif now.status is ProductStatus.DONE:
                yield from ("status", "reason")
        case Kind.EVIDENCE:
            yield from () if "act" in facts else _of_evidence(facts)
        case Kind.REMOVAL:
            yield from ("which", "reason")
        case Kind.MOVE:
            yield from ("to", "reason") if facts.get("to") == NOWHERE else ("to", "reason", "signed")
        case Kind.CANCELLATION:
            yield from ("reason", "signed")


def _of_evidence(facts: Facts) -> Iterator[str]:
    """A text that has its link is not asked for another proof; a file can still be sent before it is saved."""
    yield from ("text", "dates") if facts.get("link") else ("text", "dates", "proof")


def _goes_back(now: ProductNow) -> Iterator[str]:
    """What is asked where a product is not done, or not any more."""
    if now["percentage"] == WHOLE:
        yield "percent"
    if now.is_done or not now.counts:
        yield "reason"


def edit_of(facts: Facts, now: ProductNow, today: date) -> Edit:
    """The change that the answers make. Raises the EditError that says why it cannot be."""
    if _becomes_done(facts):
        return done(date.fromisoformat(facts["on"]), today)
    return EDITS[Kind(facts["what"])](facts, now, today)


def _stands(facts: Facts, now: ProductNow, _today: date) -> Edit:
    percentage = facts.get("percent", now["percentage"])
    if "status" not in facts:
        return advances(percentage)
    return stands(ProductStatus(facts["status"]), percentage, facts.get("reason"), Kind(facts["what"]))


def _moved(facts: Facts, now: ProductNow, today: date) -> Edit:
    if facts["to"] == NOWHERE:
        return not_moved(facts["reason"])
    return moved(now, facts["to"], facts["reason"], facts["signed"], today)


EDITS: Mapping[Kind, Callable[[Facts, ProductNow, date], Edit]] = {
    Kind.STATUS: _stands,
    Kind.PROGRESS: _stands,
    Kind.EVIDENCE: lambda facts, _now, today: proves(proof_of(facts), today),
    Kind.REMOVAL: lambda facts, _now, _today: without(facts["which"], facts["reason"]),
    Kind.MOVE: _moved,
    Kind.CANCELLATION: lambda facts, now, today: cancelled(now, facts["reason"], facts["signed"], today),
}


def proof_of(facts: Facts) -> Proof:
    """The evidence that the answers tell."""
    file = {name: facts.get(name) for name in ("file_kind", "file_bytes", "file_hash", "file_name")}
    return Proof(facts["text"], tuple(facts["dates"]), facts.get("link"), **file)


def stamp_of(facts: Facts) -> str:
    """What tells these answers from others, for the button that saves them."""
    return str(zlib.crc32(json.dumps(facts, sort_keys=True).encode()))
