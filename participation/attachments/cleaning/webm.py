"""WebM (EBML, RFC 8794; Matroska, RFC 9559): all that is not needed to play is made void in place."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from participation.attachments.cleaning.media import Media, whole_seconds
from participation.attachments.refusals import NOT_ACCEPTED, NOT_CLEANED, TOO_INVOLVED, Damaged, Refused

_HEADER, _DOC_TYPE, _SEGMENT = 0x1A45DFA3, 0x4282, 0x18538067
_SEEK, _INFO, _TRACKS, _CLUSTER, _CUES = 0x114D9B74, 0x1549A966, 0x1654AE6B, 0x1F43B675, 0x1C53BB6B
_TAGS, _ATTACHMENTS, _CHAPTERS = 0x1254C367, 0x1941A469, 0x1043A770
_PARTS = {_SEEK, _INFO, _TRACKS, _CLUSTER, _CUES, _TAGS, _ATTACHMENTS, _CHAPTERS}
_SCALE, _DURATION, _MUXER, _WRITER = 0x2AD7B1, 0x4489, 0x4D80, 0x5741
_TRACK, _TRACK_TYPE = 0xAE, 0x83
# Number, UID, type, flags, lacing, durations, codec and its data, delay, pre-roll, picture, sound, encodings.
_TRACK_PARTS = {0xD7, 0x73C5, 0x83, 0xB9, 0x88, 0x55AA, 0x9C, 0x6DE7, 0x6DF8, 0x23E383, 0x234E7A, 0x23314F, 0x55EE}
_TRACK_PARTS |= {0x86, 0x63A2, 0xAA, 0x56AA, 0x56BB, 0xE0, 0xE1, 0x22B59C}
_CLUSTER_PARTS = {0xE7, 0xA3, 0xA0, 0xA7, 0xAB}
_VIDEO, _SOUND = 1, 2
_VOID = 0xEC
_MOST_ELEMENTS = 200_000  # an hour of picture and sound has about this many blocks
_NANOSECONDS = 1_000_000_000


@dataclass(frozen=True, slots=True)
class _Element:
    """An element: its number, where it starts, where its content starts, where it ends."""

    id: int
    start: int
    body: int
    end: int


def clean_webm(content: bytes) -> Media:
    """The recording without title, date, programs, tags, covers and chapters, exactly as long as it was."""
    data = bytearray(content)
    top = list(_elements(data, 0, len(data)))
    if len(top) < 2 or top[0].id != _HEADER or top[1].id != _SEGMENT:
        raise Damaged("no recording in it")
    doc_type = next((element for element in _elements(data, top[0].body, top[0].end) if element.id == _DOC_TYPE), None)
    if doc_type is None or data[doc_type.body : doc_type.end].rstrip(b"\0") != b"webm":
        raise Refused(NOT_ACCEPTED)
    seconds, types = None, set[int]()
    for part in _elements(data, top[1].body, top[1].end):
        if part.id == _INFO:
            seconds = _clean_info(data, part)
        elif part.id == _TRACKS:
            types |= _clean_tracks(data, part)
        elif part.id == _CLUSTER:
            _keep_only(data, part, _CLUSTER_PARTS)
        elif part.id not in {_SEEK, _CUES}:
            _make_void(data, part)
    if not types:
        raise Damaged("neither picture nor sound")
    if types - {_VIDEO, _SOUND}:
        raise Refused(NOT_CLEANED)  # captions and metadata, strewn over the clusters
    return Media(bytes(data[: top[1].end]), seconds, _VIDEO in types)


def _clean_info(data: bytearray, info: _Element) -> int | None:
    """Forget title, date, identifiers; the names of the programs are required, and become empty. Gives the seconds."""
    scale, duration = 1_000_000, 0.0
    for element in _keep_only(data, info, {_SCALE, _DURATION, _MUXER, _WRITER}):
        value = bytes(data[element.body : element.end])
        if element.id == _SCALE:
            scale = int.from_bytes(value, "big")
        elif element.id == _DURATION:
            duration = struct.unpack(">d" if len(value) == 8 else ">f", value)[0] if len(value) in {4, 8} else 0.0
        else:
            data[element.body : element.end] = bytes(len(value))
    is_a_length = 0 < duration < _NANOSECONDS * 100_000  # and no NaN, and not endless
    return whole_seconds(int(duration * scale), _NANOSECONDS) if is_a_length else None


def _clean_tracks(data: bytearray, tracks: _Element) -> set[int]:
    """Forget the tracks' names; the types that there are."""
    types = set()
    for track in _keep_only(data, tracks, {_TRACK}):
        for element in _keep_only(data, track, _TRACK_PARTS):
            if element.id == _TRACK_TYPE:
                types.add(int.from_bytes(data[element.body : element.end], "big"))
    return types


def _keep_only(data: bytearray, parent: _Element, kept: set[int]) -> list[_Element]:
    """Make all elements in the element void but those, and give the kept ones."""
    found = []
    for element in _elements(data, parent.body, parent.end):
        if element.id in kept:
            found.append(element)
        else:
            _make_void(data, element)
    return found


def _elements(data: bytearray, start: int, end: int) -> Iterator[_Element]:
    """The elements between two places. Raises Damaged where one reaches beyond, Refused where there are too many."""
    count = 0
    while start < end:
        element = _element(data, start, end)
        count += 1
        if count > _MOST_ELEMENTS:
            raise Refused(TOO_INVOLVED)
        yield element
        start = element.end


def _element(data: bytearray, start: int, end: int) -> _Element:
    identifier, after = _number(data, start, keep_mark=True)
    size, body = _number(data, after, keep_mark=False)
    if size == (1 << 7 * (body - after)) - 1:  # all ones: written live, before the size was known
        if identifier == _SEGMENT:
            return _Element(identifier, start, body, end)
        if identifier == _CLUSTER:
            return _Element(identifier, start, body, _end_of_cluster(data, body, end))
        raise Damaged("an element of unknown size")
    if body + size > end:
        raise Damaged("an element reaches beyond what holds it")
    return _Element(identifier, start, body, body + size)


def _end_of_cluster(data: bytearray, start: int, end: int) -> int:
    """A cluster of unknown size ends where the next part of the segment begins."""
    count = 0
    while start < end and _number(data, start, keep_mark=True)[0] not in _PARTS:
        start, count = _element(data, start, end).end, count + 1
        if count > _MOST_ELEMENTS:
            raise Refused(TOO_INVOLVED)
    return start


def _number(data: bytearray, position: int, *, keep_mark: bool) -> tuple[int, int]:
    """A number of variable length, with the bit that marks its length or without, and what follows it."""
    first = data[position] if position < len(data) else 0
    length = 9 - first.bit_length()
    if length > 8 or position + length > len(data):
        raise Damaged("no number where one belongs")
    value = int.from_bytes(data[position : position + length], "big")
    return (value if keep_mark else value & (1 << 7 * length) - 1), position + length


def _make_void(data: bytearray, element: _Element) -> None:
    """The same bytes as a void element filled with zeros: what follows it stays where it was."""
    length = element.end - element.start
    wide = length >= 9
    size = (1 << 56 | length - 9).to_bytes(8, "big") if wide else bytes([0x80 | length - 2])
    data[element.start : element.end] = bytes([_VOID]) + size + bytes(length - 1 - len(size))
