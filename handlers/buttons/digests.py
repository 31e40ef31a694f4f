"""Buttons of the digest: what its lines lead to, and how one chooses it."""

from dataclasses import dataclass

from handlers.buttons.data import Data
from storage.models.staff import Digest
from storage.queries.digests import Matter


@dataclass(frozen=True)
class Digests(Data):
    """«Resúmenes»: how it is now."""

    code = "res"


@dataclass(frozen=True)
class ChooseDigest(Data):
    """`what` is where it comes, `daily`, `weekly` or `address`."""

    code = "resm"
    what: str

    @classmethod
    def fits(cls, *values: str) -> bool:
        return values[0] in {*Digest, "daily", "weekly", "address"}


@dataclass(frozen=True)
class DigestCases(Data):
    """The cases behind one line of a digest, by its notice."""

    code = "resl"
    notice: str
    matter: str

    @classmethod
    def fits(cls, *values: str) -> bool:
        return values[0].isdecimal() and values[1] in set(Matter)
