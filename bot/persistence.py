"""Writing from the edges: once, or for as long as the database takes to come back."""

import asyncio
from collections.abc import Callable
from contextlib import nullcontext
from typing import TypeVar

import structlog

from storage import Database, Session, StorageUnavailable

FIRST_PAUSE, LONGEST_PAUSE = 0.2, 10.0

Result = TypeVar("Result")
log = structlog.get_logger(__name__)


class Persistently:
    """A unit of work that waits for the database as long as it takes: what was sent must be known.

    With `in_order` one begins when the one before is committed, so that it sees what that one did.
    """

    def __init__(self, database: Database, *, in_order: bool = False) -> None:
        self._database = database
        self._order = asyncio.Lock() if in_order else nullcontext()

    async def once(self, work: Callable[[Session], Result]) -> Result:
        """Try once. Raises StorageUnavailable."""
        async with self._order:
            return await asyncio.wrap_future(self._database.write(work))

    async def __call__(self, work: Callable[[Session], Result]) -> Result:
        """Try until it is stored; where a server was lost in a COMMIT, `work` may be done twice."""
        pause = FIRST_PAUSE
        while True:
            try:
                return await self.once(work)
            except StorageUnavailable:
                log.error("turn.database_away", hint="waiting for the database", seconds=pause)
                await asyncio.sleep(pause)
                pause = min(pause * 2, LONGEST_PAUSE)
