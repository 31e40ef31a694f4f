"""What reaches people outside the chat: e-mails that were sent, and addresses that the page offers to open."""

import itertools
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from simulator.words import Text
from simulator.world import World

# Name, MIME type, content.
Attachment = tuple[str, str, bytes]


@dataclass(frozen=True, slots=True)
class Mail:
    """An e-mail as its recipient has it; `attachments` are descriptions of files that the page can fetch."""

    number: int
    to: str
    sender: str
    subject: str
    text: str
    at: datetime
    attachments: list[dict[str, Any]]

    def as_json(self) -> dict[str, Any]:
        """For the page."""
        return {
            "number": self.number,
            "to": self.to,
            "from": self.sender,
            "subject": self.subject,
            "text": self.text,
            "at": self.at.isoformat(),
            "attachments": self.attachments,
        }


@dataclass(frozen=True, slots=True)
class Link:
    """An address worth opening beside the chats, such as a calendar's feed."""

    title: Text
    address: str


@dataclass(slots=True)
class Outside:
    """The e-mails, oldest first, and the addresses."""

    world: World
    mails: list[Mail] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    _numbers: "itertools.count[int]" = field(default_factory=lambda: itertools.count(1))

    def mail(self, to: str, subject: str, text: str, sender: str, attachments: Iterable[Attachment]) -> Mail:
        """Keep an e-mail with the simulated date, and show it on the page."""
        kept = [self._kept(*attachment) for attachment in attachments]
        mail = Mail(next(self._numbers), to, sender, subject, text, self.world.clock.now(), kept)
        self.mails.append(mail)
        self.world.events.publish("mail", mail.as_json())
        return mail

    def link(self, title: Text, address: str) -> None:
        """Offer an address on the page; the same address once more only changes its title."""
        self.links = [link for link in self.links if link.address != address]
        self.links.append(Link(title, address))
        self.world.events.publish("scene", {})

    def as_json(self) -> dict[str, Any]:
        """For the page."""
        return {
            "mails": [mail.as_json() for mail in self.mails],
            "links": [{"title": link.title, "address": link.address} for link in self.links],
        }

    def _kept(self, name: str, mime: str, content: bytes) -> dict[str, Any]:
        stored = self.world.files.add("document", content, name, mime)
        return stored.reference() | {"file_name": name, "mime_type": mime}
