"""Observations as they are written and as they are filed.

Who wrote is kept apart from what was written: a case knows a pseudonym, and only `authors` ties it to a person, by a
keyed hash to look it up and by a sealed record to answer it.
"""

from datetime import date, datetime

from sqlalchemy import BigInteger, ForeignKey, Index, LargeBinary, String, Text, UniqueConstraint, false, text
from sqlalchemy.orm import Mapped, mapped_column

from storage.models.base import Base
from storage.models.followup import Decision
from storage.models.kinds import AboutKind, CaseState, Channel, ContributionKind, PartKind, PetitionKind, Waiting
from storage.models.plan import word
from storage.models.turns import RowId

BEING_WRITTEN = text("NOT offered")
KEYED = 64  # characters of a keyed hash in hexadecimal


class Dialogue(Base):
    """What the bot asked a chat and waits for. One row a chat, gone when nothing is asked."""

    __tablename__ = "dialogues"

    chat_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    waiting_for: Mapped[Waiting] = mapped_column(word(Waiting))
    case_id: Mapped[int | None] = mapped_column(BigInteger)
    text: Mapped[str | None] = mapped_column(Text, doc="What the person wrote and was asked about")
    message_id: Mapped[int | None] = mapped_column(BigInteger, doc="The message that it was written in")
    updated_at: Mapped[datetime] = mapped_column(index=True)


class Draft(Base):
    """What a person is writing. Erased when it is sent, at «Cancelar», and seven days after its last change."""

    __tablename__ = "drafts"
    __table_args__ = (
        Index("ix_drafts_updated_at", "updated_at"),
        # One that is being written; any number that were only offered.
        Index("uq_drafts_open", "chat_id", unique=True, sqlite_where=BEING_WRITTEN, postgresql_where=BEING_WRITTEN),
    )

    # Drawn at random: SQLite gives the number of an erased row to the next one, and a case remembers its draft.
    key: Mapped[str] = mapped_column(String(16), primary_key=True)
    chat_id: Mapped[int] = mapped_column(BigInteger, index=True)
    about: Mapped[AboutKind] = mapped_column(word(AboutKind), default=AboutKind.PLAN)
    about_code: Mapped[str | None] = mapped_column(String(32))
    about_chosen: Mapped[bool] = mapped_column(default=False, doc="By the person: the text no longer changes it")
    kind: Mapped[ContributionKind] = mapped_column(word(ContributionKind), default=ContributionKind.OBSERVATION)
    petition: Mapped[PetitionKind | None] = mapped_column(word(PetitionKind))
    kind_chosen: Mapped[bool] = mapped_column(default=False)
    name: Mapped[str | None] = mapped_column(Text, doc="As the person wants it in the case; null: as Telegram gives it")
    offered: Mapped[bool] = mapped_column(default=False, doc="Out of the blue: whether to register it is still asked")
    album: Mapped[str | None] = mapped_column(String(64), doc="The album that came out of the blue")
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]


class DraftPart(Base):
    """One message of a draft: its words, and the file that came with it."""

    __tablename__ = "draft_parts"
    __table_args__ = (UniqueConstraint("draft_key", "message_id"),)

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    draft_key: Mapped[str] = mapped_column(ForeignKey("drafts.key", ondelete="CASCADE"))
    message_id: Mapped[int] = mapped_column(BigInteger)
    text: Mapped[str] = mapped_column(Text, default="")
    kind: Mapped[PartKind | None] = mapped_column(word(PartKind))
    file_hash: Mapped[str | None] = mapped_column(String(KEYED), index=True)
    file_name: Mapped[str | None] = mapped_column(Text)
    mime: Mapped[str | None] = mapped_column(String(128))
    bytes: Mapped[int | None]
    seconds: Mapped[int | None]


class DiscardedFile(Base):
    """A file of a draft that was erased: it goes too, unless a case or another draft has it."""

    __tablename__ = "discarded_files"

    file_hash: Mapped[str] = mapped_column(String(KEYED), primary_key=True)
    at: Mapped[datetime]


class Pace(Base):
    """How many messages a person wrote since an instant, so that a flood is noticed. Erased after a day."""

    __tablename__ = "paces"

    chat_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    since: Mapped[datetime] = mapped_column(index=True)
    messages: Mapped[int]


