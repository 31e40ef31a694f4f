"""An event as calendars are told of it: in the bot's file, in the feed and in invitations the same."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from handlers.texts import events as texts
from locales import Words
from participation.plan.views import EventView
from reports.calendar import CalendarEvent, CalendarStatus, Contact, event_uid
from storage.models.plan import Event, EventState

CALLED_OFF = {EventState.POSTPONED, EventState.CANCELLED}
SURE = {EventState.INVITED, EventState.LIVE, EventState.HELD, EventState.RESCHEDULED}


def entry(
    view: EventView, row: Event, year: int, slug: str, words: Words, zone: ZoneInfo, organiser: Contact | None = None
) -> CalendarEvent | None:
    """What a calendar holds of an event; None for one that never had a day. `slug`: the entity's, for the UID.

    One that waits for a new date is struck out at its old one (`reports.calendar` says why).
    """
    day = view.day or (view.dates_before[-1] if view.dates_before else None)
    if day is None:
        return None
    starts = day if view.hour is None else datetime.combine(day, view.hour, zone)
    ends = None
    if isinstance(starts, datetime) and row.minutes_long:
        ends = starts + timedelta(minutes=row.minutes_long)
    return CalendarEvent(
        uid=event_uid(row.code, year, slug),
        sequence=row.version,
        status=_status(view),
        starts_at=starts,
        ends_at=ends,
        summary=_summary(view, words),
        changed_at=row.changed_at or row.announced_at or datetime.combine(day, datetime.min.time(), zone),
        description=_description(view, words),
        url=view.link,
        location=view.place,
        organiser=organiser,
    )


def _status(view: EventView) -> CalendarStatus:
    if view.state in CALLED_OFF:
        return CalendarStatus.CANCELLED
    return CalendarStatus.CONFIRMED if view.state in SURE else CalendarStatus.TENTATIVE


def _summary(view: EventView, words: Words) -> str:
    if view.state is EventState.POSTPONED:
        return words.plain("calendar", "Postponed: {title}", title=view.title)
    if view.state is EventState.CANCELLED:
        return words.plain("calendar", "Cancelled: {title}", title=view.title)
    return view.title


def _description(view: EventView, words: Words) -> str:
    lines = [view.description] if view.description else []
    if view.state in CALLED_OFF:
        reason = view.reason or words.plain_phrase(texts.NOT_SAID)
        lines.append(words.plain("calendar", "Reason: {reason}", reason=reason))
    if view.state is EventState.POSTPONED:
        lines.append(words.plain("calendar", "New date: to be defined."))
    if view.recording:
        lines.append(words.plain("calendar", "Recording: {link}", link=view.recording))
    return "\n".join(lines)
