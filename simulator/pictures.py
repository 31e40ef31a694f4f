"""A small picture and other contents for people who have none at hand."""

import struct
import zlib


def plain_png(width: int = 640, height: int = 480, colour: tuple[int, int, int] = (31, 90, 143)) -> bytes:
    """A PNG of one colour; sizes in pixels."""
    row = b"\0" + bytes(colour) * width
    return b"".join(
        (
            b"\x89PNG\r\n\x1a\n",
            _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)),
            _chunk(b"IDAT", zlib.compress(row * height)),
            _chunk(b"IEND", b""),
        )
    )


def _chunk(name: bytes, content: bytes) -> bytes:
    checked = name + content
    return struct.pack(">I", len(content)) + checked + struct.pack(">I", zlib.crc32(checked))
