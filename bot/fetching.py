"""Fetching what came with a message, before its unit of work: from Telegram, checked and cleaned, into the store."""

import asyncio

import structlog
from telegram import Animation, Audio, Bot, Document, Message, PhotoSize, Update, Video, VideoNote, Voice
from telegram.error import BadRequest, TelegramError

from bot.transport import asked_pause
from locales import Phrase
from participation.attachments import Kind, Refused, check_announced_size, inspect, safe_name
from participation.attachments.kinds import FILE_BYTES
from participation.observations.drafting import AttachedFile
from storage.files import FileStore, FilesUnavailable
from storage.models.kinds import PartKind

Fetched = AttachedFile | Refused | None
Media = PhotoSize | Voice | Audio | Video | VideoNote | Animation | Document
PAUSES = (1.0, 4.0)  # seconds between the tries; the person waits for the answer meanwhile
LONGEST_ASKED_PAUSE = 60.0  # seconds; when Telegram asks for more, the person is told to send it again
DOWNLOAD_SECONDS = 60.0
AT_ONCE = 4  # files of up to 20 MB that this process has in memory

NOT_FETCHED = Phrase(
    "attachment", "Telegram did not give us your file. We did not keep it. Please send it again in a few minutes."
)
NOT_STORED = Phrase(
    "attachment", "We can not keep files at the moment. Please send this one again later. What you write is kept."
)

log = structlog.get_logger(__name__)


class Fetcher:
    """Fetches a few files at a time."""

    def __init__(self, bot: Bot, store: FileStore) -> None:
        self._bot = bot
        self._store = store
        self._room = asyncio.Semaphore(AT_ONCE)

    async def fetch(self, update: Update) -> Fetched:
        """The file of a message, stored; why it is not; or None where it has none."""
        message = update.effective_message
        found = _media(message) if message is not None else None
        if found is None:
            return None
        try:
            check_announced_size(found[0].file_size)
            async with self._room:
                return await self._fetched(*found)
        except Refused as refused:
            return refused

    async def _fetched(self, media: Media, kind: Kind, name: str | None, mime: str | None) -> AttachedFile:
        content = await _downloaded(self._bot, media.file_id)
        accepted = await asyncio.to_thread(inspect, content, name, mime, kind)
        stored = await self._stored(accepted.clean)
        return AttachedFile(
            kind=PartKind(accepted.kind.value),
            hash=stored,
            name=safe_name(name, accepted.extension),
            mime=accepted.mime,
            bytes=len(accepted.clean),
            seconds=accepted.seconds or _seconds(media),
            notes=accepted.notes,
        )

    async def _stored(self, content: bytes) -> str:
        """Its name in the store, which is asked again while it fails. Raises Refused when it keeps failing."""
        for pause in (*PAUSES, None):
            try:
                return await asyncio.to_thread(self._store.put, content)
            except FilesUnavailable as error:
                log.error("file.not_stored", hint="what FILES_URL names is full or away", seconds=pause)
                if pause is None:
                    raise Refused(NOT_STORED) from error
                await asyncio.sleep(pause)
        raise AssertionError("unreachable")


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
            check_announced_size(file.file_size)
            return bytes(await file.download_as_bytearray(read_timeout=DOWNLOAD_SECONDS))
        except BadRequest as error:
            log.warning("file.refused", reason=error.message)
            if "too big" in error.message:
                check_announced_size(FILE_BYTES + 1)
            raise Refused(NOT_FETCHED) from error
        except TelegramError as error:
            wait = asked_pause(error) or pause
            log.warning("file.waits", reason=type(error).__name__, seconds=wait)
            if pause is None or wait is None or wait > LONGEST_ASKED_PAUSE:
                raise Refused(NOT_FETCHED) from error
            await asyncio.sleep(wait)
    raise AssertionError("unreachable")


def _seconds(media: Media) -> int | None:
    length = getattr(media, "duration", None)
    if length is None:
        return None
    return int(length.total_seconds()) if hasattr(length, "total_seconds") else int(length)
