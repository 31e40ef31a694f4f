"""The queue of copies: what leaves next, that a try was begun, and what came of it. For the one that sends."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import case, func, or_, select, text, update
from sqlalchemy.orm import Session

from storage.models.notices import (
    OPEN_COPY,
    Copy,
    CopyChannel,
    CopyState,
    Notice,
    NoticeState,
    Rank,
)

IS_OPEN = text(OPEN_COPY)
READY = (CopyState.WAITING, CopyState.BEHIND)


@dataclass(frozen=True)
class Ended:
    """What became of a copy that was on its way. `shown_version` is what it showed, where it arrived."""

    copy_id: int
    state: CopyState
    notice_id: int = 0
    message_id: int | None = None
    shown_version: int | None = None
    at: datetime | None = None
    reason: str | None = None
    not_before: datetime | None = None
    counted: bool = True  # False: it never left, so that the try is not counted
    unknown: bool = False  # nobody knows whether it arrived


def has_open(session: Session) -> bool:
    """Whether any copy is to be sent, or on its way."""
    return session.scalar(select(Copy.id).where(IS_OPEN).limit(1)) is not None


def notices_in_order(session: Session) -> list[Notice]:
    """The notices that have open copies, in the order in which these leave, whether they may leave now or not.

    One look into the index for each notice, however many copies it has.
    """
    found = session.scalars(select(Notice).where(Notice.id.in_(select(_busy().c.id))))
    return sorted(found, key=_place)


def _busy() -> Any:
    copies = Copy.__table__
    first = select(func.min(copies.c.notice_id).label("id")).where(IS_OPEN)
    busy = first.cte("busy", recursive=True)
    following = select(func.min(copies.c.notice_id)).where(IS_OPEN, copies.c.notice_id > busy.c.id)
    return busy.union_all(select(following.scalar_subquery()).where(busy.c.id.is_not(None)))


def _place(notice: Notice) -> tuple[str, bool, float, int]:
    """By rank; corrections and reminders by their deadline; then in the order in which they were put down."""
    by_deadline = notice.rank in {Rank.CORRECTION, Rank.REMINDER} and notice.expires_at is not None
    deadline = notice.expires_at.timestamp() if by_deadline and notice.expires_at is not None else 0.0
    return notice.rank, not by_deadline, deadline, notice.id


def ready(
    session: Session, notice: Notice, channel: CopyChannel, now: datetime, most: int, without: Collection[str] = ()
) -> Sequence[Copy]:
    """The next copies of a notice on a channel that may leave, but those of recipients who rest just now.

    Of a stopped notice only what has to be corrected.
    """
    states = READY if notice.state is NoticeState.OPEN else (CopyState.BEHIND,)
    found = select(Copy).where(
        IS_OPEN,
        Copy.notice_id == notice.id,
        Copy.channel == channel,
        Copy.state.in_(states),
        or_(Copy.not_before.is_(None), Copy.not_before <= now),
    )
    if without:
        found = found.where(Copy.recipient.not_in(without))
    return session.scalars(found.order_by(Copy.id).limit(most)).all()


def next_not_before(session: Session, notice_ids: Collection[int], after: datetime) -> datetime | None:
    """The first instant after `after` at which a copy that has to wait may leave."""
    waits = IS_OPEN, Copy.notice_id.in_(notice_ids), Copy.not_before > after
    return session.scalar(select(func.min(Copy.not_before)).where(*waits))


def begin(session: Session, versions: Collection[tuple[int, int, int]]) -> set[int]:
    """Keep that these copies are on their way: (copy, its notice, the version that it shows). Before they leave.

    Gives the ids of those that may: a copy that somebody settled meanwhile, or whose notice has changed since it was
    rendered, is left as it is.
    """
    notice_ids = {notice_id for _, notice_id, _ in versions}
    current = _versions(session, notice_ids)
    fresh = [copy_id for copy_id, notice_id, version in versions if current.get(notice_id) == version]
    stopped = select(Notice.id).where(Notice.id.in_(notice_ids), Notice.state == NoticeState.STOPPED)
    may_leave = (Copy.state == CopyState.BEHIND) | ((Copy.state == CopyState.WAITING) & Copy.notice_id.not_in(stopped))
    beginning = update(Copy).where(Copy.id.in_(fresh), may_leave)
    values = beginning.values(state=CopyState.SENDING, attempts=Copy.attempts + 1, not_before=None)
    return set(session.scalars(values.returning(Copy.id).execution_options(synchronize_session=False)))


def _versions(session: Session, notice_ids: Collection[int]) -> dict[int, int]:
    """The versions of notices that are not closed."""
    rows = select(Notice.id, Notice.version).where(Notice.id.in_(notice_ids), Notice.state != NoticeState.CLOSED)
    return {row.id: row.version for row in session.execute(rows)}


def settle(session: Session, ended: Collection[Ended]) -> None:
    """Store what became of copies; one that shows an older version than its subject has by now falls behind again."""
    current = _versions(session, {one.notice_id for one in ended})
    by_state: dict[CopyState, list[dict[str, Any]]] = defaultdict(list)
    for one in ended:
        newer = current.get(one.notice_id)
        is_behind = one.state is CopyState.SENT and newer is not None and newer > (one.shown_version or 0)
        by_state[CopyState.BEHIND if is_behind else one.state].append(_values(one, keeps_telling=is_behind))
    for state, rows in by_state.items():
        for values in rows:
            copy_id = values.pop("id")
            own = Copy.id == copy_id, Copy.state == CopyState.SENDING
            session.execute(
                update(Copy).where(*own).values(state=state, **values).execution_options(synchronize_session=False)
            )


def _values(one: Ended, *, keeps_telling: bool) -> dict[str, Any]:
    values: dict[str, Any] = {"id": one.copy_id, "reason": one.reason, "not_before": one.not_before}
    if one.message_id is not None:
        values["message_id"] = one.message_id
    if one.state is CopyState.SENT:
        values |= {"shown_version": one.shown_version, "sent_at": func.coalesce(Copy.sent_at, one.at)}
        if not keeps_telling:
            values["tells_change"] = False
    if not one.counted:
        values["attempts"] = Copy.attempts - 1
    if one.unknown:
        values["unknown"] = Copy.unknown + 1
    return values


def skip(session: Session, reasons: Collection[tuple[int, str]]) -> None:
    """What the look before sending holds back: nothing more is sent of what waits, and what was sent stays as it is."""
    for copy_id, reason in reasons:
        settled = case((Copy.state == CopyState.BEHIND, CopyState.SENT.value), else_=CopyState.SKIPPED.value)
        held = update(Copy).where(Copy.id == copy_id, Copy.state.in_(READY))
        session.execute(
            held.values(state=settled, reason=reason, tells_change=False).execution_options(synchronize_session=False)
        )


def put_off(session: Session, failed: Collection[tuple[int, datetime | None, str]]) -> None:
    """What our own code failed to say: tried again at an instant, or given up, with the kind of error as the reason."""
    for copy_id, again, reason in failed:
        held = update(Copy).where(Copy.id == copy_id, Copy.state.in_(READY))
        state = Copy.state if again is not None else CopyState.REFUSED
        values = {"state": state, "not_before": again, "attempts": Copy.attempts + 1, "reason": reason}
        session.execute(held.values(**values).execution_options(synchronize_session=False))


def recover(session: Session, most_unknown: int) -> int:
    """What was on its way when the sender before ended: nobody knows whether it arrived. Returns how many copies.

    They are sent again, the first of all; but one with so many unknown outcomes may be what ends the process.
    """
    too_often = Copy.unknown + 1 >= most_unknown
    state = case(
        (too_often, CopyState.UNKNOWN.value),
        (Copy.shown_version.is_(None), CopyState.WAITING.value),
        else_=CopyState.BEHIND.value,
    )
    lost = update(Copy).where(IS_OPEN, Copy.state == CopyState.SENDING)
    again = lost.values(state=state, unknown=Copy.unknown + 1).execution_options(synchronize_session=False)
    return int(session.connection().execute(again).rowcount)


def move_chat(session: Session, old: int, new: int) -> None:
    """A group has another id: what is still to be told there goes to the new one."""
    is_told = select(Copy.notice_id).where(Copy.recipient == str(new), Copy.channel == CopyChannel.TELEGRAM)
    own = Copy.recipient == str(old), Copy.channel == CopyChannel.TELEGRAM, Copy.notice_id.not_in(is_told)
    session.execute(update(Copy).where(*own).values(recipient=str(new)).execution_options(synchronize_session=False))
