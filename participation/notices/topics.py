"""What people can subscribe to; the words are the columns of `Subscription`."""

from enum import StrEnum


class Topic(StrEnum):
    """A switch of /avisos."""

    EVENTS = "events"
    PROGRESS = "progress"
