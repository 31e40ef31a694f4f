"""One call to Telegram, and what its answer means for the copy that it carries."""

from dataclasses import dataclass, field
from enum import Enum

from telegram import Bot
from telegram.constants import ParseMode
from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken, RetryAfter, TelegramError

from bot.calls import Arrived, FileUnknown, edit, is_out_of_reach, make, markup
from bot.courier.pacing import Recipient
from bot.sending import CLOSED
from bot.transport import NotSent, OutcomeUnknown, asked_pause
from handlers.answer import Call, Say
from storage.files import FileStore


class Verdict(Enum):
    """What came of a call."""

    ARRIVED = "arrived"
    OUT_OF_REACH = "out of reach"  # the message that was to be edited is gone, or too old
    REFUSED = "refused"
    BLOCKED = "blocked"
    MIGRATED = "migrated"
    SLOW_DOWN = "slow down"
    NOT_SENT = "not sent"
    UNKNOWN = "unknown"
    ERROR = "error"  # Telegram's own


@dataclass(frozen=True)
class Attempt:
    """What came of a call, with what belongs to it."""

    verdict: Verdict
    arrived: Arrived = field(default_factory=Arrived)
    reason: str = ""
    seconds: float = 0.0  # that Telegram asks us to wait
    new_chat: int = 0


async def attempt(
    bot: Bot,
    chat: Recipient,
    call: Call,
    edited: int | None = None,
    files: FileStore | None = None,
    *,
    paid: bool = False,
) -> Attempt:
    """Make one call once: a new message, which may be `paid` for, or its text for the message `edited`."""
    try:
        if edited is None:
            arrived = await make(bot, chat, call, files, paid=paid)
        else:
            arrived = await _edit(bot, chat, call, edited)
    except FileUnknown:
        return Attempt(Verdict.REFUSED, reason="a picture or a file without its bytes")
    except TelegramError as error:
        return _verdict(error)
    return Attempt(Verdict.ARRIVED, arrived)


async def _edit(bot: Bot, chat: Recipient, call: Call, message_id: int) -> Arrived:
    """New text and buttons in place. To a message that says so already nothing happens."""
    try:
        if isinstance(call, Say):
            await edit(bot, chat, message_id, call)
        else:
            keyboard, caption = markup(getattr(call, "keyboard", ())), getattr(call, "caption", "")
            await bot.edit_message_caption(
                chat, message_id, caption=caption, parse_mode=ParseMode.HTML, reply_markup=keyboard
            )
    except BadRequest as error:
        if "not modified" not in error.message.lower():
            raise
    return Arrived(message_id)


def _verdict(error: TelegramError) -> Attempt:
    reason = type(error).__name__
    found = Attempt(Verdict.ERROR, reason=reason)
    match error:
        case ChatMigrated():
            found = Attempt(Verdict.MIGRATED, new_chat=error.new_chat_id)
        case RetryAfter():
            found = Attempt(Verdict.SLOW_DOWN, seconds=asked_pause(error) or 0.0)
        case Forbidden():
            found = Attempt(Verdict.BLOCKED, reason=error.message)
        case BadRequest():
            found = _bad_request(error)
        case NotSent() | InvalidToken():  # a token may be under renewal
            found = Attempt(Verdict.NOT_SENT, reason=reason)
        case OutcomeUnknown():
            found = Attempt(Verdict.UNKNOWN, reason=reason)
    return found


def _bad_request(error: BadRequest) -> Attempt:
    said = error.message.lower()
    if any(closed in said for closed in CLOSED):
        return Attempt(Verdict.BLOCKED, reason=error.message)
    if is_out_of_reach(error):
        return Attempt(Verdict.OUT_OF_REACH, reason=error.message)
    return Attempt(Verdict.REFUSED, reason=error.message)
