"""The arithmetic of progress, which never shows more than there is.

A product is executed only at 100 % with evidence; a moved one stays where it was first programmed; a cancelled one
leaves only with a signed reason; percentages are rounded down; where nobody knows how many there are, there is none.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from participation.plan.periods import Period


@dataclass(frozen=True, slots=True)
class Fraction:
    """So many executed of so many programmed. `programmed` is None when the plan does not say how many there are."""

    executed: int
    programmed: int | None

    def __post_init__(self) -> None:
        if self.executed < 0 or (self.programmed is not None and self.executed > self.programmed):
            raise ValueError(f"{self.executed} of {self.programmed} is no fraction of a plan")

    @property
    def percent(self) -> int | None:
        """Rounded down; None when nothing was programmed ("no aplica") or nobody knows how much."""
        return self.executed * 100 // self.programmed if self.programmed else None


class Committed(Protocol):
    """What the figures need to know of a product at the date to which they refer."""

    @property
    def period(self) -> Period: ...
    @property
    def counts(self) -> bool: ...
    @property
    def executed(self) -> bool: ...


class Counted(Protocol):
    """Products that are only counted; none of them is known to be executed."""

    @property
    def period(self) -> Period: ...
    @property
    def quantity(self) -> int | None: ...


def of_year(products: Iterable[Committed], unitemised: Iterable[Counted] = ()) -> Fraction:
    """Everything that was executed of everything that was programmed in the year."""
    return _fraction(products, unitemised)


def of_due(products: Iterable[Committed], unitemised: Iterable[Counted], reference: date) -> Fraction:
    """Of what was due by the reference date, included: what is executed. What was done ahead of time is not in it."""
    return _fraction(
        (product for product in products if product.period.end <= reference),
        (some for some in unitemised if some.period.end <= reference),
    )


def _fraction(products: Iterable[Committed], unitemised: Iterable[Counted]) -> Fraction:
    counting = [product for product in products if product.counts]
    executed = sum(product.executed for product in counting)
    without_detail = [some.quantity for some in unitemised]
    known = [quantity for quantity in without_detail if quantity is not None]
    if len(known) < len(without_detail):
        return Fraction(executed, None)
    return Fraction(executed, len(counting) + sum(known))
