"""What staff do with a case: answer it, ask back, ask an area, extend, note, transcribe; and what its author says."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, BigInteger, ForeignKey, Index, String, Text, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column

from storage.models.base import Base
from storage.models.plan import word
from storage.models.turns import RowId

KEYED = 64


class Decision(StrEnum):
    """What was decided on a contribution. The words are the entity's and the report's."""

    ACCEPTED = "acogida"
    PARTLY = "acogida_parcialmente"
    NOT_ACCEPTED = "no_acogida"
    TRANSFERRED = "trasladada"


class AnswerState(StrEnum):
    """Where an answer stands."""

    DRAFT = "draft"
    AWAITS_APPROVAL = "awaits_approval"
    RETURNED = "returned"  # the approver wants it otherwise
    SENT = "sent"
    DISCARDED = "discarded"


class CaseAnswer(Base):
    """An answer to a case; a correction of a sent one is another row, and both stay."""

    __tablename__ = "case_answers"
    __table_args__ = (
        UniqueConstraint("case_id", "version"),
        Index(None, "state", "reached"),  # of what was sent only the part that may have reached nobody is looked at
    )

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), index=True)
    version: Mapped[int]
    state: Mapped[AnswerState] = mapped_column(word(AnswerState), default=AnswerState.DRAFT)
    case_version: Mapped[int] = mapped_column(doc="The case's when it was begun: another's work is not overwritten")
    text: Mapped[str] = mapped_column(Text, default="")
    decision: Mapped[Decision | None] = mapped_column(word(Decision))
    reason: Mapped[str | None] = mapped_column(Text, doc="Why; of an accepted one, what changed in the plan")
    transferred_to: Mapped[str | None] = mapped_column(Text)
    letter_hash: Mapped[str | None] = mapped_column(String(KEYED), index=True)
    letter_name: Mapped[str | None] = mapped_column(Text)
    letter_mime: Mapped[str | None] = mapped_column(String(128))
    letter_bytes: Mapped[int | None]
    by_staff: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    approved_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    reached: Mapped[bool] = mapped_column(
        default=False, server_default=false(), doc="Its author has it, or a later one: noted every night"
    )
    remark: Mapped[str | None] = mapped_column(Text, doc="Why the approver returned it")
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]


class CaseNote(Base):
    """«Nota interna»: read by staff only."""

    __tablename__ = "case_notes"

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), index=True)
    text: Mapped[str] = mapped_column(Text)
    by_staff: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    at: Mapped[datetime]


class Clarification(Base):
    """«Pedir aclaración»: what was asked of the author, and how the clock was handled meanwhile."""

    __tablename__ = "clarifications"

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), index=True)
    question: Mapped[str] = mapped_column(Text)
    asked_at: Mapped[datetime]
    answer_by: Mapped[date | None] = mapped_column(doc="The last day for the author to answer")
    stops_clock: Mapped[bool] = mapped_column(
        default=False, doc="By the plan's rule: days until the answer do not count"
    )
    answered_at: Mapped[datetime | None]
    lapsed_at: Mapped[datetime | None] = mapped_column(doc="The author did not answer in time")
    due_before: Mapped[date | None]
    due_after: Mapped[date | None]
    by_staff: Mapped[int] = mapped_column(ForeignKey("staff.id"))


class Extension(Base):
    """A later due date, told to the author with its reason, once."""

    __tablename__ = "extensions"

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), unique=True)
    due_before: Mapped[date]
    due_after: Mapped[date]
    reason: Mapped[str] = mapped_column(Text)
    by_staff: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    at: Mapped[datetime]


class AreaRequest(Base):
    """«Pedir insumo al área»: an e-mail with an internal date, and its reminder."""

    __tablename__ = "area_requests"

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), index=True)
    area: Mapped[str] = mapped_column(Text)
    email: Mapped[str] = mapped_column(String(320))
    question: Mapped[str] = mapped_column(Text)
    due_on: Mapped[date]
    asked_at: Mapped[datetime]
    reminded_at: Mapped[datetime | None]
    received_at: Mapped[datetime | None]
    received: Mapped[str | None] = mapped_column(Text)
    by_staff: Mapped[int] = mapped_column(ForeignKey("staff.id"))


class AnswerTemplate(Base):
    """A text to start an answer from, for one decision; the entity's own."""

    __tablename__ = "answer_templates"

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    decision: Mapped[Decision] = mapped_column(word(Decision))
    name: Mapped[str] = mapped_column(Text)
    text: Mapped[str] = mapped_column(Text)
    updated_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    updated_at: Mapped[datetime]
    removed_at: Mapped[datetime | None]


