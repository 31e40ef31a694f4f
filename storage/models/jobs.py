"""Work that the clock finds due and the worker does."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from storage.models.base import Base
from storage.models.turns import RowId

WAITING = text("state = 'waiting'")


class JobState(StrEnum):
    """Where a job stands."""

    WAITING = "waiting"
    DONE = "done"
    FAILED = "failed"
    SKIPPED = "skipped"  # it came too late to be of use


class Job(Base):
    """One thing to do at one instant; the pair is unique, so two clocks make one job."""

    __tablename__ = "jobs"
    __table_args__ = (
        UniqueConstraint("name", "due_at"),
        Index("ix_jobs_waiting", "due_at", sqlite_where=WAITING, postgresql_where=WAITING),
    )

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    name: Mapped[str] = mapped_column(String(48))
    due_at: Mapped[datetime]
    state: Mapped[str] = mapped_column(String(16), default=JobState.WAITING)
    attempts: Mapped[int] = mapped_column(default=0)
    arguments: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    error: Mapped[str | None] = mapped_column(Text)
    finished_at: Mapped[datetime | None]
