"""JPEG (ITU T.81): only the segments that a decoder needs are kept; the picture itself is copied bit by bit."""

import re
from dataclasses import dataclass

from participation.attachments.refusals import TOO_INVOLVED, Damaged, Refused

_START, _END, _SCAN, _ADOBE, _JFIF, _APP1 = 0xD8, 0xD9, 0xDA, 0xEE, 0xE0, 0xE1
_FRAMES = {0xC0, 0xC1, 0xC2}  # baseline, extended, progressive: what pictures in use have
_TABLES = {0xC4, 0xDB, 0xDD, *_FRAMES}
_AFTER_SCAN = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")  # inside a scan, FF is followed by 00 or a restart mark
_UPRIGHT = 1
_MOST_SCANS = 1_000  # a progressive picture has about ten


@dataclass(frozen=True, slots=True)
class Jpeg:
    """A JPEG without metadata. `orientation` is what its EXIF said (1: upright), which is no longer in it."""

    clean: bytes
    orientation: int
    width: int
    height: int
    scans: int


def clean_jpeg(content: bytes) -> Jpeg:
    """Without EXIF, XMP, IPTC, comments, thumbnails, colour profile, and whatever follows the picture's end."""
    parts = [b"\xff\xd8"]
    orientation, size, scans, position = _UPRIGHT, (0, 0), 0, 2
    while True:
        marker, body, position = _segment(content, position)
        if marker == _END:
            break
        if marker == _APP1 and body.startswith(b"Exif\0\0"):
            orientation = exif_orientation(body[6:])
        if marker in _FRAMES:
            size = int.from_bytes(body[3:5], "big"), int.from_bytes(body[1:3], "big")
        parts.append(_kept(marker, body))
        if marker == _SCAN:
            end = _AFTER_SCAN.search(content, position)
            if end is None:
                raise Damaged("a scan without an end")
            parts.append(content[position : end.start()])
            position, scans = end.start(), scans + 1
            if scans > _MOST_SCANS:
                raise Refused(TOO_INVOLVED)
    if not scans or 0 in size:
        raise Damaged("no picture in it")
    return Jpeg(b"".join([*parts, b"\xff\xd9"]), orientation, size[0], size[1], scans)


def with_orientation(clean: bytes, orientation: int) -> bytes:
    """A clean JPEG with an EXIF of one entry, the orientation; unchanged where it is upright."""
    if orientation == _UPRIGHT:
        return clean
    return b"\xff\xd8" + _written(_APP1, b"Exif\0\0" + exif_of(orientation)) + clean[2:]


def exif_of(orientation: int) -> bytes:
    """An EXIF block that says nothing else."""
    entry = b"\x01\x12\0\x03\0\0\0\x01" + orientation.to_bytes(2, "big") + b"\0\0"
    return b"MM\0*\0\0\0\x08\0\x01" + entry + b"\0\0\0\0"


def exif_orientation(tiff: bytes) -> int:
    """The orientation (1 to 8) of an EXIF block's first directory; 1 where it does not say."""
    if tiff[:2] not in {b"II", b"MM"}:
        return _UPRIGHT
    little = tiff[:2] == b"II"
    directory = _number(tiff[4:8], little)
    for index in range(_number(tiff[directory : directory + 2], little)):
        start = directory + 2 + 12 * index
        if start + 12 > len(tiff):
            break
        if _number(tiff[start : start + 2], little) == 0x0112:
            value = _number(tiff[start + 8 : start + 10], little)
            return value if 1 <= value <= 8 else _UPRIGHT
    return _UPRIGHT


def _segment(content: bytes, position: int) -> tuple[int, bytes, int]:
    """The marker there, its body, and where the next one begins."""
    if content[position : position + 1] != b"\xff":
        raise Damaged("no marker where one belongs")
    while content[position : position + 1] == b"\xff":
        position += 1
    if position >= len(content):
        raise Damaged("cut off")
    marker = content[position]
    if marker == _END:
        return marker, b"", position + 1
    length = int.from_bytes(content[position + 1 : position + 3], "big")
    end = position + 1 + length
    if marker < 0xC0 or 0xD0 <= marker <= _START or length < 2 or end > len(content):
        raise Damaged("a segment that cannot be")
    return marker, content[position + 3 : end], end


def _kept(marker: int, body: bytes) -> bytes:
    if marker in _TABLES or marker == _SCAN or (marker == _ADOBE and body.startswith(b"Adobe")):
        return _written(marker, body)
    if marker == _JFIF and body.startswith(b"JFIF\0") and len(body) >= 14:
        return _written(marker, body[:12] + b"\0\0")  # the two zeros: no thumbnail
    return b""


def _written(marker: int, body: bytes) -> bytes:
    return b"\xff" + bytes([marker]) + (len(body) + 2).to_bytes(2, "big") + body


def _number(data: bytes, little: bool) -> int:
    return int.from_bytes(data, "little" if little else "big")
