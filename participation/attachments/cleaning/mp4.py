"""MP4, M4A, MOV and 3GP: all that is not needed to play picture and sound is blanked in place.

Places, dates, device names, covers and captions are boxes beside the tracks; some cameras write the places as a track
of its own, second by second. So the tracks of picture and sound are kept, every other one goes, and so do the bytes
that no kept track points at.
"""

from participation.attachments.cleaning.boxes import Box, blank, boxes, children, fill, find, keep_only, number
from participation.attachments.cleaning.media import Media, whole_seconds
from participation.attachments.cleaning.samples import sample_ranges
from participation.attachments.refusals import NOT_CLEANED, TOO_INVOLVED, Damaged, Refused

_TOP = {b"ftyp", b"styp", b"moov", b"mdat", b"moof", b"sidx", b"mfra"}
_MOVIE, _TRACK = {b"mvhd", b"trak", b"mvex"}, {b"tkhd", b"edts", b"mdia", b"tapt"}
_MEDIA, _MEDIA_INFORMATION = {b"mdhd", b"hdlr", b"minf"}, {b"vmhd", b"smhd", b"hdlr", b"dinf", b"stbl"}
_SAMPLES = {b"stsd", b"stts", b"ctts", b"cslg", b"stss", b"stps", b"stsc", b"stsz", b"stz2", b"stco", b"co64"}
_SAMPLES |= {b"sdtp", b"sbgp", b"sgpd", b"subs"}
_FRAGMENT, _FRAGMENT_TRACK = {b"mfhd", b"traf"}, {b"tfhd", b"tfdt", b"trun", b"sbgp", b"sgpd", b"subs", b"sdtp"}
_PICTURE, _SOUND = b"vide", b"soun"
_STORES = 64  # media boxes of a recording that is not in fragments; each is gone through with all samples


def clean_mp4(content: bytes) -> Media:
    """The recording without places, dates, names, covers and captions, exactly as long as it was."""
    data = bytearray(content)
    top = list(boxes(data, 0, len(data)))
    movies = [box for box in top if box.kind == b"moov"]
    if len(movies) != 1:
        raise Damaged("a recording has one movie box")
    for box in top:
        if box.kind not in _TOP:
            blank(data, box)
    fill(data, top[-1].end, len(data))
    tracks, removed = _clean_movie(data, movies[0])
    if not tracks:
        raise Damaged("neither picture nor sound")
    if fragments := [box for box in top if box.kind == b"moof"]:
        if removed:
            raise Refused(NOT_CLEANED)  # its samples are strewn over the fragments
        for fragment in fragments:
            _clean_fragment(data, fragment)
    else:
        _blank_unused(data, [box for box in top if box.kind == b"mdat"], tracks)
    has_video = any(_handler(data, track) == _PICTURE for track in tracks)
    return Media(bytes(data), _seconds(data, movies[0]), has_video)


def _clean_movie(data: bytearray, movie: Box) -> tuple[list[Box], bool]:
    """Blank what is not needed; the tracks that are kept, and whether one was not."""
    tracks, removed = [], False
    for box in keep_only(data, movie, _MOVIE):
        if box.kind == b"mvhd":
            _forget_dates(data, box)
        elif box.kind == b"mvex":
            keep_only(data, box, {b"mehd", b"trex"})
        elif _handler(data, box) in {_PICTURE, _SOUND}:
            _clean_track(data, box)
            tracks.append(box)
        else:
            blank(data, box)
            removed = True
    return tracks, removed


def _clean_track(data: bytearray, track: Box) -> None:
    for box in keep_only(data, track, _TRACK):
        if box.kind == b"tkhd":
            _forget_dates(data, box)
        elif box.kind == b"mdia":
            for part in keep_only(data, box, _MEDIA):
                if part.kind == b"mdhd":
                    _forget_dates(data, part)
                elif part.kind == b"hdlr":
                    _forget_names(data, part)
                else:
                    _clean_information(data, part)


def _clean_information(data: bytearray, information: Box) -> None:
    for part in keep_only(data, information, _MEDIA_INFORMATION):
        if part.kind == b"hdlr":
            _forget_names(data, part)
        elif part.kind == b"stbl":
            for table in keep_only(data, part, _SAMPLES):
                if table.kind == b"stsd":
                    _forget_compressors(data, table)
        elif part.kind == b"dinf" and (references := find(data, part, b"dref")):
            _require_own_data(data, references)


def _clean_fragment(data: bytearray, fragment: Box) -> None:
    for track in keep_only(data, fragment, _FRAGMENT):
        if track.kind == b"traf":
            keep_only(data, track, _FRAGMENT_TRACK)


def _handler(data: bytearray, track: Box) -> bytes:
    """What a track holds: `vide`, `soun`, `meta`, …"""
    handler = find(data, track, b"mdia", b"hdlr")
    return bytes(data[handler.body + 8 : handler.body + 12]) if handler else b""


def _forget_dates(data: bytearray, header: Box) -> None:
    """The dates of creation and change, which stand first, in 4 bytes each or in 8."""
    size = 16 if data[header.body : header.body + 1] == b"\x01" else 8
    fill(data, header.body + 4, min(header.body + 4 + size, header.end))


def _forget_names(data: bytearray, handler: Box) -> None:
    """The handler's maker and its name, which some devices fill with their own."""
    fill(data, min(handler.body + 12, handler.end), handler.end)


def _forget_compressors(data: bytearray, descriptions: Box) -> None:
    """The encoder's name in each description of a picture: cameras write their model there."""
    for entry in boxes(data, descriptions.body + 8, descriptions.end):
        is_picture = entry.end - entry.start >= 86 and data[entry.body + 24 : entry.body + 26] != b"\0\0"
        if is_picture and number(data, entry.body + 28) == 0x00480000:  # 72 dots an inch, which all write here
            fill(data, entry.body + 42, entry.body + 74)


def _require_own_data(data: bytearray, references: Box) -> None:
    for entry in boxes(data, references.body + 8, references.end):
        if not data[entry.body + 3] & 1:
            raise Damaged("its picture or sound is in another file")
        fill(data, entry.body + 4, entry.end)


def _blank_unused(data: bytearray, stores: list[Box], tracks: list[Box]) -> None:
    """Blank the bytes of the media boxes that belong to no sample of the kept tracks."""
    used = sorted(
        pair for track in tracks for pair in sample_ranges(data, find(data, track, b"mdia", b"minf", b"stbl"))
    )
    if used and used[-1][1] > len(data):
        raise Damaged("cut off")
    if len(stores) > _STORES:
        raise Refused(TOO_INVOLVED)
    for store in stores:
        position = store.body
        for start, end in used:
            if end <= position or start >= store.end:
                continue
            fill(data, position, max(position, start))
            position = min(end, store.end)
        fill(data, position, store.end)


def _seconds(data: bytearray, movie: Box) -> int | None:
    header = next((box for box in children(data, movie) if box.kind == b"mvhd"), None)
    if header is None:
        return None
    if data[header.body : header.body + 1] == b"\x01":
        return whole_seconds(number(data, header.body + 24, 8), number(data, header.body + 20))
    return whole_seconds(number(data, header.body + 16), number(data, header.body + 12))
