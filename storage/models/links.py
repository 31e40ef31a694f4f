"""What the plan gives as proof, addresses and uploaded files, and whether it still opens."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import String, Text
from sqlalchemy.orm import Mapped, mapped_column

from storage.models.base import Base
from storage.models.plan import word


class LinkState(StrEnum):
    """What the last look at an address found."""

    WORKS = "works"
    DEAD = "dead"  # it did not open several times in a row
    DOUBTFUL = "doubtful"  # it did not open the last time; looked at again before anything is said
    NOT_ALLOWED = "not_allowed"  # its robots.txt, or our own rules, forbid to look


class EvidenceLink(Base):
    """One address, however many proofs name it. An uploaded file has one of its own, made of its hash.

    What the plan names no more stays, and is not looked at: it may be named again.
    """

    __tablename__ = "evidence_links"

    link_hash: Mapped[str] = mapped_column(String(64), primary_key=True, doc="SHA-256 of the address")
    link: Mapped[str] = mapped_column(Text)
    state: Mapped[LinkState | None] = mapped_column(word(LinkState), doc="Null: not looked at yet")
    checked_at: Mapped[datetime | None]
    worked_at: Mapped[datetime | None] = mapped_column(doc="When it last opened")
    failures: Mapped[int] = mapped_column(default=0, server_default="0", doc="In a row")
    failing_since: Mapped[datetime | None] = mapped_column(doc="When the first of them was")
    answer: Mapped[str | None] = mapped_column(
        String(64), doc="The HTTP status, or the kind of error, of the last look"
    )
    next_at: Mapped[datetime | None] = mapped_column(index=True, doc="Null: the plan names it no more")
    told_at: Mapped[datetime | None] = mapped_column(doc="When staff were told that it is dead")
