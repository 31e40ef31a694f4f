"""What an office adds to a cut for its progress report, which the plan does not hold."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from storage.models.base import Base
from storage.models.plan import CODE_LENGTH
from storage.models.turns import RowId


class Difficulty(Base):
    """A difficulty of a cut and what is done about it: of one product, or of the plan as a whole."""

    __tablename__ = "difficulties"

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plans.id"), index=True)
    cut_on: Mapped[date]
    product_code: Mapped[str | None] = mapped_column(String(CODE_LENGTH), doc="Null: the plan as a whole")
    text: Mapped[str] = mapped_column(Text)
    action: Mapped[str | None] = mapped_column(Text, doc="The corrective action; null while there is none")
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    at: Mapped[datetime]
    removed_at: Mapped[datetime | None]


class ReportSignature(Base):
    """Who prepared and who approved the progress report of a cut, as the office wrote it."""

    __tablename__ = "report_signatures"
    __table_args__ = (UniqueConstraint("plan_id", "cut_on"),)

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plans.id"))
    cut_on: Mapped[date]
    prepared_by: Mapped[str | None] = mapped_column(Text)
    approved_by: Mapped[str | None] = mapped_column(Text)
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    at: Mapped[datetime]
