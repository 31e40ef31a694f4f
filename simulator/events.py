"""What happens in the world, in order, for whoever looks on: the page, a waiting test."""

import asyncio
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(slots=True, frozen=True)
class Event:
    """One thing that happened; `data` is never changed afterwards."""

    id: int
    kind: str
    data: dict[str, Any]


class Events:
    """A bounded memory of events with identifiers that grow by one, and listeners.

    The first identifier is the time in milliseconds, so that a page that was open before the simulator was started
    anew does not take the new events for the continuation of the old ones.
    """

    def __init__(self, limit: int = 10_000) -> None:
        self._kept: deque[Event] = deque(maxlen=limit)
        self._last_id = time.time_ns() // 1_000_000
        self._listeners: set[Callable[[Event], None]] = set()

    @property
    def last_id(self) -> int:
        """The identifier of the newest event."""
        return self._last_id

    def publish(self, kind: str, data: dict[str, Any]) -> None:
        """Keep an event and tell the listeners at once."""
        self._last_id += 1
        event = Event(self._last_id, kind, data)
        self._kept.append(event)
        for listener in tuple(self._listeners):
            listener(event)

    def after(self, event_id: int) -> list[Event] | None:
        """The events after `event_id`; None when some of them are no longer kept."""
        missed = self._last_id - event_id
        if not 0 <= missed <= len(self._kept):
            return None
        return list(self._kept)[len(self._kept) - missed :] if missed else []

    def listen(self, listener: Callable[[Event], None]) -> Callable[[], None]:
        """Call `listener` for each event from now on; the result, called, ends it."""
        self._listeners.add(listener)
        return lambda: self._listeners.discard(listener)

    def subscribe(self) -> "Subscription":
        """A queue of the events from now on."""
        return Subscription(self)


class Subscription:
    """Events in a queue; use as a context manager so that it ends with its reader."""

    def __init__(self, events: Events) -> None:
        self.queue: asyncio.Queue[Event] = asyncio.Queue()
        self._events = events
        self._end: Callable[[], None] = lambda: None

    def __enter__(self) -> "Subscription":
        self._end = self._events.listen(self.queue.put_nowait)
        return self

    def __exit__(self, *_: object) -> None:
        self._end()
