"""What chats want to be told: subscriptions, reminders of one event, and the weeks that were summed up."""

from collections.abc import Collection, Sequence
from datetime import date, datetime

from sqlalchemy import and_, case, delete, func, literal, or_, select, update
from sqlalchemy.orm import Session

from storage.models.events import EventChange
from storage.models.notices import (
    Broadcast,
    Copy,
    CopyChannel,
    CopyState,
    EventReminder,
    Notice,
    NoticeKind,
    Subscription,
    SummaryWeek,
)
from storage.models.plan import Event
from storage.models.turns import Chat
from storage.queries.dialect import insert

ERASED = "erased"  # the reason of a copy whose recipient had the own data erased


def subscription(session: Session, chat_id: int) -> Subscription | None:
    """What a chat asked to be told; None for who never asked, or wants nothing any more."""
    return session.get(Subscription, chat_id)


def subscribe(session: Session, chat_id: int, now: datetime, **switches: bool) -> None:
    """Keep what a chat wants from now on; the day of the first wish stays."""
    values = {"events": False, "progress": False, "weekly": False, **switches}
    statement = insert(session, Subscription).values(chat_id=chat_id, since=now, **values)
    changes = {**switches, "paused_at": None}
    session.execute(statement.on_conflict_do_update(index_elements=["chat_id"], set_=changes))
    session.expire_all()


def unsubscribe(session: Session, chat_id: int) -> bool:
    """A chat wants nothing any more: nothing of its wishes is kept. Returns whether there was anything."""
    gone = delete(Subscription).where(Subscription.chat_id == chat_id).returning(Subscription.chat_id)
    found = session.execute(gone).first() is not None
    session.expire_all()
    return found


def pause(session: Session, chat_id: int, at: datetime) -> None:
    """A chat can not be reached: nothing is sent until it is back."""
    held = Subscription.chat_id == chat_id, Subscription.paused_at.is_(None)
    session.execute(update(Subscription).where(*held).values(paused_at=at))


def resume(session: Session, chat_id: int) -> bool:
    """A chat is back. Returns whether its notices had been paused."""
    held = Subscription.chat_id == chat_id, Subscription.paused_at.is_not(None)
    back = update(Subscription).where(*held).values(paused_at=None).returning(Subscription.chat_id)
    return session.execute(back).first() is not None


def count_subscribers(session: Session) -> int:
    """How many chats are told at once of what is for everybody, whatever they subscribed to."""
    closed = select(Chat.id).where(Chat.id == Subscription.chat_id, Chat.blocked_at.is_not(None)).exists()
    wants = or_(Subscription.events, Subscription.progress), Subscription.weekly.is_(False)
    counted = select(func.count()).select_from(Subscription)
    return session.scalar(counted.where(*wants, Subscription.paused_at.is_(None), ~closed)) or 0


def remind(session: Session, event_id: int, chat_id: int, now: datetime) -> bool:
    """Keep that a chat wants to be reminded of an event. Returns whether that is new."""
    statement = insert(session, EventReminder).values(event_id=event_id, chat_id=chat_id, at=now)
    fresh = statement.on_conflict_do_nothing().returning(EventReminder.event_id)
    return session.execute(fresh).first() is not None


def stop_reminding(session: Session, event_id: int, chat_id: int) -> bool:
    """A chat does not want to be reminded of an event any more. Returns whether it had wanted."""
    own = EventReminder.event_id == event_id, EventReminder.chat_id == chat_id
    return session.execute(delete(EventReminder).where(*own).returning(EventReminder.event_id)).first() is not None


def forget_reminders(session: Session, chat_id: int) -> int:
    """A chat does not want to be reminded of anything. Returns of how many events it had wanted."""
    gone = delete(EventReminder).where(EventReminder.chat_id == chat_id).returning(EventReminder.event_id)
    return len(session.execute(gone).all())


def is_reminded(session: Session, event_id: int, chat_id: int) -> bool:
    """Whether a chat wants to be reminded of an event."""
    return session.get(EventReminder, (event_id, chat_id)) is not None


def reminded_codes(session: Session, chat_id: int) -> list[str]:
    """The codes of the events of which a chat wants to be reminded, the first wish first."""
    own = select(Event.code).join(EventReminder, EventReminder.event_id == Event.id)
    return list(session.scalars(own.where(EventReminder.chat_id == chat_id).order_by(EventReminder.at, Event.id)))


