"""Buttons under an event as everybody sees it."""

from dataclasses import dataclass

from handlers.buttons.data import Data


@dataclass(frozen=True)
class RemindMe(Data):
    """Be reminded of an event."""

    code = "rec"
    event: str


@dataclass(frozen=True)
class DontRemind(Data):
    """Not be reminded of an event any more."""

    code = "norec"
    event: str


@dataclass(frozen=True)
class EventCalendar(Data):
    """The entry of an event for the own calendar."""

    code = "ics"
    event: str


@dataclass(frozen=True)
class ShareEvent(Data):
    """A link that opens the bot at an event."""

    code = "compev"
    event: str


@dataclass(frozen=True)
class AskEvent(Data):
    """Send a question for an event."""

    code = "preg"
    event: str


@dataclass(frozen=True)
class RateEvent(Data):
    """Say how an event was."""

    code = "calif"
    event: str


OFFERED: frozenset[type[Data]] = frozenset({RemindMe, DontRemind, EventCalendar, ShareEvent, AskEvent, RateEvent})
"""What is drawn under an event: a button is added here together with its route."""
