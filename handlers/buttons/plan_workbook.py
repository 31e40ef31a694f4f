"""What staff press about the plan's workbook."""

from dataclasses import dataclass

from handlers.buttons.data import Data
from participation.plan.workbook.merging import Choice

PUT, DROP = "put", "no"


@dataclass(frozen=True)
class GetBook(Data):
    """«Descargar Excel»."""

    code = "planxd"


@dataclass(frozen=True)
class PlanBook(Data):
    """«Subir Excel» or «No guardar»."""

    code = "planx"
    what: str

    @classmethod
    def fits(cls, *values: str) -> bool:
        return values[0] in {PUT, DROP}


@dataclass(frozen=True)
class SaveBook(Data):
    """Save the workbook whose file has a hash that begins with `file`; conflicts go by `choice`, if there are any."""

    code = "planxok"
    file: str
    choice: str = ""

    @classmethod
    def fits(cls, *values: str) -> bool:
        return values[1] in {"", *Choice}
