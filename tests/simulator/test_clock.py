"""The date of the simulated world."""

from datetime import UTC, datetime, timedelta

import pytest

from simulator.clock import Clock
from tests.simulator.bot_api import MORNING

HOUR = timedelta(hours=1)


async def test_a_standing_date_moves_only_when_it_is_moved() -> None:
    clock = Clock(MORNING, running=False)

    moved = await clock.move_by(HOUR)

    assert moved == clock.now() == MORNING + HOUR
    assert clock.unix() == int(MORNING.timestamp()) + 3600


def test_a_running_date_goes_on() -> None:
    clock = Clock(MORNING)
    first = clock.now()
    while clock.now() == first:
        pass
    clock.run(False)
    stopped = clock.now()

    assert first >= MORNING
    assert clock.now() == stopped > first


async def test_whoever_is_told_of_a_move_can_live_through_the_way() -> None:
    seen: list[datetime] = []

    async def on_move(before: datetime, after: datetime) -> None:
        clock.set(before + HOUR / 2)
        seen.extend((before, clock.now(), after))

    clock = Clock(MORNING, running=False, on_move=on_move)
    await clock.move_to(MORNING + HOUR)

    assert seen == [MORNING, MORNING + HOUR / 2, MORNING + HOUR]
    assert clock.now() == MORNING + HOUR


async def test_the_date_has_a_zone_and_never_goes_back() -> None:
    clock = Clock(MORNING, running=False)

    with pytest.raises(ValueError, match="without a zone"):
        Clock(datetime(2021, 7, 1, 9))  # noqa: DTZ001  # a date without a zone is what is tried
    with pytest.raises(ValueError, match="only moves forward"):
        await clock.move_to(MORNING - HOUR)
    with pytest.raises(ValueError, match="only moves forward"):
        clock.set(MORNING - HOUR)
    assert clock.now() == MORNING


def test_without_a_start_it_is_now() -> None:
    before = datetime.now(UTC)

    assert Clock().now() >= before
