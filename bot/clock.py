"""The clock: looks every half minute what is due and puts it down as jobs; a second clock stands by."""

import asyncio
from datetime import datetime

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.alive import Alive
from bot.present import Now
from bot.schedule import due_instants, put_down_due
from bot.settings import Settings
from storage import Database, Session, StorageUnavailable
from storage.queries import jobs, leases

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
        """Put down what is due now. Gives the names of the jobs; nothing where another clock has the lease."""
        now = self._now()
        dead = self._alive.dead()
        try:
            if not await asyncio.wrap_future(self._database.read(lambda session: self._due(session, now))):
                return []
            return await asyncio.wrap_future(self._database.write(lambda session: self._tick(session, now, dead)))
        except StorageUnavailable:
            log.error("clock.database_away", hint="what is due is put down when it is back")
            return []

    def _due(self, session: Session, now: datetime) -> bool:
        """Whether there is anything to put down: while there is not, nothing is written."""
        return bool(due_instants(jobs.last_due(session), now, self._settings.zone))

    def _tick(self, session: Session, now: datetime, dead: list[str]) -> list[str]:
        if not leases.take(session, LEASE, self._alive.me, dead):
            return []
        put_down = put_down_due(session, now, self._settings.zone)
        for name in put_down:
            log.info("clock.due", job=name)
        return put_down
