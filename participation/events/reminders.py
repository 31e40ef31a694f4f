"""Reminding who pressed «Recordarme»: a day before and an hour before, unless staff chose other times.

Subscribers get the announcement, with the button; only who presses it is reminded, so that «Quitar recordatorio» means
what it says. An event without an hour is remembered in the morning of the day before, and only then.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from participation import notices
from participation.events import telling
from participation.events.lifecycle import TO_BE_HELD
from participation.events.moments import starts
from storage import Session
from storage.models.events import EventAct
from storage.models.notices import NoticeKind
from storage.models.plan import Event
from storage.queries import events as queries

LOOK_BACK = timedelta(hours=72)  # what was due earlier, while the clock stood, is not even said to be late
DAY, HOUR = 24 * 60, 60
MINUTES_BEFORE = (DAY, HOUR)
FARTHEST = timedelta(days=31)
MORNING = time(9)
LEFT_BY_THE_MORNING = timedelta(hours=1)
"""A reminder that falls into the night rests until the morning if then there is still so much time."""


@dataclass(frozen=True)
class Reminder:
    """One reminder of an event: when it is due, until when it is of use, and the moment of which it reminds."""

    event: Event
    due: datetime
    until: datetime
    of: str
    minutes: int

    @property
    def key(self) -> str:
        """The same reminder of another day is another one; another title or link is not."""
        return f"event:{self.event.id}:reminder:{self.minutes}:{self.of}"


def put_down_reminders(session: Session, now: datetime, zone: ZoneInfo) -> list[str]:
    """Put down the reminders that are due. What came too late is closed at once, and the name of it says why."""
    due = [one for one in reminders(session, now, zone) if now - LOOK_BACK <= one.due <= now]
    known = queries.notice_keys(session, [one.key for one in due])
    fresh = [one for one in due if one.key not in known]
    begun = _known_since(session, [one.event for one in fresh])
    done = []
    for one in fresh:
        since = begun.get(one.event.id)
        if since is None or one.due > since:  # what was due before the date was known is nobody's loss
            done.append(_put_down(session, one, now, zone))
    return done


def next_reminder(session: Session, after: datetime, zone: ZoneInfo) -> datetime | None:
    """When the next reminder is due."""
    return min((one.due for one in reminders(session, after, zone) if one.due > after), default=None)


def reminders(session: Session, now: datetime, zone: ZoneInfo) -> Iterator[Reminder]:
    """The reminders of the events around an instant, those that are past or far away left out."""
    here = now.astimezone(zone).date()
    events = queries.in_states(session, TO_BE_HELD, here - LOOK_BACK, here + FARTHEST)
    own = queries.reminder_times(session, [event.id for event in events])
    for event in events:
        yield from reminders_of(event, own.get(event.id, MINUTES_BEFORE), zone)


def reminders_of(event: Event, minutes_before: tuple[int, ...] | list[int], zone: ZoneInfo) -> Iterator[Reminder]:
    """The reminders of one event; each is of use until the next one is due, the last until it begins."""
    if event.day is None:
        return
    start = starts(event, zone)
    if start is None:
        morning = datetime.combine(event.day - timedelta(days=1), MORNING, zone)
        if minutes_before:
            yield Reminder(event, morning, datetime.combine(event.day, time(0), zone), event.day.isoformat(), DAY)
        return
    ordered = sorted(set(minutes_before), reverse=True)
    for minutes, following in zip(ordered, [*ordered[1:], 0], strict=True):
        due, until = (start - timedelta(minutes=one) for one in (minutes, following))
        yield Reminder(event, due, until, start.isoformat("T", "minutes"), minutes)


def waits_at_night(reminder: Reminder, zone: ZoneInfo) -> bool:
    """Whether a reminder can rest until the morning: there must be time left then, before it begins."""
    start = telling.soonest(reminder.event, zone)
    return start is not None and notices.daytime(reminder.due, zone) + LEFT_BY_THE_MORNING <= start


def _put_down(session: Session, one: Reminder, now: datetime, zone: ZoneInfo) -> str:
    is_late = now >= one.until
    notice = notices.put_down(
        session,
        NoticeKind.EVENT_REMINDER,
        telling.subject(one.event),
        one.key,
        now,
        facts={"of": one.of, "minutes": one.minutes},
        expires_at=one.until,
        waits_at_night=waits_at_night(one, zone),
        version=one.event.version,
    )
    if notice is None or is_late:
        if notice is not None:
            notices.close(session, notice, now)
        return f"{one.key} not sent: it was due until {one.until:%Y-%m-%d %H:%M}, too late to be of use"
    count = notices.to_reminded(session, notice, one.event.id)
    return f"{one.key} for {count}"


def _known_since(session: Session, events: list[Event]) -> dict[int, datetime]:
    """Since when the events have the day and hour that they have now, as far as that was not from the beginning."""
    found: dict[int, datetime] = {}
    for event_id, changes in queries.changes(session, {event.id for event in events}).items():
        for change in changes:
            if change.what == EventAct.ANNOUNCED or {"day", "hour"} & change.new.keys():
                found[event_id] = change.at
    return found
