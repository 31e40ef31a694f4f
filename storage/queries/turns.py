"""Taking turns in, claiming them, and finishing them. Core statements: every message passes here."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Executable, case, delete, select, update
from sqlalchemy.orm import Session

from storage.models.turns import SentFile, ShownMessage, Turn, TurnState
from storage.queries import turn_statements as statements
from storage.queries.dialect import put


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
    suspects = _take(session, holder, dead, 1, statements.TAKE_SUSPECT) if with_suspect else []
    fresh = _take(session, holder, dead, limit - len(suspects), statements.TAKE_FRESH)
    return _begin(session, [*fresh, *suspects])


def _take(
    session: Session, holder: str, dead: Collection[str], limit: int, taking: Mapping[str, Executable]
) -> list[str]:
    """Take leases of lanes with open turns that nobody alive holds, by the age of their oldest."""
    connection = session.connection()
    given = {"me": holder, "dead": list(dead), "room": limit}
    return list(connection.execute(taking[connection.dialect.name], given).scalars())


def _begin(session: Session, lanes: Collection[str]) -> list[ClaimedTurn]:
    """Count an attempt on the first open turn of each lane, and give it."""
    if not lanes:
        return []
    rows = session.connection().execute(statements.BEGIN, {"lanes": list(lanes)})
    return [ClaimedTurn(**{**row._mapping, "more_waiting": bool(row.more_waiting)}) for row in rows]


def hold(session: Session, lane: str, holder: str) -> None:
    """Make sure, inside a unit of work, that this process still has the lane. Raises LeaseLost."""
    if session.connection().execute(statements.HOLD, {"lane": lane}).scalar_one_or_none() != holder:
        raise LeaseLost(lane)


def store_answer(session: Session, turn_id: int, answer: str, first: int | None = None) -> None:
    """Keep what is to be answered, in the unit of work that did what was asked. Attempts now count the answering.

    `first` is the call whose sending begins as soon as this is committed: it is counted here, as `count_sending` does.
    """
    counted = {"arrived": first or 0, "begun": 0 if first is None else 1}
    session.connection().execute(statements.STORE_ANSWER, {"turn": turn_id, "stored": answer, **counted})


def count_sending(session: Session, turn: ClaimedTurn, holder: str, sent: int, sendings: int) -> None:
    """Keep, before the first byte leaves, that call number `sent` of the stored answer is sent for the n-th time.

    Raises LeaseLost: then another process sends it.
    """
    hold(session, turn.lane, holder)
    session.connection().execute(statements.COUNT_SENDING, {"turn": turn.id, "arrived": sent, "begun": sendings})


def finish(
    session: Session, going_on: Mapping[ClaimedTurn, bool], holder: str, now: datetime
) -> dict[ClaimedTurn, ClaimedTurn | None]:
    """Close turns of different lanes and wipe from them what the people wrote and which chats these were.

    Each is given with whether its lane is to go on. Begins the lane's next turn; gives the lane back where there is
    none, or where it does not go on. Gives what follows on each; a turn whose lane was lost is not among them.
    """
    connection = session.connection()
    lanes = [turn.lane for turn in going_on]
    held = set(connection.execute(statements.HOLD_ALL, {"lanes": lanes, "me": holder}).scalars())
    ours = [turn for turn in going_on if turn.lane in held]
    if ours:
        connection.execute(statements.FINISH, {"ids": [turn.id for turn in ours], "finished": now})
    begun = {turn.lane: turn for turn in _begin(session, [turn.lane for turn in ours if going_on[turn]])}
    if over := [turn.lane for turn in ours if turn.lane not in begun]:
        connection.execute(statements.GIVE_BACK, {"lanes": over, "me": holder})
    return {turn: begun.get(turn.lane) for turn in ours}


def set_aside(
    session: Session, turn: ClaimedTurn, holder: str, error: str, now: datetime, *, go_on: bool = True
) -> ClaimedTurn | None:
    """Put away a turn that cannot be done, payload and all, so that it blocks nobody and can be retried.

    Begins the lane's next turn, as `finish` does. Raises LeaseLost.
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
    session.connection().execute(statements.GIVE_BACK, {"lanes": [lane], "me": holder})
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
    put(session, ShownMessage, {"chat_id": chat_id, "slot": slot}, message_id=message_id)


def shown_message(session: Session, chat_id: int, slot: str) -> int | None:
    """The message that shows something in a chat now, if any does."""
    found = select(ShownMessage.message_id).where(ShownMessage.chat_id == chat_id, ShownMessage.slot == slot)
    return session.execute(found).scalar_one_or_none()


def remember_file(session: Session, bot_id: int, key: str, file_id: str) -> None:
    """Keep the id under which Telegram has a file."""
    put(session, SentFile, {"bot_id": bot_id, "key": key}, file_id=file_id)


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
