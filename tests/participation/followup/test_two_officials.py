"""Two officials who press «Enviar respuesta» in the same moment, in transactions of their own."""

from collections.abc import Callable
from datetime import date
from functools import partial
from threading import Barrier

import pytest
from sqlalchemy import select

from participation.followup import sending
from participation.followup.errors import Overtaken
from storage import Database, Session
from storage.models.followup import AnswerState, CaseAnswer
from storage.models.staff import StaffMember
from storage.queries import staff
from tests.support.answering import DAY, NOW, written
from tests.support.office import official, plan, received

on_postgresql = pytest.mark.parametrize(
    "database_kind", [pytest.param("postgresql", marks=pytest.mark.postgresql)], indirect=True
)
"""On SQLite one thread writes; there is no same moment."""


def both_ready(session: Session) -> list[tuple[int, int]]:
    """Two officials, each with a complete answer to one case: the ids of both."""
    plan(session)
    case = received(session, date(2021, 7, 1)).case
    members = [official(session, number) for number in (1, 2)]
    return [(member.id, written(session, member, case).id) for member in members]


def press(session: Session, member_id: int, answer_id: int, both: Barrier, tries: list[int]) -> None:
    """Send; the first time both have read the case before either of them writes. The server lets one begin again."""
    member: StaffMember | None = staff.member_by_id(session, member_id)
    if not tries:
        tries.append(1)
        both.wait()
    sending.send(session, member, answer_id, NOW, DAY)


def fails(done: Callable[[], object]) -> bool:
    try:
        done()
    except Overtaken:
        return True
    return False


@on_postgresql
def test_one_answer_is_sent_and_the_other_official_is_told(database: Database) -> None:
    ready, both = database.write(both_ready).result(), Barrier(2, timeout=30)

    pressed = [
        database.write(partial(press, member_id=member, answer_id=answer, both=both, tries=[]))
        for member, answer in ready
    ]

    assert sorted(fails(one.result) for one in pressed) == [False, True]
    states = database.read(lambda session: sorted(session.scalars(select(CaseAnswer.state)))).result()
    assert states == [AnswerState.DRAFT, AnswerState.SENT]
