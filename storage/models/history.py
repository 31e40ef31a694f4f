"""How the plan came to say what it says: every value that was changed, and the figures that were published."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from storage.models.base import Base
from storage.models.plan import word
from storage.models.turns import RowId


class Origin(StrEnum):
    """By what way a change of the plan came in."""

    FILE = "file"  # the plan file, by an import from the command line or at the first start
    WORKBOOK = "workbook"
    CHAT = "chat"
    EVENT = "event"  # what happened around a dialogue event


class PlanChange(Base):
    """One value of the plan that was changed; nothing is ever changed here.

    Undone from the latest back, these give the plan as it was known at any moment. A part that was added has no
    `old`; one that was removed has no `new`; both hold all its values then, and `field` is empty.
    """

    __tablename__ = "plan_changes"
    __table_args__ = (Index("ix_plan_changes_plan_at", "plan_id", "at"), Index(None, "plan_id", "part", "key"))

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plans.id"))
    at: Mapped[datetime]
    origin: Mapped[Origin] = mapped_column(word(Origin))
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"), doc="Null: from the command line")
    part: Mapped[str] = mapped_column(String(16), doc="A storage.queries.plan_parts.Part")
    key: Mapped[str] = mapped_column(Text)
    parent: Mapped[str | None] = mapped_column(Text)
    field: Mapped[str] = mapped_column(String(48), default="", doc="A column; empty where the whole part came or went")
    old: Mapped[Any] = mapped_column(JSON)
    new: Mapped[Any] = mapped_column(JSON)
    reason: Mapped[str | None] = mapped_column(Text)


class PublishedCut(Base):
    """The plan as it was published at a cut. What was published stays as it is; a correction is the next version."""

    __tablename__ = "published_cuts"
    __table_args__ = (UniqueConstraint("plan_id", "cut_on", "version"),)

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plans.id"))
    cut_on: Mapped[date]
    version: Mapped[int] = mapped_column(doc="From 1")
    label: Mapped[str] = mapped_column(Text)
    published_on: Mapped[date] = mapped_column(doc="From this day of the entity's zone on people see it")
    published_at: Mapped[datetime] = mapped_column(doc="When these figures were kept here")
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"), doc="Null: with the plan file")
    reason: Mapped[str | None] = mapped_column(Text, doc="Of a correction")
    from_dates: Mapped[bool] = mapped_column(
        doc="A later cut was known already: what was so at this one is told by the dates that the plan gives"
    )
    parts: Mapped[list[dict[str, Any]]] = mapped_column(JSON, doc="Every part of the plan as it stood, in its order")
