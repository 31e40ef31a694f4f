"""The live counts: messages in which staff see how far a sending is, brought up to date every few seconds."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

import structlog
from telegram import Bot

from bot.courier.attempts import Verdict, attempt
from bot.courier.pacing import Gate
from bot.trouble import describe
from handlers.answer import Say
from handlers.notices.live import REPORT_SLOT, SLOT, count_message, report_message
from handlers.turn import Office
from locales import Language, Words, formats, words
from participation.notices import state_of
from storage import Database, Session, StorageUnavailable
from storage.models.followup import ReportState
from storage.queries import chats, live, notices
from storage.queries import publication as reports

LIVE_SECONDS = 3.0

Result = TypeVar("Result")
log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Watched:
    """A message that shows a sending, and what it has to say now."""

    chat_id: int
    slot: str
    message_id: int
    said: Say | None  # None: there is no such notice
    is_over: bool


class LiveCounts:
    """Edits them where the count has changed; the last time once nothing is left to send. Only the sender does."""

    def __init__(self, database: Database, office: Office, bot: Bot, gate: Gate, sends: Callable[[], bool]) -> None:
        self._database, self._office, self._bot, self._gate, self._sends = database, office, bot, gate, sends
        self._shown: dict[tuple[int, str], str] = {}
        self._one_by_one = asyncio.Lock()

    async def run_for_ever(self) -> None:
        """Show until cancelled; whatever goes wrong, the sending goes on."""
        while True:
            await asyncio.sleep(LIVE_SECONDS)
            try:
                await self.show_all()
            except StorageUnavailable:
                continue
            except Exception as error:
                log.error("courier.live_failed", **describe(error))

    async def show_all(self) -> None:
        """Bring every message up to date now."""
        if not self._sends():
            return
        async with self._one_by_one:
            for one in await self._read(self._watched):
                if one.said is not None and self._shown.get((one.chat_id, one.slot)) != one.said.text:
                    await self._show(one, one.said)
                if one.is_over:
                    await self._forget(one)

    async def _show(self, one: Watched, said: Say) -> None:
        if not await self._gate.turn(one.chat_id):
            return
        found = await attempt(self._bot, one.chat_id, said, one.message_id)
        if found.verdict is Verdict.SLOW_DOWN:
            self._gate.close(found.seconds)
        else:  # one that can't be edited is not tried again with the same text
            self._shown[one.chat_id, one.slot] = said.text

    async def _forget(self, one: Watched) -> None:
        if one.said is not None and self._shown.pop((one.chat_id, one.slot), None) is None:
            return  # the last count is not shown yet
        await asyncio.wrap_future(self._database.write(lambda session: live.forget(session, one.chat_id, one.slot)))

    def _watched(self, session: Session) -> list[Watched]:
        looks = {SLOT: self._as_it_is, REPORT_SLOT: self._report}
        return [
            look(session, message.chat_id, message.slot, message.message_id)
            for slot, look in looks.items()
            for message in live.watched(session, slot)
        ]

    def _report(self, session: Session, chat_id: int, slot: str, message_id: int) -> Watched:
        """How far the making of a report is."""
        report = reports.report(session, int(slot.removeprefix(REPORT_SLOT)))
        if report is None:
            return Watched(chat_id, slot, message_id, None, is_over=True)
        in_words = self._words(session, chat_id)
        said = report_message(report, in_words, formats(in_words.language, self._office.zone))
        is_over = report.state not in (ReportState.REQUESTED, ReportState.MAKING)
        return Watched(chat_id, slot, message_id, said, is_over=is_over)

    def _words(self, session: Session, chat_id: int) -> Words:
        chosen = chats.preferences(session, chat_id).language
        return words(self._office.language if chosen is None else Language(chosen))

    def _as_it_is(self, session: Session, chat_id: int, slot: str, message_id: int) -> Watched:
        notice = notices.notice(session, int(slot.removeprefix(SLOT)))
        if notice is None:
            return Watched(chat_id, slot, message_id, None, is_over=True)
        counts = state_of(session, notice)
        said = count_message(notice, counts, self._words(session, chat_id))
        return Watched(chat_id, slot, message_id, said, is_over=not counts.waiting)

    async def _read(self, work: Callable[[Session], Result]) -> Result:
        return await asyncio.wrap_future(self._database.read(work))
