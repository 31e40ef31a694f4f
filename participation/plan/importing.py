"""Taking a plan file over: what would change, and changing it."""

from dataclasses import replace
from datetime import datetime

from participation.dialogue.from_file import keep_evidence
from participation.events.from_file import Settled, keep_track, settle
from participation.plan.differences import Change, Difference, differences, kept_difference, kept_evidence
from participation.plan.document import PlanDocument
from participation.plan.history import keep_history
from storage import Session
from storage.models.history import Origin
from storage.models.staff import StaffMember
from storage.queries.plan_parts import remove_parts, save_parts, stored_parts


def compare(session: Session, document: PlanDocument) -> list[Difference]:
    """What importing this document would change; empty when the plan of its year already says the same."""
    return differences(stored_parts(session, document.year), _settled(session, document).rows)


def kept(session: Session, document: PlanDocument) -> list[Difference]:
    """What stays as staff made it in the chat, although the file still says what it said before."""
    of_events = [kept_difference(one.code, one.name, one.here, one.in_file) for one in _settled(session, document).kept]
    stored = stored_parts(session, document.year)
    own = keep_evidence(session, document.year, stored, document.rows).kept
    return [*of_events, *(kept_evidence(row.key, row.values["text"]) for row in own)]


def import_plan(
    session: Session,
    document: PlanDocument,
    now: datetime,
    *,
    by: StaffMember | None = None,
    origin: Origin = Origin.FILE,
    reason: str | None = None,
) -> list[Difference]:
    """Make the plan of the document's year say what the document says. Returns what changed; the caller commits.

    Parts are recognised by their codes, and keep their database ids. What the file no longer has is removed, or kept
    out of sight where something else hangs on it. The same document twice changes nothing. What was done to an event
    here since is not undone by a file that repeats what it said before: see `participation.events.from_file`. Evidence
    that was saved here stays beside that of the file.
    """
    before = stored_parts(session, document.year)
    rows = _settled(session, document).rows
    found = differences(before, rows)
    touched = {(item.part, item.key) for item in found if item.change is not Change.REMOVED}
    gone = {(item.part, item.key) for item in found if item.change is Change.REMOVED}
    if found:
        save_parts(session, document.year, [row for row in rows if (row.part, row.key) in touched], now)
    if gone:
        remove_parts(session, document.year, gone, now)
    keep_track(session, document.year, before, document.rows, now)
    keep_history(session, document.year, before, now, by=by, origin=origin, reason=reason)
    return found


def _settled(session: Session, document: PlanDocument) -> Settled:
    stored = stored_parts(session, document.year)
    settled = settle(session, document.year, stored, document.rows)
    return replace(settled, rows=keep_evidence(session, document.year, stored, settled.rows).rows)
