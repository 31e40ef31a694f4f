"""What staff press about the plan's workbook."""

from dataclasses import dataclass

from handlers.buttons.data import Data
from participation.plan.workbook.merging import Choice

PUT, DROP, ALL = "put", "no", "all"


@dataclass(frozen=True)
class GetBook(Data):
    """«Descargar Excel»."""

    code = "planxd"


@dataclass(frozen=True)
class PlanBook(Data):
    """«Subir Excel», «No guardar», or what contradicts decided all at once."""

    code = "planx"
    what: str

    @classmethod
    def fits(cls, *values: str) -> bool:
        return values[0] in {PUT, DROP, ALL}


@dataclass(frozen=True)
class SaveBook(Data):
    """Save the workbook whose file has a hash that begins with `file`; conflicts go by `choice`, if there are any."""

    code = "planxok"
    file: str
    choice: str = ""

    @classmethod
    def fits(cls, *values: str) -> bool:
        return values[1] in {"", *Choice}


@dataclass(frozen=True)
class DecideBook(Data):
    """Which holds of the value that has this mark; without a mark, to be asked value by value."""

    code = "planxc"
    file: str
    mark: str = ""
    choice: str = ""

    @classmethod
    def fits(cls, *values: str) -> bool:
        return values[2] in {*Choice} if values[1] else not values[2]
