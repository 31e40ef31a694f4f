"""Doing what staff confirmed, with what they had answered."""

from collections.abc import Callable, Mapping
from typing import Any

from handlers.buttons.event_desk import UNKNOWN, read_moment
from handlers.event_desk.previewing import Proposal
from handlers.turn import Turn
from participation.events import editing, lifecycle
from participation.events.errors import NotPossible
from participation.events.lifecycle import Proof
from storage.models.plan import Event
from storage.models.staff import StaffMember

UNTIL, REASON, RECORDING, RECORD, ATTENDANCE, MINUTES = (
    "until",
    "reason",
    "recording",
    "record",
    "attendance",
    "minutes_link",
)
Facts = dict[str, Any]
"""What was answered so far, by step, with the event and what is to be done with it."""


def proposal(facts: Facts) -> Proposal:
    """What was answered, as values."""
    until = facts.get(UNTIL)
    attended = facts.get(ATTENDANCE)
    counted = attended if isinstance(attended, list) else [None, None]
    known = {name: facts.get(name) for name in (REASON, RECORDING, RECORD, MINUTES)}
    given = {name: None if value == UNKNOWN else value for name, value in known.items()}
    return Proposal(
        what=str(facts["what"]),
        until=read_moment(until) if until else None,
        reason=given[REASON],
        proof=Proof(given[RECORDING], given[RECORD], counted[0], counted[1], given[MINUTES]),
    )


def _announce(turn: Turn, me: StaffMember, event: Event, _facts: Facts) -> None:
    lifecycle.announce(turn.session, event, me, turn.now, turn.office.zone, turn.office.channel)


def _postpone(turn: Turn, me: StaffMember, event: Event, facts: Facts) -> None:
    given = proposal(facts)
    office = turn.office
    lifecycle.postpone(turn.session, event, given.until, given.reason or "", me, turn.now, office.zone, office.channel)


def _reschedule(turn: Turn, me: StaffMember, event: Event, facts: Facts) -> None:
    given = proposal(facts)
    if given.until is None:
        raise NotPossible(event)
    office = turn.office
    lifecycle.reschedule(
        turn.session, event, given.until, me, turn.now, office.zone, reason=given.reason, channel=office.channel
    )


def _cancel(turn: Turn, me: StaffMember, event: Event, facts: Facts) -> None:
    reason = proposal(facts).reason or ""
    lifecycle.cancel(turn.session, event, reason, me, turn.now, turn.office.zone, turn.office.channel)


def _go_live(turn: Turn, me: StaffMember, event: Event, _facts: Facts) -> None:
    lifecycle.go_live(turn.session, event, me, turn.now, turn.office.zone)


def _hold(turn: Turn, me: StaffMember, event: Event, facts: Facts) -> None:
    proof = proposal(facts).proof
    lifecycle.mark_held(turn.session, event, proof, me, turn.now, turn.office.zone, turn.office.channel)


def _discard(turn: Turn, me: StaffMember, event: Event, _facts: Facts) -> None:
    editing.discard(turn.session, event, me, turn.now)


DO: Mapping[str, Callable[[Turn, StaffMember, Event, Facts], None]] = {
    "announce": _announce,
    "postpone": _postpone,
    "reschedule": _reschedule,
    "cancel": _cancel,
    "live": _go_live,
    "held": _hold,
    "discard": _discard,
}
