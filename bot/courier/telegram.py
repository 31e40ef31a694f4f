"""Copies as messages: sent once, edited in place when they are behind, answered where the change is to be told."""

from dataclasses import replace
from datetime import datetime
from typing import TypeGuard

import structlog
from telegram import Bot
from telegram.error import RetryAfter, TelegramError

from bot.courier.attempts import Attempt, Verdict, attempt
from bot.courier.outcomes import Outcome
from bot.courier.pacing import Gate, Recipient
from bot.courier.preparing import Prepared, without_links
from bot.present import Now
from bot.sending import ERRORS, SENDINGS
from handlers.answer import Call
from storage.files import FileStore
from storage.models.notices import CopyState
from storage.queries.outbox import Ended

NOT_NOW = frozenset({Verdict.BLOCKED, Verdict.SLOW_DOWN, Verdict.NOT_SENT, Verdict.ERROR})

log = structlog.get_logger(__name__)


class TelegramCarrier:
    """Brings copies to chats; with `paid`, faster than Telegram takes them for nothing."""

    def __init__(self, bot: Bot, gate: Gate, now: Now, files: FileStore | None = None, *, paid: bool = False) -> None:
        self._bot = bot
        self._paid = paid
        self._files = files  # where the letter of an answer comes from
        self._gate = gate
        self._now = now

    async def is_reachable(self) -> bool:
        """Whether Telegram answers something harmless, so that an outage uses up no tries."""
        try:
            await self._bot.get_me()
        except RetryAfter:
            return True  # it answers; whether it also takes messages is seen by trying
        except TelegramError:
            return False
        return True

    async def carry(self, copy: Prepared) -> Outcome:
        """Send a copy, or bring the message that shows it up to date."""
        return await _Trip(self._bot, self._gate, self._now, self._files, copy, paid=self._paid).made()


