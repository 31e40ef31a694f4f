"""What is kept while a turn's answer is sent: where something later depends on it, and nothing else."""

from collections.abc import Callable
from datetime import datetime

from bot.persistence import Persistently
from bot.sending import SENDINGS, Fate, Outcome, Watch
from handlers.answer import Acknowledge, Call, Say, Show
from storage import Session
from storage.queries import chats, desks, turns
from storage.queries.turns import ClaimedTurn


class TurnWatch(Watch):
    """Keeps the ids that Telegram gave, and that a chat is closed to us."""

    def __init__(
        self, keep: Persistently, turn: ClaimedTurn, holder: str, chat_id: int, now: Callable[[], datetime]
    ) -> None:
        super().__init__()
        self._keep = keep
        self._turn = turn
        self._holder = holder
        self._chat_id = chat_id
        self._now = now

    async def settled(self, index: int, call: Call, outcome: Outcome) -> None:
        work = [*self._worth_keeping(call, outcome)]
        if not work:
            return

        def keep(session: Session) -> None:
            for piece in work:
                piece(session)

        await self._keep(keep)

    def _worth_keeping(self, call: Call, outcome: Outcome) -> list[Callable[[Session], None]]:
        chat_id, bot_id, arrived = self._chat_id, self._turn.bot_id, outcome.arrived
        found: list[Callable[[Session], None]] = []
        if outcome.fate is Fate.BLOCKED:
            now = self._now()
            found.append(lambda session: chats.mark_blocked(session, chat_id, now))
        if isinstance(call, Say) and call.slot is not None and arrived.message_id is not None:
            slot, message_id = call.slot, arrived.message_id
            found.append(lambda session: turns.remember_shown(session, chat_id, slot, message_id))
        if isinstance(call, Say) and call.case_id is not None and arrived.message_id is not None:
            card = (chat_id, arrived.message_id, call.case_id)
            found.append(lambda session: desks.remember_card(session, *card))
        if isinstance(call, Show) and arrived.file_id is not None and arrived.file_id != call.file_id:
            key, file_id = call.key, arrived.file_id
            found.append(lambda session: turns.remember_file(session, bot_id, key, file_id))
        return found


class StoredWatch(TurnWatch):
    """Also counts how often each call of a stored answer leaves, so that after a crash none does so a third time."""

    async def begins(self, index: int, call: Call) -> bool:
        if isinstance(call, Acknowledge):
            return True
        if index != self._last:  # a process that ended may have made it already
            self._last, self._times = index, self._turn.sendings if index == self._turn.sent else 0
        if self._times >= SENDINGS:
            return False
        self._times += 1
        await self._keep(lambda session: turns.count_sending(session, self._turn, self._holder, index, self._times))
        return True
