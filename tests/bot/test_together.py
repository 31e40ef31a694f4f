"""What waits at one moment is done at once, and each caller gets what is its own."""

import asyncio
from collections.abc import Sequence

import pytest

from bot.together import Together
from storage import StorageUnavailable


class Doubling:
    """Doubles numbers, remembers who came together; 13 is a fault, and so is everything while it is away."""

    def __init__(self) -> None:
        self.lots: list[list[int]] = []
        self.away = False
        self.begun = asyncio.Event()

    async def do(self, numbers: Sequence[int]) -> list[int]:
        self.lots.append(list(numbers))
        self.begun.set()
        await asyncio.sleep(0)
        if self.away:
            raise StorageUnavailable
        if 13 in numbers:
            raise LookupError(13)
        return [2 * number for number in numbers]


async def test_what_comes_while_a_lot_is_done_is_the_next_lot() -> None:
    doubling = Doubling()
    double = Together(doubling.do)

    first = [asyncio.create_task(double(number)) for number in (1, 2)]
    await doubling.begun.wait()
    found = await asyncio.gather(*first, double(3), double(4))

    assert (found, doubling.lots) == ([2, 4, 6, 8], [[1, 2], [3, 4]])


async def test_the_fault_of_one_is_not_everybodys() -> None:
    double = Together(Doubling().do)

    found = await asyncio.gather(double(1), double(13), double(2), return_exceptions=True)

    assert (found[0], type(found[1]), found[2]) == (2, LookupError, 4)


async def test_a_database_that_is_away_is_told_to_all_and_tried_once() -> None:
    doubling = Doubling()
    doubling.away = True
    double = Together(doubling.do)

    found = await asyncio.gather(double(1), double(2), return_exceptions=True)

    assert [type(one) for one in found] == [StorageUnavailable, StorageUnavailable]
    assert doubling.lots == [[1, 2]]


async def test_who_is_cancelled_takes_back_nothing() -> None:
    doubling = Doubling()
    double = Together(doubling.do)
    cancelled = asyncio.create_task(double(1))
    await asyncio.sleep(0)

    cancelled.cancel()
    with pytest.raises(asyncio.CancelledError):
        await cancelled
    await double.rest()

    assert doubling.lots == [[1]]
    assert await double(2) == 4
