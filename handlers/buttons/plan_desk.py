"""What staff press in «Plan»."""

from dataclasses import dataclass

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
