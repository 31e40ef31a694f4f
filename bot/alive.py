"""Which processes live: each beats in the database, and judges the others by its own monotonic clock."""

import asyncio
import os
import secrets
import socket
import time
from collections.abc import Callable

import structlog

from bot.trouble import describe
from storage import Database, Session, StorageUnavailable
from storage.queries import leases

BEAT_SECONDS = 2.0
DEAD_AFTER = 12.0  # a process that did not beat for so long is taken for dead, and its lanes are taken over
BLIND_AFTER = 6.0  # who has not looked for so long (database away, machine asleep) can't tell who beat meanwhile

log = structlog.get_logger(__name__)


class Alive:
    """This process's sign of life, and its list of the dead. `clock` gives monotonic seconds."""

    def __init__(self, database: Database, kind: str, clock: Callable[[], float] = time.monotonic) -> None:
        self.me = f"{kind}-{socket.gethostname()[:24]}-{os.getpid()}-{secrets.token_hex(4)}"
        self._database = database
        self._clock = clock
        self._seen: dict[str, tuple[int, float]] = {}
        self._first: dict[str, int] = {}
        self._looked_at = clock()
        self._missed: set[str] = set()

    def dead(self) -> list[str]:
        """Processes whose beat has stood still for too long, as seen from here; none while we can't tell."""
        now = self._clock()
        if now - self._looked_at > BLIND_AFTER:
            return []
        return [holder for holder, (_, since) in self._seen.items() if now - since > DEAD_AFTER and holder != self.me]

    async def others_are_judged(self) -> None:
        """Wait until each other process was seen to beat, or is known to be dead: for one that lives shortly itself."""
        while self._undecided():  # noqa: ASYNC110 - the others' beats come from the database, nobody sets an event
            await asyncio.sleep(BEAT_SECONDS / 4)

    def _undecided(self) -> set[str]:
        unmoved = {holder for holder, (beat, _) in self._seen.items() if self._first[holder] == beat}
        return unmoved - {self.me, *self.dead()}

    async def beat(self) -> None:
        """Beat once, look at the others, and clear away who died and holds nothing any more."""
        dead = self.dead()
        self._tell_missed(dead)
        beats = await asyncio.wrap_future(self._database.write(lambda session: self._beat(session, dead)))
        now = self._clock()
        before = self._seen if now - self._looked_at <= BLIND_AFTER else {}
        self._looked_at = now
        self._first = {holder: self._first.get(holder, beat) for holder, beat in beats.items()}
        self._seen = {
            holder: before[holder] if holder in before and before[holder][0] == beat else (beat, now)
            for holder, beat in beats.items()
        }

    async def beat_for_ever(self) -> None:
        """Beat until cancelled; whatever goes wrong in between does not end it."""
        while True:
            await asyncio.sleep(BEAT_SECONDS)
            try:
                await self.beat()
            except StorageUnavailable:
                log.warning("alive.database_away")
            except Exception as error:
                log.error("alive.beat_failed", **describe(error))

    def _tell_missed(self, dead: list[str]) -> None:
        for holder in set(dead) - self._missed:
            log.warning("alive.missed", process=holder, hint="it ended without a word; its work is taken over")
        self._missed = set(dead)

    async def leave(self) -> None:
        """Give back all leases of this process. Where the database is away, others see that it beats no more."""
        try:
            await asyncio.wrap_future(self._database.write(lambda session: leases.leave(session, self.me)))
        except StorageUnavailable:
            log.warning("alive.database_away", hint="the leases are taken over once this process is missed")

    def _beat(self, session: Session, dead: list[str]) -> dict[str, int]:
        leases.forget(session, dead)
        return leases.beat(session, self.me)
