"""The case file and its annexes as ZIP files that fit through Telegram, which takes up to 50 MB from a bot."""

from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO
from zipfile import ZIP_STORED, ZipFile, ZipInfo

LARGEST = 45_000_000
"""Bytes of one ZIP: what Telegram takes, less what surrounds it."""
EPOCH = (1980, 1, 1, 0, 0, 0)  # no date of ours, so that the same content is the same file


@dataclass(frozen=True)
class Annex:
    """A file of the case, by the hash of its content."""

    name: str
    file_hash: str
    bytes: int


def parcels(annexes: Iterable[Annex], beside: int = 0, largest: int = LARGEST) -> list[list[Annex]]:
    """The annexes in as many parcels as it takes; the first has `beside` bytes of other things in it.

    What is larger than a parcel goes alone: no file that the bot takes in is.
    """
    packed: list[list[Annex]] = [[]]
    room = largest - beside
    for annex in annexes:
        if annex.bytes > room and (packed[-1] or len(packed) == 1):
            packed.append([])
            room = largest
        packed[-1].append(annex)
        room -= annex.bytes
    return packed


def pack(files: Iterable[tuple[str, bytes]]) -> bytes:
    """One ZIP of the files, each under its name. They are read one after the other."""
    made = BytesIO()
    with ZipFile(made, "w") as archive:
        for name, content in files:
            # Photos, recordings and PDFs are compressed already.
            archive.writestr(ZipInfo(name, EPOCH), content, ZIP_STORED)
    return made.getvalue()
