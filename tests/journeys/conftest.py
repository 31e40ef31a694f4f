"""A bot at work on the seed's plan, on both databases, and the people who write to it."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from simulator import Person, Simulator
from tests.support.planned import planned_postgres, planned_sqlite, planned_url
from tests.support.running import World, world
from tests.support.stories import stage

__all__ = ["planned_postgres", "planned_sqlite", "planned_url", "stage"]


@pytest.fixture
async def telegram(planned_url: str, tmp_path: Path) -> AsyncIterator[World]:
    """A simulated Telegram where the bot is at work."""
    async with world(planned_url, tmp_path) as opened, opened.bot() as parts:
        opened.parts = parts
        yield opened


@pytest.fixture
def simulator(telegram: World) -> Simulator:
    return telegram.simulator


@pytest.fixture
def rosa(telegram: World) -> Person:
    return telegram.scene.rosa
