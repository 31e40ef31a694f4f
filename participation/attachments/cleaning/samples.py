"""Where the samples of a track of an MP4 lie in the file."""

from array import array
from collections.abc import Iterator
from itertools import accumulate
from sys import byteorder

from participation.attachments.cleaning.boxes import Box, find, number
from participation.attachments.refusals import TOO_INVOLVED, Damaged, Refused

MOST_ENTRIES = 2_000_000  # five hours of picture and sound have about this many samples


def sample_ranges(data: bytearray, table: Box | None) -> Iterator[tuple[int, int]]:
    """The first byte and the one after the last of each chunk of samples."""
    if table is None:
        raise Damaged("a track without its table of samples")
    offsets = _offsets(data, table)
    counts = _samples_per_chunk(data, table, len(offsets))
    ends = _size_sums(data, table, sum(counts))
    first = 0
    for offset, count in zip(offsets, counts, strict=True):
        size = ends(first + count) - ends(first)
        first += count
        if size:
            yield offset, offset + size


def _offsets(data: bytearray, table: Box) -> "array[int]":
    if box := find(data, table, b"stco"):
        return _numbers(data, box, box.body + 8, number(data, box.body + 4), "I")
    if box := find(data, table, b"co64"):
        return _numbers(data, box, box.body + 8, number(data, box.body + 4), "Q")
    return array("I")


def _samples_per_chunk(data: bytearray, table: Box, chunks: int) -> list[int]:
    """How many samples each chunk has; the table says from which chunk on how many."""
    box = find(data, table, b"stsc")
    if box is None:
        if chunks:
            raise Damaged("chunks of unknown size")
        return []
    rows = _numbers(data, box, box.body + 8, 3 * number(data, box.body + 4), "I")
    counts: list[int] = []
    for index in range(0, len(rows), 3):
        following = rows[index + 3] - 1 if index + 3 < len(rows) else chunks
        if rows[index] != len(counts) + 1 or not len(counts) <= following <= chunks:
            raise Damaged("chunks out of order")
        counts += [rows[index + 1]] * (following - len(counts))
    if len(counts) != chunks:
        raise Damaged("chunks of unknown size")
    return counts


class _SizeSums:
    """The bytes of the first so many samples of a track: all of one size, or each of its own."""

    def __init__(self, size: int, sums: "array[int] | None") -> None:
        self._size, self._sums = size, sums

    def __call__(self, samples: int) -> int:
        if self._sums is None:
            return self._size * samples
        return self._sums[min(samples, len(self._sums) - 1)]


def _size_sums(data: bytearray, table: Box, samples: int) -> _SizeSums:
    box = find(data, table, b"stsz")
    if box is None:
        if samples:
            raise Refused(TOO_INVOLVED)  # the compact table (stz2), which no camera writes
        return _SizeSums(0, None)
    if size := number(data, box.body + 4):
        return _SizeSums(size, None)
    sizes = _numbers(data, box, box.body + 12, number(data, box.body + 8), "I")
    return _SizeSums(0, array("Q", accumulate(sizes, initial=0)))


def _numbers(data: bytearray, box: Box, start: int, count: int, code: str) -> "array[int]":
    """So many big-endian numbers of 4 bytes (I) or 8 (Q)."""
    numbers = array(code)
    end = start + count * numbers.itemsize
    if end > box.end:
        raise Damaged("a table that is cut off")
    if count > MOST_ENTRIES:
        raise Refused(TOO_INVOLVED)
    numbers.frombytes(data[start:end])
    if byteorder == "little":
        numbers.byteswap()
    return numbers
