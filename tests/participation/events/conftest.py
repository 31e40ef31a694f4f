"""The seed's plan on a session, its dialogue, and somebody who publishes."""

import pytest

from storage import Session
from storage.models.plan import Event
from storage.models.staff import Role, StaffMember
from tests.participation.events.stories import event_of, member
from tests.support.importing import lay
from tests.support.running import START, seed_plan


@pytest.fixture
def planned(session: Session) -> Session:
    lay(session, seed_plan(), START)
    return session


@pytest.fixture
def publisher(planned: Session) -> StaffMember:
    return member(planned, Role.PUBLISHES)


@pytest.fixture
def dialogue(planned: Session) -> Event:
    """The seed's dialogue: aplazado, of 30 June, nothing else known."""
    return event_of(planned, "dialogo")
