"""Buttons with which staff keep products. What they lead to checks the right again: a button can be forged."""

from dataclasses import dataclass

from handlers.buttons.data import Data

ACTS = frozenset({"status", "progress", "evidence", "removal", "move", "cancellation"})
STEPS = frozenset({"status", "on", "percent", "act", "dates", "proof", "which", "to", "signed"})
NONE, TODAY, ME = "none", "today", "me"


@dataclass(frozen=True)
class PlanProducts(Data):
    """The products for staff, a page of them; pages count from 0."""

    code = "ppl"
    page: str

    @classmethod
    def fits(cls, *values: str) -> bool:
        return values[0].isdecimal() and len(values[0]) < 5


@dataclass(frozen=True)
class PlanProduct(Data):
    """One product with everything that can be done with it. `product` is its code, here and below."""

    code = "ppc"
    product: str


@dataclass(frozen=True)
class ProductHistory(Data):
    """How a product came to say what it says."""

    code = "pph"
    product: str


@dataclass(frozen=True)
class KeepProduct(Data):
    """Begin to change one thing of a product."""

    code = "ppk"
    product: str
    what: str

    @classmethod
    def fits(cls, *values: str) -> bool:
        return values[1] in ACTS


@dataclass(frozen=True)
class ProductStep(Data):
    """A choice while that is prepared."""

    code = "pps"
    product: str
    step: str
    value: str

    @classmethod
    def fits(cls, *values: str) -> bool:
        return values[1] in STEPS


@dataclass(frozen=True)
class SaveProduct(Data):
    """«Guardar»: `stamp` tells what was shown, so that an old button does not save something else."""

    code = "ppg"
    product: str
    stamp: str

    @classmethod
    def fits(cls, *values: str) -> bool:
        return values[1].isdecimal() and len(values[1]) < 11
