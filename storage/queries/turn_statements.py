"""The statements that every message needs, built once: building one costs ten times what running it does.

They are run on the session's connection, below the ORM: no object of a session stands for a turn.
"""

from typing import Any, cast

from sqlalchemy import BindParameter, ColumnElement, Table, and_, bindparam, exists, func, literal_column, or_, select
from sqlalchemy.dialects import postgresql, sqlite

from storage.models.turns import Holder, Lease, Turn, TurnState

_turn_table, _lease_table = cast(Table, Turn.__table__), cast(Table, Lease.__table__)
_turns, _leases, _holders = _turn_table.c, _lease_table.c, cast(Table, Holder.__table__).c
_me: BindParameter[str] = bindparam("me")
_dead: BindParameter[str] = bindparam("dead", expanding=True)
_lanes: BindParameter[str] = bindparam("lanes", expanding=True)

FLOOD = 16
"""Turns of one chat that wait: who has more of them lets everybody else go first. An album and its corrections fit."""
OPEN_STATES = (TurnState.WAITING.value, TurnState.ANSWERING.value)
# Written into the statement, so that the database sees that the index of open turns serves.
_open_states: list[BindParameter[str]] = [bindparam(None, state, literal_execute=True) for state in OPEN_STATES]
_is_open = _turns.state.in_(_open_states)
# A holder that is dead, or so long gone that it was forgotten; what this process holds it never abandoned.
_is_abandoned = or_(_leases.holder.in_(_dead), and_(_leases.holder != _me, _leases.holder.not_in(select(_holders.id))))


def _take_free(dialect: Any, begun: ColumnElement[bool]) -> Any:
    free = (
        select(_turns.lane, _me)
        .select_from(_turn_table.outerjoin(_lease_table, _leases.name == _turns.lane))
        .where(_is_open, or_(_leases.holder.is_(None), _is_abandoned))
        .group_by(_turns.lane)
        .having(begun)
        .order_by(func.count() > FLOOD, func.min(_turns.id))
        .limit(bindparam("room"))
    )
    insert = dialect.insert(_lease_table).from_select(["name", "holder"], free)
    taken = insert.on_conflict_do_update(index_elements=["name"], set_={"holder": _me}, where=_is_abandoned)
    return taken.returning(_leases.name)


def _keep(dialect: Any) -> Any:
    arriving: dict[str, Any] = {
        name: bindparam(name) for name in ("bot_id", "update_id", "lane", "payload", "received_at")
    }
    new = {"state": TurnState.WAITING.value, "attempts": 0, "sendings": 0, "sent": 0}
    insert = dialect.insert(_turn_table).values({**arriving, **new})
    return insert.on_conflict_do_nothing(index_elements=["bot_id", "update_id"]).returning(_turns.id)


KEEP = {"sqlite": _keep(sqlite), "postgresql": _keep(postgresql)}
_is_fresh, _is_suspect = func.max(_turns.attempts) == 0, func.max(_turns.attempts) > 0
TAKE_FRESH = {"sqlite": _take_free(sqlite, _is_fresh), "postgresql": _take_free(postgresql, _is_fresh)}
TAKE_SUSPECT = {"sqlite": _take_free(sqlite, _is_suspect), "postgresql": _take_free(postgresql, _is_suspect)}
_later = _turn_table.alias("later")
# By name: for SQLite the columns of a RETURNING are written without their table, and "later" has the same.
_begun_lane: ColumnElement[str] = literal_column("turns.lane")
_begun_id: ColumnElement[int] = literal_column("turns.id")
_first_of_each = select(func.min(_turns.id)).where(_turns.lane.in_(_lanes), _is_open).group_by(_turns.lane)
BEGIN = (
    _turn_table.update()
    .where(_turns.id.in_(_first_of_each))
    .values(attempts=_turns.attempts + 1)
    .returning(
        _turns.id,
        _turns.bot_id,
        _turns.lane,
        _turns.attempts,
        _turns.payload,
        _turns.answer,
        _turns.sendings,
        _turns.sent,
        _turns.received_at,
        exists()
        .where(_later.c.lane == _begun_lane, _later.c.id > _begun_id, _later.c.state.in_(_open_states))
        .label("more_waiting"),
    )
)
# In one order, so that two processes never wait for each other.
HOLD_ALL = (
    select(_leases.name).where(_leases.name.in_(_lanes), _leases.holder == _me).order_by(_leases.name).with_for_update()
)
HOLD = select(_leases.holder).where(_leases.name == bindparam("lane")).with_for_update()
STORE_ANSWER = (
    _turn_table.update()
    .where(_turns.id == bindparam("turn"))
    .values(
        state=TurnState.ANSWERING.value,
        answer=bindparam("stored"),
        attempts=0,
        sent=bindparam("arrived"),
        sendings=bindparam("begun"),
    )
)
COUNT_SENDING = (
    _turn_table.update()
    .where(_turns.id == bindparam("turn"))
    .values(sent=bindparam("arrived"), sendings=bindparam("begun"))
)
FINISH = (
    _turn_table.update()
    .where(_turns.id.in_(bindparam("ids", expanding=True)))
    .values(
        state=TurnState.DONE.value, lane="", payload=None, answer=None, error=None, finished_at=bindparam("finished")
    )
)
GIVE_BACK = _lease_table.delete().where(_leases.name.in_(_lanes), _leases.holder == _me)
