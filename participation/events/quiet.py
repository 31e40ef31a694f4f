"""Telling of edits: several within a quiet period make one notice, from the old to the new."""

from datetime import datetime
from zoneinfo import ZoneInfo

from participation.events import telling
from participation.events.editing import QUIET
from storage import Session
from storage.models.events import EventAct
from storage.queries import events as queries

EDITS = frozenset({EventAct.EDITED, EventAct.IMPORTED})


def tell_edits(session: Session, now: datetime, zone: ZoneInfo) -> list[str]:
    """Tell of the events that were edited and then left alone for ten minutes."""
    found = queries.with_untold_changes(session, EDITS, now - QUIET)
    for event in found:
        telling.mention_changes(session, event, now, zone)
    return [f"event:{event.id}:changed:{event.version}" for event in found]


def next_edit_to_tell(session: Session, after: datetime, _zone: ZoneInfo) -> datetime | None:
    """When the next edits are told of."""
    last = queries.last_untold_change(session, EDITS)
    return last + QUIET if last is not None and last + QUIET > after else None
