"""Who is told of what happens to an event, and how it is kept to one message a person.

An event has one notice that announces it, whatever happened first: its copies are brought up to date with the event, so
that every message that announced it says what is so now, and whoever was told once is told of every change.
"""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from participation import notices
from participation.audience.mail_days import earliest_mail_moment
from participation.events.moments import is_over, starts
from participation.notices import Reach, Subject, Topic
from storage import Session
from storage.models.events import EventAct, EventChange
from storage.models.notices import Notice, NoticeKind
from storage.models.plan import Event, EventState
from storage.models.staff import StaffMember
from storage.queries import copies
from storage.queries import events as queries

TELLING = frozenset(
    {
        NoticeKind.EVENT_ANNOUNCED,
        NoticeKind.EVENT_CHANGED,
        NoticeKind.EVENT_POSTPONED,
        NoticeKind.EVENT_CANCELLED,
        NoticeKind.EVENT_REMINDER,
        NoticeKind.EVENT_RECORDING,
    }
)
"""What people have of an event and is corrected with it."""
KINDS = {
    EventState.POSTPONED: NoticeKind.EVENT_POSTPONED,
    EventState.CANCELLED: NoticeKind.EVENT_CANCELLED,
}
"""What the first notice of an event is, where it was told of by other means before; else an announcement."""
TIME_TO_SPARE = timedelta(hours=3)
"""Between the morning and an event: with less, what happens to it in the night can't wait."""


def subject(event: Event) -> Subject:
    """The event as notices know it."""
    return Subject("event", event.id)


def announcement(session: Session, event: Event) -> Notice | None:
    """The one notice that people have of an event; None while nobody was told of it."""
    return queries.notice(session, _key(event))


def recording(session: Session, event: Event) -> Notice | None:
    """The notice that its recording can be watched."""
    return queries.notice(session, f"event:{event.id}:recording")


def announce(
    session: Session, event: Event, by: StaffMember | None, now: datetime, zone: ZoneInfo, channel: str | None
) -> None:
    """Tell the subscribers, who pressed «Recordarme», the guests of its groups, and the channel."""
    notice = _main(session, event, NoticeKind.EVENT_ANNOUNCED, by, now, zone)
    mails_at = earliest_mail_moment(now, zone, urgent=False)
    _invite(session, notice, event, channel, mails_at)
    _up_to_date(session, event, now)


def correct(
    session: Session,
    event: Event,
    by: StaffMember | None,
    now: datetime,
    zone: ZoneInfo,
    channel: str | None,
    *,
    lost: datetime | None = None,
) -> None:
    """Tell everybody who was invited, and who would be by now, of a new date or that there is none.

    It leaves at once, also in the night, when what was lost or what is new is too near to wait for the morning.
    """
    kind = KINDS.get(event.state, NoticeKind.EVENT_ANNOUNCED)
    notice = _main(session, event, kind, by, now, zone)
    at_once = not can_wait(now, zone, lost, soonest(event, zone))
    notice.waits_at_night = not at_once
    mails_at = earliest_mail_moment(now, zone, urgent=event.state in KINDS)
    _invite(session, notice, event, channel, mails_at)
    if event.state in KINDS:  # what is off is told at once also to who prefers the weekly summary
        notices.to_reminded_or_subscribed(session, notice, event.id)
    _up_to_date(session, event, now, at_once=at_once)


def mention_changes(session: Session, event: Event, now: datetime, zone: ZoneInfo) -> None:
    """Tell of the edits since people were last told: who was told of the event, and who wants to be reminded of it."""
    kind = KINDS.get(event.state, NoticeKind.EVENT_CHANGED)
    notice = _main(session, event, kind, None, now, zone)
    at_once = not can_wait(now, zone, soonest(event, zone))
    notice.waits_at_night = not at_once
    notices.to_reminded(session, notice, event.id)
    _up_to_date(session, event, now, at_once=at_once)
    if event.state is EventState.HELD:
        _tell_recording(session, event, None, now, None)


