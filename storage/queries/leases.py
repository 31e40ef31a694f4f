"""Leases that outlive a turn, and the beats by which others see that a process lives."""

from collections.abc import Collection

from sqlalchemy import ColumnElement, delete, or_, select
from sqlalchemy.orm import Session

from storage.models.turns import Holder, Lease
from storage.queries.dialect import insert


def beat(session: Session, holder: str) -> dict[str, int]:
    """Show that this process lives. Returns the beats of all processes that are known."""
    statement = insert(session, Holder).values(id=holder, beat=1)
    session.execute(statement.on_conflict_do_update(index_elements=["id"], set_={"beat": Holder.beat + 1}))
    return {row.id: row.beat for row in session.execute(select(Holder.id, Holder.beat))}


def is_abandoned(holder: str, dead: Collection[str]) -> ColumnElement[bool]:
    """Whether a lease's holder is dead, or so long gone that it was forgotten."""
    forgotten = Lease.holder.not_in([holder]) & Lease.holder.not_in(select(Holder.id))
    return or_(Lease.holder.in_(dead), forgotten)


def take(session: Session, name: str, holder: str, dead: Collection[str]) -> bool:
    """Take the lease `name` unless somebody alive has it. Returns whether it is ours now."""
    statement = insert(session, Lease).values(name=name, holder=holder)
    statement = statement.on_conflict_do_update(
        index_elements=["name"],
        set_={"holder": holder},
        where=or_(Lease.holder == holder, is_abandoned(holder, dead)),
    )
    return session.execute(statement.returning(Lease.name)).first() is not None


def is_free(session: Session, name: str, holder: str, dead: Collection[str]) -> bool:
    """Whether nobody else who lives has the lease `name`. Writes nothing: for who stands by."""
    held = select(Lease.name).where(Lease.name == name, Lease.holder != holder, ~is_abandoned(holder, dead))
    return session.execute(held).first() is None


def leave(session: Session, holder: str) -> None:
    """Give back all that a process held, when it ends in good order."""
    session.execute(delete(Lease).where(Lease.holder == holder))
    session.execute(delete(Holder).where(Holder.id == holder))


def forget(session: Session, holders: Collection[str]) -> None:
    """Clear away dead processes that hold nothing any more."""
    held = select(Lease.holder)
    session.execute(delete(Holder).where(Holder.id.in_(holders), Holder.id.not_in(held)))


def clear(session: Session) -> int:
    """Drop every lease: for a process that knows that it is alone with the database. Gives how many had not left."""
    session.execute(delete(Lease))
    return len(session.execute(delete(Holder).returning(Holder.id)).all())
