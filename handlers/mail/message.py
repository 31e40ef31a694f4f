"""One e-mail to one person, as data that can be stored until it is sent."""

from dataclasses import dataclass, field
from typing import Literal

from pydantic import Base64Bytes


@dataclass(frozen=True)
class Address:
    """Where an e-mail goes or comes from, as it was written: a name may hold anything, it is encoded when sent."""

    address: str
    name: str = ""


@dataclass(frozen=True)
class Attachment:
    """A file. `parameters` stand beside its type in the header, such as `{"charset": "utf-8"}`."""

    name: str
    mime: str
    content: Base64Bytes
    parameters: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class MailCalendar:
    """An invitation or its withdrawal (RFC 6047). `content` is a calendar whose METHOD is this one."""

    method: Literal["REQUEST", "CANCEL"]
    content: Base64Bytes
    name: str = "invitacion.ics"


@dataclass(frozen=True)
class Unsubscribe:
    """How to get no more of these: an https address that takes a POST (RFC 8058), an e-mail address, or both."""

    url: str | None = None
    mail: str | None = None


@dataclass(frozen=True)
class Mail:
    """What is sent. `key` names this e-mail for ever: its Message-ID comes from it, so a repetition is seen as one.

    `follows` are the keys of the e-mails that this one continues, the oldest first. Mail programs show them as one
    conversation; some do so only where the subject stays the same, so a correction keeps the subject.
    """

    key: str
    to: Address
    subject: str
    text: str
    html: str | None = None
    attachments: tuple[Attachment, ...] = ()
    calendar: MailCalendar | None = None
    reply_to: Address | None = None
    follows: tuple[str, ...] = ()
    unsubscribe: Unsubscribe | None = None
