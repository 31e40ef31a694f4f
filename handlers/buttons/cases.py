"""Buttons under cases that were sent."""

from dataclasses import dataclass

from handlers.buttons.data import Data


@dataclass(frozen=True)
class MyCases(Data):
    """The person's own cases."""

    code = "mis"


@dataclass(frozen=True)
class OpenCase(Data):
    """One case of the person's own."""

    code = "caso"
    case: str


@dataclass(frozen=True)
class AddToCase(Data):
    """«Agregar información»."""

    code = "info"
    case: str


@dataclass(frozen=True)
class WithdrawCase(Data):
    """«Retirar mi caso»; `sure` is "1" once the person has confirmed it."""

    code = "ret"
    case: str
    sure: str


@dataclass(frozen=True)
class AddMunicipality(Data):
    """«Agregar municipio»: asks for it; with a code, keeps it."""

    code = "mun"
    case: str
    municipality: str


@dataclass(frozen=True)
class AddGroup(Data):
    """A group that the person belongs to, counted unlinked; empty to be asked."""

    code = "gru"
    group: str


@dataclass(frozen=True)
class StopAsking(Data):
    """Something optional is not to be told."""

    code = "dejar"


@dataclass(frozen=True)
class Helped(Data):
    """«Me sirvió» ("1") or «No me sirvió» ("0"), of an answer."""

    code = "sirv"
    answer: str
    helped: str

    @classmethod
    def fits(cls, *values: str) -> bool:
        return values[1] in {"0", "1"}


@dataclass(frozen=True)
class WithoutWhy(Data):
    """An answer did not help, and its author does not want to say why."""

    code = "sinpq"
    answer: str