class Case(Base):
    """A numbered contribution. Nothing in this row tells who wrote it."""

    __tablename__ = "cases"
    __table_args__ = (
        UniqueConstraint("vigencia", "number"),
        Index("ix_cases_received_at", "received_at"),
        # What staff count every day is in the indexes whole: no row of the table is read for it.
        Index(None, "state", "due_on", "kind", "assigned_to", "about", "about_code"),
        Index(None, "vigencia", "state", "due_on", "answered_on"),
        Index(None, "transfer_by"),
    )

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    vigencia: Mapped[int]
    number: Mapped[int] = mapped_column(doc="Consecutive within the vigencia, without gaps, from 1")
    radicado: Mapped[str] = mapped_column(String(32), unique=True)
    draft_key: Mapped[str | None] = mapped_column(String(16), unique=True, doc="So that a draft is filed once")
    channel: Mapped[Channel] = mapped_column(word(Channel), default=Channel.TELEGRAM)
    kind: Mapped[ContributionKind] = mapped_column(word(ContributionKind))
    petition: Mapped[PetitionKind | None] = mapped_column(word(PetitionKind))
    about: Mapped[AboutKind] = mapped_column(word(AboutKind))
    about_code: Mapped[str | None] = mapped_column(String(32))
    state: Mapped[CaseState] = mapped_column(word(CaseState), default=CaseState.RECEIVED)
    received_at: Mapped[datetime]
    received_on: Mapped[date] = mapped_column(
        doc="The day of reception in the entity's zone, from which due dates count"
    )
    late: Mapped[bool] = mapped_column(default=False, doc="Received when the window for it had closed (extemporánea)")
    due_on: Mapped[date | None]
    text: Mapped[str] = mapped_column(Text, doc="As it was sent; what came afterwards is a version of its own")
    shown_name: Mapped[bool] = mapped_column(default=False, doc="The person sent it with a name, which `authors` holds")
    pseudonym: Mapped[str] = mapped_column(String(32))
    municipality: Mapped[str | None] = mapped_column(String(5), doc="DANE's code")
    receipt: Mapped[str] = mapped_column(String(KEYED), doc="Keyed hash of the code that, with the number, opens it")
    salt: Mapped[bytes] = mapped_column(LargeBinary, doc="32 bytes; of a denuncia 64: the inner and the outer salt")
    leaf: Mapped[str] = mapped_column(String(KEYED), doc="SHA-256 of the canonical content with its salt")
    notice_version: Mapped[str] = mapped_column(String(32), doc="The privacy notice under which it was sent")
    version: Mapped[int] = mapped_column(
        default=1, server_default="1", doc="Raised by every act of staff: of two officials one is told"
    )
    assigned_to: Mapped[int | None] = mapped_column(ForeignKey("staff.id"), index=True)
    area: Mapped[str | None] = mapped_column(Text, doc="The area of the entity that answers it")
    duplicate_of: Mapped[int | None] = mapped_column(ForeignKey("cases.id"), index=True, doc="«Es repetida de…»")
    supports: Mapped[int | None] = mapped_column(ForeignKey("cases.id"), index=True, doc="«Me sumo» to that one")
    official_radicado: Mapped[str | None] = mapped_column(Text, doc="The number in the entity's own document system")
    hides_identity: Mapped[bool] = mapped_column(
        default=False, server_default=false(), doc="«Ocultar identidad»: staff see no name either"
    )
    decision: Mapped[Decision | None] = mapped_column(word(Decision), doc="Of the answer in force")
    answered_at: Mapped[datetime | None]
    answered_on: Mapped[date | None] = mapped_column(doc="The day of the first answer in the entity's zone")
    transfer_by: Mapped[date | None] = mapped_column(doc="The last day to pass another entity's matter on")
    spam_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"), doc="Who called it spam first")
    spam_reason: Mapped[str | None] = mapped_column(Text)
    closed_at: Mapped[datetime | None]
    registered_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"), doc="On behalf of who came otherwise")
    group_code: Mapped[str | None] = mapped_column(String(32), doc="Grupo de valor, where the author said one")


class CaseVersion(Base):
    """What the person added or changed after filing, with its hour. What was sent first stays as it was."""

    __tablename__ = "case_versions"

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), index=True)
    message_id: Mapped[int | None] = mapped_column(BigInteger)
    text: Mapped[str] = mapped_column(Text)
    is_edit: Mapped[bool] = mapped_column(default=False, doc="A sent message was edited; otherwise something was added")
    at: Mapped[datetime]


class CaseFile(Base):
    """A file of a case, by the hash of its content, stripped of its metadata."""

    __tablename__ = "case_files"

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), index=True)
    version_id: Mapped[int | None] = mapped_column(ForeignKey("case_versions.id"))
    kind: Mapped[PartKind] = mapped_column(word(PartKind))
    file_hash: Mapped[str] = mapped_column(String(KEYED), index=True)
    file_name: Mapped[str] = mapped_column(Text)
    mime: Mapped[str] = mapped_column(String(128))
    bytes: Mapped[int]
    seconds: Mapped[int | None]
    transcription: Mapped[str | None] = mapped_column(Text, doc="«Transcribir»: what a voice note says")
    transcribed_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))


class CaseMessage(Base):
    """Which message of the chat went into which case, so that an edit afterwards is kept with it. No text."""

    __tablename__ = "case_messages"

    person: Mapped[str] = mapped_column(String(KEYED), primary_key=True)
    message_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), index=True)


class Author(Base):
    """The only tie between a case and a person. Gone when the person has the data erased."""

    __tablename__ = "authors"

    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), primary_key=True, autoincrement=False)
    person: Mapped[str] = mapped_column(String(KEYED), index=True, doc="Keyed hash of the Telegram id")
    sealed: Mapped[bytes] = mapped_column(LargeBinary, doc="Encrypted: chat id, receipt and, if given, the name")


class Pseudonym(Base):
    """The name under which a person's cases are spoken of; a new one after an erasure."""

    __tablename__ = "pseudonyms"

    person: Mapped[str] = mapped_column(String(KEYED), primary_key=True)
    pseudonym: Mapped[str] = mapped_column(String(32), unique=True)


class Consent(Base):
    """That a person authorised the use of data by sending: which notice, when. Kept as proof, by a keyed hash."""

    __tablename__ = "consents"
    __table_args__ = (Index("ix_consents_person", "person"),)

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    person: Mapped[str] = mapped_column(String(KEYED))
    notice_version: Mapped[str] = mapped_column(String(32))
    given_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]


class Counter(Base):
    """A number that is given out once and in order, in the transaction that uses it."""

    __tablename__ = "counters"

    name: Mapped[str] = mapped_column(String(32), primary_key=True)
    value: Mapped[int] = mapped_column(default=0)


class GroupCount(Base):
    """How many people said that they belong to a sensitive group. Nothing ties a count to a person or a case."""

    __tablename__ = "group_counts"

    vigencia: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    group_code: Mapped[str] = mapped_column(String(32), primary_key=True)
    people: Mapped[int] = mapped_column(default=0)
