"""RIFF: WebP pictures and WAV sound. The chunks that hold picture or sound are kept, all others go."""

from collections.abc import Iterator
from dataclasses import dataclass

from participation.attachments.cleaning.jpeg import exif_of, exif_orientation
from participation.attachments.cleaning.media import whole_seconds
from participation.attachments.refusals import Damaged

_DRAWING = {b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF"}
_SOUNDING = {b"fmt ", b"fact", b"data"}
_HAS_EXIF = 0x08  # a flag of VP8X
_METADATA_FLAGS = 0x20 | _HAS_EXIF | 0x04  # colour profile, EXIF, XMP
_STREAMED = (0, 0xFFFFFFFF)  # the length that recorders write which do not know it beforehand


@dataclass(frozen=True, slots=True)
class Webp:
    """A WebP without metadata; where its EXIF turned it, an EXIF that says only this."""

    clean: bytes
    width: int
    height: int


def clean_webp(content: bytes) -> Webp:
    """Without EXIF, XMP, colour profile, unknown chunks, and whatever follows the end."""
    chunks = list(_chunks(content, strict=True))
    exif = next((body for name, body in chunks if name == b"EXIF"), b"")
    orientation = exif_orientation(exif.removeprefix(b"Exif\0\0"))
    size, kept = (0, 0), []
    for name, body in chunks:
        if name in _DRAWING:
            size = size if any(size) else _webp_size(name, body)
            flags = body[:1] if name == b"VP8X" else b""
            if flags:
                flags = bytes([flags[0] & ~_METADATA_FLAGS | (_HAS_EXIF if orientation != 1 else 0)])
            kept.append(_written(name, flags + body[len(flags) :]))
    if 0 in size:
        raise Damaged("no picture in it")
    if orientation != 1:
        kept.append(_written(b"EXIF", exif_of(orientation)))
    return Webp(_riff(b"WEBP", kept), *size)


def clean_wav(content: bytes) -> tuple[bytes, int | None]:
    """The sound without INFO, ID3 and broadcast chunks, and its seconds."""
    kept = [(name, body) for name, body in _chunks(content, strict=False) if name in _SOUNDING]
    parts = dict(kept)
    if b"fmt " not in parts or b"data" not in parts or len(parts[b"fmt "]) < 16:
        raise Damaged("no sound in it")
    seconds = whole_seconds(len(parts[b"data"]), int.from_bytes(parts[b"fmt "][8:12], "little"))
    return _riff(b"WAVE", [_written(name, body) for name, body in kept]), seconds


def _chunks(content: bytes, *, strict: bool) -> Iterator[tuple[bytes, bytes]]:
    """The chunks with their names. Not strict: one that is cut off, or of unknown length, goes as far as there is."""
    announced = int.from_bytes(content[4:8], "little")
    end = min(len(content), 8 + announced) if strict or announced not in _STREAMED else len(content)
    if strict and end < 8 + announced:
        raise Damaged("cut off")
    position = 12
    while position + 8 <= end:
        name, length = content[position : position + 4], int.from_bytes(content[position + 4 : position + 8], "little")
        if position + 8 + length > end or (name == b"data" and length in _STREAMED):
            if strict:
                raise Damaged("a chunk that is cut off")
            length = end - position - 8
        yield name, content[position + 8 : position + 8 + length]
        position += 8 + length + length % 2


def _webp_size(name: bytes, body: bytes) -> tuple[int, int]:
    """Width and height as the first chunk gives them; (0, 0) where it does not."""
    if name == b"VP8X":
        return int.from_bytes(body[4:7], "little") + 1, int.from_bytes(body[7:10], "little") + 1
    if name == b"VP8L" and body[:1] == b"/":
        bits = int.from_bytes(body[1:5], "little")
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if name == b"VP8 ":
        return int.from_bytes(body[6:8], "little") & 0x3FFF, int.from_bytes(body[8:10], "little") & 0x3FFF
    return 0, 0


def _riff(form: bytes, chunks: list[bytes]) -> bytes:
    body = form + b"".join(chunks)
    return b"RIFF" + len(body).to_bytes(4, "little") + body


def _written(name: bytes, body: bytes) -> bytes:
    return name + len(body).to_bytes(4, "little") + body + b"\0" * (len(body) % 2)
