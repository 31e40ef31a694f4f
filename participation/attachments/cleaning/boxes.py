"""The boxes of ISO base media files (ISO/IEC 14496-12) and QuickTime, read in place and blanked in place."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count as count_from

from participation.attachments.refusals import TOO_INVOLVED, Damaged, Refused

_FREE = b"free"
_MOST_BOXES = 50_000  # in one box; a recording in fragments of a second has two for each


@dataclass(frozen=True, slots=True)
class Box:
    """A box of a file: where it starts, where its content starts, where it ends."""

    kind: bytes
    start: int
    body: int
    end: int


def boxes(data: bytearray, start: int, end: int) -> Iterator[Box]:
    """The boxes between two places. Raises Damaged where one reaches beyond, Refused where there is no end of them."""
    for count in count_from(1):
        if start + 8 > end:
            return
        if count > _MOST_BOXES:
            raise Refused(TOO_INVOLVED)
        size, kind, body = number(data, start), bytes(data[start + 4 : start + 8]), start + 8
        if size == 1:
            size, body = number(data, start + 8, 8), start + 16
        elif size == 0:
            size = end - start
        if body > start + size or start + size > end:
            raise Damaged("a box reaches beyond what holds it")
        yield Box(kind, start, body, start + size)
        start += size


def children(data: bytearray, box: Box) -> list[Box]:
    """The boxes in a box."""
    return list(boxes(data, box.body, box.end))


def find(data: bytearray, box: Box, *path: bytes) -> Box | None:
    """The first box along a path of kinds."""
    found: Box | None = box
    for kind in path:
        found = next((child for child in children(data, found) if child.kind == kind), None) if found else None
    return found


def number(data: bytearray, position: int, size: int = 4) -> int:
    """The big-endian number there."""
    return int.from_bytes(data[position : position + size], "big")


def blank(data: bytearray, box: Box) -> None:
    """Turn the box into free space of the same size, filled with zeros: what follows it stays where it was."""
    data[box.start + 4 : box.start + 8] = _FREE
    fill(data, box.body, box.end)


def keep_only(data: bytearray, box: Box, kinds: set[bytes]) -> list[Box]:
    """Blank all boxes in the box but those kinds, and give the kept ones."""
    kept = []
    for child in children(data, box):
        if child.kind in kinds:
            kept.append(child)
        else:
            blank(data, child)
    return kept


def fill(data: bytearray, start: int, end: int) -> None:
    """Zeros from one place to another."""
    data[start:end] = bytes(end - start)