def forget_copies(session: Session, chat_id: int) -> None:
    """Cut the tie between a chat and what it was told; what waits for it does not leave any more."""
    own = Copy.channel == CopyChannel.TELEGRAM, Copy.recipient == str(chat_id)
    to_do = Copy.state.in_([CopyState.WAITING, CopyState.SENDING, CopyState.BEHIND])
    session.execute(
        update(Copy)
        .where(*own)
        .values(
            recipient=literal("erased:").concat(Copy.id),
            message_id=None,
            state=case((to_do, CopyState.SKIPPED.value), else_=Copy.state),
            reason=case((to_do, ERASED), else_=Copy.reason),
        )
        .execution_options(synchronize_session=False)
    )
    session.expire_all()


def last_summary(session: Session) -> SummaryWeek | None:
    """The latest week that was summed up."""
    return session.scalar(select(SummaryWeek).order_by(SummaryWeek.monday.desc()).limit(1))


def keep_summary(session: Session, monday: date, now: datetime) -> bool:
    """Keep that a week was summed up; False where it was already."""
    statement = insert(session, SummaryWeek).values(monday=monday, made_at=now)
    return session.execute(statement.on_conflict_do_nothing().returning(SummaryWeek.monday)).first() is not None


def notices_between(
    session: Session, kinds: Sequence[NoticeKind], since: datetime, until: datetime
) -> Sequence[Notice]:
    """What was put down of these kinds, from `since` on and before `until`, in order."""
    found = select(Notice).where(Notice.kind.in_(kinds), Notice.created_at >= since, Notice.created_at < until)
    return session.scalars(found.order_by(Notice.id)).all()


def event_changes_between(
    session: Session, whats: Sequence[str], since: datetime, until: datetime
) -> list[tuple[str, str]]:
    """What was done to events that people were told of, as (code, what), in order; `until` is not included."""
    found = (
        select(Event.code, EventChange.what)
        .join(Event, Event.id == EventChange.event_id)
        .where(EventChange.what.in_(whats), EventChange.at >= since, EventChange.at < until)
        .where(Event.announced_at.is_not(None), Event.retired_at.is_(None))
    )
    return [(code, what) for code, what in session.execute(found.order_by(EventChange.id))]


def told_as_they_are(session: Session, chat_id: int, codes: Collection[str]) -> set[str]:
    """Those of these events of which a chat has a message that says what is so now."""
    told = (
        select(Event.code)
        .join(Notice, and_(Notice.subject == "event", Notice.subject_id == Event.id))
        .join(Copy, Copy.notice_id == Notice.id)
        .where(Event.code.in_(codes), Copy.recipient == str(chat_id), Copy.channel == CopyChannel.TELEGRAM)
        .where(Copy.state.in_([CopyState.SENT, CopyState.BEHIND]), Copy.shown_version >= Event.version)
    )
    return set(session.scalars(told))


def notice_about(session: Session, kind: NoticeKind, subject: str, subject_id: int) -> Notice | None:
    """The latest notice of a kind on a subject."""
    found = select(Notice).where(Notice.kind == kind, Notice.subject == subject, Notice.subject_id == subject_id)
    return session.scalar(found.order_by(Notice.id.desc()).limit(1))


def broadcast(session: Session, broadcast_id: int) -> Broadcast | None:
    """What staff wrote to be spread, by the id of the row."""
    return session.get(Broadcast, broadcast_id)


def sent_broadcasts(session: Session, limit: int) -> Sequence[Broadcast]:
    """The latest that were sent, the newest first."""
    found = select(Broadcast).where(Broadcast.sent_at.is_not(None)).order_by(Broadcast.id.desc())
    return session.scalars(found.limit(limit)).all()


def broadcasts_by_id(session: Session, ids: Sequence[int]) -> Sequence[Broadcast]:
    """Some of them, in the order in which they were written."""
    return session.scalars(select(Broadcast).where(Broadcast.id.in_(ids)).order_by(Broadcast.id)).all()


def drop_broadcast(session: Session, broadcast_id: int) -> bool:
    """Drop what was written and not sent. Returns whether it was there."""
    unsent = Broadcast.id == broadcast_id, Broadcast.sent_at.is_(None)
    gone = session.execute(delete(Broadcast).where(*unsent).returning(Broadcast.id)).first()
    session.expire_all()
    return gone is not None
