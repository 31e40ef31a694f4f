"""What was decided value by value of what a workbook and the chat both changed, as the desk keeps it."""

from hashlib import sha256

from participation.plan.workbook.merging import Choice, Each, Spot
from storage.models.followup import Desk
from storage.queries.plan_parts import Part

MARK = 8  # digits of a value's mark on its button


def mark(spot: Spot) -> str:
    """What tells a value from the others on its button."""
    return sha256("\n".join(spot).encode()).hexdigest()[:MARK]


def stored(each: Each) -> list[list[str]]:
    """What was decided, as JSON holds it."""
    return [[*spot, choice] for spot, choice in each.items()]


def decided(at: Desk | None) -> dict[Spot, Choice]:
    """What was decided so far."""
    kept = at.facts.get("each", ()) if at is not None else ()
    return {(Part(part), key, name): Choice(choice) for part, key, name, choice in kept}


def asked(at: Desk | None) -> Spot | None:
    """The value that is asked about just now."""
    if at is None or not at.facts.get("asked"):
        return None
    part, key, name = at.facts["asked"]
    return Part(part), key, name
