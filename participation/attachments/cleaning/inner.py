"""Pictures, sound and video inside a document: cleaned like any other, without being opened."""

from participation.attachments.cleaning.mp4 import clean_mp4
from participation.attachments.cleaning.mpeg_audio import clean_mp3, mp3_frame
from participation.attachments.cleaning.picture import clean_inner
from participation.attachments.cleaning.riff import clean_wav
from participation.attachments.refusals import FILES_INSIDE, NOT_CLEANED, Damaged, Refused

# Drawings that hold no metadata of a camera: EMF, placeable WMF, WMF, BMP, StarView.
_DRAWINGS = (b"\x01\x00\x00\x00", b"\xd7\xcd\xc6\x9a", b"\x01\x00\x09\x00", b"\x02\x00\x09\x00", b"BM", b"VCLMTF")


def clean_medium(content: bytes) -> bytes:
    """The medium without metadata. Raises Refused for what is none, and for one that cannot be cleaned."""
    try:
        if (picture := clean_inner(content)) is not None:
            return picture
        if content[4:8] in {b"ftyp", b"moov"}:
            return clean_mp4(content).clean
        if content.startswith(b"RIFF") and content[8:12] == b"WAVE":
            return clean_wav(content)[0]
        if content.startswith(b"ID3") or mp3_frame(content, 0):
            return clean_mp3(content).clean
    except Damaged as error:
        raise Refused(NOT_CLEANED) from error
    if not content or content.startswith(_DRAWINGS):
        return content
    raise Refused(FILES_INSIDE)
