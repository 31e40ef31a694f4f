"""What became of an e-mail, and its reason in words that help whoever keeps the list of guests."""

from dataclasses import dataclass
from enum import Enum, StrEnum
from typing import Protocol

from handlers.mail.message import Mail
from locales import Phrase, Words


class MailFate(Enum):
    """What became of an e-mail."""

    ARRIVED = "arrived"  # the server has taken it on; whether it is delivered only a bounce would tell
    REFUSED = "refused"  # it would be refused again: this address or this content
    LATER = "later"  # it did not arrive, and may at another time
    UNKNOWN = "unknown"  # all of it was sent, the server's answer was not heard


class MailReason(StrEnum):
    """Why an e-mail did not arrive. The word can be stored."""

    NO_MAILBOX = "no_mailbox"
    NO_DOMAIN = "no_domain"
    BAD_ADDRESS = "bad_address"
    MAILBOX_FULL = "mailbox_full"
    TOO_LARGE = "too_large"
    REJECTED = "rejected"  # this recipient; the server did not say why
    CONTENT = "content"  # this e-mail, whoever gets it
    BUSY = "busy"
    CUT_OFF = "cut_off"
    UNREACHABLE = "unreachable"
    LOGIN = "login"
    SENDER = "sender"
    TLS = "tls"


@dataclass(frozen=True)
class MailOutcome:
    """What became of an e-mail, why, and the server's numbers for it ("550", "5.1.1"); never its text, which may name.

    `whole_server`: the server takes nobody's mail at the moment, so it is no try of this e-mail's.
    """

    fate: MailFate
    reason: MailReason | None = None
    code: int | None = None
    status: str | None = None
    whole_server: bool = False


class Sends(Protocol):
    """Whoever sends e-mails: a server's client, or the demonstration's page."""

    async def send(self, mail: Mail) -> MailOutcome:
        """Send one; what goes wrong is told, not raised."""


_REASONS = {
    MailReason.NO_MAILBOX: Phrase("mail", "This address does not exist."),
    MailReason.NO_DOMAIN: Phrase("mail", "What stands behind the @ does not exist or takes no mail."),
    MailReason.BAD_ADDRESS: Phrase("mail", "This is not a complete e-mail address."),
    MailReason.MAILBOX_FULL: Phrase("mail", "The mailbox is full."),
    MailReason.TOO_LARGE: Phrase("mail", "The e-mail is too large for that server."),
    MailReason.REJECTED: Phrase("mail", "The server refused this address."),
    MailReason.CONTENT: Phrase("mail", "The server refused what the e-mail holds."),
    MailReason.BUSY: Phrase("mail", "The mail server asked us to wait."),
    MailReason.CUT_OFF: Phrase("mail", "The connection with the mail server was cut."),
    MailReason.UNREACHABLE: Phrase("mail", "The mail server can not be reached. Check the network and SMTP_URL."),
    MailReason.LOGIN: Phrase("mail", "The mail server refused the user or the password of SMTP_URL."),
    MailReason.SENDER: Phrase("mail", "The mail server does not let us send as MAIL_FROM."),
    MailReason.TLS: Phrase("mail", "There was no safe connection with the mail server. Check its certificate."),
}


def reason_in_words(reason: MailReason, words: Words) -> str:
    """Why it did not arrive, in one sentence."""
    return words.plain_phrase(_REASONS[reason])
