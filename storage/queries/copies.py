"""Who gets a copy of a notice, and how the copies stand. An audience of any size is one statement."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, String, cast, delete, func, literal, select, union, update
from sqlalchemy.orm import Session

from storage.models.notices import (
    Copy,
    CopyChannel,
    CopyState,
    CopyTotal,
    EventReminder,
    Guest,
    Notice,
    NoticeState,
    Subscription,
)
from storage.models.turns import Chat
from storage.queries.dialect import insert
from storage.queries.notices import TOLD, Told, telling_of

COLUMNS = ["notice_id", "channel", "recipient", "not_before", "state", "attempts", "unknown", "tells_change"]
FINISHED = (CopyState.SENT, CopyState.REFUSED, CopyState.BLOCKED, CopyState.UNKNOWN, CopyState.SKIPPED)

Recipients = Select[CopyChannel, str]
"""A channel and a recipient a row."""


@dataclass(frozen=True)
class Standing:
    """How many copies stand so on a channel, and when the first and the last of them arrived."""

    channel: CopyChannel
    state: CopyState
    copies: int
    first_at: datetime | None
    last_at: datetime | None


def add(session: Session, notice_id: int, recipients: Recipients, not_before: datetime | None = None) -> int:
    """A copy for each of them who has none yet. Returns how many are new."""
    chosen = recipients.subquery()
    rows = select(
        literal(notice_id),
        chosen.c.channel,
        chosen.c.recipient,
        literal(not_before, type_=Copy.not_before.type),
        literal(CopyState.WAITING.value),
        literal(0),
        literal(0),
        literal(False),
    ).where(literal(True))  # SQLite takes ON CONFLICT after a SELECT only behind a WHERE
    statement = insert(session, Copy).from_select(COLUMNS, rows).on_conflict_do_nothing()
    counted = statement.execution_options(preserve_rowcount=True)
    session.flush()
    return int(session.connection().execute(counted).rowcount)


def add_one(
    session: Session,
    notice_id: int,
    channel: CopyChannel,
    recipients: Iterable[str],
    not_before: datetime | None = None,
) -> int:
    """A copy for each of these few. Returns how many are new."""
    rows = [
        {"notice_id": notice_id, "channel": channel, "recipient": recipient, "not_before": not_before}
        for recipient in recipients
    ]
    if not rows:
        return 0
    statement = insert(session, Copy).values(rows).on_conflict_do_nothing().returning(Copy.id)
    return len(session.execute(statement).all())


def subscribers(topic: str, *, weekly: bool = False) -> Recipients:
    """Chats that subscribed to a topic (a column of `Subscription`) and can be reached."""
    wants = getattr(Subscription, topic).is_(True), Subscription.weekly.is_(weekly), Subscription.paused_at.is_(None)
    return _of_chats(Subscription.chat_id, *wants)


def reminded(event_id: int) -> Recipients:
    """Chats that pressed «Recordarme» for an event and can be reached."""
    return _of_chats(EventReminder.chat_id, EventReminder.event_id == event_id)


def reminded_or_subscribed(event_id: int, topic: str) -> Recipients:
    """Both, whether or not they prefer the weekly summary: each chat once."""
    wants = getattr(Subscription, topic).is_(True), Subscription.paused_at.is_(None)
    both = union(reminded(event_id), _of_chats(Subscription.chat_id, *wants)).subquery()
    return select(both.c.channel, both.c.recipient)


def guests(groups: Sequence[str] | None) -> Recipients:
    """Institutional guests of some groups, or all, who get mail."""
    wanted = [Guest.unsubscribed_at.is_(None), Guest.refused_at.is_(None)]
    if groups is not None:
        wanted.append(Guest.group_code.in_(groups))
    return select(_as(CopyChannel.EMAIL), Guest.email.label("recipient")).where(*wanted)


def told(about: Told, but: int) -> Recipients:
    """Whoever got, or may have got, another notice on a subject than `but`, by the channel that told them.

    Who is told of a change by the correction of what was sent before is told so anyway; guests who want no more mail
    get none.
    """
    earlier = select(Copy.channel, Copy.recipient).join(Notice, Notice.id == Copy.notice_id)
    silent = select(Guest.email).where(Guest.unsubscribed_at.is_not(None) | Guest.refused_at.is_not(None))
    return earlier.where(
        *telling_of(about), Notice.id != but, Copy.state.in_(TOLD), Copy.recipient.not_in(silent)
    ).distinct()


def count(session: Session, recipients: Recipients) -> dict[CopyChannel, int]:
    """How many there are on each channel."""
    chosen = recipients.subquery()
    rows = session.execute(select(chosen.c.channel, func.count()).group_by(chosen.c.channel))
    return {CopyChannel(channel): number for channel, number in rows}


def standings(session: Session, notice_ids: Collection[int]) -> list[Standing]:
    """How the copies of some notices stand, those that are forgotten by now included."""
    return _standings(session, Copy.notice_id.in_(notice_ids), CopyTotal.notice_id.in_(notice_ids))


def standings_between(session: Session, first: datetime, last: datetime) -> list[Standing]:
    """How the copies of the notices stand that were put down from `first` on and before `last`."""
    put_down = select(Notice.id).where(Notice.created_at >= first, Notice.created_at < last)
    return _standings(session, Copy.notice_id.in_(put_down), CopyTotal.notice_id.in_(put_down))


def _standings(session: Session, live: Any, forgotten: Any) -> list[Standing]:
    copies = select(Copy.channel, Copy.state, func.count(), func.min(Copy.sent_at), func.max(Copy.sent_at))
    kept = select(
        CopyTotal.channel,
        CopyTotal.state,
        func.sum(CopyTotal.copies),
        func.min(CopyTotal.first_at),
        func.max(CopyTotal.last_at),
    )
    rows = [
        *session.execute(copies.where(live).group_by(Copy.channel, Copy.state)),
        *session.execute(kept.where(forgotten).group_by(CopyTotal.channel, CopyTotal.state)),
    ]
    return [Standing(*row) for row in rows]


def wait_again(session: Session, recipients: Collection[str]) -> int:
    """What could not be told to these recipients, because they did not want to hear from us, waits again."""
    blocked = Copy.recipient.in_(recipients), Copy.state == CopyState.BLOCKED
    again = update(Copy).where(*blocked).values(state=CopyState.WAITING, reason=None, attempts=0, unknown=0)
    return len(session.execute(again.returning(Copy.id).execution_options(synchronize_session=False)).all())


def forget(session: Session, before: datetime, now: datetime, most: int = 200) -> int:
    """Forget who got the notices that were put down before an instant and are over; how many it were is kept.

    A notice is over once none of its copies is to be sent any more and what it tells of has passed; one that may still
    have to be corrected is kept whole. Returns how many copies went; to be called until there are none.
    """
    is_over = (Notice.state == NoticeState.CLOSED) | Notice.expires_at.is_(None) | (Notice.expires_at < now)
    has_copies = select(Copy.id).where(Copy.notice_id == Notice.id).exists()
    is_open = select(Copy.id).where(Copy.notice_id == Notice.id, Copy.state.not_in(FINISHED)).exists()
    last_change = func.coalesce(Notice.changed_at, Notice.created_at)
    old = select(Notice.id).where(last_change < before, is_over, has_copies, ~is_open).limit(most)
    ids = list(session.scalars(old))
    if not ids:
        return 0
    sums = (
        select(
            *(Copy.notice_id, Copy.channel, Copy.state, func.count(), func.min(Copy.sent_at), func.max(Copy.sent_at))
        )
        .where(Copy.notice_id.in_(ids))
        .group_by(Copy.notice_id, Copy.channel, Copy.state)
    )
    columns = ["notice_id", "channel", "state", "copies", "first_at", "last_at"]
    session.execute(insert(session, CopyTotal).from_select(columns, sums).on_conflict_do_nothing())
    gone = delete(Copy).where(Copy.notice_id.in_(ids)).execution_options(synchronize_session=False)
    return int(session.connection().execute(gone).rowcount)


def _of_chats(chat_id: Any, *wants: Any) -> Recipients:
    closed = select(Chat.id).where(Chat.id == chat_id, Chat.blocked_at.is_not(None)).exists()
    recipient = cast(chat_id, String).label("recipient")
    return select(_as(CopyChannel.TELEGRAM), recipient).where(*wants, ~closed)


def _as(channel: CopyChannel) -> Any:
    return literal(channel.value).label("channel")
