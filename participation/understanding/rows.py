"""Rows of numbers that are added as one: a row is one long whole number, so that Python adds all its numbers at once.

Fifteen weights, one a class, are fifteen objects and fifteen additions as floats; packed they are one of each.
"""

from collections.abc import Sequence
from struct import Struct

BITS = 64
ONE = float(1 << 32)
"""What 1 is written as: thirty-two bits stand behind the point. A sum may reach two thousand million."""


class Rows:
    """Packs rows of so many fixed-point numbers. Packed rows are added, subtracted and summed like any whole number."""

    def __init__(self, length: int) -> None:
        self._fields = Struct(f"<{length}q")
        self._signs = sum(1 << (BITS * place + BITS - 1) for place in range(length))

    def pack(self, numbers: Sequence[int]) -> int:
        """One number out of many, the first in the lowest bits: Σ numbers[i] · 2^(64·i), whatever their signs."""
        # Turning each sign's bit makes all fields positive; so none borrows from the next one.
        return (int.from_bytes(self._fields.pack(*numbers), "little") ^ self._signs) - self._signs

    def unpack(self, row: int) -> tuple[int, ...]:
        """The numbers of a packed row."""
        return self._fields.unpack(((row + self._signs) ^ self._signs).to_bytes(self._fields.size, "little"))
