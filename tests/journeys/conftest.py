"""A simulated Telegram and a planned database for whole stories; pauses are short, and people are patient."""

import pytest

from simulator import Person
from tests.bot.conftest import _short_pauses, planned_postgres, planned_sqlite, planned_url, telegram

__all__ = ["_short_pauses", "planned_postgres", "planned_sqlite", "planned_url", "telegram"]

PATIENCE = (30.0,)  # seconds: on a busy machine an answer that is right comes late


@pytest.fixture(autouse=True)
def _patient_people(monkeypatch: pytest.MonkeyPatch) -> None:
    for way in ("next", "ask", "tap"):
        monkeypatch.setattr(getattr(Person, way), "__defaults__", PATIENCE)
