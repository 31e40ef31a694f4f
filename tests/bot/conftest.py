"""A simulated Telegram and a planned database for every test of the running bot; pauses are short."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.support.planned import planned_database, planned_postgres, planned_sqlite, planned_url
from tests.support.public_pages import lived_database, lived_files, lived_home
from tests.support.running import World, world

__all__ = [
    "lived_database",
    "lived_files",
    "lived_home",
    "planned_database",
    "planned_postgres",
    "planned_sqlite",
    "planned_url",
]


@pytest.fixture(autouse=True)
def _short_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("persistence", "runner", "sending", "polling", "presence", "courier.pacing"):
        monkeypatch.setattr(f"bot.{module}.FIRST_PAUSE", 0.01)
        monkeypatch.setattr(f"bot.{module}.LONGEST_PAUSE", 0.05)


@pytest.fixture
async def telegram(planned_url: str, tmp_path: Path) -> AsyncIterator[World]:
    """A simulated Telegram, and settings for a bot that works there."""
    async with world(planned_url, tmp_path) as opened:
        yield opened
