"""Whether a unit of work changed anything: a turn that only looked needs no stored answer."""

from typing import Any

from sqlalchemy import event
from sqlalchemy.orm import ORMExecuteState, Session

CHANGED = "changed"


@event.listens_for(Session, "after_flush")
def _flushed(session: Session, _context: Any) -> None:
    session.info[CHANGED] = True


@event.listens_for(Session, "do_orm_execute")
def _executed(state: ORMExecuteState) -> None:
    if state.is_insert or state.is_update or state.is_delete:
        state.session.info[CHANGED] = True


def has_changed(session: Session) -> bool:
    """Whether rows were written in this session, what it has not flushed yet included."""
    session.flush()
    return bool(session.info.get(CHANGED))
