"""The municipalities of Colombia with DANE's codes (DIVIPOLA), read at first use; their origin is told beside them."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from participation.territory.names import written_name

_BOGOTA = "11001"
_FIRST_OF_CUNDINAMARCA = "25001"


@dataclass(frozen=True, slots=True)
class Municipality:
    """A municipality. `code` has five digits; the first two are the department's."""

    code: str
    name: str
    department: str

    @property
    def label(self) -> str:
        """The name that tells it from others of the same name: "Tunja, Boyacá", but "Bogotá D.C."."""
        return self.name if self.code == _BOGOTA else f"{self.name}, {self.department}"

    @property
    def is_capital(self) -> bool:
        """Whether it is the capital of its department, which DANE numbers 001 (Cundinamarca's is Bogotá)."""
        return self.code.endswith("001") and self.code != _FIRST_OF_CUNDINAMARCA


@cache
def municipalities() -> Mapping[str, Municipality]:
    """All of them by their code, in DANE's order."""
    text = files("participation.territory").joinpath("data", "divipola.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines())
    return {
        row["code"]: Municipality(row["code"], written_name(row["municipality"]), written_name(row["department"]))
        for row in rows
    }


def municipality(code: str) -> Municipality | None:
    """The municipality with this code of five digits; None when there is none."""
    return municipalities().get(code)
