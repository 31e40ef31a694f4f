"""How the columns of other people's workbooks were understood, so that nobody is asked twice."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from storage.models.base import Base


class SheetMapping(Base):
    """Which column of a workbook with these headings is which field of the plan."""

    __tablename__ = "sheet_mappings"

    headings_hash: Mapped[str] = mapped_column(String(64), primary_key=True, doc="SHA-256 of the normalised headings")
    headings: Mapped[list[str]] = mapped_column(JSON)
    fields: Mapped[dict[str, Any]] = mapped_column(JSON, doc="Heading to field; null: not used")
    states: Mapped[dict[str, str]] = mapped_column(JSON, doc="Words of its own for states, to those of the plan file")
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"), doc="Null: from the command line")
    at: Mapped[datetime]
