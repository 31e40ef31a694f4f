"""Which tables a unit of work has changed: a turn that only looked needs no stored answer."""

from collections.abc import Collection
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import Engine, event
from sqlalchemy.orm import ORMExecuteState, Session

CHANGED, TIMES = "changed", "times changed"
_times_undone: WeakKeyDictionary[Engine, int] = WeakKeyDictionary()


@event.listens_for(Session, "after_flush")
def _flushed(session: Session, _context: Any) -> None:
    tables = {type(row).__tablename__ for row in (*session.new, *session.dirty, *session.deleted)}
    _note(session, tables)


@event.listens_for(Session, "do_orm_execute")
def _executed(state: ORMExecuteState) -> None:
    if state.is_insert or state.is_update or state.is_delete:
        table = state.statement.table.name  # type: ignore[attr-defined]  # what inserts, updates or deletes has one
        _note(state.session, {table})


@event.listens_for(Session, "after_soft_rollback")
def _undone(session: Session, _transaction: Any) -> None:
    _note(session, set())


def _note(session: Session, tables: set[str]) -> None:
    session.info[CHANGED] = session.info.get(CHANGED, frozenset()) | tables
    session.info[TIMES] = session.info.get(TIMES, 0) + 1


def has_changed(session: Session, tables: Collection[str] | None = None) -> bool:
    """Whether rows were written in this session, what it has not flushed yet included; of these tables where given."""
    session.flush()
    changed: frozenset[str] = session.info.get(CHANGED, frozenset())
    return bool(changed) if tables is None else not changed.isdisjoint(tables)


def times_changed(session: Session) -> int:
    """How often something was written in this session, or undone: what was read at the same count is still so."""
    session.flush()
    times: int = session.info.get(TIMES, 0)
    return times


def note_undone(engine: Engine) -> None:
    """Put down that a transaction of several units of work came to nothing: the later ones saw what is not so."""
    _times_undone[engine] = times_undone(engine) + 1


def times_undone(engine: Engine) -> int:
    """How often that was so: what was read before at the same count may be kept."""
    return _times_undone.get(engine, 0)
