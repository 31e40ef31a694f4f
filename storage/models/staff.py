"""The people of the entity who work with the bot, how they came in, and what they did."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, BigInteger, ForeignKey, Index, String, Text, false
from sqlalchemy.orm import Mapped, mapped_column

from storage.models.base import Base
from storage.models.plan import word
from storage.models.turns import RowId


class Role(StrEnum):
    """What a staff member is for. The words are the entity's."""

    ADMINISTERS = "administra"
    ANSWERS = "responde"
    APPROVES = "aprueba"
    PUBLISHES = "publica"
    CONSULTS = "consulta"


class Digest(StrEnum):
    """Where a member of staff gets the digest."""

    TELEGRAM = "telegram"
    EMAIL = "email"
    BOTH = "both"
    NONE = "none"


class StaffMember(Base):
    """One official. The row stays when somebody leaves: it signed decisions."""

    __tablename__ = "staff"

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    telegram_id: Mapped[int] = mapped_column(BigInteger, unique=True)
    name: Mapped[str] = mapped_column(Text)
    role: Mapped[Role] = mapped_column(word(Role))
    reads_denuncias: Mapped[bool] = mapped_column(default=False)
    joined_at: Mapped[datetime]
    removed_at: Mapped[datetime | None]
    email: Mapped[str | None] = mapped_column(String(320))
    digest: Mapped[Digest] = mapped_column(word(Digest), default=Digest.TELEGRAM, server_default=Digest.TELEGRAM)
    weekly_digest: Mapped[bool] = mapped_column(default=False, server_default=false())
    delegate_id: Mapped[int | None] = mapped_column(
        ForeignKey("staff.id"), doc="Who stands in, from one day to another"
    )
    away_from: Mapped[date | None]
    away_until: Mapped[date | None]


class Invitation(Base):
    """A link that lets one person in, once, for a while. Only a hash of its token is kept."""

    __tablename__ = "invitations"

    token_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    role: Mapped[Role] = mapped_column(word(Role))
    name: Mapped[str | None] = mapped_column(Text)
    reads_denuncias: Mapped[bool] = mapped_column(default=False)
    invited_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"), doc="Null: from the command line")
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class AuditEntry(Base):
    """Something that staff did, in order; nothing is ever changed here."""

    __tablename__ = "audit"
    __table_args__ = (Index("ix_audit_subject", "subject", "subject_id"),)

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    at: Mapped[datetime]
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"), doc="Null: from the command line")
    act: Mapped[str] = mapped_column(String(48))
    subject: Mapped[str | None] = mapped_column(String(24))
    subject_id: Mapped[str | None] = mapped_column(String(48))
    facts: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict, doc="What changed; no texts of citizens")
