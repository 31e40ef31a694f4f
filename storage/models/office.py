"""What an office does for people whom the bot does not reach."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from storage.models.base import Base


class AnswerMeans(StrEnum):
    """How somebody who did not write to the bot is answered. The words are those of the buttons' data."""

    ADDRESS = "address"
    EMAIL = "email"
    PHONE = "phone"


class OutsideAnswer(Base):
    """An answer that staff took to its author themselves, by a letter, an e-mail or a call, and when."""

    __tablename__ = "outside_answers"

    answer_id: Mapped[int] = mapped_column(ForeignKey("case_answers.id"), primary_key=True, autoincrement=False)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), index=True)
    sent_on: Mapped[date] = mapped_column(doc="The day in the entity's zone on which it left")
    by_staff: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    at: Mapped[datetime] = mapped_column(doc="When it was written down here")
