"""What a move will look like and whom it reaches, before it is done."""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from markupsafe import Markup

from handlers.texts import event_desk as texts
from handlers.turn import Turn
from participation import notices
from participation.events import telling
from participation.events.lifecycle import Proof
from participation.events.moments import Moment, starts_at
from participation.notices import Reach
from participation.plan.agenda import event_as_it_is
from participation.plan.views import EventView
from storage.models.plan import Event, EventState


@dataclass(frozen=True)
class Proposal:
    """What staff are about to do. `until` is the new moment, None for none."""

    what: str
    until: Moment | None = None
    reason: str | None = None
    proof: Proof = field(default_factory=Proof)

    @property
    def is_off(self) -> bool:
        """Whether afterwards there is no date."""
        return self.what == "cancel" or (self.what == "postpone" and self.until is None)


def after(turn: Turn, event: Event, proposed: Proposal) -> EventView:
    """The event as people would read it."""
    found = event_as_it_is(turn.session, event, turn.today)
    lost = (*found.dates_before, found.day) if found.day is not None else found.dates_before
    reason = proposed.reason or found.reason
    match proposed.what:
        case "announce":
            return replace(found, state=EventState.INVITED)
        case "cancel":
            return replace(found, state=EventState.CANCELLED, reason=reason)
        case "held":
            given = {name: value for name, value in vars(proposed.proof).items() if value is not None}
            return replace(found, state=EventState.HELD, **given)
    if proposed.what not in {"postpone", "reschedule"}:
        return found
    if proposed.until is None:
        return replace(found, state=EventState.POSTPONED, day=None, dates_before=lost, reason=reason)
    moment = proposed.until
    lasts = moment.minutes or found.minutes_long
    moved = replace(found, state=EventState.RESCHEDULED, day=moment.day, hour=moment.hour, minutes_long=lasts)
    return replace(moved, dates_before=lost, reason=reason)


def reach(turn: Turn, event: Event, proposed: Proposal) -> tuple[Reach | None, Markup | None]:
    """How many are told, and what else to know: that it waits for the morning, or comes too late for some."""
    office = turn.office
    if proposed.what in {"live", "discard"} or (proposed.what == "held" and not proposed.proof.recording):
        return None, None
    if proposed.what == "held":
        found = notices.reach_of(
            turn.session, told=telling.subject(event), kinds=telling.TELLING, rate=office.send_rate
        )
        return found, _waits(turn, can_wait=True)
    found = telling.reach(turn.session, event, office.channel, office.send_rate, off=proposed.is_off)
    start = _start(turn, event, proposed)
    can_wait = proposed.what == "announce" or telling.can_wait(
        turn.now, office.zone, telling.soonest(event, office.zone), start
    )
    begins = notices.daytime(turn.now, office.zone) if can_wait else turn.now
    late = start is not None and not proposed.is_off and begins + timedelta(seconds=found.seconds) > start
    return found, texts.not_all_in_time(turn.words) if late else _waits(turn, can_wait=can_wait)


def _start(turn: Turn, event: Event, proposed: Proposal) -> datetime | None:
    if proposed.until is not None:
        return proposed.until.instant(turn.office.zone)
    return starts_at(event.day, event.hour, turn.office.zone)


def _waits(turn: Turn, *, can_wait: bool) -> Markup | None:
    zone = turn.office.zone
    if not can_wait or not notices.is_night(turn.now, zone):
        return None
    return texts.waits(turn.formats.time(notices.daytime(turn.now, zone)), turn.words)
