"""The clock: looks every half minute what is due and puts it down; a second clock stands by."""

import asyncio
from datetime import datetime

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.alive import Alive
from bot.present import Jumps, Now, real_now
from bot.schedule import put_down_due
from bot.settings import Settings
from bot.trouble import describe
from bot.vitals import Vitals
from participation import due
from participation.due import Finder
from participation.watching import Part
from storage import Database, Session, StorageUnavailable
from storage.queries import leases

LEASE = "clock"
LOOK_SECONDS = 30
JUMP_SECONDS = 60  # by which a date may be put right without a word

log = structlog.get_logger(__name__)


class Clock:
    """Puts down what is due, while it holds the clock's lease."""

    def __init__(
        self, database: Database, alive: Alive, settings: Settings, now: Now, vitals: Vitals | None = None
    ) -> None:
        self._database = database
        self._alive = alive
        self._settings = settings
        self._now = now
        self._vitals = vitals or Vitals()
        self._jumps = Jumps()

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
        self._note_jump(now)
        try:
            for finder in (put_down_due, *due.FINDERS):
                found += await self._put_down(finder, now, dead)
        except StorageUnavailable:
            log.error("clock.database_away", hint="what is due is put down when it is back")
        return found

    def _note_jump(self, now: datetime) -> None:
        """A machine's date that jumps is told; a simulated one is moved on purpose."""
        seconds = self._jumps.since_last(now)
        if abs(seconds) > JUMP_SECONDS and self._now is real_now:
            log.warning("clock.jumped", seconds=round(seconds), hint="see to the machine's time service")

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
            return []  # the other one shows that it goes round
        self._vitals.beat(Part.CLOCK)
        found = finder(session, now, self._settings.zone)
        if found:
            leases.take(session, LEASE, self._alive.me, dead)
        return found