class Feedback(Base):
    """«Me sirvió» or «No me sirvió», for one answer, by its author."""

    __tablename__ = "feedback"
    __table_args__ = (Index(None, "helped", "at"),)  # the clock looks for those that did not help

    answer_id: Mapped[int] = mapped_column(ForeignKey("case_answers.id"), primary_key=True, autoincrement=False)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), index=True)
    helped: Mapped[bool]
    why: Mapped[str | None] = mapped_column(Text)
    at: Mapped[datetime]


class PublishedAnswer(Base):
    """An answer that could not be delivered: shown on the public page for five working days, without the person."""

    __tablename__ = "published_answers"

    answer_id: Mapped[int] = mapped_column(ForeignKey("case_answers.id"), primary_key=True, autoincrement=False)
    published_on: Mapped[date]
    until: Mapped[date]
    by_staff: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))


class ReviewedText(Base):
    """The text of a case as it may be published: redacted, and read by a person."""

    __tablename__ = "reviewed_texts"

    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), primary_key=True, autoincrement=False)
    text: Mapped[str] = mapped_column(Text)
    answer_text: Mapped[str | None] = mapped_column(Text)
    reason_text: Mapped[str | None] = mapped_column(Text, doc="Why it was decided so, or what changed in the plan")
    case_version: Mapped[int]
    reviewed_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"), doc="Null: proposed by the redaction")
    reviewed_at: Mapped[datetime | None]


class ReportKind(StrEnum):
    """Which report."""

    PROGRESS = "avance"
    OBSERVATIONS = "observaciones"


class ReportState(StrEnum):
    """Where a report stands."""

    REQUESTED = "requested"
    MAKING = "making"
    READY = "ready"
    PUBLISHED = "published"
    FAILED = "failed"


class Report(Base):
    """A report that was made, and what of it was published: the root and the leaves, in order."""

    __tablename__ = "reports"

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    kind: Mapped[ReportKind] = mapped_column(word(ReportKind))
    first_day: Mapped[date]
    last_day: Mapped[date]
    version: Mapped[int] = mapped_column(default=1)
    reason: Mapped[str | None] = mapped_column(Text, doc="Why a published one was made anew")
    state: Mapped[ReportState] = mapped_column(word(ReportState), default=ReportState.REQUESTED)
    done_rows: Mapped[int] = mapped_column(default=0, doc="How far its making is")
    all_rows: Mapped[int | None]
    files: Mapped[dict[str, str]] = mapped_column(JSON, default=dict, doc="Format to the hash of the file")
    root: Mapped[str | None] = mapped_column(String(KEYED))
    requested_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    requested_in: Mapped[int | None] = mapped_column(BigInteger, doc="The staff chat that is told")
    created_at: Mapped[datetime]
    published_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    published_at: Mapped[datetime | None]


class ReportLeaf(Base):
    """The leaf of one case in a published report, at its row. It stays when the case loses its author."""

    __tablename__ = "report_leaves"
    __table_args__ = (Index(None, "case_id"),)

    report_id: Mapped[int] = mapped_column(ForeignKey("reports.id"), primary_key=True)
    row: Mapped[int] = mapped_column(primary_key=True, autoincrement=False, doc="From 1, in the order of the report")
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"))
    leaf: Mapped[str] = mapped_column(String(KEYED))


class Desk(Base):
    """What a member of staff is in the middle of, in the private chat. One row a chat."""

    __tablename__ = "desks"

    chat_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    doing: Mapped[str] = mapped_column(String(32), doc="What the next message is taken for")
    facts: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    updated_at: Mapped[datetime]


class CardMessage(Base):
    """Which case a message of the bot in a staff chat shows, so that replying to it answers the case."""

    __tablename__ = "card_messages"

    chat_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    message_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), index=True)
