"""What came while the date was moved: counted, and told as one event."""

from collections import Counter
from collections.abc import Callable

from simulator.events import Event
from simulator.world import World

_COUNTED = {"message", "edited"}


class Meanwhile:
    """A context: at its end a "moved" event says from when to when, and what came in which chat.

    {"from", "to": ISO dates, "chats": {key: messages and edits}, "mails": number}; nothing is said of an unmoved date.
    """

    def __init__(self, world: World) -> None:
        self._world = world
        self._before = world.clock.now()
        self._chats: Counter[str] = Counter()
        self._mails = 0
        self._end: Callable[[], None] = lambda: None

    def __enter__(self) -> "Meanwhile":
        self._end = self._world.events.listen(self._count)
        return self

    def __exit__(self, *_: object) -> None:
        self._end()
        after = self._world.clock.now()
        if after <= self._before:
            return
        dates = {"from": self._before.isoformat(), "to": after.isoformat()}
        self._world.events.publish("moved", dates | {"chats": dict(self._chats), "mails": self._mails})

    def _count(self, event: Event) -> None:
        if event.kind in _COUNTED:
            self._chats[event.data["chat"]] += 1
        elif event.kind == "mail":
            self._mails += 1
