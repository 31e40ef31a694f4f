"""Fixtures for stories that start and stop their bots themselves: pauses are short, and people are patient."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from simulator import Person
from tests.support.running import World, world

PATIENCE = (30.0,)  # seconds: on a busy machine an answer that is right comes late


@pytest.fixture
async def stage(planned_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[World]:
    """A simulated Telegram, and settings for bots that work there on a planned database."""
    for module in ("persistence", "runner", "sending", "polling", "presence", "courier.pacing"):
        monkeypatch.setattr(f"bot.{module}.FIRST_PAUSE", 0.01)
        monkeypatch.setattr(f"bot.{module}.LONGEST_PAUSE", 0.05)
    for way in ("next", "ask", "tap"):
        monkeypatch.setattr(getattr(Person, way), "__defaults__", PATIENCE)
    async with world(planned_url, tmp_path) as opened:
        yield opened
