"""MP3 and AAC as streams of frames: the frames are kept, whatever stands before, between and behind them goes."""

from collections.abc import Callable
from typing import NamedTuple

from participation.attachments.cleaning.media import Media, whole_seconds
from participation.attachments.refusals import Damaged

_HALF_LOST = 2  # a stream with more other bytes than frames is no recording
_MISSES = 100_000  # places that looked like a frame and were none, before we give up
_MP3_KBITS = {
    1: (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),  # MPEG 1, layer III
    2: (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),  # MPEG 2 and 2.5
}
_MP3_RATES = {3: (44100, 48000, 32000), 2: (22050, 24000, 16000), 0: (11025, 12000, 8000)}
_AAC_RATES = (96000, 88200, 64000, 48000, 44100, 32000, 24000, 22050, 16000, 12000, 11025, 8000, 7350)


class Frame(NamedTuple):
    """A frame's bytes, the samples that it holds, and their rate."""

    size: int
    samples: int
    rate: int


def clean_mp3(content: bytes) -> Media:
    """The recording without ID3, APE and Lyrics3 tags: title, author, comments, cover, device."""
    return _only_frames(content, mp3_frame)


def clean_aac(content: bytes) -> Media:
    """The recording (ADTS) without tags."""
    return _only_frames(content, aac_frame)


def after_id3(content: bytes) -> int:
    """Where the tag at the beginning ends; 0 without one."""
    position = 0
    while content.startswith(b"ID3", position) and position + 10 <= len(content):
        sizes = content[position + 6 : position + 10]
        if max(sizes) > 127:
            break
        footer = 10 if content[position + 5] & 0x10 else 0
        position += 10 + (sizes[0] << 21 | sizes[1] << 14 | sizes[2] << 7 | sizes[3]) + footer
    return position


def mp3_frame(content: bytes, position: int) -> Frame | None:
    """The frame of MPEG layer III that begins there."""
    head = int.from_bytes(content[position : position + 4], "big")
    version, layer, bits, rate = head >> 19 & 3, head >> 17 & 3, head >> 12 & 15, head >> 10 & 3
    if head >> 21 != 0x7FF or version == 1 or layer != 1 or bits in {0, 15} or rate == 3:
        return None
    hertz = _MP3_RATES[version][rate]
    samples = 1152 if version == 3 else 576
    size = samples // 8 * 1000 * _MP3_KBITS[1 if version == 3 else 2][bits] // hertz + (head >> 9 & 1)
    return Frame(size, samples, hertz)


def aac_frame(content: bytes, position: int) -> Frame | None:
    """The ADTS frame that begins there."""
    head = int.from_bytes(content[position : position + 7], "big")
    rate, size = head >> 34 & 15, head >> 13 & 0x1FFF
    if head >> 44 != 0xFFF or head >> 41 & 3 or rate >= len(_AAC_RATES) or size < 7:
        return None
    return Frame(size, 1024 * ((head & 3) + 1), _AAC_RATES[rate])


def _only_frames(content: bytes, frame_at: Callable[[bytes, int], Frame | None]) -> Media:
    kept: list[bytes] = []
    position, samples, rate, size, misses = after_id3(content), 0, 0, 0, 0
    while 0 <= position < len(content):
        frame = frame_at(content, position)
        following = position + frame.size if frame else 0
        # A frame counts when another one, or the end, follows where it says: four bytes alike happen by chance.
        if (
            frame
            and following <= len(content)
            and (following == len(content) or _follows(content, following, frame_at))
        ):
            kept.append(content[position:following])
            samples, rate, size = samples + frame.samples, frame.rate, size + frame.size
            position = following
        else:
            position, misses = content.find(b"\xff", position + 1), misses + 1
            if misses > _MISSES:
                break
    if not kept or size * _HALF_LOST < len(content) - after_id3(content):
        raise Damaged("hardly a frame in it")
    return Media(b"".join(kept), whole_seconds(samples, rate), has_video=False)


def _follows(content: bytes, position: int, frame_at: Callable[[bytes, int], Frame | None]) -> bool:
    """Whether a frame or a tag begins there."""
    return frame_at(content, position) is not None or content.startswith(
        (b"TAG", b"APETAGEX", b"LYRICSBEGIN"), position
    )
