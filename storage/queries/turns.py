"""Taking turns in, claiming them, and finishing them. Core statements: every message passes here."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import case, delete, select, update
from sqlalchemy.orm import Session

from storage.models.turns import SentFile, ShownMessage, Turn, TurnState
from storage.queries import turn_statements as statements
from storage.queries.dialect import insert


@dataclass(frozen=True)
class Arrival:
    """An update as it came in."""

    bot_id: int
    update_id: int
    lane: str
    payload: str


@dataclass(frozen=True)
class ClaimedTurn:
    """A turn that this process may work on until it finishes it or dies."""

    id: int
    bot_id: int
    lane: str
    attempts: int
    payload: str
    answer: str | None
    sendings: int
    sent: int
    more_waiting: bool
    received_at: datetime


class LeaseLost(Exception):
    """Another process took over this lane: whatever was being done here must not be stored."""


def take_in(session: Session, arrivals: Sequence[Arrival], now: datetime) -> int:
    """Keep what arrived; what is known already is left as it is. Returns how many were new."""
    rows = [{**vars(arrival), "received_at": now} for arrival in arrivals]
    connection = session.connection()
    return len(connection.execute(statements.KEEP[connection.dialect.name], rows).all())


def claim(
    session: Session, holder: str, dead: Collection[str], limit: int, *, with_suspect: bool = False
) -> list[ClaimedTurn]:
    """Take the leases of up to `limit` lanes that have work and that nobody alive holds, oldest work first.

    Gives the first turn of each, with this attempt counted. Holders in `dead` no longer count. A lane whose turn was
    begun before, by a process that then ended, is suspect: it may be what ended it. Suspects are taken one by one, the
    oldest where the caller asks for it, so that who was only near is not counted out together with the culprit.
    """
    suspects = _free_lanes(session, holder, dead, 1, suspect=True) if with_suspect else []
    lanes = _free_lanes(session, holder, dead, limit - len(suspects), suspect=False) + suspects
    if not lanes:
        return []
    connection = session.connection()
    taking = statements.TAKE[connection.dialect.name]
    for lane in lanes:
        connection.execute(taking, {"name": lane, "me": holder, "dead": list(dead)})
    taken = connection.execute(statements.HELD, {"lanes": lanes, "me": holder}).scalars()
    return _begin(session, list(taken))


def _free_lanes(session: Session, holder: str, dead: Collection[str], limit: int, *, suspect: bool) -> list[str]:
    """The lanes with open turns that nobody alive holds, by the age of their oldest."""
    wanted = statements.SUSPECT_LANES if suspect else statements.FRESH_LANES
    found = session.connection().execute(wanted, {"me": holder, "dead": list(dead), "room": limit})
    return list(found.scalars())


def _begin(session: Session, lanes: Collection[str]) -> list[ClaimedTurn]:
    """Count an attempt on the first open turn of each lane, and give it."""
    if not lanes:
        return []
    connection = session.connection()
    firsts = connection.execute(statements.FIRSTS, {"lanes": list(lanes)})
    waiting = {first.id: first.waiting for first in firsts}
    if not waiting:
        return []
    rows = connection.execute(statements.BEGIN, {"ids": list(waiting)})
    return [ClaimedTurn(**row._mapping, more_waiting=waiting[row.id] > 1) for row in rows]


def hold(session: Session, lane: str, holder: str) -> None:
    """Make sure, inside a unit of work, that this process still has the lane. Raises LeaseLost."""
    if session.connection().execute(statements.HOLD, {"lane": lane}).scalar_one_or_none() != holder:
        raise LeaseLost(lane)


def store_answer(session: Session, turn_id: int, answer: str) -> None:
    """Keep what is to be answered, in the unit of work that did what was asked. Attempts now count the answering."""
    session.connection().execute(statements.STORE_ANSWER, {"turn": turn_id, "stored": answer})


def count_sending(session: Session, turn: ClaimedTurn, holder: str, sent: int, sendings: int) -> None:
    """Keep, before the first byte leaves, that call number `sent` of the stored answer is sent for the n-th time.

    Raises LeaseLost: then another process sends it.
    """
    hold(session, turn.lane, holder)
    session.connection().execute(statements.COUNT_SENDING, {"turn": turn.id, "arrived": sent, "begun": sendings})


def finish(
    session: Session, turn: ClaimedTurn, holder: str, now: datetime, *, go_on: bool = True
) -> ClaimedTurn | None:
    """Close a turn and wipe from it what the person wrote and which chat it was.

    Begins the lane's next turn; gives the lane back where there is none, or where the caller does not `go_on`. Raises
    LeaseLost.
    """
    session.connection().execute(statements.FINISH, {"turn": turn.id, "finished": now})
    return _next(session, turn.lane, holder, go_on=go_on)


def set_aside(
    session: Session, turn: ClaimedTurn, holder: str, error: str, now: datetime, *, go_on: bool = True
) -> ClaimedTurn | None:
    """Put away a turn that cannot be done, payload and all, so that it blocks nobody and can be retried.

    The lane goes on as with `finish`. Raises LeaseLost.
    """
    session.execute(
        update(Turn).where(Turn.id == turn.id).values(state=TurnState.SET_ASIDE, error=error, finished_at=now)
    )
    return _next(session, turn.lane, holder, go_on=go_on)


def begin_again(session: Session, turn: ClaimedTurn, holder: str, *, counted: bool) -> ClaimedTurn | None:
    """Begin the same turn anew; with `counted` false the try that failed does not count as an attempt."""
    attempts = turn.attempts if counted else turn.attempts - 1
    session.execute(update(Turn).where(Turn.id == turn.id, Turn.state == TurnState.WAITING).values(attempts=attempts))
    return _next(session, turn.lane, holder, go_on=True)


def _next(session: Session, lane: str, holder: str, *, go_on: bool) -> ClaimedTurn | None:
    hold(session, lane, holder)
    following = _begin(session, [lane]) if go_on else []
    if following:
        return following[0]
    session.connection().execute(statements.GIVE_BACK, {"lane": lane, "me": holder})
    return None


def retry_set_aside(session: Session) -> int:
    """Put everything that was set aside back in the queue. Returns how many."""
    aside = (
        update(Turn)
        .where(Turn.state == TurnState.SET_ASIDE)
        .values(
            state=case((Turn.answer.is_(None), TurnState.WAITING.value), else_=TurnState.ANSWERING.value),
            attempts=0,
            sendings=0,
            error=None,
            finished_at=None,
        )
    )
    return len(session.execute(aside.returning(Turn.id)).all())


def remember_shown(session: Session, chat_id: int, slot: str, message_id: int) -> None:
    """Keep which message shows something in a chat now."""
    statement = insert(session, ShownMessage).values(chat_id=chat_id, slot=slot, message_id=message_id)
    session.execute(
        statement.on_conflict_do_update(index_elements=["chat_id", "slot"], set_={"message_id": message_id})
    )


def shown_message(session: Session, chat_id: int, slot: str) -> int | None:
    """The message that shows something in a chat now, if any does."""
    found = select(ShownMessage.message_id).where(ShownMessage.chat_id == chat_id, ShownMessage.slot == slot)
    return session.execute(found).scalar_one_or_none()


def remember_file(session: Session, bot_id: int, key: str, file_id: str) -> None:
    """Keep the id under which Telegram has a file."""
    statement = insert(session, SentFile).values(bot_id=bot_id, key=key, file_id=file_id)
    session.execute(statement.on_conflict_do_update(index_elements=["bot_id", "key"], set_={"file_id": file_id}))


def forget_file(session: Session, bot_id: int, key: str) -> None:
    """Telegram no longer knows a file by the id that we kept."""
    session.execute(delete(SentFile).where(SentFile.bot_id == bot_id, SentFile.key == key))


def known_file(session: Session, bot_id: int, key: str) -> str | None:
    """The id under which Telegram has a file, if it has it."""
    found = select(SentFile.file_id).where(SentFile.bot_id == bot_id, SentFile.key == key)
    return session.execute(found).scalar_one_or_none()


def forget_telegram(session: Session) -> None:
    """Forget what a Telegram that is gone delivered and had: a new simulated one numbers from the beginning."""
    for table in (Turn, ShownMessage, SentFile):
        session.execute(delete(table))
