"""What a button tells us when it is pressed: small typed classes, packed into Telegram's 64 bytes."""

import re
from dataclasses import astuple, dataclass, fields
from typing import ClassVar, Self

from telegram.constants import InlineKeyboardButtonLimit

VERSION = "1"
SEPARATOR = ":"
FIELD = re.compile(r"(?!\d{19,}\Z)[A-Za-z0-9_.-]*", re.ASCII)
"""What a field can hold. No row of a table has a number of more than 18 digits, and no database takes one."""


class ButtonTooLong(ValueError):
    """What a button should carry does not fit in Telegram's limit."""


@dataclass(frozen=True)
class Data:
    """Base of all button data. A subclass names its `code` and its fields; all fields are text without colons."""

    code: ClassVar[str]

    def pack(self) -> str:
        """The text that Telegram keeps with the button. Raises ButtonTooLong."""
        packed = SEPARATOR.join((VERSION, self.code, *astuple(self)))
        if len(packed.encode()) > InlineKeyboardButtonLimit.MAX_CALLBACK_DATA:
            raise ButtonTooLong(packed)
        return packed

    @classmethod
    def matches(cls, data: object) -> bool:
        """Whether `data` is of this kind and version."""
        if not isinstance(data, str):
            return False
        parts = data.split(SEPARATOR)
        if parts[:2] != [VERSION, cls.code] or len(parts) != 2 + len(fields(cls)):
            return False
        return all(FIELD.fullmatch(part) for part in parts[2:]) and cls.fits(*parts[2:])

    @classmethod
    def fits(cls, *_values: str) -> bool:
        """Whether the fields can be what a button of ours carries; a subclass that knows the choices says more."""
        return True

    @classmethod
    def read(cls, data: str | None) -> Self:
        """The data of a pressed button that `matches`."""
        return cls(*(data or "").split(SEPARATOR)[2:])
