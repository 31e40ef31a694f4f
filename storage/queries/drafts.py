"""What people are writing, and what the bot asked them."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, bindparam, delete, select, update
from sqlalchemy.orm import Session

from storage.models.base import Base
from storage.models.cases import Dialogue, DiscardedFile, Draft, DraftPart
from storage.models.kinds import Waiting
from storage.queries.dialect import put

_DRAFT = select(Draft).where(Draft.chat_id == bindparam("chat_id"), ~Draft.offered)


def draft_of(session: Session, chat_id: int) -> Draft | None:
    """The draft that a chat is writing, if it has one."""
    return session.execute(_DRAFT, {"chat_id": chat_id}).scalar_one_or_none()


def offered_album(session: Session, chat_id: int, album: str) -> Draft | None:
    """What holds the last files of an album that came out of the blue, while it is only offered."""
    found = select(Draft).join(DraftPart, DraftPart.draft_key == Draft.key)
    found = found.where(Draft.chat_id == chat_id, Draft.offered, Draft.album == album)
    return session.execute(found.order_by(DraftPart.message_id.desc()).limit(1)).scalar_one_or_none()


def drafts_of(session: Session, chat_id: int) -> Sequence[Draft]:
    """Everything that a chat wrote and did not send, the oldest first."""
    return session.execute(select(Draft).where(Draft.chat_id == chat_id).order_by(Draft.created_at)).scalars().all()


def draft_with(session: Session, chat_id: int, message_id: int) -> Draft | None:
    """The draft that holds a message of a chat."""
    found = select(Draft).join(DraftPart, DraftPart.draft_key == Draft.key)
    return session.execute(found.where(Draft.chat_id == chat_id, DraftPart.message_id == message_id)).scalars().first()


def move_parts(session: Session, from_key: str, to_key: str) -> None:
    """Put the messages of one draft into another; what that one has already stays there once."""
    known = select(DraftPart.message_id).where(DraftPart.draft_key == to_key)
    session.execute(
        update(DraftPart)
        .where(DraftPart.draft_key == from_key, DraftPart.message_id.not_in(known.scalar_subquery()))
        .values(draft_key=to_key)
        .execution_options(synchronize_session=False)
    )


def draft(session: Session, key: str) -> Draft | None:
    """A draft by its key."""
    return session.get(Draft, key)


def parts_of(session: Session, draft_key: str) -> Sequence[DraftPart]:
    """The messages of a draft, in the order in which they were written."""
    return (
        session.execute(select(DraftPart).where(DraftPart.draft_key == draft_key).order_by(DraftPart.message_id))
        .scalars()
        .all()
    )


def drop_texts(session: Session, draft_key: str) -> None:
    """Take out the words of a draft; its files stay."""
    own = DraftPart.draft_key == draft_key
    session.execute(delete(DraftPart).where(own, DraftPart.file_hash.is_(None)))
    session.execute(update(DraftPart).where(own).values(text=""))
    _read_anew(session, DraftPart)


def erase(session: Session, draft_key: str, now: datetime) -> None:
    """Erase a draft with all its messages; its files are put down to be deleted."""
    _erase(session, Draft.key == draft_key, now)


def discard_file(session: Session, file_hash: str | None, now: datetime) -> None:
    """Put down that a draft no longer has a file."""
    if file_hash is not None:
        put(session, DiscardedFile, {"file_hash": file_hash}, at=now)


def erase_of(session: Session, chat_id: int, now: datetime) -> int:
    """Erase everything that a chat wrote and did not send. Returns how many drafts that were."""
    return _erase(session, Draft.chat_id == chat_id, now)


def erase_stale(session: Session, before: datetime, now: datetime) -> int:
    """Erase the drafts that nobody touched since `before`. Returns how many."""
    return _erase(session, Draft.updated_at < before, now)


def _erase(session: Session, which: ColumnElement[bool], now: datetime) -> int:
    session.flush()
    parts = DraftPart.draft_key.in_(select(Draft.key).where(which))
    for file_hash in session.scalars(select(DraftPart.file_hash).where(parts).distinct()).all():
        discard_file(session, file_hash, now)
    session.execute(delete(DraftPart).where(parts))
    gone = session.execute(delete(Draft).where(which).returning(Draft.key)).all()
    _read_anew(session, Draft, DraftPart)
    return len(gone)


def _read_anew(session: Session, *kinds: type[Base]) -> None:
    """What was read of these tables before was changed below the session's objects; all else is as it was."""
    for row in session:
        if isinstance(row, kinds):
            session.expire(row)


def dialogue(session: Session, chat_id: int) -> Dialogue | None:
    """What the bot waits for in a chat."""
    return session.get(Dialogue, chat_id)


def wait_for(
    session: Session,
    chat_id: int,
    what: Waiting,
    now: datetime,
    *,
    case_id: int | None = None,
    text: str | None = None,
    message_id: int | None = None,
) -> None:
    """Keep what was asked. It takes the place of what was asked before."""
    values = {"waiting_for": what, "case_id": case_id, "text": text, "message_id": message_id, "updated_at": now}
    put(session, Dialogue, {"chat_id": chat_id}, **values)
    _read_anew(session, Dialogue)


def edit_pending(session: Session, chat_id: int, message_id: int, text: str, now: datetime) -> bool:
    """The message that a chat was asked about was edited. Returns whether it was that one."""
    pending = (Dialogue.chat_id == chat_id) & (Dialogue.message_id == message_id)
    changed = update(Dialogue).where(pending).values(text=text, updated_at=now).returning(Dialogue.chat_id)
    return session.execute(changed).first() is not None


def stop_waiting(session: Session, chat_id: int) -> None:
    """Nothing is asked any more."""
    session.execute(delete(Dialogue).where(Dialogue.chat_id == chat_id))
    _read_anew(session, Dialogue)


def forget_dialogues(session: Session, before: datetime) -> int:
    """Erase what was asked, and what was written then, before an instant. Returns how many."""
    gone = session.execute(delete(Dialogue).where(Dialogue.updated_at < before).returning(Dialogue.chat_id))
    return len(gone.all())
