"""The updates that wait for a bot, for at most 24 hours of the simulated date."""

import itertools
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from simulator.clock import Clock

KEPT_FOR = timedelta(hours=24)
ALL_KINDS = (
    "message",
    "edited_message",
    "channel_post",
    "edited_channel_post",
    "business_connection",
    "business_message",
    "edited_business_message",
    "deleted_business_messages",
    "message_reaction",
    "message_reaction_count",
    "inline_query",
    "chosen_inline_result",
    "callback_query",
    "shipping_query",
    "pre_checkout_query",
    "purchased_paid_media",
    "poll",
    "poll_answer",
    "my_chat_member",
    "chat_member",
    "chat_join_request",
    "chat_boost",
    "removed_chat_boost",
    "guest_message",
    "managed_bot",
    "subscription",
    "stopped_message_generation",
)
DEFAULT_KINDS = frozenset(ALL_KINDS) - {"chat_member", "message_reaction", "message_reaction_count"}
_REMEMBERED = 5_000


@dataclass(slots=True, eq=False)
class Update:
    """One update. Updates of the same `lane` are delivered to a webhook one after the other.

    `once`: given to the next getUpdates whatever its offset, and then forgotten (a second delivery).
    """

    place: int
    id: int
    body: Any
    lane: str
    expires_at: datetime
    once: bool = False


class UpdateQueue:
    """Updates in order. `on_push` is called with each new one (by the webhook's delivery, by a waiting poll)."""

    def __init__(self, clock: Clock, first_id: int) -> None:
        self._clock = clock
        self._places = itertools.count(1)
        self._next_id = first_id
        self._pending: dict[int, Update] = {}
        self._again: dict[int, Update] = {}
        self._past: deque[Update] = deque(maxlen=_REMEMBERED)
        self.allowed: frozenset[str] = DEFAULT_KINDS
        self.on_push: list[Callable[[Update], None]] = []

    def __len__(self) -> int:
        self.drop_expired()
        return len(self._pending) + len(self._again)

    def allow(self, kinds: Iterable[str] | None) -> None:
        """Which kinds are kept from now on: an empty list means the usual ones, None changes nothing."""
        if kinds is not None:
            self.allowed = frozenset(kinds) & frozenset(ALL_KINDS) or DEFAULT_KINDS

    def push(self, kind: str, payload: dict[str, Any], lane: str) -> Update | None:
        """Queue an update of a kind that the bot wants; None when it does not."""
        if kind not in self.allowed:
            return None
        return self._add({"update_id": self._next_id, kind: payload}, self._next_id, lane)

    def push_raw(self, body: Any, lane: str = "raw") -> Update:
        """Queue any JSON as it is, wanted or not, readable or not.

        Its own update_id counts; one that was already given out is delivered all the same.
        """
        given = body.get("update_id") if isinstance(body, dict) else None
        if isinstance(given, int) and not isinstance(given, bool):
            if given < self._next_id:
                return self._add(body, given, lane, once=True)
            self._next_id = given
        return self._add(body, self._next_id, lane)

    def push_again(self, update_id: int) -> Update:
        """Deliver an update a second time. Raises KeyError for one that was never queued or is forgotten."""
        for update in reversed(self._past):
            if update.id == update_id:
                return self._add(update.body, update.id, update.lane, once=True)
        raise KeyError(update_id)

    def _add(self, body: Any, update_id: int, lane: str, once: bool = False) -> Update:
        update = Update(next(self._places), update_id, body, lane, self._clock.now() + KEPT_FOR, once)
        if once:
            self._again[update.place] = update
        else:
            self._next_id = update_id + 1
            self._pending[update.place] = update
            self._past.append(update)
        for told in tuple(self.on_push):
            told(update)
        return update

    def pending(self) -> list[Update]:
        """Everything that waits, in order."""
        self.drop_expired()
        return [*self._again.values(), *self._pending.values()]

    def history(self) -> list[Update]:
        """The last updates that were queued, delivered or not."""
        return list(self._past)

    def read(self, limit: int) -> list[Update]:
        """The first `limit` updates; they stay until they are confirmed."""
        self.drop_expired()
        chosen = list(itertools.islice(self._again.values(), limit))
        for update in chosen:
            del self._again[update.place]
        return chosen + list(itertools.islice(self._pending.values(), limit - len(chosen)))

    def confirm(self, offset: int) -> None:
        """Forget all updates with an id below `offset`; a negative one keeps only that many of the newest."""
        while self._pending:
            first = next(iter(self._pending.values()))
            if first.id >= offset if offset > 0 else len(self._pending) <= -offset:
                return
            del self._pending[first.place]

    def remove(self, update: Update) -> None:
        """Forget one update: a webhook took it."""
        self._pending.pop(update.place, None)
        self._again.pop(update.place, None)

    def clear(self) -> None:
        """Forget everything that waits (drop_pending_updates)."""
        self._pending.clear()
        self._again.clear()

    def drop_expired(self) -> None:
        """Forget what is older than 24 hours."""
        if not self._pending:
            return
        now = self._clock.now()
        while self._pending:
            first = next(iter(self._pending.values()))
            if first.expires_at > now:
                return
            del self._pending[first.place]
