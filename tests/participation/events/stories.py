"""What the tests of events tell: who signs, when it is, and who was told what."""

from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select

from participation.events import editing, lifecycle
from participation.events.moments import Moment
from participation.plan.current import current_plan
from participation.staff import team
from storage import Session
from storage.models.notices import Copy, CopyState, EventReminder, Guest, Notice, Subscription
from storage.models.plan import Event
from storage.models.staff import Role, StaffMember
from storage.queries import events
from tests.support.running import START

BOGOTA = ZoneInfo("America/Bogota")
CHANNEL = "@canal"
FIFTEENTH = Moment(date(2021, 7, 15), time(15))


def at(text: str) -> datetime:
    """An instant of Bogotá: "2021-07-15 15:00"."""
    return datetime.fromisoformat(text).replace(tzinfo=BOGOTA)


def member(session: Session, role: Role, telegram_id: int = 900_000_001) -> StaffMember:
    token = team.invite(session, None, role, START, from_command_line=True)
    return team.join(session, token, telegram_id, "Funcionaria", START)


def event_of(session: Session, code: str) -> Event:
    found = events.event_with_code(session, current_plan(session).id, code)
    assert found is not None
    return found


def drafted(session: Session, by: StaffMember, moment: Moment = FIFTEENTH, **values: Any) -> Event:
    """A draft with a day."""
    event = editing.create(session, values.pop("title", "Segundo diálogo"), by, START)
    editing.edit(session, event, {"day": moment.day, "hour": moment.hour, **values}, by, START)
    return event


def announced(session: Session, by: StaffMember, moment: Moment = FIFTEENTH, **values: Any) -> Event:
    """An event that people were invited to."""
    event = drafted(session, by, moment, **values)
    lifecycle.announce(session, event, by, START, BOGOTA, CHANNEL)
    return event


def subscribe(session: Session, chat_id: int, *, weekly: bool = False) -> None:
    session.add(Subscription(chat_id=chat_id, events=True, weekly=weekly, since=START))
    session.flush()


def want_reminder(session: Session, event: Event, chat_id: int) -> None:
    session.add(EventReminder(event_id=event.id, chat_id=chat_id, at=START))
    session.flush()


def invite_guest(session: Session, email: str, group: str = "alcaldias") -> None:
    session.add(Guest(email=email, name="Alcaldía", group_code=group, imported_at=START))
    session.flush()


def all_sent(session: Session) -> None:
    """The courier was here: every copy arrived and shows its notice's version."""
    for copy, notice in session.execute(select(Copy, Notice).join(Notice, Notice.id == Copy.notice_id)):
        if copy.state in {CopyState.WAITING, CopyState.BEHIND}:
            copy.state, copy.shown_version, copy.tells_change = CopyState.SENT, notice.version, False
    session.flush()


def copies(session: Session, key_part: str) -> dict[str, CopyState]:
    """How the copies of the notices stand whose key holds this, by recipient."""
    found = select(Copy.recipient, Copy.state).join(Notice, Notice.id == Copy.notice_id)
    session.expire_all()
    return {row.recipient: row.state for row in session.execute(found.where(Notice.key.contains(key_part)))}


def keys(session: Session) -> list[str]:
    return list(session.scalars(select(Notice.key).order_by(Notice.id)))
