"""The seed's plan on a session, and somebody who publishes."""

import pytest

from tests.participation.events.conftest import planned, publisher

__all__ = ["planned", "publisher"]


@pytest.fixture
def database_kind() -> str:
    return "sqlite"
