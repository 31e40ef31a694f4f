"""The weekly summary, for who prefers one message a week: what was announced, moved and published, each told once.

A week goes from Monday 8:00 of the entity's zone to the next. What a clock that stood still left out is in the next
summary; a week without anything new is not told.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from participation.notices import Subject, Topic, put_down, to_subscribers
from storage import Session
from storage.models.events import EventAct
from storage.models.notices import Notice, NoticeKind
from storage.queries import audience as queries

HOUR = time(8)
WEEK = timedelta(days=7)
LOOK_BACK = timedelta(hours=72)
MOST_WEEKS = 4  # that one summary covers after a long standstill
NAME = "weekly-summary"

OF_EVENTS = (
    EventAct.ANNOUNCED,
    EventAct.EDITED,
    EventAct.RESCHEDULED,
    EventAct.POSTPONED,
    EventAct.CANCELLED,
    EventAct.HELD,
)
"""What is told of events; what happened last to one is what counts."""


@dataclass(frozen=True)
class Week:
    """What was new in a week: what happened last to events, by code; the rows of cuts, and of what staff wrote."""

    monday: date
    events: Mapping[str, EventAct]
    cuts: tuple[int, ...]
    broadcasts: tuple[int, ...]

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to tell."""
        return not (self.events or self.cuts or self.broadcasts)


def find_summary(session: Session, now: datetime, zone: ZoneInfo) -> list[str]:
    """A finder of the clock: on Mondays from 8:00 on, for 72 hours, the summary of the week that ended. Once a week."""
    monday = _monday(now, zone)
    ended = datetime.combine(monday, HOUR, zone)
    last = queries.last_summary(session)
    if not ended <= now < ended + LOOK_BACK or (last is not None and last.monday >= monday):
        return []
    if not queries.keep_summary(session, monday, now):
        return []
    week = told_between(session, _begin(last.monday if last else None, monday, zone), ended, monday)
    if week.is_empty:
        return [f"{NAME} (nothing new)"]
    _tell(session, week, now)
    return [NAME]


def next_summary(_session: Session, after: datetime, zone: ZoneInfo) -> datetime:
    """When the next summary is due, strictly after an instant."""
    monday = _monday(after, zone)
    instant = datetime.combine(monday, HOUR, zone)
    return instant if instant > after else datetime.combine(monday + WEEK, HOUR, zone)


def told_between(session: Session, since: datetime, until: datetime, monday: date) -> Week:
    """What was new from `since` on and before `until`."""
    found = queries.notices_between(session, (NoticeKind.CUT_PUBLISHED, NoticeKind.BROADCAST), since, until)
    cuts = [notice.subject_id for notice in found if notice.kind is NoticeKind.CUT_PUBLISHED]
    broadcasts = [notice.subject_id for notice in found if notice.kind is NoticeKind.BROADCAST and _is_public(notice)]
    changes = queries.event_changes_between(session, OF_EVENTS, since, until)
    events = {code: EventAct(what) for code, what in changes}
    return Week(monday, events, tuple(dict.fromkeys(cuts)), tuple(broadcasts))


def _tell(session: Session, week: Week, now: datetime) -> None:
    facts = {"events": dict(week.events), "cuts": list(week.cuts), "broadcasts": list(week.broadcasts)}
    subject = Subject("week", week.monday.toordinal())
    notice = put_down(session, NoticeKind.WEEKLY_SUMMARY, subject, f"week:{week.monday}", now, facts=facts)
    if notice is None:
        return
    if week.events or week.broadcasts:
        to_subscribers(session, notice, Topic.EVENTS, weekly=True)
    if week.cuts or week.broadcasts:
        to_subscribers(session, notice, Topic.PROGRESS, weekly=True)


def _is_public(notice: Notice) -> bool:
    """Whether staff addressed their notice to subscribers, and not to institutional guests only."""
    return bool(notice.facts.get("to_subscribers"))


def _monday(now: datetime, zone: ZoneInfo) -> date:
    day = now.astimezone(zone).date()
    return day - timedelta(days=day.weekday())


def _begin(last: date | None, monday: date, zone: ZoneInfo) -> datetime:
    """From where on nothing was summed up yet."""
    first = monday - WEEK if last is None else max(last, monday - MOST_WEEKS * WEEK)
    return datetime.combine(first, HOUR, zone)
