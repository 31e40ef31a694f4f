"""What a calendar is told of an event."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class CalendarStatus(StrEnum):
    """How sure an event is; the package says why an *aplazado* without a date is CANCELLED."""

    TENTATIVE = "TENTATIVE"
    CONFIRMED = "CONFIRMED"
    CANCELLED = "CANCELLED"


@dataclass(frozen=True)
class Contact:
    """Who invites, or who is invited."""

    address: str
    name: str = ""


@dataclass(frozen=True)
class CalendarEvent:
    """One event. `starts_at` is aware, or a date where the hour is unknown; `ends_at` is None where nobody has said it.

    `sequence` rises with every change and never goes back; `changed_at` (aware) is when it last did. The link to join
    is added to the description, because some programs hide the field of its own.
    """

    uid: str
    sequence: int
    status: CalendarStatus
    starts_at: datetime | date
    summary: str
    changed_at: datetime
    ends_at: datetime | None = None
    description: str = ""
    url: str | None = None
    location: str | None = None
    organiser: Contact | None = None

    @property
    def hour_known(self) -> bool:
        return isinstance(self.starts_at, datetime)


def event_uid(code: str, year: int, slug: str) -> str:
    """The name of an event in every calendar, for ever: `dialogo-1@2021.enterritorio`."""
    return f"{_bare(code)}@{year}.{_bare(slug)}"


def _bare(word: str) -> str:
    return re.sub(r"[^A-Za-z0-9._-]", "-", word)
