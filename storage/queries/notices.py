"""Notices: putting them down once, and bringing what tells of them up to date."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import case, exists, select, update
from sqlalchemy.orm import Session, aliased

from storage.models.notices import Copy, CopyState, Notice, NoticeKind, NoticeState, Rank
from storage.queries.dialect import insert

# Copies that the person has, or may have: there is something to bring up to date, or nobody knows that there is not.
TOLD = (CopyState.SENT, CopyState.UNKNOWN, CopyState.SENDING, CopyState.BEHIND)


@dataclass(frozen=True)
class Told:
    """Which notices: those on a subject, of some kinds or of all."""

    subject: str
    subject_id: int
    kinds: Collection[NoticeKind] | None = None


def put_down(session: Session, key: str, **values: Any) -> Notice | None:
    """A new notice, or None where there is one with this key. Nothing is written where there is."""
    if session.scalar(select(Notice.id).where(Notice.key == key)) is not None:
        return None
    statement = insert(session, Notice).values(key=key, state=NoticeState.OPEN, **values)
    new = session.scalar(statement.on_conflict_do_nothing(index_elements=["key"]).returning(Notice.id))
    return None if new is None else session.get(Notice, new)


def notice(session: Session, notice_id: int) -> Notice | None:
    """A notice by its id."""
    return session.get(Notice, notice_id)


def by_key(session: Session, key: str) -> Notice | None:
    """A notice by its key in the domain."""
    return session.execute(select(Notice).where(Notice.key == key)).scalar_one_or_none()


def raise_version(session: Session, about: Told, version: int, now: datetime, **values: Any) -> list[int]:
    """What still tells of a subject has to show this version from now on. Gives the ids of the notices."""
    telling = update(Notice).where(*telling_of(about), Notice.state != NoticeState.CLOSED, Notice.version < version)
    changes = {"version": version, "rank": Rank.CORRECTION, "not_before": None, "changed_at": now, **values}
    ids = list(session.scalars(telling.values(**changes).returning(Notice.id)))
    session.expire_all()
    return ids


def fall_behind(session: Session, notice_ids: Collection[int]) -> int:
    """Every copy of these notices that somebody has is to be brought up to date. Returns how many.

    Of the copies that one recipient has on one channel the latest is the one beside which the change is told in words.
    What is on its way just now stays so; its outcome is stored with the version that it showed, and it falls behind
    then.
    """
    later = aliased(Copy)
    has_later = exists().where(
        later.recipient == Copy.recipient,
        later.channel == Copy.channel,
        later.notice_id.in_(notice_ids),
        later.state.in_(TOLD),
        later.id > Copy.id,
    )
    sending = Copy.state == CopyState.SENDING
    behind = (
        update(Copy)
        .where(Copy.notice_id.in_(notice_ids), Copy.state.in_(TOLD))
        .values(
            state=case((sending, CopyState.SENDING.value), else_=CopyState.BEHIND.value),
            tells_change=~has_later,
            not_before=None,
            attempts=case((sending, Copy.attempts), else_=0),
            unknown=case((sending, Copy.unknown), else_=0),
        )
        .execution_options(synchronize_session=False)
    )
    return _changed(session, behind)


def close(session: Session, about: Told | int, now: datetime) -> int:
    """Nothing of these notices leaves any more, nor is it brought up to date. Returns how many copies had not left."""
    which = (Notice.id == about,) if isinstance(about, int) else telling_of(about)
    closing = update(Notice).where(*which, Notice.state != NoticeState.CLOSED)
    closed = closing.values(state=NoticeState.CLOSED, changed_at=now).returning(Notice.id)
    ids = list(session.scalars(closed))
    if not ids:
        return 0
    settle_behind(session, ids)
    return skip_waiting(session, ids, "closed")


def skip_waiting(session: Session, notice_ids: Collection[int], reason: str) -> int:
    """What has not left of these notices does not leave. Returns how many copies."""
    waiting = update(Copy).where(Copy.notice_id.in_(notice_ids), Copy.state == CopyState.WAITING)
    skipped = waiting.values(state=CopyState.SKIPPED, reason=reason)
    return _changed(session, skipped.execution_options(synchronize_session=False))


def settle_behind(session: Session, notice_ids: Collection[int]) -> int:
    """What was to be brought up to date stays as it is. Returns how many copies."""
    behind = update(Copy).where(Copy.notice_id.in_(notice_ids), Copy.state == CopyState.BEHIND)
    settled = behind.values(state=CopyState.SENT, tells_change=False)
    return _changed(session, settled.execution_options(synchronize_session=False))


def set_state(session: Session, notice_id: int, state: NoticeState, now: datetime) -> bool:
    """Open or stop a notice that is not closed. Returns whether it was otherwise before."""
    changing = update(Notice).where(Notice.id == notice_id, Notice.state.not_in([state, NoticeState.CLOSED]))
    return session.scalar(changing.values(state=state, changed_at=now).returning(Notice.id)) is not None


def telling_of(about: Told) -> list[Any]:
    """Of a statement about notices: those that tell of a subject."""
    which = [Notice.subject == about.subject, Notice.subject_id == about.subject_id]
    return which if about.kinds is None else [*which, Notice.kind.in_(about.kinds)]


def _changed(session: Session, statement: Any) -> int:
    session.flush()
    changed = int(session.connection().execute(statement).rowcount)
    session.expire_all()
    return changed
