"""Buttons with which staff keep events. What they lead to checks the right again: a button can be forged."""

import re
from dataclasses import dataclass
from datetime import date, time

from handlers.buttons.data import Data
from participation.events.moments import Moment

FIELDS = frozenset(
    {
        "title",
        "kind",
        "moment",
        "where",
        "product",
        "groups",
        "description",
        "speakers",
        "accessibility",
        "minutes_long",
        "reminders",
        "recording",
        "attendance",
        "minutes_link",
    }
)
MOVES = frozenset({"announce", "postpone", "reschedule", "cancel", "live", "held", "discard"})
_MOMENT = re.compile(r"\d{8}(T\d{4})?(M\d{1,4})?", re.ASCII)
UNKNOWN = "none"


def _is_number(text: str) -> bool:
    return text.isdecimal() and text.isascii() and len(text) < 19


def code_moment(moment: Moment) -> str:
    """A moment as a button carries it: 20210715T1500M90."""
    hour = f"T{moment.hour:%H%M}" if moment.hour is not None else ""
    return f"{moment.day:%Y%m%d}{hour}{f'M{moment.minutes}' if moment.minutes else ''}"


def read_moment(coded: str) -> Moment | None:
    """The moment that a button carries; None for a day or an hour that does not exist."""
    if not _MOMENT.fullmatch(coded):
        return None
    day, _, rest = coded.partition("T")
    hour, _, minutes = (rest if rest else day).partition("M")
    try:
        return Moment(
            date.fromisoformat(day.partition("M")[0]),
            time(int(hour[:2]), int(hour[2:])) if rest else None,
            int(minutes) if minutes else None,
        )
    except ValueError:
        return None


@dataclass(frozen=True)
class EventDesk(Data):
    """The events, for staff."""

    code = "evd"


@dataclass(frozen=True)
class NewEvent(Data):
    """«Nuevo evento»."""

    code = "evn"


@dataclass(frozen=True)
class ImportEvents(Data):
    """Events from a sheet."""

    code = "evi"


@dataclass(frozen=True)
class SaveSheet(Data):
    """Take over the sheet that was sent last."""

    code = "evx"


@dataclass(frozen=True)
class _OfEvent(Data):
    event: str

    @classmethod
    def fits(cls, *values: str) -> bool:
        return _is_number(values[0])

    @property
    def id(self) -> int:
        """The event's row."""
        return int(self.event)


@dataclass(frozen=True)
class DeskEvent(_OfEvent):
    """One event with everything that can be done with it. `look`: nothing, `fix` or `more`."""

    code = "evc"
    look: str = ""

    @classmethod
    def fits(cls, *values: str) -> bool:
        return _is_number(values[0]) and values[1] in {"", "fix", "more", "sent"}


@dataclass(frozen=True)
class AskField(_OfEvent):
    """Write one field anew."""

    code = "eva"
    field: str

    @classmethod
    def fits(cls, *values: str) -> bool:
        return _is_number(values[0]) and values[1] in FIELDS


@dataclass(frozen=True)
class SetField(_OfEvent):
    """A choice for one field; empty to skip it."""

    code = "evs"
    field: str
    value: str

    @classmethod
    def fits(cls, *values: str) -> bool:
        return _is_number(values[0]) and values[1] in FIELDS


@dataclass(frozen=True)
class MoveEvent(_OfEvent):
    """Begin to announce, postpone, reschedule, cancel, close or discard an event."""

    code = "evm"
    what: str

    @classmethod
    def fits(cls, *values: str) -> bool:
        return _is_number(values[0]) and values[1] in MOVES


@dataclass(frozen=True)
class MoveStep(_OfEvent):
    """A choice while that is prepared: a moment, `none` for none, empty to leave a step out."""

    code = "evf"
    what: str
    value: str

    @classmethod
    def fits(cls, *values: str) -> bool:
        return _is_number(values[0]) and values[1] in MOVES


@dataclass(frozen=True)
class ConfirmMove(_OfEvent):
    """Do it, if the event is still as it was shown."""

    code = "evy"
    what: str
    version: str

    @classmethod
    def fits(cls, *values: str) -> bool:
        return _is_number(values[0]) and values[1] in MOVES and _is_number(values[2])
