"""Changing an event: its old and its new values are kept with who did it and why, and what was drawn of it is stale."""

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

from participation.staff.audit import record
from storage import Session
from storage.models.events import EventAct, EventChange
from storage.models.plan import Event, EventState
from storage.models.staff import StaffMember
from storage.queries import events as queries

TOLD = frozenset({"title", "kind", "day", "hour", "minutes_long", "place", "link", "state", "recording"})
"""What people are told of when it changes."""


def change(
    session: Session,
    event: Event,
    what: EventAct,
    values: Mapping[str, object],
    now: datetime,
    *,
    by: StaffMember | None,
    reason: str | None = None,
    untold: bool = False,
) -> EventChange | None:
    """Give an event new values; None where it has them already. `untold`: a notice of it is still to be made.

    The event's version goes up where people are told of such a change, once it is published.
    """
    old = {name: getattr(event, name) for name, value in values.items() if getattr(event, name) != value}
    if not old:
        return None
    new = {name: values[name] for name in old}
    for name, value in new.items():
        setattr(event, name, value)
    event.changed_at = now
    is_told = bool(TOLD & old.keys()) and old.get("state", event.state) is not EventState.DRAFT
    if is_told:
        event.version += 1
    row = EventChange(
        event_id=event.id,
        version=event.version,
        what=what,
        old={name: plain(value) for name, value in old.items()},
        new={name: plain(value) for name, value in new.items()},
        reason=reason,
        by_staff=by.id if by is not None else None,
        at=now,
        told_at=None if untold and is_told else now,
    )
    session.add(row)
    session.flush()
    queries.touch_plan(session, event.plan_id)
    keep(session, event, what, by, now)
    return row


def keep(session: Session, event: Event, what: EventAct, by: StaffMember | None, now: datetime) -> None:
    """The audit row of an act of staff; the clock's acts are in the event's changes only."""
    if by is not None:
        record(session, by, f"event.{what}", now, subject="event", subject_id=event.id, version=event.version)


def plain(value: object) -> Any:
    """A value as JSON holds it."""
    if isinstance(value, time):
        return value.isoformat("minutes")
    return value.isoformat() if isinstance(value, date) else value
