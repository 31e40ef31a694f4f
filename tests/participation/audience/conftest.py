"""The seed's plan on a session of either database, and somebody who publishes."""

import pytest

from participation.staff import team
from storage import Session
from storage.models.staff import Role, StaffMember
from tests.support.importing import lay
from tests.support.running import START, seed_plan


@pytest.fixture
def planned(session: Session) -> Session:
    lay(session, seed_plan(), START)
    return session


def member(session: Session, role: Role, telegram_id: int = 900_000_001) -> StaffMember:
    token = team.invite(session, None, role, START, from_command_line=True)
    return team.join(session, token, telegram_id, "Funcionaria", START)


@pytest.fixture
def publisher(planned: Session) -> StaffMember:
    return member(planned, Role.PUBLISHES)
