"""The messages in which staff watch a sending."""

from collections.abc import Sequence

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from storage.models.staff import StaffMember
from storage.models.turns import ShownMessage


def watched(session: Session, prefix: str) -> Sequence[ShownMessage]:
    """The messages in chats of staff whose slot begins with this."""
    staff = select(StaffMember.telegram_id).where(StaffMember.removed_at.is_(None))
    found = select(ShownMessage).where(ShownMessage.chat_id.in_(staff), ShownMessage.slot.startswith(prefix))
    return session.scalars(found).all()


def forget(session: Session, chat_id: int, slot: str) -> None:
    """Nothing changes in this message any more."""
    session.execute(delete(ShownMessage).where(ShownMessage.chat_id == chat_id, ShownMessage.slot == slot))
