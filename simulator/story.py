"""A story that can be played step by step: data only. The page plays it, and so can a test or a terminal.

A step is told before it is played and looked at afterwards. To tell more, add steps to the list.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal

from simulator.words import Text

Deed = Literal["start", "write", "press", "file", "clock", "mails"]


@dataclass(frozen=True, slots=True)
class Move:
    """One thing that is done, and that something follows from.

    start, write {"text"}, press {"label"}, file {"kind", "caption"}: what `who` (a person's first name) does.
    clock {"by": seconds}: the date goes forward; nobody does it. mails: the e-mails that were sent are opened.
    """

    who: str
    does: Deed
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Step:
    """What is going on (`told`), what is done, and what is to be seen then (`look`)."""

    title: Text
    told: Text
    moves: tuple[Move, ...]
    look: Text

    def as_json(self) -> dict[str, Any]:
        """For the page."""
        return asdict(self)


def start(who: str) -> Move:
    """Press "Start"."""
    return Move(who, "start", {})


def write(who: str, text: str) -> Move:
    """Write a text."""
    return Move(who, "write", {"text": text})


def press(who: str, label: str) -> Move:
    """Press the newest button with this label."""
    return Move(who, "press", {"label": label})


def send(who: str, kind: str, caption: str = "") -> Move:
    """Send a small made-up file of a kind: photo, document, voice."""
    return Move(who, "file", {"kind": kind, "caption": caption})


def wait(hours: int) -> Move:
    """Let the date go forward."""
    return Move("", "clock", {"by": hours * 3600})


def open_mails() -> Move:
    """Look at what was sent by e-mail, and at the addresses to open apart."""
    return Move("", "mails", {})
