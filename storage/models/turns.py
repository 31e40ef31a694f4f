"""Turns: what Telegram delivered, who is working on it, and what is to be answered."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import BigInteger, Index, Integer, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from storage.models.base import Base

# SQLite numbers rows by itself only where the key is an INTEGER.
RowId = BigInteger().with_variant(Integer, "sqlite")


class TurnState(StrEnum):
    """Where a turn stands."""

    WAITING = "waiting"
    ANSWERING = "answering"  # the work is committed, its answer is stored and not known to be sent
    DONE = "done"
    SET_ASIDE = "set_aside"


OPEN = text("state IN ('waiting', 'answering')")
ASIDE = text("state = 'set_aside'")


class Turn(Base):
    """One update of Telegram, from the moment it was taken in until its answer is sent."""

    __tablename__ = "turns"
    __table_args__ = (
        UniqueConstraint("bot_id", "update_id"),
        # Only what is open is ever searched, so the index stays as small as the queue however long the bot lives.
        Index("ix_turns_open", "lane", "id", sqlite_where=OPEN, postgresql_where=OPEN),
        Index("ix_turns_set_aside", "id", sqlite_where=ASIDE, postgresql_where=ASIDE),
        Index("ix_turns_finished_at", "finished_at"),
    )

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    bot_id: Mapped[int] = mapped_column(BigInteger)
    update_id: Mapped[int] = mapped_column(BigInteger)
    lane: Mapped[str] = mapped_column(
        String(64), doc="What is run in order by one process at a time: a chat; empty when done"
    )
    state: Mapped[str] = mapped_column(String(16), default=TurnState.WAITING)
    attempts: Mapped[int] = mapped_column(default=0, doc="How often somebody began to work on it")
    payload: Mapped[str | None] = mapped_column(Text, doc="The raw JSON of the update; wiped when the turn is done")
    answer: Mapped[str | None] = mapped_column(Text, doc="The calls to make, as JSON; only where something changed")
    sendings: Mapped[int] = mapped_column(default=0, doc="How often the sending of the stored answer was begun")
    sent: Mapped[int] = mapped_column(default=0, doc="How many calls of the stored answer are known to have arrived")
    error: Mapped[str | None] = mapped_column(Text, doc="Why it was set aside: error type and places in our code")
    received_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]


class Lease(Base):
    """Who may work on something that only one may work on at a time (a chat's turns, the courier, the clock)."""

    __tablename__ = "leases"

    name: Mapped[str] = mapped_column(String(64), primary_key=True)
    holder: Mapped[str] = mapped_column(String(64), index=True)


class Holder(Base):
    """A running process. Its beat goes up while it lives; others judge that by their own monotonic clock."""

    __tablename__ = "holders"

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    beat: Mapped[int] = mapped_column(BigInteger, default=0)


class ShownMessage(Base):
    """The message that shows something to a chat now (a card, a panel), so that it can be replaced."""

    __tablename__ = "shown_messages"

    chat_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    slot: Mapped[str] = mapped_column(String(32), primary_key=True)
    message_id: Mapped[int] = mapped_column(BigInteger)


class SentFile(Base):
    """A file that Telegram already has, by what it shows: it is sent again by its id instead of its bytes."""

    __tablename__ = "sent_files"

    bot_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    key: Mapped[str] = mapped_column(String(96), primary_key=True)
    file_id: Mapped[str] = mapped_column(Text)


class Chat(Base):
    """What a chat asked of us. There is no row for who never asked for anything."""

    __tablename__ = "chats"

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    language: Mapped[str | None] = mapped_column(String(8))
    new_messages: Mapped[bool] = mapped_column(default=False, doc="Screens arrive as new messages instead of edits")
    blocked_at: Mapped[datetime | None]
