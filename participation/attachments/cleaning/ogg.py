"""Ogg (RFC 3533) with Opus (RFC 7845) or Vorbis: the comments are emptied in place, the sound is copied bit by bit."""

import zlib
from dataclasses import dataclass

from participation.attachments.cleaning.media import Media, whole_seconds
from participation.attachments.refusals import NOT_ACCEPTED, Damaged, Refused

_OPUS, _VORBIS = b"OpusHead", b"\x01vorbis"
_OPUS_COMMENTS, _VORBIS_COMMENTS = b"OpusTags", b"\x03vorbis"
_CONTINUED, _FIRST = 0x01, 0x02
_OPUS_RATE = 48_000  # Opus counts its positions at this rate, whatever was recorded
_MIRRORED = bytes(int(f"{byte:08b}"[::-1], 2) for byte in range(256))


@dataclass(frozen=True, slots=True)
class _Page:
    """A page: where it starts, where its content starts, where it ends."""

    start: int
    body: int
    end: int
    flags: int
    position: int
    stream: int
    ends: list[int]  # of the packets that end on this page


def clean_ogg(content: bytes) -> Media:
    """The recording without its comments (title, author, place, cover), exactly as long as it was."""
    data = bytearray(content)
    pages = _pages(data)
    head = pages[0].body
    if data.startswith(_OPUS, head):
        mark, rate, skipped = _OPUS_COMMENTS, _OPUS_RATE, int.from_bytes(data[head + 10 : head + 12], "little")
    elif data.startswith(_VORBIS, head):
        mark, rate, skipped = _VORBIS_COMMENTS, int.from_bytes(data[head + 12 : head + 16], "little"), 0
    else:
        raise Refused(NOT_ACCEPTED)
    if any(page.stream != pages[0].stream or page.flags & _FIRST for page in pages[1:]):
        raise Refused(NOT_ACCEPTED)  # several recordings in one, or a video
    _empty_comments(data, pages[1:], mark)
    length = max(page.position for page in pages) - skipped
    return Media(bytes(data[: pages[-1].end]), whole_seconds(length, rate), has_video=False)


def _pages(data: bytearray) -> list[_Page]:
    """All pages, their check sums proven. What follows the last one is not part of the recording."""
    pages: list[_Page] = []
    start = 0
    while data.startswith(b"OggS\0", start):
        segments = data[start + 27 : start + 27 + (data[start + 26] if start + 26 < len(data) else 0)]
        body = start + 27 + len(segments)
        end, ends = body, []
        for length in segments:
            end += length
            if length < 255:
                ends.append(end)
        if end > len(data):
            raise Damaged("cut off")
        position = int.from_bytes(data[start + 6 : start + 14], "little", signed=True)
        stream = int.from_bytes(data[start + 14 : start + 18], "little")
        pages.append(_Page(start, body, end, data[start + 5], position, stream, ends))
        if data[start + 22 : start + 26] != _check_sum(data, pages[-1]):
            raise Damaged("a page with a wrong check sum")
        start = end
    if len(pages) < 2 or not pages[0].flags & _FIRST:
        raise Damaged("no recording in it")
    return pages


def _empty_comments(data: bytearray, pages: list[_Page], mark: bytes) -> None:
    """Write an empty comment packet over the old one, zeros to its end: both formats allow what follows the list."""
    if not data.startswith(mark, pages[0].body):
        raise Damaged("no comments where they belong")
    # No maker, no comments; Vorbis has a framing bit after the list.
    empty = mark + bytes(8) + (b"\x01" if mark == _VORBIS_COMMENTS else b"")
    for page in pages:
        end = page.ends[0] if page.ends else page.end
        room = end - page.body
        data[page.body : end] = empty[:room].ljust(room, b"\0")
        data[page.start + 22 : page.start + 26] = _check_sum(data, page)
        empty = empty[room:]
        if page.ends:
            break
    if empty:
        raise Damaged("comments that are too short")


def _check_sum(data: bytearray, page: _Page) -> bytes:
    """Ogg's CRC-32: zlib's with the bits of each byte the other way round, beginning and ending with nought."""
    whole = data[page.start : page.start + 22] + bytes(4) + data[page.start + 26 : page.end]
    mirrored = zlib.crc32(whole.translate(_MIRRORED), 0xFFFFFFFF) ^ 0xFFFFFFFF
    return mirrored.to_bytes(4, "big").translate(_MIRRORED)
