"""How the plan came to say what it says: each change with who, when and why, and the plan as it was at any moment."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from participation.plan.evidence_order import moved_back, taken_out
from participation.plan.frozen import frozen, frozen_values, thawed, thawed_values
from storage import Session
from storage.models.history import Origin, PlanChange
from storage.models.staff import StaffMember
from storage.queries import history as queries
from storage.queries.plan_parts import Part, PartRow, plan_id_of, stored_parts

PARENT = "parent"
"""Stands for a column where a part was hung on another one."""
POSITION = "position"


def keep_history(
    session: Session,
    year: int,
    before: Sequence[PartRow],
    now: datetime,
    *,
    by: StaffMember | None,
    origin: Origin,
    reason: str | None = None,
) -> list[PlanChange]:
    """Keep what has changed in the plan of a year since `before` (see `stored_parts`); returns it.

    Whoever changes a plan calls this in the same unit of work. `by` is None from the command line.
    """
    session.flush()
    plan_id = plan_id_of(session, year)
    if plan_id is None:
        return []
    changes = list(_changes(before, stored_parts(session, year)))
    for change in changes:
        change.plan_id, change.at, change.origin, change.reason = plan_id, now, origin, reason
        change.staff_id = by.id if by is not None else None
    queries.add_changes(session, changes)
    return changes


def parts_at(session: Session, year: int, moment: datetime) -> list[PartRow]:
    """The parts of the plan of a year as they were known at a moment, parents before children.

    What was changed later is undone from the latest back. Before the plan was first loaded there is nothing.
    """
    rows = {(row.part, row.key): row for row in stored_parts(session, year)}
    plan_id = plan_id_of(session, year)
    for change in queries.changes_since(session, plan_id, moment) if plan_id is not None else ():
        _undo(rows, change)
    order = {part: place for place, part in enumerate(Part)}
    return sorted(rows.values(), key=lambda row: (order[row.part], row.values.get("position", 0)))


def _changes(before: Sequence[PartRow], after: Sequence[PartRow]) -> Iterator[PlanChange]:
    shifted = list(taken_out(before, after))
    yield from _of_order(shifted)
    told = {row.key for row, _ in shifted}
    old, new = (
        {(row.part, row.key): row for row in rows if not (row.part is Part.EVIDENCE and row.key in told)}
        for rows in (before, after)
    )
    for place, row in new.items():
        known = old.get(place)
        if known is None:
            yield _change(row, old=None, new=frozen_values(row.values))
            continue
        if known.parent != row.parent:
            yield _change(row, PARENT, old=known.parent, new=row.parent)
        for name, value in row.values.items():
            if known.values.get(name) != value:
                yield _change(row, name, old=frozen(known.values.get(name)), new=frozen(value))
    for place, row in old.items():
        if place not in new:
            yield _change(row, old=frozen_values(row.values), new=None)


def _of_order(shifted: Sequence[tuple[PartRow, PartRow | None]]) -> Iterator[PlanChange]:
    """What was taken out first, then what moved up, so that undone from the latest back nothing is in the way."""
    for row, now in shifted:
        if now is None:
            yield _change(row, old=frozen_values(row.values), new=None)
    for row, now in shifted:
        if now is not None and now.key != row.key:
            yield _change(now, POSITION, old=row.values[POSITION], new=now.values[POSITION])


def _change(row: PartRow, field: str = "", *, old: Any, new: Any) -> PlanChange:
    return PlanChange(part=row.part, key=row.key, parent=row.parent, field=field, old=old, new=new)


def _undo(rows: dict[tuple[Part, str], PartRow], change: PlanChange) -> None:
    part = Part(change.part)
    place = (part, change.key)
    if part is Part.EVIDENCE and change.field == POSITION:
        moved_back(rows, change.key, change.old)
    elif change.field == PARENT:
        rows[place] = replace(rows[place], parent=change.old)
    elif change.field:
        value = thawed(part, change.field, change.old)
        rows[place] = replace(rows[place], values={**rows[place].values, change.field: value})
    elif change.old is None:
        rows.pop(place, None)
    else:
        rows[place] = PartRow(part, change.key, change.parent, thawed_values(part, change.old))
