"""What makes a copy of a notice: what it gets to know, and what it gives to be sent."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from handlers.answer import Call, Say
from handlers.mail import Mail
from handlers.turn import Office
from locales import Formats, Language, Words
from participation.notices import Topic
from storage import Session
from storage.models.notices import Copy, CopyChannel, Notice, Subscription
from storage.queries import audience


class NotNow(Exception):
    """This copy is not to be sent: `reason` says why in one word or two (cancelled, unsubscribed, told already)."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class Author:
    """Who wrote a case, opened for the moment of sending. Never stored, never logged."""

    chat_id: int
    name: str | None

    def __repr__(self) -> str:
        return "<Author>"


@dataclass
class Telling:
    """One copy of a notice, to be said now. The session only reads."""

    session: Session
    notice: Notice
    copy: Copy
    now: datetime
    office: Office
    language: Language
    words: Words
    formats: Formats
    known_author: Author | None = None  # only of a copy for the author of a case

    @property
    def is_email(self) -> bool:
        """Whether an e-mail is wanted (`Told.mail`) and not Telegram's messages (`Told.calls`)."""
        return self.copy.channel is CopyChannel.EMAIL

    @property
    def is_behind(self) -> bool:
        """Whether it was sent and its subject has changed since: `reply` and a further e-mail tell the change."""
        return self.copy.shown_version is not None and self.copy.shown_version < self.notice.version

    @property
    def chat_id(self) -> int | None:
        """The chat that the copy goes to; None for an address, a channel with a @name, the author of a case."""
        recipient = self.copy.recipient
        return int(recipient) if recipient.lstrip("-").isdecimal() else None

    @property
    def is_private(self) -> bool:
        """Whether one person reads it, and not a group or a channel."""
        return self.is_email or self.known_author is not None or (self.chat_id or 0) > 0

    @property
    def today(self) -> date:
        """The day in the entity's zone."""
        return self.now.astimezone(self.office.zone).date()

    @cached_property
    def subscription(self) -> Subscription | None:
        """What the chat asked to be told; None for who wants nothing, and for groups, channels and addresses."""
        return None if self.chat_id is None else audience.subscription(self.session, self.chat_id)

    def require_wanted(self, topic: Topic, event_id: int | None = None) -> None:
        """Raises NotNow for a person who by now neither subscribes to the topic nor wants to be reminded of the event.

        Channels, groups and e-mail addresses are none of its business.
        """
        chat_id = self.chat_id
        if chat_id is None or chat_id < 0 or self.is_email:
            return
        if self.subscription is not None and getattr(self.subscription, topic.value):
            return
        if event_id is None or not audience.is_reminded(self.session, event_id, chat_id):
            raise NotNow("unsubscribed")

    def link(self, payload: str) -> str:
        """A link that opens the private chat at `payload`."""
        return f"https://t.me/{self.office.bot_username}?start={payload}"


@dataclass(frozen=True)
class Told:
    """What is to leave.

    The first Say, Show or Hand of `calls` is the message that is remembered, and edited when its subject changes.
    `reply` is sent beside an edit, as an answer to the message that was edited, once a version.
    """

    calls: tuple[Call, ...] = ()
    mail: Mail | None = None
    reply: Say | None = None


Renderer = Callable[[Telling], Told]
