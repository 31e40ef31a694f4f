"""What members of staff are in the middle of, and which case a message in their chat shows."""

from datetime import datetime

from sqlalchemy import delete
from sqlalchemy.orm import Session

from storage.models.followup import CardMessage, Desk
from storage.queries.dialect import put


def desk(session: Session, chat_id: int) -> Desk | None:
    """What a member of staff is in the middle of, in the private chat."""
    return session.get(Desk, chat_id)


def sit_down(session: Session, chat_id: int, doing: str, now: datetime, **facts: object) -> None:
    """Keep what the next message is taken for, with what is known of it. It takes the place of what was before."""
    values = {"doing": doing, "facts": facts, "updated_at": now}
    put(session, Desk, {"chat_id": chat_id}, **values)
    session.expire_all()


def clear(session: Session, chat_id: int) -> bool:
    """Nothing is in the middle any more. Returns whether something was."""
    gone = session.execute(delete(Desk).where(Desk.chat_id == chat_id).returning(Desk.chat_id)).first()
    session.expire_all()
    return gone is not None


def forget(session: Session, before: datetime) -> int:
    """Erase what nobody touched since an instant. Returns how many."""
    return len(session.execute(delete(Desk).where(Desk.updated_at < before).returning(Desk.chat_id)).all())


def remember_card(session: Session, chat_id: int, message_id: int, case_id: int) -> None:
    """Keep which case a message of ours shows."""
    put(session, CardMessage, {"chat_id": chat_id, "message_id": message_id}, case_id=case_id)


def case_on_card(session: Session, chat_id: int, message_id: int) -> int | None:
    """The case that a message of ours shows, if it shows one."""
    shown = session.get(CardMessage, (chat_id, message_id))
    return shown.case_id if shown is not None else None
