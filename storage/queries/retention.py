"""Erasing what is not needed any more."""

from datetime import datetime

from sqlalchemy import delete
from sqlalchemy.orm import Session

from storage.models.turns import Turn, TurnState


def forget_finished_turns(session: Session, before: datetime) -> int:
    """Erase turns that were finished before an instant. Returns how many."""
    gone = delete(Turn).where(Turn.state == TurnState.DONE, Turn.finished_at < before).returning(Turn.id)
    return len(session.execute(gone).all())


def forget_set_aside_turns(session: Session, before: datetime) -> int:
    """Erase turns that were set aside before an instant and that nobody retried. Returns how many."""
    aside = Turn.state == TurnState.SET_ASIDE
    gone = delete(Turn).where(aside, Turn.finished_at < before).returning(Turn.id)
    return len(session.execute(gone).all())


def forget_chat_turns(session: Session, chat_id: int) -> int:
    """Erase every set-aside turn of a chat, and with it what the person wrote. Returns how many.

    Finished ones tell nothing of their chat any more.
    """
    aside = Turn.state == TurnState.SET_ASIDE
    gone = delete(Turn).where(Turn.lane.like(f"%:{chat_id}"), aside).returning(Turn.id)
    return len(session.execute(gone).all())
