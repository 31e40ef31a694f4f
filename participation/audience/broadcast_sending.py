"""Sending what staff wrote themselves: whom it reaches and how long that takes, told before and while it leaves."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from participation import notices
from participation.audience.broadcasts import NoSuchBroadcast, SentAlready, own
from participation.audience.groups import institutional_groups
from participation.audience.mail_days import earliest_mail_moment
from participation.notices import Counts, Reach, Subject, Topic
from participation.staff.audit import record
from participation.staff.rights import Right, require
from storage import Session
from storage.models.notices import Broadcast, Notice, NoticeKind
from storage.models.staff import StaffMember
from storage.queries import audience as queries

MOST_LISTED = 5


class NobodyToTell(ValueError):
    """Nobody would get it."""


class TooLate(ValueError):
    """It can't reach everybody in time. `reach` says how long it takes, `starts_at` when the first may leave."""

    def __init__(self, reach: Reach, starts_at: datetime) -> None:
        super().__init__("can not arrive in time")
        self.reach, self.starts_at = reach, starts_at


@dataclass(frozen=True)
class Preview:
    """A notice of staff's before it leaves: whom it reaches, when the first leaves, and which groups there are."""

    broadcast: Broadcast
    reach: Reach
    groups: Mapping[str, str]
    starts_at: datetime
    mails_at: datetime
    waits: bool  # because it is night


@dataclass(frozen=True)
class Delivery:
    """One that was sent, and how its copies stand."""

    broadcast: Broadcast
    notice: Notice
    counts: Counts


def preview(
    session: Session,
    by: StaffMember,
    broadcast_id: int,
    now: datetime,
    zone: ZoneInfo,
    rate: float,
    channel: str | None,
) -> Preview:
    """Whom it reaches now and how long that takes. `rate`: messages a second; `channel`: the entity's, if it has one.

    Raises NotAllowed, NoSuchBroadcast.
    """
    found = own(session, by, broadcast_id)
    groups = institutional_groups(session)
    reach = _reach(session, found, rate, channel)
    starts = notices.daytime(now, zone)
    return Preview(found, reach, groups, starts, earliest_mail_moment(starts, zone, urgent=False), starts > now)


def send(
    session: Session,
    by: StaffMember,
    broadcast_id: int,
    now: datetime,
    zone: ZoneInfo,
    rate: float,
    channel: str | None,
    arrive_by: datetime | None = None,
) -> Notice:
    """Let it leave; pressed twice it leaves once. What has not left by `arrive_by` does not leave any more.

    Raises NotAllowed, NoSuchBroadcast, NobodyToTell, TooLate.
    """
    found = own(session, by, broadcast_id)
    sent = queries.notice_about(session, NoticeKind.BROADCAST, "broadcast", found.id)
    if sent is not None:
        return sent
    shown = preview(session, by, broadcast_id, now, zone, rate, channel)
    _require_possible(shown, arrive_by)
    facts = {"to_subscribers": found.to_subscribers}
    subject = Subject("broadcast", found.id)
    notice = notices.put_down(
        session, NoticeKind.BROADCAST, subject, f"broadcast:{found.id}", now, facts=facts, expires_at=arrive_by, by=by
    )
    if notice is None:
        raise SentAlready
    _copy(session, notice, shown, channel)
    found.sent_at = now
    record(session, by, "broadcast.sent", now, subject="broadcast", subject_id=found.id, copies=shown.reach.all)
    return notice


def delivery(session: Session, by: StaffMember, broadcast_id: int) -> Delivery | None:
    """How the sending goes; None while it was not sent. Raises NotAllowed, NoSuchBroadcast."""
    require(by, Right.READ)
    found = queries.broadcast(session, broadcast_id)
    if found is None:
        raise NoSuchBroadcast
    notice = queries.notice_about(session, NoticeKind.BROADCAST, "broadcast", found.id)
    return None if notice is None else Delivery(found, notice, notices.state_of(session, notice))


def latest(session: Session, by: StaffMember) -> Sequence[Broadcast]:
    """The latest that were sent. Raises NotAllowed."""
    require(by, Right.READ)
    return queries.sent_broadcasts(session, MOST_LISTED)


def _reach(session: Session, found: Broadcast, rate: float, channel: str | None) -> Reach:
    counted = notices.reach_of(session, guests=found.guest_groups)
    subscribers = queries.count_subscribers(session) if found.to_subscribers else 0
    chats = int(found.to_channel and channel is not None)
    return Reach(subscribers, counted.email, chats, notices.seconds_for(subscribers + chats, rate))


def _require_possible(shown: Preview, arrive_by: datetime | None) -> None:
    if shown.reach.all == 0:
        raise NobodyToTell
    if arrive_by is None:
        return
    waits = [shown.starts_at] * bool(shown.reach.telegram + shown.reach.channel)
    waits += [shown.mails_at] * bool(shown.reach.email)
    if (arrive_by - max(waits)).total_seconds() < shown.reach.seconds:
        raise TooLate(shown.reach, max(waits))


def _copy(session: Session, notice: Notice, shown: Preview, channel: str | None) -> None:
    found = shown.broadcast
    if found.to_subscribers:
        for topic in Topic:
            notices.to_subscribers(session, notice, topic)
    if found.to_channel and channel is not None:
        notices.to_channel(session, notice, channel)
    groups = [group for group in found.guest_groups if group in shown.groups]
    if groups:
        notices.to_guests(session, notice, groups, not_before=shown.mails_at)
