"""GIF89a: the frames, their timing and the loop are kept; comments and what applications wrote are not."""

from dataclasses import dataclass

from participation.attachments.refusals import Damaged

_EXTENSION, _FRAME, _END = 0x21, 0x2C, 0x3B
_TIMING, _APPLICATION = 0xF9, 0xFF
_LOOPS = (b"NETSCAPE2.0", b"ANIMEXTS1.0")


@dataclass(frozen=True, slots=True)
class Gif:
    """A GIF without metadata. Width and height are of the largest frame or the screen, which a viewer has to hold."""

    clean: bytes
    width: int
    height: int


def clean_gif(content: bytes) -> Gif:
    """Without comments, XMP, texts, and whatever follows the end."""
    position = 13 + _table_bytes(content, 10)
    parts, frames = [content[:position]], 0
    width, height = _pair(content, 6)
    while (mark := _byte(content, position)) != _END:
        if mark == _EXTENSION:
            end = _end_of_blocks(content, position + 2)
            if _is_needed(content, position):
                parts.append(content[position:end])
        elif mark == _FRAME:
            left, top = _pair(content, position + 1)
            frame_width, frame_height = _pair(content, position + 5)
            width, height = max(width, left + frame_width), max(height, top + frame_height)
            end = _end_of_blocks(content, position + 11 + _table_bytes(content, position + 9))
            parts.append(content[position:end])
            frames += 1
        else:
            raise Damaged("no block where one belongs")
        position = end
    if not frames or not width or not height:
        raise Damaged("no picture in it")
    return Gif(b"".join([*parts, b";"]), width, height)


def _is_needed(content: bytes, position: int) -> bool:
    label = content[position + 1]
    return label == _TIMING or (label == _APPLICATION and content[position + 3 : position + 14] in _LOOPS)


def _end_of_blocks(content: bytes, position: int) -> int:
    """Where a chain of blocks ends, each with its length before it, a length of nought last."""
    while length := _byte(content, position):
        position += length + 1
    return position + 1


def _table_bytes(content: bytes, position: int) -> int:
    """The size of the colour table that the flags there announce."""
    flags = _byte(content, position)
    return 3 << (flags & 7) + 1 if flags & 0x80 else 0


def _pair(content: bytes, position: int) -> tuple[int, int]:
    _byte(content, position + 3)
    return int.from_bytes(content[position : position + 2], "little"), int.from_bytes(
        content[position + 2 : position + 4], "little"
    )


def _byte(content: bytes, position: int) -> int:
    if position >= len(content):
        raise Damaged("cut off")
    return content[position]
