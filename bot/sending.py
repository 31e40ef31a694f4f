"""Sending an answer until it has arrived, is refused, or may not be tried again.

Three kinds of failure are told apart. What never left is sent when Telegram can be reached again: nobody else could be
answered meanwhile. What may have arrived is repeated once at most. What Telegram answered with an error of its own is
repeated a few times, and then given up, because it may be this very message that it stumbles over. Before anything is
repeated Telegram is asked for something harmless, so that an outage uses up no tries.
"""

import asyncio
import time
from dataclasses import dataclass, field
from enum import Enum

import structlog
from telegram import Bot
from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken, RetryAfter, TelegramError

from bot.calls import Arrived, FileUnknown, make
from bot.transport import NotSent, OutcomeUnknown, asked_pause
from handlers.answer import Acknowledge, Answer, Call
from storage.files import FileStore

GIVE_UP_AFTER = 3600.0  # seconds that an answer waits for Telegram; who asked an hour ago asks again
SENDINGS = 2  # of a call whose outcome is not known
ERRORS = 5  # how often Telegram may answer a call with an error of its own
FIRST_PAUSE, LONGEST_PAUSE = 0.5, 60.0
# A chat where we may not write. Telegram calls these bad requests, though there is nothing wrong with the request.
CLOSED = ("not enough rights", "have no rights", "chat not found", "chat_write_forbidden", "topic_closed", "is closed")

log = structlog.get_logger(__name__)


class Fate(Enum):
    """What became of a call."""

    ARRIVED = "arrived"
    REFUSED = "refused"  # Telegram said what is wrong with it; it would say so again
    BLOCKED = "blocked"  # nobody there wants to hear from us, or we may not write there
    UNKNOWN = "unknown"  # it may have arrived; it was repeated once and is not repeated again
    GIVEN_UP = "given up"
    FILE_UNKNOWN = "file unknown"  # Telegram has forgotten a file, and its bytes are not at hand


@dataclass(frozen=True)
class Outcome:
    """What became of a call, the ids that it was given, and Telegram's reason where it refused."""

    fate: Fate
    arrived: Arrived = field(default_factory=Arrived)
    reason: str = ""


class Watch:
    """Who wants to know how the sending goes; what is kept of it outlives the process."""

    def __init__(self) -> None:
        self._last, self._times = -1, 0

    async def begins(self, index: int, _call: Call) -> bool:
        """A call is about to be made, again where its outcome is unknown. False: it was made as often as it may be."""
        self._times = self._times + 1 if index == self._last else 1
        self._last = index
        return self._times <= SENDINGS

    async def settled(self, index: int, call: Call, outcome: Outcome) -> None:
        """What became of it."""


async def deliver(bot: Bot, answer: Answer, first: int, watch: Watch, files: FileStore | None = None) -> list[Outcome]:
    """Make the calls of an answer from the one at index `first`, telling `watch` of each before the next is made.

    Where a chat is closed to us the rest of the answer is not sent. `files` is where files of the store come from.
    """
    outcomes: list[Outcome] = []
    chat_id = answer.chat_id
    for index, call in enumerate(answer.calls[first:], first):
        outcome, chat_id = await _Delivery(bot, chat_id, call, index, watch, files).settle()
        outcomes.append(outcome)
        await watch.settled(index, call, outcome)
        if outcome.fate is Fate.BLOCKED:
            break
    return outcomes


