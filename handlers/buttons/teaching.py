"""Buttons of «No era eso», and of the list from which staff teach the reader."""

from dataclasses import dataclass

from handlers.buttons.data import Data
from participation.understanding import Intent


@dataclass(frozen=True)
class NotThat(Data):
    """The answer was not to what was asked: how the text was read, and of what, or nothing."""

    code = "noera"
    intent: str
    target: str

    @classmethod
    def fits(cls, *values: str) -> bool:
        return values[0] in set(Intent)


@dataclass(frozen=True)
class Misreadings(Data):
    """«Lo que no entendí»: the list, from a place on."""

    code = "mal"
    first: str


@dataclass(frozen=True)
class Misread(Data):
    """One of the list: `what` is `see`, `other` (all intents) or `drop`."""

    code = "mal1"
    row: str
    what: str


@dataclass(frozen=True)
class TeachAbout(Data):
    """The intent is chosen; what of the plan it is about is asked."""

    code = "en1"
    row: str
    intent: str

    @classmethod
    def fits(cls, *values: str) -> bool:
        return values[1] in set(Intent)


@dataclass(frozen=True)
class Teach(Data):
    """From now on such a text is read so; `target` may be nothing."""

    code = "en"
    row: str
    intent: str
    target: str

    @classmethod
    def fits(cls, *values: str) -> bool:
        return values[1] in set(Intent)


@dataclass(frozen=True)
class Lessons(Data):
    """«Lo enseñado»: what the reader was taught; with a row, that one is forgotten."""

    code = "ens"
    forget: str
