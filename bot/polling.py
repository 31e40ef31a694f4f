"""Asking Telegram for updates. The offset moves, which confirms them, only once they are stored."""

import asyncio
import json
from urllib.parse import urlencode

import structlog
from telegram import Bot
from telegram.error import Conflict, InvalidToken, NetworkError, TelegramError

from bot.intake import ALLOWED_UPDATES, TakeIn, is_update
from bot.transport import asked_pause
from bot.trouble import describe
from bot.vitals import Vitals
from participation.watching import Part
from storage import StorageUnavailable

WAIT_SECONDS = 50
LATE_SECONDS = 10  # the answer to a long poll may be this late before the connection is taken for dead
FIRST_PAUSE, LONGEST_PAUSE = 1.0, 30.0

log = structlog.get_logger(__name__)


class NoUpdates(Exception):
    """What Telegram gave for updates holds none that could be confirmed."""


class Poller:
    """Takes in updates by long polling until it is cancelled."""

    def __init__(self, bot: Bot, take_in: TakeIn, vitals: Vitals | None = None) -> None:
        self._bot = bot
        self._take_in = take_in
        self._vitals = vitals or Vitals()
        self._offset: int | None = None

    async def poll_for_ever(self) -> None:
        """Fetch and store, with growing pauses while Telegram or the database is away."""
        pause = FIRST_PAUSE
        while True:
            try:
                await self.poll()
                self._vitals.beat(Part.POLLING)
                pause = FIRST_PAUSE
            except Exception as error:  # whatever it is, the next update may be a good one
                asked = asked_pause(error) or pause
                _report(error, asked)
                await asyncio.sleep(asked)
                pause = min(pause * 2, LONGEST_PAUSE)

    async def poll(self) -> None:
        """Fetch once and store what came. Raises TelegramError, StorageUnavailable, NoUpdates."""
        given = await self._fetch()
        if given == []:
            # All is confirmed. After a quiet week Telegram may number on from less, which an offset would confirm.
            self._offset = None
            return
        updates = [update for update in given if is_update(update)] if isinstance(given, list) else []
        if not updates:
            raise NoUpdates
        await self._take_in(updates)
        self._offset = max(update["update_id"] for update in updates) + 1

    async def _fetch(self) -> object:
        # Raw, because one update that the library can't parse would stop its own polling for ever.
        asked = {"timeout": str(WAIT_SECONDS), "allowed_updates": json.dumps(ALLOWED_UPDATES)}
        if self._offset is not None:
            asked["offset"] = str(self._offset)
        url = f"{self._bot.base_url}/getUpdates?{urlencode(asked)}"
        return await self._bot.request.post(url, read_timeout=WAIT_SECONDS + LATE_SECONDS)


def _report(error: Exception, pause: float) -> None:
    match error:
        case Conflict():
            log.error(
                "polling.conflict", hint="another process polls with this token, or a webhook is set", seconds=pause
            )
        case InvalidToken():
            log.error("polling.refused", hint="Telegram does not know BOT_TOKEN; run `participa check`", seconds=pause)
        case StorageUnavailable():
            log.error("polling.database_away", hint="updates stay with Telegram until it is back", seconds=pause)
        case NetworkError():
            log.warning("polling.telegram_away", reason=type(error).__name__, seconds=pause)
        case TelegramError() | NoUpdates():
            log.error("polling.failed", reason=type(error).__name__, seconds=pause)
        case _:
            log.error("polling.failed", seconds=pause, **describe(error))
