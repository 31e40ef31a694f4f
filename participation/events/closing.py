"""After its hour: an event that nobody confirmed is *sin confirmar*, and staff are asked until they close it."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from participation import notices
from participation.deadlines import is_working_day
from participation.events.lifecycle import TO_BE_HELD, doubt
from participation.events.moments import is_over
from participation.notices import Subject
from participation.staff.rights import Right, may
from storage import Session
from storage.models.notices import NoticeKind
from storage.models.plan import Event, EventState
from storage.models.staff import StaffMember
from storage.queries import events as queries
from storage.queries import staff as staff_queries

AFTER = timedelta(hours=1)
MORNING = time(8)
MOST_MORNINGS = 5
SUBJECT = "staff_event"
"""Not `event`: what staff are asked is no copy of what people were told."""


def ask_whether_held(session: Session, now: datetime, zone: ZoneInfo) -> list[str]:
    """Put events in doubt an hour after their planned end; ask who publishes then, and on five working mornings."""
    done = _doubt(session, now, zone)
    due = [(event, number) for event in _unconfirmed(session) if (number := _asked(event, now, zone)) is not None]
    known = queries.notice_keys(session, [_key(event, number) for event, number in due])
    due = [(event, number) for event, number in due if _key(event, number) not in known]
    if due:
        members = publishers(session)
        done += [_ask(session, event, number, members, now) for event, number in due]
    return done


def next_question(session: Session, after: datetime, zone: ZoneInfo) -> datetime | None:
    """When the next event is put in doubt, or asked about."""
    to_be_held = queries.in_states(session, TO_BE_HELD | {EventState.LIVE})
    ends = [end + AFTER for event in to_be_held if (end := is_over(event, zone)) is not None]
    for event in _unconfirmed(session):
        ends.extend(_mornings(event, zone))
    return min((instant for instant in ends if instant > after), default=None)


def publishers(session: Session) -> list[StaffMember]:
    """Who may publish events, and so close them."""
    return [member for member in staff_queries.active_members(session) if may(member, Right.PUBLISH)]


def _doubt(session: Session, now: datetime, zone: ZoneInfo) -> list[str]:
    today = now.astimezone(zone).date()
    over = []
    for event in queries.in_states(session, TO_BE_HELD | {EventState.LIVE}, last=today):
        end = is_over(event, zone)
        if end is not None and end + AFTER <= now:
            doubt(session, event, now)
            over.append(f"event:{event.id}:unconfirmed")
    return over


def _unconfirmed(session: Session) -> list[Event]:
    return list(queries.in_states(session, {EventState.UNCONFIRMED}))


def _asked(event: Event, now: datetime, zone: ZoneInfo) -> int | None:
    """The number of the latest question that is due: 0 an hour after the end, then the working mornings."""
    end = is_over(event, zone)
    if end is None or end + AFTER > now:
        return None
    return sum(morning <= now for morning in _mornings(event, zone))


def _mornings(event: Event, zone: ZoneInfo) -> list[datetime]:
    """The first five working mornings after the planned end."""
    end = is_over(event, zone)
    found: list[datetime] = []
    day = (end + AFTER).astimezone(zone).date() if end is not None else None
    while day is not None and len(found) < MOST_MORNINGS:
        morning = datetime.combine(day, MORNING, zone)
        if end is not None and morning > end + AFTER and is_working_day(day):
            found.append(morning)
        day += timedelta(days=1)
    return found


def _ask(session: Session, event: Event, number: int, members: list[StaffMember], now: datetime) -> str:
    key = _key(event, number)
    facts = {"what": "unconfirmed", "event": event.id, "of": str(event.day)}
    notice = notices.put_down(
        session,
        NoticeKind.STAFF_ALERT,
        Subject(SUBJECT, event.id),
        key,
        now,
        facts=facts,
        expires_at=now + timedelta(days=1),
    )
    count = notices.to_staff(session, notice, members) if notice is not None else 0
    return f"{key} for {count}"


def _key(event: Event, number: int) -> str:
    return f"event:{event.id}:unconfirmed:{event.day}:{number}"
