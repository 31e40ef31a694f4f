"""What is computed of the plan is kept until the plan or the day changes; of what was published, for good."""

from collections import OrderedDict
from collections.abc import Callable, Collection, Hashable, Mapping
from datetime import date
from functools import wraps
from threading import Lock
from typing import Any, Concatenate, Generic, ParamSpec, TypeVar
from weakref import WeakKeyDictionary

from storage import Session
from storage.changes import has_changed, times_undone
from storage.queries import plan as queries

More = ParamSpec("More")
Result = TypeVar("Result")
Key = TypeVar("Key", bound=Hashable)
Computed = Callable[Concatenate[Session, date, More], Result]


def kept(compute: Computed[More, Result]) -> Computed[More, Result]:
    """Keep what was computed last for each database, by what else was asked.

    A unit of work that has changed something of the plan computes it anew, for itself.
    """
    memo: WeakKeyDictionary[Any, tuple[object, dict[object, Result]]] = WeakKeyDictionary()

    @wraps(compute)
    def remembered(session: Session, today: date, /, *args: More.args, **named: More.kwargs) -> Result:
        stamp = None if has_changed(session, queries.TOLD_FROM) else queries.stamp(session)
        if stamp is None:
            return compute(session, today, *args, **named)
        database = session.connection().engine
        key, asked = (stamp, today, times_undone(database)), (args, *named.items())
        known = memo.get(database)
        if known is None or known[0] != key:
            known = memo[database] = (key, {})
        if asked not in known[1]:
            known[1][asked] = compute(session, today, *args, **named)
        return known[1][asked]

    return remembered


class Lasting(Generic[Key, Result]):
    """What is computed of things that never change: `most` of them for each database, those that were asked for last.

    A unit of work that has changed something of the plan keeps nothing: it may be undone.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._known: WeakKeyDictionary[Any, OrderedDict[tuple[int, Key], Result]] = WeakKeyDictionary()
        self._lock = Lock()

    def get(
        self, session: Session, keys: Collection[Key], compute: Callable[[Collection[Key]], Mapping[Key, Result]]
    ) -> dict[Key, Result]:
        """What belongs to each key; what is not known yet is computed, all of it at once."""
        if has_changed(session, queries.TOLD_FROM):
            return dict(compute(keys))
        database = session.connection().engine
        times = times_undone(database)
        with self._lock:
            known = self._known.setdefault(database, OrderedDict())
            found = {key: known[times, key] for key in keys if (times, key) in known}
        if missing := [key for key in keys if key not in found]:
            found.update(compute(missing))
        with self._lock:
            for key in keys:
                known[times, key] = found[key]
                known.move_to_end((times, key))
            while len(known) > self._most:
                known.popitem(last=False)
        return found
