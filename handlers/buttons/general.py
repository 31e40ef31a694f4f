"""Buttons of the bot itself."""

from dataclasses import dataclass

from handlers.buttons.data import Data
from locales import Language


@dataclass(frozen=True)
class Home(Data):
    """The welcome with its menu."""

    code = "start"


@dataclass(frozen=True)
class Help(Data):
    """What the bot can do."""

    code = "ayuda"


@dataclass(frozen=True)
class Screens(Data):
    """How screens arrive: `how` is `new` messages or `edit`."""

    code = "pant"
    how: str


@dataclass(frozen=True)
class SpeakIn(Data):
    """The language to answer in."""

    code = "idioma"
    language: str

    @classmethod
    def fits(cls, *values: str) -> bool:
        return values[0] in set(Language)


@dataclass(frozen=True)
class Notices(Data):
    """What the person is notified of."""

    code = "avisos"


@dataclass(frozen=True)
class MyData(Data):
    """The rights over the own data: `show`, `download`, `erase`, `erase-sure`, `withdraw`, `withdraw-sure`."""

    code = "datos"
    what: str


@dataclass(frozen=True)
class Ask(Data):
    """A reading of what was typed, chosen by the person: an intent, and the code of what it is about or nothing."""

    code = "q"
    intent: str
    target: str