def show(session: Session, event: Event, now: datetime, *, at_once: bool = False) -> None:
    """What people have of it says what it is now; that alone is told to nobody. `at_once`: also in the night."""
    notices.bring_up_to_date(session, subject(event), event.version, now, kinds=TELLING, at_once=at_once)


def close(session: Session, event: Event, by: StaffMember | None, now: datetime, channel: str | None) -> None:
    """It was held: what announced it says so, and who was told of it is told of its recording, once there is one."""
    main = announcement(session, event)
    if main is not None:
        main.expires_at = now  # what has not left invites to nothing any more
        session.flush()
    _up_to_date(session, event, now)
    _tell_recording(session, event, by, now, channel)


def _tell_recording(session: Session, event: Event, by: StaffMember | None, now: datetime, channel: str | None) -> None:
    """Once, when there is one: to whoever was told of the event or wanted to be reminded, and the channel."""
    if not event.recording:
        return
    kind, key = NoticeKind.EVENT_RECORDING, f"event:{event.id}:recording"
    notice = notices.put_down(session, kind, subject(event), key, now, by=by, version=event.version)
    if notice is not None:
        notices.to_everyone_told(session, notice, subject(event), TELLING)
        notices.to_reminded(session, notice, event.id)
        if channel is not None:
            notices.to_channel(session, notice, channel)


def reach(session: Session, event: Event, channel: str | None, rate: float, *, off: bool = False) -> Reach:
    """How many would be told of an event now, each once a channel, and how long that takes at `rate` a second.

    `off`: that it is postponed or cancelled, which is told also to who prefers the weekly summary.
    """
    found = queries.everyone(event, Topic.EVENTS.value, TELLING, channel, weekly=off)
    counted = copies.count(session, found)
    telegram, email = (counted.get(one, 0) for one in queries.CHANNELS)
    to_channel = int(channel is not None)
    return Reach(telegram - to_channel, email, to_channel, notices.seconds_for(telegram, rate))


def can_wait(now: datetime, zone: ZoneInfo, *moments: datetime | None) -> bool:
    """Whether what is told at `now` can rest until the morning, with these moments to come."""
    morning = notices.daytime(now, zone)
    return all(moment is None or not now <= moment < morning + TIME_TO_SPARE for moment in moments)


def soonest(event: Event, zone: ZoneInfo) -> datetime | None:
    """The first instant at which an event can begin: without an hour, with its day. None without a day."""
    return starts(event, zone) or (datetime.combine(event.day, time(0), zone) if event.day is not None else None)


def row(event: Event, what: EventAct, now: datetime, by: StaffMember | None) -> EventChange:
    """That something was done to an event which changes none of its values."""
    staff_id = by.id if by is not None else None
    return EventChange(event_id=event.id, version=event.version, what=what, by_staff=staff_id, at=now, told_at=now)


def _main(
    session: Session, event: Event, kind: NoticeKind, by: StaffMember | None, now: datetime, zone: ZoneInfo
) -> Notice:
    """The event's one notice, put down where there is none."""
    notices.put_down(session, kind, subject(event), _key(event), now, by=by, version=event.version)
    notice = announcement(session, event)
    if notice is None:
        raise LookupError(_key(event))
    notice.expires_at = is_over(event, zone) if event.state is not EventState.CANCELLED else None
    session.flush()
    return notice


def _invite(session: Session, notice: Notice, event: Event, channel: str | None, mails_at: datetime) -> None:
    """Give a copy to who has none yet; invitations by e-mail leave on days on which mail goes out."""
    notices.to_reminded(session, notice, event.id)
    notices.to_subscribers(session, notice, Topic.EVENTS)
    if event.value_groups:
        notices.to_guests(session, notice, event.value_groups, not_before=mails_at)
    if channel is not None:
        notices.to_channel(session, notice, channel)


def _up_to_date(session: Session, event: Event, now: datetime, *, at_once: bool = False) -> None:
    show(session, event, now, at_once=at_once)
    queries.tell_changes(session, event.id, now)


def _key(event: Event) -> str:
    return f"event:{event.id}:announced"
