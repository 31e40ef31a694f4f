"""Where an event can go, of what people are told, and what they have of it: told a second time and by itself."""

from dataclasses import dataclass, field

from participation.events import errors
from participation.events.lifecycle import Move
from storage.models.plan import EventState

S = EventState
TO_COME = frozenset({S.PROGRAMMED, S.INVITED, S.RESCHEDULED})
OVER = frozenset({S.HELD, S.CANCELLED})
LEADS = {
    Move.ANNOUNCE: ({S.DRAFT, S.PROGRAMMED}, S.INVITED),
    Move.POSTPONE: ({*TO_COME, S.LIVE, S.UNCONFIRMED}, S.POSTPONED),
    Move.RESCHEDULE: ({*TO_COME, S.POSTPONED, S.UNCONFIRMED}, S.RESCHEDULED),
    Move.CANCEL: ({*TO_COME, S.POSTPONED, S.LIVE, S.UNCONFIRMED}, S.CANCELLED),
    Move.GO_LIVE: (TO_COME, S.LIVE),
    Move.HOLD: ({*TO_COME, S.LIVE, S.UNCONFIRMED}, S.HELD),
}
"""From where each move leads where: told a second time."""
AFTER_CHECKS = (errors.HasNoDay, errors.HasPassed, errors.NotYet, errors.NotToday)


@dataclass
class Screen:
    """What one person has of a notice: the text as it reads now, of which version, and what was told beside it."""

    version: int
    state: EventState
    arrived: int = 1
    replies: list[int] = field(default_factory=list)
