"""What the plan gives as proof: what is known of each address, and which ones are to be looked at."""

from collections.abc import Collection, Sequence
from datetime import datetime
from hashlib import sha256

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage.models.links import EvidenceLink, LinkState

_WATCHED = EvidenceLink.next_at.is_not(None)


def hash_of(link: str) -> str:
    """The key of an address."""
    return sha256(link.encode()).hexdigest()


def watched(session: Session) -> set[str]:
    """The addresses that are looked at from time to time."""
    return set(session.scalars(select(EvidenceLink.link).where(_WATCHED)))


def known(session: Session, links: Collection[str]) -> dict[str, EvidenceLink]:
    """What is known of these addresses; of one that was never in the plan nothing."""
    found = select(EvidenceLink).where(EvidenceLink.link_hash.in_([hash_of(link) for link in links]))
    return {row.link: row for row in session.scalars(found)}


def by_hash(session: Session, hashes: Collection[str]) -> Sequence[EvidenceLink]:
    """The same by their keys, in the order in which they began to fail."""
    found = select(EvidenceLink).where(EvidenceLink.link_hash.in_(hashes))
    return session.scalars(found.order_by(EvidenceLink.failing_since, EvidenceLink.link_hash)).all()


def due(session: Session, now: datetime, most: int) -> list[str]:
    """The addresses that are to be looked at by now, the longest due first."""
    found = select(EvidenceLink.link).where(EvidenceLink.next_at <= now)
    return [*session.scalars(found.order_by(EvidenceLink.next_at, EvidenceLink.link_hash).limit(most))]


def dead(session: Session) -> Sequence[EvidenceLink]:
    """What the plan names and does not open any more, the first one to fail first."""
    found = select(EvidenceLink).where(EvidenceLink.state == LinkState.DEAD, _WATCHED)
    return session.scalars(found.order_by(EvidenceLink.failing_since, EvidenceLink.link_hash)).all()


def add(session: Session, link: str, next_at: datetime) -> None:
    """An address that nothing is known of yet."""
    session.add(EvidenceLink(link_hash=hash_of(link), link=link, next_at=next_at))
