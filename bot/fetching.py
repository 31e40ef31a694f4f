"""Fetching what came with a message, before its unit of work: from Telegram, checked and cleaned, into the store."""

import asyncio

import structlog
from telegram import Animation, Audio, Bot, Document, Message, PhotoSize, Update, Video, VideoNote, Voice
from telegram.error import BadRequest, NetworkError, TelegramError

from locales import Phrase
from participation.attachments import Kind, Refused, check_announced_size, inspect, safe_name
from participation.observations.drafting import AttachedFile
from storage.files import FileStore
from storage.models.kinds import PartKind

Fetched = AttachedFile | Refused | None
Media = PhotoSize | Voice | Audio | Video | VideoNote | Animation | Document
PAUSES = (1.0, 4.0)  # seconds between the tries; the person waits for the answer meanwhile
DOWNLOAD_SECONDS = 120.0

NOT_FETCHED = Phrase(
    "attachment", "Telegram did not give us your file. We did not keep it. Please send it again in a few minutes."
)

log = structlog.get_logger(__name__)


async def fetch(bot: Bot, store: FileStore, update: Update) -> Fetched:
    """The file of a message, stored; why it is not; or None where it has none. Raises StorageUnavailable."""
    message = update.effective_message
    found = _media(message) if message is not None else None
    if found is None:
        return None
    media, kind, name, mime = found
    try:
        check_announced_size(media.file_size)
        content = await _downloaded(bot, media.file_id)
        accepted = await asyncio.to_thread(inspect, content, name, mime, kind)
    except Refused as refused:
        return refused
    stored = await asyncio.to_thread(store.put, accepted.clean)
    return AttachedFile(
        kind=PartKind(accepted.kind.value),
        hash=stored,
        name=safe_name(name, accepted.extension),
        mime=accepted.mime,
        bytes=len(accepted.clean),
        seconds=accepted.seconds or _seconds(media),
    )


def _media(message: Message) -> tuple[Media, Kind, str | None, str | None] | None:
    """The file of a message, how it was sent, its name and the type that its sender's program gave it."""
    if message.photo:
        return message.photo[-1], Kind.PHOTO, None, None
    # An animation first: Telegram sends it as a document as well.
    kinds: tuple[tuple[Media | None, Kind], ...] = (
        (message.animation, Kind.VIDEO),
        (message.voice, Kind.VOICE),
        (message.audio, Kind.AUDIO),
        (message.video, Kind.VIDEO),
        (message.video_note, Kind.VIDEO),
        (message.document, Kind.DOCUMENT),
    )
    for media, kind in kinds:
        if media is not None:
            return media, kind, getattr(media, "file_name", None), getattr(media, "mime_type", None)
    return None


async def _downloaded(bot: Bot, file_id: str) -> bytes:
    """The bytes of a file, asked for again while Telegram fails. Raises Refused when it keeps failing."""
    for pause in (*PAUSES, None):
        try:
            file = await bot.get_file(file_id)
            return bytes(await file.download_as_bytearray(read_timeout=DOWNLOAD_SECONDS))
        except BadRequest as error:
            log.warning("file.refused", reason=error.message)
            raise Refused(NOT_FETCHED) from error
        except (NetworkError, TelegramError) as error:
            log.warning("file.waits", reason=type(error).__name__, seconds=pause)
            if pause is None:
                raise Refused(NOT_FETCHED) from error
            await asyncio.sleep(pause)
    raise AssertionError("unreachable")


def _seconds(media: Media) -> int | None:
    length = getattr(media, "duration", None)
    if length is None:
        return None
    return int(length.total_seconds()) if hasattr(length, "total_seconds") else int(length)
