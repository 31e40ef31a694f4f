"""Buttons under the plan and its events."""

import re
from dataclasses import dataclass

from handlers.buttons.data import Data


@dataclass(frozen=True)
class Progress(Data):
    """How the plan is going."""

    code = "avance"


@dataclass(frozen=True)
class Activity(Data):
    """One activity with its products."""

    code = "act"
    activity: str


@dataclass(frozen=True)
class Product(Data):
    """One product with its evidence."""

    code = "prod"
    product: str


@dataclass(frozen=True)
class ProductPast(Data):
    """«Historia»: what was changed of a product, for everybody."""

    code = "prodhis"
    product: str


@dataclass(frozen=True)
class SeeFile(Data):
    """«Ver archivo»: a file that is evidence, by the first 16 digits of its hash."""

    code = "verar"
    prefix: str

    @classmethod
    def fits(cls, *values: str) -> bool:
        return bool(re.fullmatch("[0-9a-f]{16}", values[0]))


@dataclass(frozen=True)
class Changes(Data):
    """«Qué cambió»: since the cut before."""

    code = "cambios"


@dataclass(frozen=True)
class Chart(Data):
    """The progress as a picture."""

    code = "graf"


@dataclass(frozen=True)
class FullReport(Data):
    """The progress report as a document."""

    code = "informe"


@dataclass(frozen=True)
class FullReportText(Data):
    """The same in messages, for who can't open a document."""

    code = "informet"


@dataclass(frozen=True)
class Share(Data):
    """A link that opens the bot at one thing: `what` is `avance`, `producto_<code>`, `evento_<code>`."""

    code = "comp"
    what: str


@dataclass(frozen=True)
class Events(Data):
    """The dialogue events."""

    code = "even"


@dataclass(frozen=True)
class Event(Data):
    """One event."""

    code = "ev"
    event: str
