"""Doing at once for all who wait at one moment what would cost each of them a commit of its own."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextvars import Context
from typing import Generic, TypeVar

from storage import StorageUnavailable

Item = TypeVar("Item")
Result = TypeVar("Result")


class Together(Generic[Item, Result]):
    """Calls `do` with all items that wait, and gives each caller its own result. What comes meanwhile is the next lot.

    A caller that is cancelled takes back nothing: its item is done all the same.
    """

    def __init__(self, do: Callable[[Sequence[Item]], Awaitable[Sequence[Result]]]) -> None:
        self._do = do
        self._waiting: list[tuple[Item, asyncio.Future[Result]]] = []
        self._working: asyncio.Task[None] | None = None

    async def __call__(self, item: Item) -> Result:
        """Have one item done. Raises what `do` raised."""
        done: asyncio.Future[Result] = asyncio.get_running_loop().create_future()
        self._waiting.append((item, done))
        if self._working is None:
            # In a context of its own: what it logs is not of the one who happened to come first.
            self._working = asyncio.create_task(self._work(), context=Context())
        return await done

    async def rest(self) -> None:
        """Wait until all that was handed in is done."""
        if self._working is not None:
            await asyncio.wait([self._working])

    async def _work(self) -> None:
        try:
            while self._waiting:
                lot, self._waiting = self._waiting, []
                await self._settle(lot)
        finally:
            self._working = None

    async def _settle(self, lot: Sequence[tuple[Item, asyncio.Future[Result]]]) -> None:
        try:
            results = await self._do([item for item, _ in lot])
        except Exception as error:
            if len(lot) > 1 and not isinstance(error, StorageUnavailable):
                for one in lot:  # the fault of one is not everybody's
                    await self._settle([one])
                return
            for _, done in lot:
                if not done.done():
                    done.set_exception(error)
            return
        for (_, done), result in zip(lot, results, strict=True):
            if not done.done():
                done.set_result(result)
