"""Putting this process's beats into rows, where the others see them."""

import asyncio
from functools import partial

import structlog

from bot.trouble import describe
from bot.vitals.vitals import Vitals
from storage import Database, StorageUnavailable
from storage.queries import watching

PULSE_SECONDS = 30.0

log = structlog.get_logger(__name__)


class Pulses:
    """Keeps when each part of this process last went round. What has not gone round since is not written again."""

    def __init__(self, database: Database, vitals: Vitals) -> None:
        self._database, self._vitals = database, vitals
        self._kept: dict[str, object] = {}

    async def keep(self) -> None:
        """Put down what is new. Raises StorageUnavailable."""
        beats = {part.value: at for part, at in self._vitals.beats().items()}
        new = {part: at for part, at in beats.items() if self._kept.get(part) != at}
        if new:
            await asyncio.wrap_future(self._database.write(partial(watching.keep_pulses, pulses=new)))
            self._kept |= new

    async def keep_for_ever(self) -> None:
        """Put them down every half minute until cancelled, whatever goes wrong meanwhile."""
        while True:
            await asyncio.sleep(PULSE_SECONDS)
            try:
                await self.keep()
            except StorageUnavailable:
                log.warning("pulses.database_away")
            except Exception as error:
                log.error("pulses.failed", **describe(error))
