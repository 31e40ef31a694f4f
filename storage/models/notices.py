"""What the bot tells of its own accord: notices, and a copy of each for everyone who is to get it.

A notice holds a kind, a subject and facts, never a ready text: what a copy says is made when it is sent, and made anew
when its subject has changed since.
"""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, BigInteger, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from storage.models.base import Base
from storage.models.plan import CODE_LENGTH, word
from storage.models.turns import RowId

ADDRESS_LENGTH = 320  # the longest e-mail address


class NoticeKind(StrEnum):
    """What is told. Each kind has its own way of being said, in `handlers/notices`."""

    CASE_ANSWERED = "case_answered"
    CASE_CORRECTED = "case_corrected"  # an answer that was sent is corrected
    CASE_EXTENDED = "case_extended"
    CASE_CLARIFICATION = "case_clarification"
    CASE_RECLASSIFIED = "case_reclassified"
    EVENT_ANNOUNCED = "event_announced"
    EVENT_CHANGED = "event_changed"  # date, place or link
    EVENT_POSTPONED = "event_postponed"
    EVENT_CANCELLED = "event_cancelled"
    EVENT_REMINDER = "event_reminder"
    EVENT_RECORDING = "event_recording"
    EVENT_SURVEY = "event_survey"
    QUESTION_ANSWERED = "question_answered"  # a question put to an event
    CUT_PUBLISHED = "cut_published"
    WEEKLY_SUMMARY = "weekly_summary"
    BROADCAST = "broadcast"  # what staff write themselves: «Difusión»
    DIGEST = "digest"
    STAFF_ALERT = "staff_alert"  # something waits for one member of staff: an approval, a reopened case, a reminder
    AREA_REQUEST = "area_request"  # «Pedir insumo al área», by e-mail
    REPORT_READY = "report_ready"


class Rank(StrEnum):
    """In which order copies leave; the words sort as they should."""

    OWN_CASE = "1_own_case"
    CORRECTION = "2_correction"
    REMINDER = "3_reminder"
    ANNOUNCEMENT = "4_announcement"


class NoticeState(StrEnum):
    """Whether its copies leave."""

    OPEN = "open"
    STOPPED = "stopped"  # «Detener»: what has not left does not leave
    CLOSED = "closed"  # a dead reminder, a replaced announcement: nothing of it is sent or brought up to date any more


class CopyChannel(StrEnum):
    """How a copy travels."""

    TELEGRAM = "telegram"
    EMAIL = "email"


class CopyState(StrEnum):
    """Where a copy stands."""

    WAITING = "waiting"
    SENDING = "sending"  # a try was begun and its outcome is not stored: on its way, or the process ended meanwhile
    BEHIND = "behind"  # sent, but its subject has changed since: to be edited in place
    SENT = "sent"
    REFUSED = "refused"  # the channel said what is wrong with it
    BLOCKED = "blocked"  # nobody there wants to hear from us
    UNKNOWN = "unknown"  # it may have arrived; it was repeated once and is not repeated again
    SKIPPED = "skipped"  # by the re-check at sending: expired, unsubscribed, told already; `reason` says which


# As it stands in the statements too: only then do the databases see that the index of open copies serves them.
OPEN_COPY = "state IN ('waiting', 'sending', 'behind')"
TO_DO = text(OPEN_COPY)


class Notice(Base):
    """One thing to tell. `version` is that of its subject which copies have to show."""

    __tablename__ = "notices"
    __table_args__ = (Index(None, "subject", "subject_id"),)

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    key: Mapped[str] = mapped_column(String(96), unique=True, doc="Of the domain, so that nothing is told twice")
    kind: Mapped[NoticeKind] = mapped_column(word(NoticeKind))
    subject: Mapped[str] = mapped_column(String(24), doc="case, event, cut, report, staff, broadcast")
    subject_id: Mapped[int] = mapped_column(BigInteger)
    facts: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    version: Mapped[int] = mapped_column(default=1)
    state: Mapped[NoticeState] = mapped_column(word(NoticeState), default=NoticeState.OPEN, index=True)
    rank: Mapped[Rank] = mapped_column(word(Rank))
    not_before: Mapped[datetime | None]
    waits_at_night: Mapped[bool] = mapped_column(default=True, doc="Not between 8 p. m. and 7 a. m. of the entity")
    created_at: Mapped[datetime] = mapped_column(index=True)
    changed_at: Mapped[datetime | None] = mapped_column(doc="When it was last brought up to date, stopped or closed")
    expires_at: Mapped[datetime | None] = mapped_column(doc="What has not left by then is of no use any more")
    by_staff: Mapped[int | None] = mapped_column(ForeignKey("staff.id"), doc="Who had it sent; null: the clock")


