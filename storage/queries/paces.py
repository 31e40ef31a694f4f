"""How fast people write."""

from datetime import datetime
from functools import cache
from typing import cast

from sqlalchemy import Executable, Table, bindparam, case, delete, func, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from storage.models.cases import Pace


def count(session: Session, chat_id: int, now: datetime, window_began: datetime) -> int:
    """Count one more message of a chat. Returns how many since `window_began` or later; an older count begins anew."""
    given = {"chat_id": chat_id, "since": now, "messages": 1, "window_began": window_began}
    counted: int = session.execute(_counting(session.get_bind().dialect.name), given).scalar_one()
    return counted


@cache
def _counting(dialect: str) -> Executable:
    """Built once: that takes longer than to run it."""
    paces = cast(Table, Pace.__table__)
    insert = (postgresql if dialect == "postgresql" else sqlite).insert(paces)
    statement = insert.values({name: bindparam(name) for name in ("chat_id", "since", "messages")})
    is_old = paces.c.since <= bindparam("window_began", type_=paces.c.since.type)
    counted = {
        "messages": case((is_old, 1), else_=paces.c.messages + 1),
        "since": case((is_old, statement.excluded.since), else_=paces.c.since),
    }
    counting: Executable = statement.on_conflict_do_update(index_elements=["chat_id"], set_=counted).returning(
        paces.c.messages
    )
    return counting


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
