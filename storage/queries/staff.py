"""Staff, invitations, and the record of what staff did."""

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from storage.models.staff import Invitation, Role, StaffMember


def member(session: Session, telegram_id: int) -> StaffMember | None:
    """Who works here under this Telegram account; those who left included."""
    return session.execute(select(StaffMember).where(StaffMember.telegram_id == telegram_id)).scalar_one_or_none()


def member_by_id(session: Session, staff_id: int) -> StaffMember | None:
    """A staff member by the id of the row."""
    return session.get(StaffMember, staff_id)


def active_members(session: Session) -> Sequence[StaffMember]:
    """Everybody who works here now, in the order in which they came."""
    found = select(StaffMember).where(StaffMember.removed_at.is_(None)).order_by(StaffMember.id)
    return session.execute(found).scalars().all()


def count_administrators(session: Session) -> int:
    """How many can change the team."""
    found = select(func.count()).select_from(StaffMember)
    return session.execute(
        found.where(StaffMember.removed_at.is_(None), StaffMember.role == Role.ADMINISTERS)
    ).scalar_one()


def invitation(session: Session, token_hash: str) -> Invitation | None:
    """An invitation; locked, so that it is used once."""
    found = select(Invitation).where(Invitation.token_hash == token_hash).with_for_update()
    return session.execute(found).scalar_one_or_none()