class Copy(Base):
    """A notice for one recipient on one channel.

    `recipient`: on Telegram the chat's id, or `case:<id>` where who wrote a case is looked up, opened and forgotten at
    sending; an address for e-mail.
    """

    __tablename__ = "copies"
    __table_args__ = (
        UniqueConstraint("notice_id", "channel", "recipient"),
        # Only what is to be done is searched, so the index stays as small as the queue; notice by notice, because a
        # notice as a whole has a rank, waits at night or is stopped.
        Index("ix_copies_to_do", "notice_id", "channel", "id", sqlite_where=TO_DO, postgresql_where=TO_DO),
        Index("ix_copies_recipient", "recipient"),
    )

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    notice_id: Mapped[int] = mapped_column(ForeignKey("notices.id"))
    channel: Mapped[CopyChannel] = mapped_column(word(CopyChannel))
    recipient: Mapped[str] = mapped_column(String(ADDRESS_LENGTH))
    state: Mapped[CopyState] = mapped_column(word(CopyState), default=CopyState.WAITING)
    not_before: Mapped[datetime | None] = mapped_column(doc="Of the first try at daytime, or of the next try")
    attempts: Mapped[int] = mapped_column(default=0, doc="Counted before each try")
    unknown: Mapped[int] = mapped_column(default=0, doc="Tries whose outcome nobody knows")
    message_id: Mapped[int | None] = mapped_column(BigInteger)
    shown_version: Mapped[int | None]
    tells_change: Mapped[bool] = mapped_column(
        default=False, doc="Of a recipient's copies on a subject the one beside which its change is told in words"
    )
    sent_at: Mapped[datetime | None] = mapped_column(doc="When it arrived first")
    reason: Mapped[str | None] = mapped_column(String(160))


class CopyTotal(Base):
    """How many copies of a notice ended how, once the copies themselves, with who got them, are forgotten."""

    __tablename__ = "copy_totals"

    notice_id: Mapped[int] = mapped_column(ForeignKey("notices.id"), primary_key=True)
    channel: Mapped[CopyChannel] = mapped_column(word(CopyChannel), primary_key=True)
    state: Mapped[CopyState] = mapped_column(word(CopyState), primary_key=True)
    copies: Mapped[int]
    first_at: Mapped[datetime | None] = mapped_column(doc="When the first of them arrived")
    last_at: Mapped[datetime | None]


class Subscription(Base):
    """What a chat asked to be told. There is no row for who never asked."""

    __tablename__ = "subscriptions"

    chat_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    events: Mapped[bool] = mapped_column(default=False)
    progress: Mapped[bool] = mapped_column(default=False)
    weekly: Mapped[bool] = mapped_column(default=False, doc="«Resumen semanal» instead of «Al momento»")
    since: Mapped[datetime] = mapped_column(doc="Consent to notices, apart from that to data")
    paused_at: Mapped[datetime | None] = mapped_column(doc="Blocked the bot: nothing is sent until the person is back")


class EventReminder(Base):
    """«Recordarme»: a chat that wants to be reminded of one event."""

    __tablename__ = "event_reminders"

    event_id: Mapped[int] = mapped_column(ForeignKey("events.id"), primary_key=True)
    chat_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, index=True)
    at: Mapped[datetime]


class Guest(Base):
    """An institutional guest (alcaldías, gobernaciones…) of the entity's contact list; never a citizen's address."""

    __tablename__ = "guests"

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    email: Mapped[str] = mapped_column(String(ADDRESS_LENGTH), unique=True, doc="In lower case")
    name: Mapped[str] = mapped_column(Text)
    group_code: Mapped[str | None] = mapped_column(String(CODE_LENGTH), index=True)
    municipality: Mapped[str | None] = mapped_column(String(5), doc="DANE's code")
    imported_at: Mapped[datetime]
    unsubscribed_at: Mapped[datetime | None]
    refused_at: Mapped[datetime | None]
    refusal: Mapped[str | None] = mapped_column(String(160), doc="What the server said of the address")


class Broadcast(Base):
    """«Difusión»: what staff write themselves, to subscribers or to institutional guests."""

    __tablename__ = "broadcasts"

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    text: Mapped[str] = mapped_column(Text)
    link: Mapped[str | None] = mapped_column(Text)
    to_subscribers: Mapped[bool] = mapped_column(default=True)
    to_channel: Mapped[bool] = mapped_column(default=False)
    guest_groups: Mapped[list[str]] = mapped_column(JSON, default=list)
    by_staff: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    created_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]


class SummaryWeek(Base):
    """A week of which the weekly summary was made, so that no week is told twice. Monday of the entity's zone."""

    __tablename__ = "summary_weeks"

    monday: Mapped[date] = mapped_column(primary_key=True)
    made_at: Mapped[datetime]
