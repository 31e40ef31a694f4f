"""The bytes of an e-mail.

The headers are written here and not by the standard library: its folding encodes a long List-Unsubscribe or
References until no program can read it, and before Python 3.11.10 it let a line break through.
"""

import hashlib
import re
from dataclasses import dataclass
from datetime import datetime
from email.header import Header
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from bot.mail.addresses import Mailbox, UnusableAddress, read_mailbox
from handlers.mail import Address, Attachment, Mail, MailCalendar

LONGEST_LINE = 900  # octets; RFC 5322 forbids 998
KEPT_ON_ONE_LINE = 60
_BREAKS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+")
_PLAIN = re.compile(r"[ -~]*")
_ATOMS = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~ -]*")
_URL = re.compile(r"https://[!-;=?-~]+")  # printable ASCII without < and >
_POLICY = SMTP.clone(cte_type="7bit")


@dataclass(frozen=True)
class Composed:
    """An e-mail ready for a server: its envelope and its bytes, lines ended by CR LF."""

    sender: Mailbox
    recipient: Mailbox
    content: bytes

    @property
    def utf8(self) -> bool:
        """Whether the server must know SMTPUTF8."""
        return self.sender.utf8 or self.recipient.utf8


def compose(mail: Mail, sender: Address, at: datetime) -> Composed:
    """An e-mail's bytes, dated `at` (aware). Raises UnusableAddress for an address that can't be used."""
    from_box, to_box = read_mailbox(sender.address), read_mailbox(mail.to.address)
    lines = [
        ("From", _mailbox(sender, from_box)),
        ("To", _mailbox(mail.to, to_box)),
        ("Subject", _words(mail.subject, "Subject")),
        ("Date", format_datetime(at)),
        ("Message-ID", message_id(mail.key, from_box.domain)),
        *_optional(mail, from_box.domain),
        ("Auto-Submitted", "auto-generated"),
        ("X-Auto-Response-Suppress", "OOF, AutoReply"),  # Exchange heeds this one; bounces still come
    ]
    head = "".join(f"{name}: {value}\r\n" for name, value in lines)
    return Composed(from_box, to_box, head.encode() + _body(mail).as_bytes())


def message_id(key: str, domain: str) -> str:
    """The Message-ID of an e-mail: the same for the same key, and telling nothing of it."""
    return f"<{hashlib.sha256(key.encode()).hexdigest()[:32]}@{domain}>"


def _optional(mail: Mail, domain: str) -> list[tuple[str, str]]:
    lines: list[tuple[str, str]] = []
    if mail.reply_to is not None and (box := _plain_mailbox(mail.reply_to.address)):
        lines.append(("Reply-To", _mailbox(mail.reply_to, box)))
    if mail.follows:
        before = [message_id(key, domain) for key in mail.follows]
        lines += [("In-Reply-To", before[-1]), ("References", "\r\n ".join(before))]
    return lines + _unsubscribe(mail)


def _unsubscribe(mail: Mail) -> list[tuple[str, str]]:
    if (stop := mail.unsubscribe) is None:
        return []
    web = stop.url is not None and _URL.fullmatch(stop.url) is not None and len(stop.url) < LONGEST_LINE
    ways = [f"<{stop.url}>"] if web else []
    if stop.mail is not None and (box := _plain_mailbox(stop.mail)):
        ways.append(f"<mailto:{box}>")
    lines = [("List-Unsubscribe", ",\r\n ".join(ways))] if ways else []
    return [*lines, ("List-Unsubscribe-Post", "List-Unsubscribe=One-Click")] if web else lines


def _plain_mailbox(written: str) -> Mailbox | None:
    """An address that only helps: one that can't be used, or not everywhere, does not keep the e-mail from leaving."""
    try:
        box = read_mailbox(written)
    except UnusableAddress:
        return None
    return None if box.utf8 else box


def one_line(text: str) -> str:
    """A text in one line: breaks and invisible characters become a space, so that no value ends its header."""
    return _BREAKS.sub(" ", text).strip()


def _words(text: str, header: str, bare: re.Pattern[str] = _PLAIN) -> str:
    """A free text in a header (RFC 2047): bare where it is short and plain, else encoded and folded."""
    clean = one_line(text)
    if bare.fullmatch(clean) and "=?" not in clean and len(clean) <= KEPT_ON_ONE_LINE:
        return clean
    return Header(clean, "utf-8", maxlinelen=75, header_name=header).encode(linesep="\r\n")


def _mailbox(address: Address, box: Mailbox) -> str:
    name = _words(address.name, "Reply-To", _ATOMS)
    return f"{name}\r\n <{box}>" if name else f"<{box}>"


def _body(mail: Mail) -> EmailMessage:
    """Text, HTML and calendar as alternatives, the richest last; files beside them."""
    body = EmailMessage(policy=_POLICY)
    body.set_content(_encodable(mail.text))
    if mail.html is not None:
        body.add_alternative(_encodable(mail.html), subtype="html")
    if mail.calendar is not None:
        _add_calendar(body, mail.calendar)
    for attachment in mail.attachments:
        _attach(body, attachment)
    return body


def _add_calendar(body: EmailMessage, calendar: MailCalendar) -> None:
    """As an alternative, which makes mail programs offer the event, and as a file for those that don't."""
    body.add_alternative(
        calendar.content.decode("utf-8"),
        subtype="calendar",
        params={"method": calendar.method},
    )
    _attach(body, Attachment(calendar.name, "application/ics", calendar.content))


def _attach(body: EmailMessage, attachment: Attachment) -> None:
    kind, _, subtype = attachment.mime.partition("/")
    body.add_attachment(
        attachment.content,
        maintype=kind,
        subtype=subtype,
        filename=one_line(attachment.name),
        params={name: one_line(value) for name, value in attachment.parameters.items()},
    )


def _encodable(text: str) -> str:
    return text.encode("utf-8", "replace").decode("utf-8")
