"""The seed's plan with an event that people were invited to, and who moderates it."""

import pytest

from storage import Session
from storage.models.plan import Event
from storage.models.staff import Role, StaffMember
from tests.participation.events.conftest import planned, publisher
from tests.participation.events.stories import announced, member
from tests.support.running import START

__all__ = ["START", "planned", "publisher"]


@pytest.fixture
def event(planned: Session, publisher: StaffMember) -> Event:
    """An event on the 15th of July 2021, 3 p. m., that was announced on the 1st."""
    return announced(planned, publisher)


@pytest.fixture
def answerer(planned: Session) -> StaffMember:
    return member(planned, Role.ANSWERS, 900_000_007)
