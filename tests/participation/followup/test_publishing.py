"""Answers that reached nobody: five working days on the public page."""

from datetime import date

import pytest

from participation.deadlines import OwnDays
from participation.followup import publishing
from participation.followup.errors import NothingToPublish
from participation.observations import rights
from storage import Session
from storage.models.kinds import ContributionKind
from storage.models.notices import Copy, CopyState
from storage.models.staff import StaffMember
from storage.queries import answers
from tests.support.answering import DAY, NOW, answered
from tests.support.office import KEYS, facts_of, official, on_sqlite, plan, received

pytestmark = on_sqlite


def unreached(
    session: Session, me: StaffMember, person: int, kind: ContributionKind = ContributionKind.PETITION
) -> int:
    """A case whose author is not there any more when it is answered."""
    case = received(session, date(2021, 7, 1), kind, None, person=person).case
    rights.erase(session, KEYS, person, person, NOW)
    answered(session, me, case)
    return case.id


def test_an_answer_stands_for_five_working_days_and_no_longer(session: Session) -> None:
    plan(session)
    me = official(session)
    case_id = unreached(session, me, 81)

    made = publishing.publish(session, me, case_id, NOW, DAY, OwnDays())

    assert (made.published_on, made.until) == (DAY, date(2021, 7, 12))  # 5 July is a holiday
    for day, shown in ((DAY, 1), (date(2021, 7, 12), 1), (date(2021, 7, 13), 0), (date(2021, 7, 1), 0)):
        assert len(publishing.published_answers(session, day)) == shown
    assert list(session.scalars(answers.undelivered())) == []
    assert facts_of(session, "case.answer_published")


def test_it_is_published_once(session: Session) -> None:
    plan(session)
    me = official(session)
    case_id = unreached(session, me, 81)
    publishing.publish(session, me, case_id, NOW, DAY, OwnDays())

    with pytest.raises(NothingToPublish):
        publishing.publish(session, me, case_id, NOW, DAY, OwnDays())


def test_nothing_of_a_denuncia_is_ever_published(session: Session) -> None:
    plan(session)
    trusted = official(session, denuncias=True)
    case_id = unreached(session, trusted, 81, ContributionKind.DENUNCIA)

    with pytest.raises(NothingToPublish):
        publishing.publish(session, trusted, case_id, NOW, DAY, OwnDays())


@pytest.mark.parametrize(
    ("state", "listed"),
    [
        (CopyState.WAITING, False),
        (CopyState.SENT, False),
        (CopyState.UNKNOWN, False),
        (CopyState.BLOCKED, True),
        (CopyState.REFUSED, True),
    ],
)
def test_what_did_not_arrive_is_listed(session: Session, state: CopyState, listed: bool) -> None:
    plan(session)
    me, case = official(session), received(session, date(2021, 7, 1)).case
    answered(session, me, case)
    session.query(Copy).one().state = state
    session.flush()

    assert (list(session.scalars(answers.undelivered())) == [case.id]) is listed
    assert answers.note_reached(session) == (state is CopyState.SENT)
    assert (list(session.scalars(answers.undelivered())) == [case.id]) is listed