class _Trip:
    """One copy on its way. `chat` is where it goes: a group may get another id on the way."""

    def __init__(self, bot: Bot, gate: Gate, now: Now, files: FileStore | None, copy: Prepared, *, paid: bool) -> None:
        self._bot, self._gate, self._now, self._files = bot, gate, now, files
        self._copy = copy
        self._paid = paid
        self._chat: Recipient = copy.recipient
        self._missing: str | None = None  # why something beside the message itself did not arrive

    async def made(self) -> Outcome:
        if not self._copy.told.calls and self._copy.message_id is None:
            return self._outcome(self._ended(CopyState.SKIPPED, reason="nothing to say"))
        if self._copy.message_id is None:
            return await self._send()
        return await self._bring_up_to_date(self._copy.message_id)

    async def _send(self) -> Outcome:
        first, *others = self._copy.told.calls
        found = await self._once(first)
        if not _has_arrived(found):
            return self._not_arrived(found)
        blocked = await self._surely(others)
        return blocked or self._arrived(found.arrived.message_id)

    async def _bring_up_to_date(self, message_id: int) -> Outcome:
        """Edit the message; where that can't be done any more, the reply alone tells the change."""
        if self._copy.told.calls:
            found = await self._once(self._copy.told.calls[0], message_id)
            if found is None or found.verdict in NOT_NOW or self._may_edit_again(found):
                return self._not_arrived(found)
            if found.verdict is not Verdict.ARRIVED:
                log.warning("notice.not_edited", notice=self._copy.notice_id, reason=found.reason)
        reply = self._copy.told.reply
        if reply is None or not self._copy.tells_change:
            return self._arrived(message_id)
        blocked = await self._surely([replace(reply, reply_to=reply.reply_to or message_id)])
        return blocked or self._arrived(message_id)

    def _may_edit_again(self, found: Attempt) -> bool:
        """An edit whose outcome is unknown may be repeated more often than a message: it shows the same."""
        return found.verdict is Verdict.UNKNOWN and self._copy.unknown + 1 < ERRORS

    async def _once(self, call: Call, edited: int | None = None, *, belongs: bool = False) -> Attempt | None:
        """Make a call when its turn comes; again at once unpaid, without its links, or to the chat's new id.

        None: no turn. One that is not paid for leaves at the pace that is free: Telegram says how long to wait.
        """
        while await self._gate.turn(self._chat, belongs=belongs):
            found = await attempt(self._bot, self._chat, call, edited, self._files, paid=self._paid)
            if found.verdict is Verdict.MIGRATED and found.new_chat != self._chat:
                self._chat = found.new_chat
            elif found.verdict is Verdict.REFUSED and self._paid and edited is None:
                log.warning("notice.not_paid", notice=self._copy.notice_id, reason=found.reason)
                self._paid = False
            elif found.verdict is Verdict.REFUSED and (plain := without_links(call)) is not None:
                log.warning("notice.links_dropped", notice=self._copy.notice_id, reason=found.reason)
                call = plain
            else:
                return found
        return None

    async def _surely(self, calls: list[Call]) -> Outcome | None:
        """What belongs to a message that arrived: tried until clear. Gives the outcome where nobody listens."""
        for call in calls:
            tries = unknown = 0
            while True:
                found = await self._once(call, belongs=True)
                if found is None or found.verdict in {Verdict.SLOW_DOWN, Verdict.NOT_SENT}:
                    self._slow_down(found)
                    await self._gate.open()
                    continue
                if found.verdict is Verdict.BLOCKED:
                    return self._not_arrived(found)
                tries += found.verdict is Verdict.ERROR
                unknown += found.verdict is Verdict.UNKNOWN
                if found.verdict not in {Verdict.ERROR, Verdict.UNKNOWN} or tries >= ERRORS or unknown >= SENDINGS:
                    break
                self._gate.trouble()
                await self._gate.open()
            if found.verdict is not Verdict.ARRIVED:
                self._missing = f"{call.kind}: {found.verdict.value}"
        return None

    def _slow_down(self, found: Attempt | None) -> None:
        if found is not None and found.verdict is Verdict.SLOW_DOWN:
            log.warning("courier.slow_down", seconds=found.seconds)
            self._gate.close(found.seconds)
        elif found is not None:
            self._gate.trouble()

    def _not_arrived(self, found: Attempt | None) -> Outcome:
        copy = self._copy
        if found is None:
            return self._outcome(self._ended(copy.was, counted=False))
        match found.verdict:
            case Verdict.SLOW_DOWN | Verdict.NOT_SENT:
                self._slow_down(found)
                return self._outcome(self._ended(copy.was, counted=False))
            case Verdict.UNKNOWN:
                self._gate.trouble()
                once_more = copy.unknown + 1 < (SENDINGS if copy.message_id is None else ERRORS)
                log.warning("notice.unknown", notice=copy.notice_id, copy=copy.copy_id, repeated=once_more)
                return self._outcome(self._ended(copy.was if once_more else CopyState.UNKNOWN, unknown=True))
            case Verdict.ERROR if copy.attempts < ERRORS:
                self._gate.trouble()
                return self._outcome(self._ended(copy.was))
            case Verdict.BLOCKED:
                is_person = isinstance(self._chat, int) and self._chat > 0
                ended = self._ended(CopyState.BLOCKED, reason=found.reason)
                return Outcome(ended, blocked_chat=int(self._chat) if is_person else None)
        log.warning("notice.refused", notice=copy.notice_id, copy=copy.copy_id, reason=found.reason)
        return self._outcome(self._ended(CopyState.REFUSED, reason=found.reason))

    def _arrived(self, message_id: int | None) -> Outcome:
        self._gate.all_is_well()
        copy = self._copy
        return self._outcome(
            self._ended(
                CopyState.SENT,
                message_id=message_id,
                shown_version=copy.version,
                at=self._now(),
                reason=self._missing,
            )
        )

    def _ended(
        self,
        state: CopyState,
        *,
        message_id: int | None = None,
        shown_version: int | None = None,
        at: datetime | None = None,
        reason: str | None = None,
        counted: bool = True,
        unknown: bool = False,
    ) -> Ended:
        return Ended(
            self._copy.copy_id,
            state,
            self._copy.notice_id,
            message_id=message_id,
            shown_version=shown_version,
            at=at,
            reason=reason[:160] if reason else None,
            counted=counted,
            unknown=unknown,
        )

    def _outcome(self, ended: Ended) -> Outcome:
        old, new = self._copy.recipient, self._chat
        has_moved = isinstance(old, int) and isinstance(new, int) and old != new
        return Outcome(ended, moved_chat=(int(old), int(new)) if has_moved else None)


def _has_arrived(found: Attempt | None) -> TypeGuard[Attempt]:
    return found is not None and found.verdict is Verdict.ARRIVED
