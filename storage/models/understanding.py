"""What was last answered in a chat, what was misread, and what staff taught the reader."""

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from storage.models.base import Base
from storage.models.plan import CODE_LENGTH
from storage.models.turns import RowId

WORD = 32
KEYED = 64  # characters of a keyed hash in hexadecimal


class LastTold(Base):
    """What a chat was last told, so that "¿y el video?" can follow. One row a chat, without words, for a day."""

    __tablename__ = "last_told"

    chat_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    intent: Mapped[str] = mapped_column(String(WORD))
    target: Mapped[str | None] = mapped_column(String(CODE_LENGTH), doc="Code of a product or activity")
    event: Mapped[str | None] = mapped_column(String(CODE_LENGTH))
    at: Mapped[datetime] = mapped_column(index=True)


class Misreading(Base):
    """A text under whose answer somebody pressed «No era eso»: redacted, without its author, for thirty days."""

    __tablename__ = "misreadings"

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    pressed: Mapped[str] = mapped_column(String(KEYED), unique=True, doc="Keyed hash of chat and message: once each")
    text: Mapped[str] = mapped_column(Text)
    intent: Mapped[str] = mapped_column(String(WORD), doc="As it was read")
    target: Mapped[str | None] = mapped_column(String(CODE_LENGTH))
    at: Mapped[datetime] = mapped_column(index=True)
    settled_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    settled_at: Mapped[datetime | None]


class TaughtExample(Base):
    """A redacted text with the reading that staff gave it. The text lives as long as what was misread, thirty days.

    What stays until staff forget it is what it is recognised by: its telling words in no order, of those that the
    reader does not know a number of three hexadecimal digits.
    """

    __tablename__ = "taught_examples"

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    text: Mapped[str | None] = mapped_column(Text)
    words: Mapped[str | None] = mapped_column(Text, doc="Sorted, with spaces between them")
    written_at: Mapped[datetime | None] = mapped_column(index=True, doc="When the text was kept")
    intent: Mapped[str] = mapped_column(String(WORD))
    target: Mapped[str | None] = mapped_column(String(CODE_LENGTH))
    taught_by: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    at: Mapped[datetime]
