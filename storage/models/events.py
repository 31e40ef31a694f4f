"""What happens around a dialogue event: its changes, questions, survey and commitments."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, BigInteger, ForeignKey, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from storage.models.base import Base
from storage.models.plan import word
from storage.models.turns import RowId

KEYED = 64


class EventAct(StrEnum):
    """What was done to an event."""

    CREATED = "created"
    EDITED = "edited"
    ANNOUNCED = "announced"
    POSTPONED = "postponed"
    RESCHEDULED = "rescheduled"
    CANCELLED = "cancelled"
    LIVE = "live"
    HELD = "held"
    UNCONFIRMED = "unconfirmed"  # by the clock
    IMPORTED = "imported"  # by the plan file


MOVED = (EventAct.POSTPONED, EventAct.RESCHEDULED, EventAct.IMPORTED)
"""What can take its day away from a published event."""


class EventChange(Base):
    """What was changed of an event, old and new, by whom, why; each raises the event's version."""

    __tablename__ = "event_changes"

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("events.id"), index=True)
    version: Mapped[int]
    what: Mapped[str] = mapped_column(String(32), doc="An EventAct")
    old: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    new: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    reason: Mapped[str | None] = mapped_column(Text)
    by_staff: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    at: Mapped[datetime]
    told_at: Mapped[datetime | None] = mapped_column(doc="When its notice was put down; several edits make one")


class ReminderTimes(Base):
    """When those who pressed «Recordarme» are reminded of an event, where staff chose otherwise than for the others."""

    __tablename__ = "reminder_times"

    event_id: Mapped[int] = mapped_column(ForeignKey("events.id", ondelete="CASCADE"), primary_key=True)
    minutes_before: Mapped[list[int]] = mapped_column(JSON, doc="Before it begins, the earliest first; empty: never")


class QuestionState(StrEnum):
    """What became of a question for an event."""

    WAITING = "waiting"
    ANSWERED_LIVE = "answered_live"
    ANSWERED = "answered"  # in writing
    PETITION = "petition"  # left over: a case with its due date
    DISCARDED = "discarded"


class EventQuestion(Base):
    """A question that somebody sent for an event. Who asked is sealed apart, as with a case."""

    __tablename__ = "event_questions"

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("events.id"), index=True)
    text: Mapped[str] = mapped_column(Text)
    asked_at: Mapped[datetime]
    message_id: Mapped[int | None] = mapped_column(BigInteger)
    state: Mapped[QuestionState] = mapped_column(word(QuestionState), default=QuestionState.WAITING)
    alike: Mapped[int | None] = mapped_column(ForeignKey("event_questions.id"), doc="The first of those that ask this")
    answer: Mapped[str | None] = mapped_column(Text)
    answered_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    answered_at: Mapped[datetime | None]
    case_id: Mapped[int | None] = mapped_column(ForeignKey("cases.id"))
    due_on: Mapped[date | None] = mapped_column(doc="By when it is answered if it is left over and becomes a petition")
    notice_version: Mapped[str] = mapped_column(String(32), doc="The privacy notice under which it was sent")
    receipt: Mapped[str] = mapped_column(String(KEYED), doc="Keyed hash of the code that opens the case it may become")
    discard_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"), doc="The first of two who would discard it")
    discard_reason: Mapped[str | None] = mapped_column(String(16), doc="spam, insult")
    person: Mapped[str | None] = mapped_column(String(KEYED), index=True, doc="Keyed hash; null once erased or a case")
    sealed: Mapped[bytes | None] = mapped_column(LargeBinary, doc="Encrypted: chat id, receipt; null as the hash is")


class SurveyAnswer(Base):
    """What somebody who took part said of an event. One row a person and question; no tie to the person but a hash."""

    __tablename__ = "survey_answers"

    event_id: Mapped[int] = mapped_column(ForeignKey("events.id"), primary_key=True)
    person: Mapped[str] = mapped_column(String(KEYED), primary_key=True)
    question: Mapped[str] = mapped_column(String(24), primary_key=True)
    value: Mapped[int] = mapped_column(doc="1 to 5, or 0/1 for no/yes")
    at: Mapped[datetime]


class Commitment(Base):
    """A numbered *compromiso* that was made at an event, followed until it is done."""

    __tablename__ = "commitments"
    __table_args__ = (UniqueConstraint("event_id", "number"),)

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("events.id"), index=True)
    number: Mapped[int]
    text: Mapped[str] = mapped_column(Text)
    owner: Mapped[str] = mapped_column(Text, doc="The area that answers for it")
    due_on: Mapped[date | None]
    done_on: Mapped[date | None]
    proof: Mapped[str | None] = mapped_column(Text)
    by_staff: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    created_at: Mapped[datetime]


class EvidenceProposal(Base):
    """What the bot did and proposes as evidence of a product: saved on one tap, or left."""

    __tablename__ = "evidence_proposals"
    __table_args__ = (UniqueConstraint("event_id", "what", "of"),)

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("events.id"))
    product_id: Mapped[int] = mapped_column(ForeignKey("products.id"), index=True)
    what: Mapped[str] = mapped_column(String(24), doc="invitations, recording, postponement")
    of: Mapped[int] = mapped_column(default=0, doc="The event's version of a postponement; else 0")
    text: Mapped[str] = mapped_column(Text)
    dates: Mapped[list[str]] = mapped_column(JSON, default=list)
    link: Mapped[str | None] = mapped_column(Text)
    created_at: Mapped[datetime]
    settled_at: Mapped[datetime | None]
    settled_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    saved: Mapped[bool] = mapped_column(default=False)
