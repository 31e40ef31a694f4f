"""What is computed of the plan is kept until the plan or the day changes."""

from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar
from weakref import WeakKeyDictionary

from storage import Session
from storage.changes import has_changed
from storage.queries import plan as queries

More = ParamSpec("More")
Result = TypeVar("Result")
Computed = Callable[Concatenate[Session, date, More], Result]


def kept(compute: Computed[More, Result]) -> Computed[More, Result]:
    """Keep what was computed last for each database, by what else was asked.

    A unit of work that has changed something of the plan computes it anew, for itself.
    """
    memo: WeakKeyDictionary[Any, tuple[object, dict[object, Result]]] = WeakKeyDictionary()

    @wraps(compute)
    def remembered(session: Session, today: date, /, *args: More.args, **named: More.kwargs) -> Result:
        changed = has_changed(session, queries.TOLD_FROM)
        stamp = queries.stamp(session)
        if stamp is None or changed:
            return compute(session, today, *args, **named)
        key, asked = (stamp, today), (args, *named.items())
        database = session.connection().engine
        known = memo.get(database)
        if known is None or known[0] != key:
            known = memo[database] = (key, {})
        if asked not in known[1]:
            known[1][asked] = compute(session, today, *args, **named)
        return known[1][asked]

    return remembered
