"""Buttons under the live count of a sending."""

from dataclasses import dataclass

from handlers.buttons.data import Data


@dataclass(frozen=True)
class _OfNotice(Data):
    notice: str

    @classmethod
    def fits(cls, *values: str) -> bool:
        return values[0].isdecimal()


@dataclass(frozen=True)
class StopNotice(_OfNotice):
    """«Detener»: what has not left does not leave."""

    code = "parar"


@dataclass(frozen=True)
class ResumeNotice(_OfNotice):
    """Send the rest of what was stopped."""

    code = "seguir"
