"""E-mails: what one is, how it is laid out, and what became of it."""

from handlers.mail.layout import Letter, Link, text_and_html
from handlers.mail.message import Address, Attachment, Mail, MailCalendar, Unsubscribe
from handlers.mail.outcome import MailFate, MailOutcome, MailReason, Sends, reason_in_words

__all__ = [
    "Address",
    "Attachment",
    "Letter",
    "Link",
    "Mail",
    "MailCalendar",
    "MailFate",
    "MailOutcome",
    "MailReason",
    "Sends",
    "Unsubscribe",
    "reason_in_words",
    "text_and_html",
]
