"""What staff press in «Plan»."""

import re
from dataclasses import dataclass
from datetime import date

from handlers.buttons.data import Data


@dataclass(frozen=True)
class PlanDesk(Data):
    """How the plan stands, for staff."""

    code = "pland"


@dataclass(frozen=True)
class TellCut(Data):
    """«Avisar del corte»: empty to see it first, `1` to send it."""

    code = "corte"
    sure: str

    @classmethod
    def fits(cls, *values: str) -> bool:
        return values[0] in {"", "1"}


@dataclass(frozen=True)
class ProofDesk(Data):
    """«Avance con prueba»: what of the progress has a proof that opens."""

    code = "prueba"


OTHER_DAY = "otro"
_STAMP = re.compile(r"\d{0,9}", re.ASCII)


def cut_day(said: str) -> date | None:
    """The day that a button carries; None where it carries none."""
    try:
        return date.fromisoformat(said)
    except ValueError:
        return None


@dataclass(frozen=True)
class PublishCut(Data):
    """«Publicar corte»: without a day to choose one, `otro` to type it; with one to look at it.

    With the `stamp` of what was looked at, to publish it.
    """

    code = "pubcorte"
    day: str
    stamp: str = ""

    @classmethod
    def fits(cls, *values: str) -> bool:
        day, stamp = values
        return bool(_STAMP.fullmatch(stamp)) and (day in {"", OTHER_DAY} or cut_day(day) is not None)


@dataclass(frozen=True)
class CorrectCut(Data):
    """«Corregir corte»: without a day to choose the cut; with one to look at what is otherwise; the same `stamp`."""

    code = "corrcorte"
    day: str
    stamp: str = ""

    @classmethod
    def fits(cls, *values: str) -> bool:
        day, stamp = values
        return bool(_STAMP.fullmatch(stamp)) and (not day or cut_day(day) is not None)
