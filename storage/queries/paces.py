"""How fast people write."""

from datetime import datetime

from sqlalchemy import case, delete, func, select
from sqlalchemy.orm import Session

from storage.models.cases import Pace
from storage.queries.dialect import insert


def count(session: Session, chat_id: int, now: datetime, window_began: datetime) -> int:
    """Count one more message of a chat. Returns how many since `window_began` or later; an older count begins anew."""
    is_old = Pace.since <= window_began
    statement = insert(session, Pace).values(chat_id=chat_id, since=now, messages=1)
    counted = statement.on_conflict_do_update(
        index_elements=["chat_id"],
        set_={"messages": case((is_old, 1), else_=Pace.messages + 1), "since": case((is_old, now), else_=Pace.since)},
    )
    return session.execute(counted.returning(Pace.messages)).scalar_one()


def counted(session: Session, chat_id: int, window_began: datetime) -> int:
    """How many messages of a chat were counted since then."""
    found = select(Pace.messages).where(Pace.chat_id == chat_id, Pace.since > window_began)
    return session.execute(found).scalar_one_or_none() or 0


def count_over(session: Session, messages: int, since: datetime) -> int:
    """How many chats wrote more than so many messages in a count that began after an instant."""
    found = select(func.count()).select_from(Pace).where(Pace.since > since, Pace.messages > messages)
    return session.execute(found).scalar_one()


def forget(session: Session, chat_id: int) -> None:
    """Erase the count of a chat."""
    session.execute(delete(Pace).where(Pace.chat_id == chat_id))


def forget_old(session: Session, before: datetime) -> int:
    """Erase the counts that began before an instant. Returns how many."""
    return len(session.execute(delete(Pace).where(Pace.since < before).returning(Pace.chat_id)).all())
