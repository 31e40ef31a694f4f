"""Taking in: raw updates go to the database before Telegram hears that we have them."""

import json
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any

from storage.queries.turns import Arrival

Raw = dict[str, Any]
TakeIn = Callable[[Sequence[Raw]], Awaitable[None]]
"""Stores updates; done when that is committed. Raises StorageUnavailable, and RecursionError for what is too deep."""

# Where the parts of an update say in which chat it happened. Read by hand, because what the library can't parse
# must be kept as well.
PARTS = (
    "message",
    "edited_message",
    "channel_post",
    "edited_channel_post",
    "my_chat_member",
    "chat_member",
    "chat_join_request",
    "message_reaction",
)
ALLOWED_UPDATES = ["message", "edited_message", "callback_query", "my_chat_member", "poll_answer"]
LARGEST_ID = 1 << 62  # Telegram's have at most 52 bits; what is larger fits in no database


@dataclass(frozen=True)
class Place:
    """Where an update happened: a chat, or a person where there is no chat."""

    id: int
    is_private: bool


def is_update(thing: object) -> bool:
    """Whether something is an update as far as we need: what else is in it is looked at later."""
    return isinstance(thing, dict) and _is_id(thing.get("update_id"))


def place_of(update: Raw) -> Place | None:
    """Where an update happened; None where it does not say so in a way that we understand."""
    query, answer = update.get("callback_query"), update.get("poll_answer")
    if isinstance(query, dict):
        return _place(query.get("message"), "chat") or _place(query, "from")
    if isinstance(answer, dict):
        return _place(answer, "user")
    return next((_place(update[part], "chat") for part in PARTS if part in update), None)


def lane_of(bot_id: int, update: Raw) -> str:
    """What an update must be run in order with: its chat, all of its members together.

    Telegram takes 20 messages a minute for a group, so one lane is more than a group can use.
    """
    place = place_of(update)
    return f"{bot_id}:{place.id}" if place is not None else f"{bot_id}:u{update['update_id']}"


def _place(part: object, key: str) -> Place | None:
    inner = part.get(key) if isinstance(part, dict) else None
    found = inner.get("id") if isinstance(inner, dict) else None
    return Place(found, found > 0) if isinstance(found, int) and _is_id(found) else None


def _is_id(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and abs(value) < LARGEST_ID


def arrivals_of(bot_id: int, updates: Sequence[Raw]) -> list[Arrival]:
    """Updates (`is_update`) as they are stored. Raises RecursionError."""
    # In ASCII: half of a surrogate pair, which JSON can carry, fits in no database.
    return [
        Arrival(bot_id, update["update_id"], lane_of(bot_id, update), json.dumps(update, separators=(",", ":")))
        for update in updates
    ]
