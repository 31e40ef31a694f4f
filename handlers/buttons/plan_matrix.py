"""What staff press about a matrix that is not the bot's own workbook."""

from dataclasses import dataclass

from handlers.buttons.data import Data

ACTS = frozenset({"sheet", "col", "rest", "pick", "ok", "state", "same", "period", "gone"})


@dataclass(frozen=True)
class MatrixAnswer(Data):
    """An answer about the matrix whose file has a hash that begins with `file`.

    `what` is one of `ACTS`; `which` names the sheet, column, word or cell that it is about; `value` is the answer.
    """

    code = "mtz"
    file: str
    what: str
    which: str = ""
    value: str = ""

    @classmethod
    def fits(cls, *values: str) -> bool:
        return values[1] in ACTS


@dataclass(frozen=True)
class SaveMatrix(Data):
    """Save what was shown of this matrix, if it is still the same (`mark`)."""

    code = "mtzok"
    file: str
    mark: str
