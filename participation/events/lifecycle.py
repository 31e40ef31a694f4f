"""The life of a dialogue event: its states, what leads from one to another, and what each move does.

An *aplazado* has no new date, a *reprogramado* has one. That a day has passed never makes an event *realizado*, and the
clock never says that it is *en vivo*: both are said by staff. What the clock does say is that nobody confirmed it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from participation.events import errors, telling
from participation.events.changes import change
from participation.events.moments import Moment, starts
from participation.events.spoken_dates import is_past
from participation.staff.rights import Right, require
from storage import Session
from storage.models.events import EventAct
from storage.models.plan import Event, EventState
from storage.models.staff import StaffMember

S = EventState


class Move(StrEnum):
    """What can be done to an event."""

    ANNOUNCE = "announce"
    POSTPONE = "postpone"
    RESCHEDULE = "reschedule"
    CANCEL = "cancel"
    GO_LIVE = "live"
    HOLD = "held"
    DOUBT = "unconfirmed"  # the clock's


TO_BE_HELD = frozenset({S.PROGRAMMED, S.INVITED, S.RESCHEDULED})
MOVES: Mapping[Move, tuple[frozenset[EventState], EventState]] = {
    Move.ANNOUNCE: (frozenset({S.DRAFT, S.PROGRAMMED}), S.INVITED),
    Move.POSTPONE: (TO_BE_HELD | {S.LIVE, S.UNCONFIRMED}, S.POSTPONED),
    Move.RESCHEDULE: (TO_BE_HELD | {S.POSTPONED, S.UNCONFIRMED}, S.RESCHEDULED),
    Move.CANCEL: (TO_BE_HELD | {S.POSTPONED, S.LIVE, S.UNCONFIRMED}, S.CANCELLED),
    Move.GO_LIVE: (TO_BE_HELD, S.LIVE),
    Move.HOLD: (TO_BE_HELD | {S.LIVE, S.UNCONFIRMED}, S.HELD),
    Move.DOUBT: (TO_BE_HELD | {S.LIVE}, S.UNCONFIRMED),
}
EARLY = timedelta(minutes=30)
"""A transmission may begin a little before its hour."""


@dataclass(frozen=True)
class Proof:
    """What shows that it was held: its recording, or the *registro* in words; how many came, and what that counts."""

    recording: str | None = None
    record: str | None = None
    attendance: int | None = None
    attendance_metric: str | None = None
    minutes_link: str | None = None


def may_move(event: Event, move: Move) -> bool:
    """Whether an event stands where this can be done."""
    return event.state in MOVES[move][0]


def announce(
    session: Session, event: Event, by: StaffMember | None, now: datetime, zone: ZoneInfo, channel: str | None = None
) -> None:
    """Publish an event and invite: subscribers, the channel, and by e-mail the guests of its groups.

    Raises NotAllowed, NotPossible, HasNoDay, HasPassed.
    """
    signing, state = _begin(event, Move.ANNOUNCE, by)
    if event.day is None:
        raise errors.HasNoDay
    _require_to_come(Moment(event.day, event.hour), now, zone)
    change(session, event, EventAct.ANNOUNCED, {"state": state}, now, by=signing)
    event.announced_at = now
    telling.announce(session, event, signing, now, zone, channel)


def postpone(
    session: Session,
    event: Event,
    until: Moment | None,
    reason: str,
    by: StaffMember | None,
    now: datetime,
    zone: ZoneInfo,
    channel: str | None = None,
) -> None:
    """Move a published event; every copy of its announcement falls behind, so everybody who was invited is told.

    `until` is None while the new date is not known. Raises NotAllowed, NotPossible, NeedsReason, HasPassed.
    """
    if until is not None:
        return reschedule(session, event, until, by, now, zone, reason=reason, channel=channel)
    signing, state = _begin(event, Move.POSTPONE, by)
    lost = telling.soonest(event, zone)
    values = {"state": state, "day": None, "reason": _said(reason), "original_date": event.original_date or event.day}
    change(session, event, EventAct.POSTPONED, values, now, by=signing, reason=_said(reason))
    telling.correct(session, event, signing, now, zone, channel, lost=lost)
    return None


def reschedule(
    session: Session,
    event: Event,
    until: Moment,
    by: StaffMember | None,
    now: datetime,
    zone: ZoneInfo,
    *,
    reason: str | None = None,
    channel: str | None = None,
) -> None:
    """Give a published event a new day; who was told of the old one is told of this one, and so are the subscribers.

    Without a reason that of the postponement stays. Raises NotAllowed, NotPossible, HasPassed.
    """
    signing, state = _begin(event, Move.RESCHEDULE, by)
    lost = telling.soonest(event, zone)
    _require_to_come(until, now, zone)
    said = reason.strip() if reason and reason.strip() else event.reason
    values: dict[str, object] = {
        "state": state,
        "day": until.day,
        "hour": until.hour,
        "minutes_long": until.minutes or event.minutes_long,
        "reason": said,
        "original_date": event.original_date or event.day,
    }
    event.announced_at = event.announced_at or now
    change(session, event, EventAct.RESCHEDULED, values, now, by=signing, reason=said)
    telling.correct(session, event, signing, now, zone, channel, lost=lost)


def cancel(
    session: Session,
    event: Event,
    reason: str,
    by: StaffMember | None,
    now: datetime,
    zone: ZoneInfo,
    channel: str | None = None,
) -> None:
    """Call an event off for good; its record stays, with the reason. Raises NotAllowed, NotPossible, NeedsReason."""
    signing, state = _begin(event, Move.CANCEL, by)
    lost, said = telling.soonest(event, zone), _said(reason)
    change(session, event, EventAct.CANCELLED, {"state": state, "reason": said}, now, by=signing, reason=said)
    telling.correct(session, event, signing, now, zone, channel, lost=lost)


def go_live(session: Session, event: Event, by: StaffMember | None, now: datetime, zone: ZoneInfo) -> None:
    """Say that it is live now. What announced it says so; nobody is told: who wanted to know was reminded.

    Raises NotAllowed, NotPossible, NotToday.
    """
    signing, state = _begin(event, Move.GO_LIVE, by)
    if event.day != now.astimezone(zone).date():
        raise errors.NotToday
    change(session, event, EventAct.LIVE, {"state": state}, now, by=signing)
    telling.show(session, event, now, at_once=True)  # in the morning it would be over


def mark_held(
    session: Session,
    event: Event,
    proof: Proof,
    by: StaffMember | None,
    now: datetime,
    zone: ZoneInfo,
    channel: str | None = None,
) -> None:
    """Say that it was held, with the proof; where there is a recording, who was invited is told of it.

    Raises NotAllowed, NotPossible, NotYet, NeedsProof, NeedsMetric.
    """
    signing, state = _begin(event, Move.HOLD, by)
    if not has_begun(event, now, zone):
        raise errors.NotYet
    if not (proof.recording or proof.record):
        raise errors.NeedsProof
    if proof.attendance is not None and not proof.attendance_metric:
        raise errors.NeedsMetric
    given = {name: value for name, value in vars(proof).items() if value is not None}
    change(session, event, EventAct.HELD, {"state": state, **given}, now, by=signing)
    telling.close(session, event, signing, now, channel)


def doubt(session: Session, event: Event, now: datetime) -> None:
    """Say that its time has passed and nobody confirmed that it was held: *sin confirmar*. The clock's only word."""
    _from, state = MOVES[Move.DOUBT]
    if event.state in _from:
        change(session, event, EventAct.UNCONFIRMED, {"state": state}, now, by=None)
        telling.show(session, event, now)


def has_begun(event: Event, now: datetime, zone: ZoneInfo) -> bool:
    """Whether its hour has come; without an hour, its day. What has no day has not begun."""
    start = starts(event, zone)
    if start is not None:
        return start - EARLY <= now
    return event.day is not None and event.day <= now.astimezone(zone).date()


def _begin(event: Event, move: Move, by: StaffMember | None) -> tuple[StaffMember, EventState]:
    """Who signs a move, and where it leads."""
    signing = require(by, Right.PUBLISH)
    if not may_move(event, move):
        raise errors.NotPossible(event)
    return signing, MOVES[move][1]


def _require_to_come(moment: Moment, now: datetime, zone: ZoneInfo) -> None:
    if is_past(moment, now, zone):
        raise errors.HasPassed


def _said(reason: str) -> str:
    said = " ".join(reason.split())
    if not said:
        raise errors.NeedsReason
    return said
