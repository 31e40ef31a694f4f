"""Making one call of an answer with python-telegram-bot, and what to do when Telegram says no."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, replace

from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, Message
from telegram.constants import ParseMode
from telegram.error import BadRequest

from bot.transport import NotSent, post
from handlers.answer import Acknowledge, Button, Call, Change, Hand, HandFile, HandParcel, Keyboard, Remove, Say, Show
from reports.case_file.parcels import pack
from storage import StorageUnavailable
from storage.files import FileDamaged, FileMissing, FileStore
from storage.models.kinds import PartKind

UPLOAD_SECONDS = 120
NO_PHOTO = ("photo_invalid", "image_process_failed", "too big")
OUT_OF_REACH = ("to edit not found", "can't be edited", "no text in the message", "message_id_invalid")


class FileUnknown(Exception):
    """Telegram does not know a file by the id that we kept, and we do not have its bytes here."""


@dataclass(frozen=True)
class Arrived:
    """What Telegram made of a call."""

    message_id: int | None = None
    file_id: str | None = None


async def make(
    bot: Bot, chat_id: int | str, call: Call, files: FileStore | None = None, *, paid: bool = False
) -> Arrived:
    """Make one call. `files` is where the bytes of a file of the store come from; `paid`: see `pacing.costs_stars`.

    Raises the errors of `telegram.error` that mean it did not happen or may not have; FileUnknown.
    """
    match call:
        case Say():
            return await _say(bot, chat_id, call, paid=paid)
        case Change():
            return await _change(bot, chat_id, call)
        case Show():
            return await _show(bot, chat_id, call, paid=paid)
        case Hand() | HandFile() | HandParcel():
            return await _hand_over(bot, chat_id, call, files, paid=paid)
        case Acknowledge():
            return await _acknowledge(bot, call)
        case Remove():
            return await _remove(bot, chat_id, call)


def markup(keyboard: Keyboard) -> InlineKeyboardMarkup | None:
    """A keyboard as Telegram wants it."""
    if not keyboard:
        return None
    return InlineKeyboardMarkup(
        [
            [InlineKeyboardButton(button.label, url=button.url, callback_data=button.data) for button in row]
            for row in keyboard
        ]
    )


async def _say(bot: Bot, chat_id: int | str, call: Say, *, paid: bool = False) -> Arrived:
    said = {"chat_id": str(chat_id), **_text(call)}
    if call.reply_to:
        said["reply_parameters"] = json.dumps({"message_id": call.reply_to, "allow_sending_without_reply": True})
    if call.protected:
        said["protect_content"] = "true"
    if paid:
        said["allow_paid_broadcast"] = "true"
    message = await post(bot, "sendMessage", said)
    return Arrived(message["message_id"])


async def edit(bot: Bot, chat_id: int | str, message_id: int, call: Say | Change) -> None:
    """Give a message of ours new text and buttons. Raises BadRequest where it is out of reach, or says so already."""
    said = {"chat_id": str(chat_id), "message_id": str(message_id), **_text(call)}
    await post(bot, "editMessageText", said)


def _text(call: Say | Change) -> dict[str, str]:
    """The text and the buttons of a message, as parameters."""
    said = {"text": call.text, "parse_mode": ParseMode.HTML, "link_preview_options": '{"is_disabled":true}'}
    if call.keyboard:
        rows = [[_button(button) for button in row] for row in call.keyboard]
        said["reply_markup"] = json.dumps({"inline_keyboard": rows}, separators=(",", ":"))
    return said


def _button(button: Button) -> dict[str, str]:
    if button.url is not None:
        return {"text": button.label, "url": button.url}
    return {"text": button.label, "callback_data": button.data or ""}


async def _change(bot: Bot, chat_id: int | str, call: Change) -> Arrived:
    try:
        await edit(bot, chat_id, call.message_id, call)
    except BadRequest as error:
        if "not modified" in error.message.lower():
            return Arrived(call.message_id)  # a double tap: it shows already what it should
        if not is_out_of_reach(error):
            raise
        return await _say(bot, chat_id, Say(call.text, call.keyboard))
    return Arrived(call.message_id)


def is_out_of_reach(error: BadRequest) -> bool:
    """Whether a message is gone, too old to edit, or a picture; otherwise it is the new text that is wrong."""
    said = error.message.lower()
    return any(reason in said for reason in OUT_OF_REACH)


async def _show(bot: Bot, chat_id: int | str, call: Show, *, paid: bool) -> Arrived:
    if call.file_id is not None:
        try:
            return _arrived(await _send_picture(bot, chat_id, call, call.file_id, paid=paid))
        except BadRequest as error:
            if "file" not in error.message.lower():
                raise
    if call.content is None:
        raise FileUnknown
    return _arrived(await _send_picture(bot, chat_id, call, call.content, paid=paid))


async def _send_picture(bot: Bot, chat_id: int | str, call: Show, picture: str | bytes, *, paid: bool) -> Message:
    return await bot.send_photo(
        chat_id,
        picture,
        caption=call.caption,
        parse_mode=ParseMode.HTML,
        reply_markup=markup(call.keyboard),
        allow_paid_broadcast=paid or None,
        write_timeout=UPLOAD_SECONDS,
    )


def _arrived(message: Message) -> Arrived:
    return Arrived(message.message_id, message.photo[-1].file_id if message.photo else None)


async def _hand_over(
    bot: Bot, chat_id: int | str, call: Hand | HandFile | HandParcel, files: FileStore | None, *, paid: bool
) -> Arrived:
    match call:
        case Hand():
            return await _hand(bot, chat_id, call, paid=paid)
        case HandFile():
            return await _hand_file(bot, chat_id, call, files, paid=paid)
        case HandParcel():
            return await _hand_parcel(bot, chat_id, call, files, paid=paid)


async def _hand(bot: Bot, chat_id: int | str, call: Hand, *, paid: bool) -> Arrived:
    if call.file_id is not None:
        try:
            return _handed(await _send_document(bot, chat_id, call, call.file_id, paid=paid))
        except BadRequest as error:
            if "file" not in error.message.lower():
                raise
    if call.content is None:
        raise FileUnknown
    return _handed(await _send_document(bot, chat_id, call, call.content, paid=paid))


async def _send_document(bot: Bot, chat_id: int | str, call: Hand, document: str | bytes, *, paid: bool) -> Message:
    return await bot.send_document(
        chat_id,
        document,
        filename=call.name,
        caption=call.caption or None,
        parse_mode=ParseMode.HTML,
        reply_markup=markup(call.keyboard),
        allow_paid_broadcast=paid or None,
        write_timeout=UPLOAD_SECONDS,
    )


async def _hand_file(bot: Bot, chat_id: int | str, call: HandFile, files: FileStore | None, *, paid: bool) -> Arrived:
    if call.file_id is not None:
        try:
            return _handed(await _send_file(bot, chat_id, call, call.file_id, paid=paid))
        except BadRequest as error:
            if "file" not in error.message.lower():
                raise
    content = await _content(call.hash, files)
    try:
        return _handed(await _send_file(bot, chat_id, call, content, paid=paid))
    except BadRequest as error:
        if call.part is not PartKind.PHOTO or not any(why in error.message.lower() for why in NO_PHOTO):
            raise
    # A picture that Telegram does not take as a photo, because it is too large or too narrow, is a document.
    return _handed(await _send_file(bot, chat_id, replace(call, part=PartKind.DOCUMENT), content, paid=paid))


async def _send_file(bot: Bot, chat_id: int | str, call: HandFile, file: str | bytes, *, paid: bool) -> Message:
    sends: dict[PartKind, Callable[..., Awaitable[Message]]] = {
        PartKind.PHOTO: bot.send_photo,
        PartKind.VOICE: bot.send_voice,
        PartKind.AUDIO: bot.send_audio,
        PartKind.VIDEO: bot.send_video,
    }
    return await sends.get(call.part, bot.send_document)(
        chat_id,
        file,
        filename=call.name,
        caption=call.caption or None,
        parse_mode=ParseMode.HTML,
        reply_markup=markup(call.keyboard),
        protect_content=call.protected or None,
        allow_paid_broadcast=paid or None,
        write_timeout=UPLOAD_SECONDS,
    )


def _handed(message: Message) -> Arrived:
    """The id under which Telegram has the file now."""
    if message.photo:
        return Arrived(message.message_id, message.photo[-1].file_id)
    media = message.document or message.video or message.audio or message.voice
    return Arrived(message.message_id, media.file_id if media is not None else None)


async def _hand_parcel(
    bot: Bot, chat_id: int | str, call: HandParcel, files: FileStore | None, *, paid: bool
) -> Arrived:
    read = [(one.name, one.content or await _content(one.hash or "", files)) for one in call.files]
    message = await bot.send_document(
        chat_id,
        await asyncio.to_thread(pack, read),
        filename=call.name,
        caption=call.caption or None,
        parse_mode=ParseMode.HTML,
        protect_content=call.protected or None,
        allow_paid_broadcast=paid or None,
        write_timeout=UPLOAD_SECONDS,
    )
    return Arrived(message.message_id)


async def _content(file_hash: str, files: FileStore | None) -> bytes:
    """The bytes of a file of the store. A store that is away is as if Telegram could not be reached: it waits."""
    if files is None:
        raise FileUnknown
    try:
        return await asyncio.to_thread(files.get, file_hash)
    except (FileMissing, FileDamaged) as error:
        raise FileUnknown from error
    except StorageUnavailable as error:
        raise NotSent("the store of files is away") from error


async def _acknowledge(bot: Bot, call: Acknowledge) -> Arrived:
    with suppress(BadRequest):  # Telegram forgets a press after 150 seconds; a message answers it anyway
        await bot.answer_callback_query(call.query_id, call.text)
    return Arrived()


async def _remove(bot: Bot, chat_id: int | str, call: Remove) -> Arrived:
    with suppress(BadRequest):  # it is gone already, or too old to be taken away: it stays as it was
        await bot.delete_message(chat_id, call.message_id)
    return Arrived()
