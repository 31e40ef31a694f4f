"""Taking a plan file over: what would change, and changing it."""

from datetime import datetime

from participation.plan.differences import Change, Difference, differences
from participation.plan.document import PlanDocument
from storage import Session
from storage.queries.plan_parts import remove_parts, save_parts, stored_parts


def compare(session: Session, document: PlanDocument) -> list[Difference]:
    """What importing this document would change; empty when the plan of its year already says the same."""
    return differences(stored_parts(session, document.year), document.rows)


def import_plan(session: Session, document: PlanDocument, now: datetime) -> list[Difference]:
    """Make the plan of the document's year say what the document says. Returns what changed; the caller commits.

    Parts are recognised by their codes, and keep their database ids. What the file no longer has is removed, or kept
    out of sight where something else hangs on it. The same document twice changes nothing.
    """
    found = compare(session, document)
    touched = {(item.part, item.key) for item in found if item.change is not Change.REMOVED}
    gone = {(item.part, item.key) for item in found if item.change is Change.REMOVED}
    if found:
        save_parts(session, document.year, [row for row in document.rows if (row.part, row.key) in touched], now)
    if gone:
        remove_parts(session, document.year, gone, now)
    return found
