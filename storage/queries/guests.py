"""The entity's contact list: institutional guests, by their e-mail address."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from storage.models.notices import Guest

AT_ONCE = 500  # addresses in one statement


def guests_of(session: Session, emails: Sequence[str]) -> dict[str, Guest]:
    """Those of the addresses that are known, in one statement for each 500."""
    parts = (emails[start : start + AT_ONCE] for start in range(0, len(emails), AT_ONCE))
    found = (session.scalars(select(Guest).where(Guest.email.in_(part))) for part in parts)
    return {one.email: one for rows in found for one in rows}


def everybody(session: Session) -> Sequence[Guest]:
    """All guests by group and address."""
    return session.scalars(select(Guest).order_by(Guest.group_code, Guest.email)).all()


def refused(session: Session) -> Sequence[Guest]:
    """Those whose address a server refused, the latest first."""
    return session.scalars(
        select(Guest).where(Guest.refused_at.is_not(None)).order_by(Guest.refused_at.desc(), Guest.id)
    ).all()


def reachable_by_group(session: Session) -> dict[str | None, int]:
    """How many of each group get mail: neither unsubscribed nor refused."""
    open_to_mail = Guest.unsubscribed_at.is_(None), Guest.refused_at.is_(None)
    found = select(Guest.group_code, func.count()).where(*open_to_mail).group_by(Guest.group_code)
    return dict(session.execute(found).all())


def totals(session: Session) -> tuple[int, int, int]:
    """How many guests there are, how many of them unsubscribed, and how many addresses were refused."""
    found = select(func.count(), func.count(Guest.unsubscribed_at), func.count(Guest.refused_at)).select_from(Guest)
    total, unsubscribed, refusals = session.execute(found).one()
    return total, unsubscribed, refusals


def add(session: Session, fresh: Iterable[Guest]) -> None:
    """Add new guests."""
    session.add_all(fresh)
    session.flush()


def remove(session: Session, email: str) -> bool:
    """Take an address out of the list. Returns whether it was there."""
    return session.execute(delete(Guest).where(Guest.email == email).returning(Guest.id)).first() is not None


def unsubscribe(session: Session, email: str, now: datetime) -> bool:
    """An address wants no more mail. Returns whether it is a guest's; the first time stays."""
    session.execute(
        update(Guest).where(Guest.email == email, Guest.unsubscribed_at.is_(None)).values(unsubscribed_at=now)
    )
    return session.scalar(select(Guest.id).where(Guest.email == email)) is not None


def silent_among(session: Session, emails: Sequence[str]) -> set[str]:
    """Those of some addresses that want no more mail, or that a server refused."""
    silent = Guest.unsubscribed_at.is_not(None) | Guest.refused_at.is_not(None)
    return set(session.scalars(select(Guest.email).where(Guest.email.in_(emails), silent)))


def note_refusal(session: Session, email: str, reason: str, now: datetime) -> None:
    """Keep what a server said of an address that it will not take."""
    session.execute(update(Guest).where(Guest.email == email).values(refused_at=now, refusal=reason[:160]))


def forgive(session: Session) -> int:
    """Try the refused addresses again from now on. Returns how many they are."""
    again = update(Guest).where(Guest.refused_at.is_not(None)).values(refused_at=None, refusal=None)
    return len(session.execute(again.returning(Guest.id)).all())
