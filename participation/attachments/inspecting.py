"""One file, from what Telegram gave us to what we keep: recognised, measured, cleaned, or refused with its reason."""

import struct
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePosixPath
from threading import Semaphore

from locales import Phrase
from participation.attachments import kinds
from participation.attachments.cleaning.media import Media
from participation.attachments.cleaning.mp4 import clean_mp4
from participation.attachments.cleaning.mpeg_audio import clean_aac, clean_mp3
from participation.attachments.cleaning.office import clean_office, office_type
from participation.attachments.cleaning.ogg import clean_ogg
from participation.attachments.cleaning.open_document import clean_open_document, open_document_type
from participation.attachments.cleaning.package import Package
from participation.attachments.cleaning.pdf import clean_pdf
from participation.attachments.cleaning.picture import clean_picture
from participation.attachments.cleaning.riff import clean_wav
from participation.attachments.cleaning.webm import clean_webm
from participation.attachments.kinds import FAMILIES, PROMISES, Family, FileType, Kind
from participation.attachments.recognising import recognise
from participation.attachments.refusals import (
    DAMAGED,
    EMPTY,
    MISLABELLED,
    NOT_ACCEPTED,
    SIGNATURE_LOST,
    TOO_LARGE,
    TOO_MANY,
    TOO_MUCH,
    Damaged,
    Refused,
)

# Cleaning takes up to ten times a file's size in memory, so files wait for one another; two, so that one PDF that takes
# its whole minute does not keep everybody waiting.
_FEW_AT_A_TIME = Semaphore(2)


@dataclass(frozen=True, slots=True)
class Accepted:
    """A file that is kept. `kind` is how it was sent; type, extension (".jpg") and seconds are by its content."""

    kind: Kind
    mime: str
    extension: str
    clean: bytes
    seconds: int | None = None
    notes: tuple[Phrase, ...] = ()


@dataclass(frozen=True, slots=True)
class _Cleaned:
    type: FileType
    clean: bytes
    seconds: int | None = None
    notes: tuple[Phrase, ...] = ()


def check_announced_size(size: int | None) -> None:
    """Before a file is fetched: raise Refused for one that Telegram does not let us fetch. None: not announced."""
    if size is not None and size > kinds.FILE_BYTES:
        raise Refused(TOO_LARGE, limit=kinds.FILE_BYTES // kinds.MEBIBYTE)


def check_room(files: int, total: int, adding: int) -> None:
    """Raise Refused where an observation of `files` files and `total` bytes has no room for one of `adding` bytes."""
    if files + 1 > kinds.FILES_PER_OBSERVATION:
        raise Refused(TOO_MANY, limit=kinds.FILES_PER_OBSERVATION)
    if total + adding > kinds.BYTES_PER_OBSERVATION:
        raise Refused(TOO_MUCH, limit=kinds.BYTES_PER_OBSERVATION // kinds.MEBIBYTE)


def inspect(content: bytes, name: str | None, mime: str | None, kind: Kind) -> Accepted:
    """Recognise a file by its content and take the metadata out. Raises Refused, and nothing else.

    `name` and `mime` are what the sender says; of the two only the end of the name is believed enough to contradict it.
    Slow (seconds for a large file), and two files at a time at most: to be called in a thread.
    """
    del mime  # any client writes there what it likes, most often application/octet-stream
    check_announced_size(len(content))
    if not content:
        raise Refused(EMPTY)
    with _FEW_AT_A_TIME:
        try:
            cleaned = _clean(content, PurePosixPath(name or "").suffix.lower(), kind)
        except (Damaged, LookupError, ValueError, OverflowError, struct.error) as error:
            # What a parser did not foresee in a file made to harm is damage too.
            raise Refused(DAMAGED) from error
    return Accepted(kind, cleaned.type.mime, cleaned.type.extension, cleaned.clean, cleaned.seconds, cleaned.notes)


def _clean(content: bytes, extension: str, kind: Kind) -> _Cleaned:
    found = recognise(content, extension)
    if found is None:
        return _clean_package(content, extension, kind)
    _require_promised(found, extension, kind)
    return _CLEANERS.get(found, _as_it_is)(content, found)


def _require_promised(found: FileType, extension: str, kind: Kind) -> None:
    """Raise Refused where the content is another sort of thing than its name, or than how it was sent."""
    promised = PROMISES.get(extension)
    heard = {Family.SOUND, Family.VIDEO}
    kept = promised is None or promised is found.family or {promised, found.family} == heard
    if not kept or found.family not in FAMILIES[kind]:
        raise Refused(MISLABELLED)
    if found.family is Family.TEXT and extension and promised is not Family.TEXT:
        raise Refused(NOT_ACCEPTED)  # scripts, calendars, contacts: text for a program, not for people


def _clean_package(content: bytes, extension: str, kind: Kind) -> _Cleaned:
    try:
        package = Package(content)
        office, free = office_type(package), open_document_type(package)
    except Damaged as error:
        raise Refused(MISLABELLED if extension in PROMISES else NOT_ACCEPTED) from error
    found = office or free
    if found is None:
        raise Refused(MISLABELLED if extension in PROMISES else NOT_ACCEPTED)
    _require_promised(found, extension, kind)
    clean, was_signed = clean_office(package) if office else clean_open_document(package)
    return _Cleaned(found, clean, notes=(SIGNATURE_LOST,) if was_signed else ())


def _as_it_is(content: bytes, found: FileType) -> _Cleaned:
    return _Cleaned(found, content)


def _as_picture(content: bytes, found: FileType) -> _Cleaned:
    return _Cleaned(found, clean_picture(content, found))


def _as_pdf(content: bytes, found: FileType) -> _Cleaned:
    clean, notes = clean_pdf(content)
    return _Cleaned(found, clean, notes=notes)


def _as_wav(content: bytes, found: FileType) -> _Cleaned:
    return _Cleaned(found, *clean_wav(content))


def _recorded(clean: Callable[[bytes], Media], sound_alone: FileType) -> Callable[[bytes, FileType], _Cleaned]:
    """A recording; what holds no picture is sound, whatever its container is called."""

    def cleaner(content: bytes, found: FileType) -> _Cleaned:
        media = clean(content)
        return _Cleaned(found if media.has_video else sound_alone, media.clean, media.seconds)

    return cleaner


_CLEANERS: dict[FileType, Callable[[bytes, FileType], _Cleaned]] = {
    **dict.fromkeys((kinds.JPEG, kinds.PNG, kinds.WEBP, kinds.GIF), _as_picture),
    **dict.fromkeys((kinds.MP4, kinds.MOV, kinds.MOBILE, kinds.M4A), _recorded(clean_mp4, kinds.M4A)),
    kinds.OGG: _recorded(clean_ogg, kinds.OGG),
    kinds.MP3: _recorded(clean_mp3, kinds.MP3),
    kinds.AAC: _recorded(clean_aac, kinds.AAC),
    kinds.WEBM: _recorded(clean_webm, kinds.WEBM_SOUND),
    kinds.WAV: _as_wav,
    kinds.PDF: _as_pdf,
}
