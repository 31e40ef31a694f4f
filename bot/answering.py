"""What is kept while a turn's answer is sent: where something later depends on it, and nothing else.

What may wait is noted, and kept with the next thing that is stored of the turn: at the latest when it is finished.
"""

import asyncio
from collections.abc import Callable
from datetime import datetime

import structlog
from telegram import Bot

from bot.persistence import Persistently
from bot.sending import SENDINGS, Fate, Outcome, Watch, deliver
from bot.trouble import describe
from handlers.answer import Acknowledge, Answer, Call, Hand, HandFile, Remove, Say, Show
from storage import Session
from storage.queries import chats, desks, turns
from storage.queries.turns import ClaimedTurn

APOLOGY_SECONDS = 30.0

Note = Callable[[Session], None]
log = structlog.get_logger(__name__)


def first_counted(answer: Answer) -> int | None:
    """The first call that may not be made a third time. What stops a clock or takes away is harmless in any number."""
    return next((index for index, call in enumerate(answer.calls) if not _is_harmless(call)), None)


def resumed_at(answer: Answer, sent: int) -> int:
    """The call from which a stored answer is sent on, when the one at `sent` may have been made."""
    first = sent
    while first > 0 and _is_harmless(answer.calls[first - 1]):
        first -= 1
    return first


def _is_harmless(call: Call) -> bool:
    return isinstance(call, Acknowledge | Remove)


def matters(call: Call, outcome: Outcome) -> bool:
    """Whether the person lacks something by what became of a call, that is to be kept for another try."""
    return not _is_harmless(call) and outcome.fate not in {Fate.ARRIVED, Fate.BLOCKED}


def is_forgotten(outcome: Outcome) -> bool:
    """Whether Telegram has forgotten the file of a call."""
    return outcome.fate is Fate.FILE_UNKNOWN


def said(call: Call, outcome: Outcome) -> str:
    """What became of a call, for the log and for who looks at a turn that was set aside."""
    return f"{call.kind}: {outcome.fate.value} {outcome.reason}".strip()


class TurnWatch(Watch):
    """Keeps the ids that Telegram gave, and that a chat is closed to us."""

    def __init__(
        self, keep: Persistently, turn: ClaimedTurn, holder: str, answer: Answer, now: Callable[[], datetime]
    ) -> None:
        super().__init__()
        self._keep = keep
        self._turn = turn
        self._holder = holder
        self._answer = answer
        self._now = now
        self.noted: list[Note] = []
        """What is not kept yet."""

    async def settled(self, index: int, call: Call, outcome: Outcome) -> None:
        self.noted += self._worth_keeping(call, outcome)

    async def keep_noted(self) -> None:
        """Keep what is noted now: nothing else will be stored soon."""
        if self.noted:
            await self._keep(self._take_noted())

    def _take_noted(self) -> Note:
        noted, self.noted = self.noted, []

        def keep(session: Session) -> None:
            for note in noted:
                note(session)

        return keep

    def _worth_keeping(self, call: Call, outcome: Outcome) -> list[Note]:
        chat_id, bot_id, arrived = self._answer.chat_id, self._turn.bot_id, outcome.arrived
        found: list[Note] = []
        if outcome.fate is Fate.BLOCKED:
            now = self._now()
            found.append(lambda session: chats.mark_blocked(session, chat_id, now))
        if isinstance(call, Say) and call.slot is not None and arrived.message_id is not None:
            slot, message_id = call.slot, arrived.message_id
            found.append(lambda session: turns.remember_shown(session, chat_id, slot, message_id))
        if isinstance(call, Say) and call.case_id is not None and arrived.message_id is not None:
            card = (chat_id, arrived.message_id, call.case_id)
            found.append(lambda session: desks.remember_card(session, *card))
        if isinstance(call, Show | Hand | HandFile) and call.key and arrived.file_id not in {None, call.file_id}:
            key, file_id = call.key, arrived.file_id or ""
            found.append(lambda session: turns.remember_file(session, bot_id, key, file_id))
        return found


class StoredWatch(TurnWatch):
    """Also counts how often each call of a stored answer leaves, so that after a crash none does so a third time."""

    async def begins(self, index: int, call: Call) -> bool:
        if _is_harmless(call):
            return True
        if index != self._last:
            first, self._last = self._last < 0, index
            if first and self._turn.answer is None:
                self._times = 1
                return True  # it was counted with the work that the answer tells of
            self._times = self._turn.sendings if index == self._turn.sent else 0  # another process may have made it
        if self._times >= SENDINGS:
            return False
        self._times += 1
        await self._keep(self._count(index, self._times, self._take_noted()))
        return True

    def _count(self, index: int, times: int, keep: Note) -> Note:
        def count(session: Session) -> None:
            keep(session)
            turns.count_sending(session, self._turn, self._holder, index, times)

        return count


async def apologise(bot: Bot, apology: Answer) -> None:
    """Not part of a turn: nothing of it is kept, and it is not waited for as long. Never raises."""
    try:
        async with asyncio.timeout(APOLOGY_SECONDS):
            await deliver(bot, apology, 0, Watch())
    except Exception as error:
        log.error("turn.apology_failed", **describe(error))
