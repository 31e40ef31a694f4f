"""PNG (W3C): only the chunks that draw the picture are kept, each with its check sum proven."""

import zlib
from dataclasses import dataclass

from participation.attachments.cleaning.jpeg import exif_of, exif_orientation
from participation.attachments.refusals import Damaged

SIGNATURE = b"\x89PNG\r\n\x1a\n"
# What draws: the picture, transparency, colours and resolution, the frames of an animated one.
_DRAWING = {b"IHDR", b"PLTE", b"IDAT", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"cICP", b"sBIT", b"bKGD", b"pHYs"}
_DRAWING |= {b"acTL", b"fcTL", b"fdAT"}


@dataclass(frozen=True, slots=True)
class Png:
    """A PNG without metadata; where its EXIF turned it, an EXIF that says only this."""

    clean: bytes
    width: int
    height: int


def clean_png(content: bytes) -> Png:
    """Without texts, EXIF, XMP, date, colour profile (it can name a monitor), and whatever follows the end."""
    parts, orientation, position = [SIGNATURE], 1, len(SIGNATURE)
    size = int.from_bytes(content[16:20], "big"), int.from_bytes(content[20:24], "big")
    while True:
        length, name = int.from_bytes(content[position : position + 4], "big"), content[position + 4 : position + 8]
        end = position + 12 + length
        if end > len(content):
            raise Damaged("cut off")
        if zlib.crc32(memoryview(content)[position + 4 : end - 4]) != int.from_bytes(content[end - 4 : end], "big"):
            raise Damaged("a chunk with a wrong check sum")
        if name == b"IEND":
            break
        if name in _DRAWING:
            parts.append(content[position:end])
        elif name == b"eXIf":
            orientation = exif_orientation(content[position + 8 : end - 4])
        position = end
    if not parts[1:2] or parts[1][4:8] != b"IHDR" or 0 in size:
        raise Damaged("no picture in it")
    if orientation != 1:
        parts.insert(2, _chunk(b"eXIf", exif_of(orientation)))
    return Png(b"".join([*parts, _chunk(b"IEND", b"")]), *size)


def _chunk(name: bytes, body: bytes) -> bytes:
    return len(body).to_bytes(4, "big") + name + body + zlib.crc32(name + body).to_bytes(4, "big")
