"""What is computed of the plan is kept until the plan or the day changes."""

from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

from storage import Session
from storage.changes import has_changed
from storage.queries import plan as queries

Result = TypeVar("Result")


def kept(compute: Callable[[Session, date], Result]) -> Callable[[Session, date], Result]:
    """Keep the last result for each database. A unit of work that has changed something of it computes it anew."""
    memo: WeakKeyDictionary[Any, tuple[object, Result]] = WeakKeyDictionary()

    @wraps(compute)
    def remembered(session: Session, today: date) -> Result:
        changed = has_changed(session, queries.TOLD_FROM)
        stamp = queries.stamp(session)
        if stamp is None or changed:
            return compute(session, today)
        key = (stamp, today)
        database = session.connection().engine
        known = memo.get(database)
        if known is None or known[0] != key:
            known = memo[database] = (key, compute(session, today))
        return known[1]

    return remembered
