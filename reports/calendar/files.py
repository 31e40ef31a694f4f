"""The files: written by icalendar, which folds lines and escapes texts; what may not stand in them is taken out."""

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar import STATUS, TRANSP, Alarm, Calendar, Event, vCalAddress, vText

from reports.calendar.event import CalendarEvent, CalendarStatus, Contact

PRODUCT = "-//Participa//Eventos//ES"
REFRESH = timedelta(hours=1)
ALARMS = (timedelta(days=-1), timedelta(hours=-1))
ALARM_OF_A_DAY = timedelta(hours=-15)  # 9 in the morning of the day before
_INVISIBLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_NO_URI = re.compile(r"[\s<>\"\x00-\x1f\x7f-\x9f\ud800-\udfff]")


def event_file(event: CalendarEvent, zone: ZoneInfo) -> bytes:
    """One event to keep. Opened again after a change, it replaces what the calendar has of it."""
    return _written(_calendar("PUBLISH", [_entry(event, zone)]), [event])


def feed(events: Sequence[CalendarEvent], name: str, zone: ZoneInfo) -> bytes:
    """All events under one address to subscribe to. The same events give the same bytes, fit for an ETag."""
    calendar = _calendar("PUBLISH", [_entry(event, zone) for event in events])
    calendar.add("name", vText(_text(name)))
    calendar.add("x-wr-calname", vText(_text(name)))
    calendar.add("x-wr-timezone", zone.key)
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT1H")
    return _written(calendar, events)


def invitation(event: CalendarEvent, organiser: Contact, guest: Contact, zone: ZoneInfo) -> bytes:
    """METHOD:REQUEST for one guest, who sees no other. Raises ValueError for what is cancelled: that is withdrawn."""
    if event.status is CalendarStatus.CANCELLED:
        raise ValueError("what is cancelled is withdrawn, not announced")
    return _written(_calendar("REQUEST", [_entry(event, zone, organiser, guest)]), [event])


def withdrawal(event: CalendarEvent, organiser: Contact, guest: Contact, zone: ZoneInfo) -> bytes:
    """METHOD:CANCEL for one guest, also of an event that is only postponed. Raises ValueError for one that stands."""
    if event.status is not CalendarStatus.CANCELLED:
        raise ValueError("an event that stands is announced, not withdrawn")
    return _written(_calendar("CANCEL", [_entry(event, zone, organiser, guest)]), [event])


def _calendar(method: str, entries: Sequence[Event]) -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", method)
    for entry in entries:
        calendar.add_component(entry)
    return calendar


def _written(calendar: Calendar, events: Sequence[CalendarEvent]) -> bytes:
    """With the zone's rules for these events' years only: some programs take a summer time of 1992 for today's."""
    years = [event.starts_at.year for event in events] or [date.min.year]
    calendar.add_missing_timezones(date(min(years), 1, 1), date(max(years) + 1, 12, 31))
    return bytes(calendar.to_ical())


def _entry(
    event: CalendarEvent, zone: ZoneInfo, organiser: Contact | None = None, guest: Contact | None = None
) -> Event:
    entry = Event()
    entry.add("uid", event.uid)
    entry.add("sequence", event.sequence)
    entry.add("status", STATUS(event.status.value))
    entry.add("dtstamp", event.changed_at.astimezone(UTC))
    entry.add("last-modified", event.changed_at.astimezone(UTC))
    entry.add("summary", _text(event.summary))
    _add_time(entry, event, zone)
    _add_place(entry, event)
    if (host := organiser or event.organiser) is not None:
        entry.add("organizer", _address(host))
    if guest is not None:
        entry.add("attendee", _guest(guest))
    for before in _alarms(event):
        entry.add_component(_alarm(before, event))
    return entry


def _add_time(entry: Event, event: CalendarEvent, zone: ZoneInfo) -> None:
    if isinstance(event.starts_at, datetime):
        entry.add("dtstart", event.starts_at.astimezone(zone))
        if event.ends_at is not None and event.ends_at > event.starts_at:
            entry.add("dtend", event.ends_at.astimezone(zone))
        return
    entry.add("dtstart", event.starts_at)
    entry.add("dtend", event.starts_at + timedelta(days=1))
    entry.add("transp", TRANSP.TRANSPARENT)


def _add_place(entry: Event, event: CalendarEvent) -> None:
    url = event.url if event.url and not _NO_URI.search(event.url) else None
    parts = [event.description] if event.description else []
    if url and url not in event.description:
        parts.append(url)
    if parts:
        entry.add("description", _text("\n\n".join(parts)))
    if url:
        entry.add("url", url)
    if event.location:
        entry.add("location", _text(event.location))


def _alarms(event: CalendarEvent) -> tuple[timedelta, ...]:
    if event.status is CalendarStatus.CANCELLED:
        return ()
    return ALARMS if event.hour_known else (ALARM_OF_A_DAY,)


def _alarm(before: timedelta, event: CalendarEvent) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("trigger", before)
    alarm.add("description", _text(event.summary))
    return alarm


def _guest(guest: Contact) -> vCalAddress:
    """Nobody is asked to answer: the answers would go to a mailbox that does not count them."""
    address = _address(guest)
    address.params.update({"CUTYPE": "INDIVIDUAL", "ROLE": "OPT-PARTICIPANT", "PARTSTAT": "NEEDS-ACTION"})
    address.params["RSVP"] = "FALSE"
    return address


def _address(contact: Contact) -> vCalAddress:
    address = vCalAddress(f"mailto:{_NO_URI.sub('', contact.address)}")
    if name := " ".join(_text(contact.name).replace('"', "'").split()):
        address.params["CN"] = name
    return address


def _text(written: str) -> str:
    return _INVISIBLE.sub("", written.replace("\r\n", "\n").replace("\r", "\n"))
