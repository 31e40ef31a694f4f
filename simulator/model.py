"""The things of the simulated world: users, bots, chats and messages. Data only; what happens is in world.py.

Messages and other objects are kept as the JSON that the Bot API gives. They are never changed in place: an edit puts a
new object in the place of the old one, so that logs and events stay true.
"""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from simulator.delivery.queue import UpdateQueue
from simulator.feed import Feed
from simulator.profile import Profile

Json = dict[str, Any]

HISTORY = 5_000
PRESENT = frozenset({"creator", "administrator", "member"})


@dataclass(slots=True, eq=False)
class User:
    """A person; `public` is the User object that bots receive."""

    id: int
    public: Json
    feed: Feed = field(default_factory=Feed)
    deactivated: bool = False

    @property
    def name(self) -> str:
        """First and last name."""
        return f"{self.public['first_name']} {self.public.get('last_name', '')}".strip()


@dataclass(slots=True, eq=False)
class Bot:
    """A bot's account on the server."""

    id: int
    token: str
    public: Json
    queue: UpdateQueue
    profile: Profile
    reads_all_groups: bool = False
    private_chats: dict[int, "Chat"] = field(default_factory=dict)

    @property
    def username(self) -> str:
        """Without the @."""
        return str(self.public["username"])


@dataclass(slots=True, eq=False)
class Message:
    """A message where it lies; `sender` is the id of the user, bot or channel that wrote it."""

    chat: "Chat"
    data: Json
    sender: int
    hidden: bool = False

    @property
    def id(self) -> int:
        """Its identifier in the chat."""
        return int(self.data["message_id"])


@dataclass(slots=True, eq=False)
class Chat:
    """A private chat of one bot and one person, a group, a supergroup or a channel.

    `members` has the status of people and bots by id; in a private chat it is not used. `read` is the last message
    that a reader of the page has seen: a person's id, or "" for whoever follows a channel.
    """

    id: int
    type: str
    public: Json
    numbers: Iterator[int]
    bot: Bot | None = None
    person: User | None = None
    members: dict[int, str] = field(default_factory=dict)
    messages: dict[int, Message] = field(default_factory=dict)
    started: bool = False
    blocked: bool = False
    migrated_to: int | None = None
    pinned: list[int] = field(default_factory=list)
    keyboard: Json | None = None
    read: dict[str, int] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """Its name for the page and the control API: two bots have a private chat each with the same person."""
        return f"{self.bot.id}:{self.id}" if self.bot else str(self.id)

    def keep(self, message: Message) -> None:
        """Add a message; the oldest is forgotten beyond the limit."""
        self.messages[message.id] = message
        if len(self.messages) > HISTORY:
            del self.messages[next(iter(self.messages))]

    def message(self, message_id: int) -> Message | None:
        """A message that is still there."""
        return self.messages.get(message_id)


def message_numbers(start: int = 1) -> Iterator[int]:
    """Identifiers of messages: one series for an account's private chats and groups, one for each supergroup."""
    return itertools.count(start)
