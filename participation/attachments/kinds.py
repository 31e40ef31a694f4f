"""What may be attached: how Telegram sends files, the types that we accept, and the limits with their reasons."""

from dataclasses import dataclass
from enum import StrEnum

MEBIBYTE = 1024 * 1024

# The Bot API lets a bot fetch files of at most 20 MB (getFile); larger ones can only be announced as too large.
FILE_BYTES = 20 * MEBIBYTE
# Two whole albums of Telegram (ten each): what a person shows of one place, and what one official can look through.
FILES_PER_OBSERVATION = 20
# Five of the largest files: about what the entity's mail servers and an answer's annexes can still carry in parts.
BYTES_PER_OBSERVATION = 100 * MEBIBYTE


class Kind(StrEnum):
    """How a file was sent. An animation is a video."""

    PHOTO = "photo"
    VOICE = "voice"
    AUDIO = "audio"
    VIDEO = "video"
    DOCUMENT = "document"


class Family(StrEnum):
    """Types that pass for one another: a PNG whose name ends in .jpg deceives nobody."""

    PICTURE = "picture"
    SOUND = "sound"
    VIDEO = "video"
    PDF = "pdf"
    WRITING = "writing"
    SHEET = "sheet"
    SLIDES = "slides"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class FileType:
    """A type that we accept."""

    mime: str
    extension: str
    family: Family


_OPEN_XML = "application/vnd.openxmlformats-officedocument."
_OPEN_DOCUMENT = "application/vnd.oasis.opendocument."

JPEG = FileType("image/jpeg", ".jpg", Family.PICTURE)
PNG = FileType("image/png", ".png", Family.PICTURE)
WEBP = FileType("image/webp", ".webp", Family.PICTURE)
GIF = FileType("image/gif", ".gif", Family.PICTURE)
OGG = FileType("audio/ogg", ".ogg", Family.SOUND)
MP3 = FileType("audio/mpeg", ".mp3", Family.SOUND)
AAC = FileType("audio/aac", ".aac", Family.SOUND)
M4A = FileType("audio/mp4", ".m4a", Family.SOUND)
WAV = FileType("audio/wav", ".wav", Family.SOUND)
MP4 = FileType("video/mp4", ".mp4", Family.VIDEO)
MOV = FileType("video/quicktime", ".mov", Family.VIDEO)
MOBILE = FileType("video/3gpp", ".3gp", Family.VIDEO)
WEBM = FileType("video/webm", ".webm", Family.VIDEO)
WEBM_SOUND = FileType("audio/webm", ".weba", Family.SOUND)
PDF = FileType("application/pdf", ".pdf", Family.PDF)
DOCX = FileType(_OPEN_XML + "wordprocessingml.document", ".docx", Family.WRITING)
XLSX = FileType(_OPEN_XML + "spreadsheetml.sheet", ".xlsx", Family.SHEET)
PPTX = FileType(_OPEN_XML + "presentationml.presentation", ".pptx", Family.SLIDES)
ODT = FileType(_OPEN_DOCUMENT + "text", ".odt", Family.WRITING)
ODS = FileType(_OPEN_DOCUMENT + "spreadsheet", ".ods", Family.SHEET)
ODP = FileType(_OPEN_DOCUMENT + "presentation", ".odp", Family.SLIDES)
TXT = FileType("text/plain", ".txt", Family.TEXT)
CSV = FileType("text/csv", ".csv", Family.TEXT)

_HEARD = frozenset({Family.SOUND, Family.VIDEO})
# What each kind may turn out to be: recorders put sound alone into MP4 and WebM, and call it video.
FAMILIES = {
    Kind.PHOTO: frozenset({Family.PICTURE}),
    Kind.VOICE: _HEARD,
    Kind.AUDIO: _HEARD,
    Kind.VIDEO: _HEARD | {Family.PICTURE},
    Kind.DOCUMENT: frozenset(Family),
}

# What the end of a name promises. An end that is not here promises nothing.
PROMISES = {
    **dict.fromkeys((".jpg", ".jpeg", ".jpe", ".jfif", ".png", ".webp", ".gif", ".heic", ".heif"), Family.PICTURE),
    **dict.fromkeys((".bmp", ".tif", ".tiff", ".avif"), Family.PICTURE),
    **dict.fromkeys((".ogg", ".oga", ".opus", ".mp3", ".aac", ".m4a", ".m4b", ".wav", ".weba"), Family.SOUND),
    **dict.fromkeys((".mp4", ".m4v", ".mov", ".qt", ".3gp", ".3g2", ".webm"), Family.VIDEO),
    ".pdf": Family.PDF,
    **dict.fromkeys((".docx", ".odt", ".doc", ".rtf"), Family.WRITING),
    **dict.fromkeys((".xlsx", ".ods", ".xls"), Family.SHEET),
    **dict.fromkeys((".pptx", ".odp", ".ppt"), Family.SLIDES),
    **dict.fromkeys((".txt", ".csv", ".tsv"), Family.TEXT),
}
