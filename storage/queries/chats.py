"""What chats asked of us."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, delete, select
from sqlalchemy.orm import Session

from storage.models.turns import Chat, ShownMessage
from storage.queries.dialect import insert


@dataclass(frozen=True)
class Preferences:
    """How a chat wants to be spoken to."""

    language: str | None = None
    new_messages: bool = False


# Built once and run on the connection: every answer asks it.
_PREFERENCES = select(Chat.language, Chat.new_messages).where(Chat.id == bindparam("chat_id"))


def preferences(session: Session, chat_id: int) -> Preferences:
    """What a chat chose; the defaults for who never chose."""
    row = session.connection().execute(_PREFERENCES, {"chat_id": chat_id}).first()
    return Preferences(*row) if row else Preferences()


def choose(session: Session, chat_id: int, **choices: object) -> None:
    """Keep a choice (`language`, `new_messages`) of a chat."""
    statement = insert(session, Chat).values(id=chat_id, **{"new_messages": False, **choices})
    session.execute(statement.on_conflict_do_update(index_elements=["id"], set_=choices))


def mark_blocked(session: Session, chat_id: int, at: datetime | None) -> None:
    """Keep since when a chat does not want to hear from us; None when it came back."""
    choose(session, chat_id, blocked_at=at)


def blocked_among(session: Session, chat_ids: Collection[int]) -> set[int]:
    """Those of some chats that do not want to hear from us."""
    return set(session.scalars(select(Chat.id).where(Chat.id.in_(chat_ids), Chat.blocked_at.is_not(None))))


def forget(session: Session, chat_id: int) -> None:
    """Erase what a chat asked of us, and which messages show it something."""
    session.execute(delete(Chat).where(Chat.id == chat_id))
    session.execute(delete(ShownMessage).where(ShownMessage.chat_id == chat_id))
