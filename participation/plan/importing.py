"""Taking a plan file over: what would change, and changing it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from participation.events.from_file import keep_track, settle
from participation.plan.differences import Change, Difference, differences, kept_difference
from participation.plan.document import PlanDocument
from participation.plan.freezing import freeze_published
from participation.plan.history import keep_history
from participation.plan.kept_cuts import cuts_left_out, keep_cuts
from participation.plan.kept_here import confirm, settle_products
from storage import Session
from storage.models.history import Origin
from storage.models.staff import StaffMember
from storage.queries.plan_parts import Part, PartRow, remove_parts, save_parts, stored_parts


@dataclass(frozen=True)
class _Taken:
    """The rows of a file as they are to be taken over, and what stays as it is here."""

    rows: tuple[PartRow, ...]
    kept: tuple[Difference, ...]


def compare(session: Session, document: PlanDocument, known_until: datetime | None = None) -> list[Difference]:
    """What importing this document would change; empty when the plan of its year already says the same.

    `known_until`: when the document was made of the plan as it is here, where that is known. Here and below.
    """
    return differences(stored_parts(session, document.year), _settled(session, document, known_until).rows)


def kept(session: Session, document: PlanDocument, known_until: datetime | None = None) -> list[Difference]:
    """What stays as staff made or published it, although the file says what it said before, or does not have it."""
    return list(_settled(session, document, known_until).kept)


def import_plan(
    session: Session,
    document: PlanDocument,
    now: datetime,
    *,
    by: StaffMember | None = None,
    origin: Origin = Origin.FILE,
    reason: str | None = None,
    known_until: datetime | None = None,
) -> list[Difference]:
    """Make the plan of the document's year say what the document says. Returns what changed; the caller commits.

    Parts are recognised by their codes, and keep their database ids. What the file no longer has is removed, or kept
    out of sight where something else hangs on it. The same document twice changes nothing. What was done to an event
    or a product here since is not undone by a file that repeats what it said before: see
    `participation.events.from_file` and `participation.plan.kept_here`.
    """
    rows = _settled(session, document, known_until).rows
    return take_over(session, document, rows, now, by=by, origin=origin, reason=reason)


def take_over(
    session: Session,
    document: PlanDocument,
    rows: Sequence[PartRow],
    now: datetime,
    *,
    by: StaffMember | None,
    origin: Origin,
    reason: str | None = None,
) -> list[Difference]:
    """Make the plan consist of these rows, whose differences to the document were settled. Returns what changed."""
    before = stored_parts(session, document.year)
    found = differences(before, rows)
    touched = {(item.part, item.key) for item in found if item.change is not Change.REMOVED}
    gone = {(item.part, item.key) for item in found if item.change is Change.REMOVED}
    if found:
        save_parts(session, document.year, [row for row in rows if (row.part, row.key) in touched], now)
    if gone:
        remove_parts(session, document.year, gone, now)
    keep_track(session, document.year, before, document.rows, now)
    keep_history(session, document.year, before, now, by=by, origin=origin, reason=reason)
    confirm(session, document.year, document.rows, now, origin)
    freeze_published(session, document.year, now)
    return found


def _settled(session: Session, document: PlanDocument, known_until: datetime | None) -> _Taken:
    stored = stored_parts(session, document.year)
    events = settle(session, document.year, stored, document.rows)
    products = settle_products(session, document.year, stored, events.rows, known_until)
    of_events = [kept_difference(Part.EVENT, one.code, one.name, one.here, one.in_file) for one in events.kept]
    of_products = [kept_difference(one.part, one.key, one.name, one.here, one.in_file) for one in products.kept]
    rows = keep_cuts(session, document.year, stored, products.rows)
    of_cuts = cuts_left_out(session, document.year, stored, products.rows)
    return _Taken(rows, (*of_events, *of_products, *of_cuts))
