"""What a handler returns: the calls that will be made to Telegram once the work is committed.

Everything here is data that can be stored, so that an answer outlives the process that thought of it.
"""

from dataclasses import dataclass, field
from functools import cache
from typing import Annotated, Literal

from pydantic import Base64Bytes, Field, TypeAdapter

from storage.models.kinds import PartKind


@dataclass(frozen=True)
class Button:
    """One inline button: with `data` for us, or with a link to open."""

    label: str
    data: str | None = None
    url: str | None = None


Keyboard = tuple[tuple[Button, ...], ...]


@dataclass(frozen=True)
class Say:
    """A new message. `text` is HTML of Telegram's kind. A `slot` makes it the one message that shows that thing.

    With a `case_id` it is kept which case it shows, so that replying to it answers the case.
    """

    text: str
    keyboard: Keyboard = ()
    slot: str | None = None
    reply_to: int | None = None
    protected: bool = False
    case_id: int | None = None
    kind: Literal["say"] = "say"


@dataclass(frozen=True)
class Change:
    """New text and buttons for a message of ours; where it can't be edited any more, a new message says it."""

    message_id: int
    text: str
    keyboard: Keyboard = ()
    kind: Literal["change"] = "change"


@dataclass(frozen=True)
class Show:
    """A picture. `key` names what it shows: Telegram gets its bytes once, afterwards the id of the file."""

    key: str
    caption: str
    keyboard: Keyboard = ()
    file_id: str | None = None
    content: Base64Bytes | None = None
    kind: Literal["show"] = "show"


@dataclass(frozen=True)
class Hand:
    """A document. With a `key` Telegram gets its bytes once, afterwards the id of the file, as of a picture."""

    name: str
    content: Base64Bytes | None
    caption: str = ""
    keyboard: Keyboard = ()
    key: str = ""
    file_id: str | None = None
    kind: Literal["hand"] = "hand"


@dataclass(frozen=True)
class HandFile:
    """A file of the store, by its hash: its bytes are read when it is sent, and a photo or a recording is sent as one.

    `part` is a `PartKind`. With a `key` Telegram gets the bytes once, afterwards the id of the file.
    """

    hash: str
    name: str
    part: PartKind
    caption: str = ""
    keyboard: Keyboard = ()
    protected: bool = False
    key: str = ""
    file_id: str | None = None
    kind: Literal["hand_file"] = "hand_file"


@dataclass(frozen=True)
class Packed:
    """One file in a parcel: its bytes, or the hash of a file of the store."""

    name: str
    content: Base64Bytes | None = None
    hash: str | None = None


@dataclass(frozen=True)
class HandParcel:
    """A ZIP that is packed when it is sent, so that no stored answer holds the bytes of what people attached."""

    name: str
    files: tuple[Packed, ...]
    caption: str = ""
    protected: bool = True
    kind: Literal["hand_parcel"] = "hand_parcel"


@dataclass(frozen=True)
class Acknowledge:
    """The answer to a button press, so that its clock stops turning. Nothing important is said only here."""

    query_id: str
    text: str | None = None
    kind: Literal["acknowledge"] = "acknowledge"


@dataclass(frozen=True)
class Remove:
    """Take a message of ours away; it does not matter if it is gone already."""

    message_id: int
    kind: Literal["remove"] = "remove"


Call = Annotated[Say | Change | Show | Hand | HandFile | HandParcel | Acknowledge | Remove, Field(discriminator="kind")]


@dataclass(frozen=True)
class Answer:
    """The calls to make, in order, in one chat."""

    chat_id: int
    calls: tuple[Call, ...] = field(default=())


@cache
def _adapter() -> TypeAdapter[Answer]:
    return TypeAdapter(Answer)


def packed(answer: Answer) -> str:
    """An answer as JSON, to be stored with the work that it tells of."""
    return _adapter().dump_json(answer).decode()


def unpacked(stored: str) -> Answer:
    """The answer that was stored."""
    return _adapter().validate_json(stored)
