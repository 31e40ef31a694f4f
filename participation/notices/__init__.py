"""Notices: what the bot tells of its own accord, who gets a copy, and how the copies stand."""

from participation.notices.audience import (
    CASE_PREFIX,
    to_address,
    to_author,
    to_channel,
    to_chat,
    to_everyone_told,
    to_guests,
    to_reminded,
    to_reminded_or_subscribed,
    to_staff,
    to_subscribers,
)
from participation.notices.counting import (
    Counts,
    Reach,
    Totals,
    delivery_of,
    reach_of,
    seconds_for,
    state_of,
    totals,
)
from participation.notices.putting_down import (
    Subject,
    bring_up_to_date,
    close,
    forget_recipients,
    put_down,
    resume,
    stop,
)
from participation.notices.quiet import daytime, is_night
from participation.notices.topics import Topic

__all__ = [
    "CASE_PREFIX",
    "Counts",
    "Reach",
    "Subject",
    "Topic",
    "Totals",
    "bring_up_to_date",
    "close",
    "daytime",
    "delivery_of",
    "forget_recipients",
    "is_night",
    "put_down",
    "reach_of",
    "resume",
    "seconds_for",
    "state_of",
    "stop",
    "to_address",
    "to_author",
    "to_channel",
    "to_chat",
    "to_everyone_told",
    "to_guests",
    "to_reminded",
    "to_reminded_or_subscribed",
    "to_staff",
    "to_subscribers",
    "totals",
]
