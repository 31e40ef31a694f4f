"""Which type a file is, by its content: what its name says can only be wrong."""

from participation.attachments.cleaning.mpeg_audio import aac_frame, after_id3, mp3_frame
from participation.attachments.cleaning.text import is_text, refuse_active
from participation.attachments.kinds import (
    AAC,
    CSV,
    GIF,
    JPEG,
    M4A,
    MOBILE,
    MOV,
    MP3,
    MP4,
    OGG,
    PDF,
    PNG,
    TXT,
    WAV,
    WEBM,
    WEBP,
    FileType,
)
from participation.attachments.refusals import (
    LOCKED,
    NOT_ACCEPTED,
    OLD_OFFICE,
    OTHER_PICTURE,
    PROGRAM,
    RICH_TEXT,
    Refused,
)

ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
_PROGRAMS = (
    *(b"MZ", b"\x7fELF", b"dex\n", b"\x00asm", b"L\x00\x00\x00\x01\x14\x02\x00", b"!<arch>\n"),
    *(b"\xca\xfe\xba\xbe", b"\xfe\xed\xfa\xce", b"\xfe\xed\xfa\xcf", b"\xce\xfa\xed\xfe", b"\xcf\xfa\xed\xfe"),
)
_OTHER_PICTURES = (b"II*\0", b"MM\0*", b"II+\0", b"BM", b"8BPS", b"\0\0\x01\0", b"\0\0\0\x0cjP  ", b"\xff\x0a")
_BEGINNINGS = (
    (b"\xff\xd8\xff", JPEG),
    (b"\x89PNG\r\n\x1a\n", PNG),
    (b"GIF87a", GIF),
    (b"GIF89a", GIF),
    (b"OggS", OGG),
    (b"\x1aE\xdf\xa3", WEBM),
)
_MOVIES = {b"ftyp", b"moov", b"mdat", b"wide", b"free", b"skip", b"pnot"}
_STILLS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1", b"avif", b"avis", b"crx "}
_BEFORE_PDF = b"\xef\xbb\xbf\r\n\t \0"
_TABLES = {".csv", ".tsv"}


def recognise(content: bytes, extension: str) -> FileType | None:
    """The type; None for a ZIP, whose parts say what it is. Raises Refused for what is none of ours.

    `extension` (lower case, with its dot) only tells CSV from plain text, which look the same.
    """
    if content.startswith(ZIP):
        return None
    for beginning, kind in _BEGINNINGS:
        if content.startswith(beginning):
            return kind
    found = _container(content) or _stream(content)
    if found is not None:
        return found
    _refuse_known(content)
    if is_text(content):
        refuse_active(content)
        return CSV if extension in _TABLES else TXT
    raise Refused(NOT_ACCEPTED)


def _container(content: bytes) -> FileType | None:
    """Formats that are known by a word after the first one."""
    if content.startswith(b"RIFF") and content[8:12] in {b"WEBP", b"WAVE"}:
        return WEBP if content[8:12] == b"WEBP" else WAV
    if content[:64].lstrip(_BEFORE_PDF).startswith(b"%PDF-"):
        return PDF
    if content[4:8] not in _MOVIES:
        return None
    brand = content[8:12] if content[4:8] == b"ftyp" else b"qt  "
    if brand in _STILLS:
        raise Refused(OTHER_PICTURE)
    if brand in {b"M4A ", b"M4B "}:
        return M4A
    if brand == b"qt  ":
        return MOV
    return MOBILE if brand.startswith((b"3gp", b"3g2")) else MP4


def _stream(content: bytes) -> FileType | None:
    """Sound that is nothing but frames, with a tag before them or none."""
    start = after_id3(content)
    if start or mp3_frame(content, 0):
        return AAC if aac_frame(content, start) else MP3
    return AAC if aac_frame(content, 0) else None


def _refuse_known(content: bytes) -> None:
    """Say it exactly where we know what the file is."""
    if content.startswith(_OLE):
        raise Refused(LOCKED if _ENCRYPTED_PACKAGE in content else OLD_OFFICE)
    if content.startswith(b"{\\rtf"):
        raise Refused(RICH_TEXT)
    if content.startswith(_OTHER_PICTURES) and not is_text(content):
        raise Refused(OTHER_PICTURE)
    if content.startswith(_PROGRAMS) and not is_text(content):
        raise Refused(PROGRAM)