class _Delivery:
    """One call on its way."""

    def __init__(self, bot: Bot, chat_id: int, call: Call, index: int, watch: Watch, files: FileStore | None) -> None:
        self._bot = bot
        self._files = files
        self._chat_id = chat_id
        self._call = call
        self._index = index
        self._watch = watch
        self._give_up_at = time.monotonic() + GIVE_UP_AFTER
        self._pause = FIRST_PAUSE
        self._errors = 0

    async def settle(self) -> tuple[Outcome, int]:
        """Make the call, waiting and repeating as far as that is safe. Gives its fate, and the chat's id as it is now.

        The answer to a button press is tried once: it only stops a clock, and a message says what matters.
        """
        if not await self._watch.begins(self._index, self._call):
            return Outcome(Fate.UNKNOWN), self._chat_id
        outcome = await self._once()
        while outcome is None and not isinstance(self._call, Acknowledge):
            outcome = await self._once()
        return outcome or Outcome(Fate.UNKNOWN), self._chat_id

    async def _once(self) -> Outcome | None:
        """Try once; None when it is to be tried again, after the wait that this took."""
        try:
            return Outcome(Fate.ARRIVED, await make(self._bot, self._chat_id, self._call, self._files))
        except ChatMigrated as error:
            self._chat_id = error.new_chat_id
            return None
        except FileUnknown:
            return Outcome(Fate.FILE_UNKNOWN)
        except TelegramError as error:
            return self._refused(error) or await self._failed(error)

    def _refused(self, error: TelegramError) -> Outcome | None:
        """What Telegram would say again."""
        closed = isinstance(error, BadRequest) and any(said in error.message.lower() for said in CLOSED)
        if closed or isinstance(error, Forbidden):
            return Outcome(Fate.BLOCKED, reason=error.message)
        if isinstance(error, BadRequest):
            log.warning("answer.refused", call=self._call.kind, reason=error.message)
            return Outcome(Fate.REFUSED, reason=error.message)
        return None

    async def _failed(self, error: TelegramError) -> Outcome | None:
        """What may be otherwise the next time."""
        match error:
            case RetryAfter():
                seconds = asked_pause(error) or 0
                log.warning("answer.slow_down", call=self._call.kind, seconds=seconds)
                return await self._wait(seconds)
            case NotSent() | InvalidToken():  # a token may be under renewal; the answer waits
                return await self._wait_longer(error)
            case OutcomeUnknown():
                return await self._repeat_once(error)
        return await self._repeat_sometimes(error)

    async def _repeat_once(self, error: TelegramError) -> Outcome | None:
        if isinstance(self._call, Acknowledge):
            return Outcome(Fate.UNKNOWN)
        if (given_up := await self._until_telegram_answers(error)) is not None:
            return given_up
        once_more = await self._watch.begins(self._index, self._call)
        log.warning("answer.unknown", call=self._call.kind, reason=type(error).__name__, repeated=once_more)
        return None if once_more else Outcome(Fate.UNKNOWN)

    async def _repeat_sometimes(self, error: TelegramError) -> Outcome | None:
        self._errors += 1
        if self._errors == ERRORS or isinstance(self._call, Acknowledge):
            return Outcome(Fate.GIVEN_UP, reason=type(error).__name__)
        return await self._wait_longer(error) or await self._until_telegram_answers(error)

    async def _until_telegram_answers(self, error: TelegramError) -> Outcome | None:
        while True:
            try:
                await self._bot.get_me()
            except RetryAfter:
                return None  # it answers; whether it also takes this call is seen by trying
            except TelegramError as still:
                if (given_up := await self._wait_longer(still)) is not None:
                    return given_up
            else:
                return None

    async def _wait_longer(self, error: TelegramError) -> Outcome | None:
        seconds, self._pause = self._pause, min(self._pause * 2, LONGEST_PAUSE)
        log.warning("answer.waits", call=self._call.kind, reason=type(error).__name__, seconds=seconds)
        return await self._wait(seconds)

    async def _wait(self, seconds: float) -> Outcome | None:
        """Wait, unless that would be too long; an Acknowledge waits for nothing."""
        if isinstance(self._call, Acknowledge) or time.monotonic() + seconds > self._give_up_at:
            return Outcome(Fate.GIVEN_UP, reason="Telegram could not be reached in time")
        await asyncio.sleep(seconds)
        return None
