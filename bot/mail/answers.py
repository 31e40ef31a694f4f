"""What a mail server's answers, and its silence, mean for an e-mail (RFC 5321, RFC 3463)."""

import re
import ssl

from aiosmtplib import (
    SMTPAuthenticationError,
    SMTPConnectError,
    SMTPDataError,
    SMTPException,
    SMTPRecipientRefused,
    SMTPResponseException,
    SMTPSenderRefused,
)

from handlers.mail import MailFate, MailOutcome, MailReason

CLOSING, TOO_LARGE, PERMANENT = 421, 552, 500
_STATUS = re.compile(r"[245]\.\d{1,3}\.\d{1,3}\b")
_BY_STATUS = {
    "1.1": MailReason.NO_MAILBOX,
    "1.2": MailReason.NO_DOMAIN,
    "1.3": MailReason.BAD_ADDRESS,
    "1.6": MailReason.NO_MAILBOX,
    "1.10": MailReason.NO_DOMAIN,  # the domain says that it takes no mail
    "2.1": MailReason.NO_MAILBOX,
    "2.2": MailReason.MAILBOX_FULL,
    "2.3": MailReason.TOO_LARGE,
    "3.4": MailReason.TOO_LARGE,
    "4.4": MailReason.NO_DOMAIN,
    "6.7": MailReason.BAD_ADDRESS,
}


class NoSafeConnection(SMTPException):
    """The connection has to be encrypted and can not be."""


class LoginNotOffered(SMTPException):
    """There is a user in SMTP_URL, and the server knows no logins."""


class AddressNotTaken(SMTPException):
    """The server knows no addresses beyond ASCII."""


def outcome_of(error: Exception) -> MailOutcome:
    """What an error means that came before the last byte of an e-mail left: it did not arrive."""
    if isinstance(error, AddressNotTaken):
        return MailOutcome(MailFate.REFUSED, MailReason.BAD_ADDRESS)
    if isinstance(error, SMTPResponseException):
        return _answered(error)
    if isinstance(error, NoSafeConnection | ssl.SSLError) or isinstance(error.__cause__, ssl.SSLError):
        return _nobody(MailReason.TLS)
    if isinstance(error, LoginNotOffered):
        return _nobody(MailReason.LOGIN)
    if isinstance(error, SMTPConnectError):
        return _nobody(MailReason.UNREACHABLE)
    return MailOutcome(MailFate.LATER, MailReason.CUT_OFF)


def _answered(error: SMTPResponseException) -> MailOutcome:
    code, status = error.code, _status(error)
    if code == CLOSING or not isinstance(error, SMTPRecipientRefused | SMTPDataError | SMTPSenderRefused):
        refused = isinstance(error, SMTPAuthenticationError) and code >= PERMANENT
        return _nobody(MailReason.LOGIN if refused else MailReason.BUSY, code, status)
    if isinstance(error, SMTPSenderRefused) and code != TOO_LARGE:
        return _nobody(MailReason.SENDER if code >= PERMANENT else MailReason.BUSY, code, status)
    reason = _BY_STATUS.get(status.partition(".")[2] if status else "") or _by_code(error)
    fate = MailFate.REFUSED if code >= PERMANENT else MailFate.LATER
    return MailOutcome(fate, reason, code, status)


def _by_code(error: SMTPResponseException) -> MailReason:
    """Servers that give no enhanced status, or one that says little: what was refused tells the most."""
    of_recipient = isinstance(error, SMTPRecipientRefused)
    if error.code == TOO_LARGE:
        return MailReason.MAILBOX_FULL if of_recipient else MailReason.TOO_LARGE
    if error.code < PERMANENT:
        return MailReason.BUSY
    return MailReason.REJECTED if of_recipient else MailReason.CONTENT


def _status(error: SMTPResponseException) -> str | None:
    found = _STATUS.match(error.message)
    return found.group() if found else None


def _nobody(reason: MailReason, code: int | None = None, status: str | None = None) -> MailOutcome:
    return MailOutcome(MailFate.LATER, reason, code, status, whole_server=True)
