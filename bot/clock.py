"""The clock: looks every half minute what is due and puts it down; a second clock stands by."""

import asyncio
from datetime import datetime

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.alive import Alive
from bot.present import Now
from bot.schedule import put_down_due
from bot.settings import Settings
from bot.trouble import describe
from participation import due
from participation.due import Finder
from storage import Database, Session, StorageUnavailable
from storage.queries import leases

LEASE = "clock"
LOOK_SECONDS = 30

log = structlog.get_logger(__name__)


class Clock:
    """Puts down what is due, while it holds the clock's lease."""

    def __init__(self, database: Database, alive: Alive, settings: Settings, now: Now) -> None:
        self._database = database
        self._alive = alive
        self._settings = settings
        self._now = now

    async def run_for_ever(self) -> None:
        """Tick until cancelled. The scheduler only fires; what is due is read from rows, so nothing is missed."""
        scheduler = AsyncIOScheduler()
        scheduler.add_job(self.tick, "interval", seconds=LOOK_SECONDS, coalesce=True, max_instances=1)
        scheduler.start()
        try:
            await self.tick()
            await asyncio.Event().wait()
        finally:
            scheduler.shutdown(wait=False)

    async def tick(self) -> list[str]:
        """Put down what is due now. Gives the names of it; nothing where another clock has the lease."""
        now, dead = self._now(), self._alive.dead()
        found: list[str] = []
        try:
            for finder in (put_down_due, *due.FINDERS):
                found += await self._put_down(finder, now, dead)
        except StorageUnavailable:
            log.error("clock.database_away", hint="what is due is put down when it is back")
        return found

    async def _put_down(self, finder: Finder, now: datetime, dead: list[str]) -> list[str]:
        """What one finder puts down, in a unit of work of its own: a fault in one keeps no other from its work."""
        try:
            found = await asyncio.wrap_future(
                self._database.write(lambda session: self._tick(session, finder, now, dead))
            )
        except StorageUnavailable:
            raise
        except Exception as error:
            log.error("clock.failed", finder=finder.__name__, **describe(error))
            return []
        for name in found:
            log.info("clock.due", what=name)
        return found

    def _tick(self, session: Session, finder: Finder, now: datetime, dead: list[str]) -> list[str]:
        """While nothing is due nothing is written, nor is the lease: what is put down has a key of its own anyway."""
        if not leases.is_free(session, LEASE, self._alive.me, dead):
            return []
        found = finder(session, now, self._settings.zone)
        if found:
            leases.take(session, LEASE, self._alive.me, dead)
        return found
