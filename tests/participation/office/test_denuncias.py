"""What becomes a denuncia stands alone: nothing leads to it, and no answer of another case reaches it."""

from datetime import date

from participation.followup import inbox
from participation.office import duplicates
from participation.office.reclassifying import reclassify
from storage import Session
from storage.models.cases import Case
from storage.models.kinds import CaseState, ContributionKind
from storage.models.staff import StaffMember
from tests.support.answering import DAY, NOW, answered
from tests.support.office import KEYS, official, on_sqlite, plan, received

pytestmark = on_sqlite


def linked(session: Session, me: StaffMember) -> tuple[Case, Case]:
    """Two cases, the second a repetition of the first."""
    first, second = (received(session, date(2021, 7, 1), person=person).case for person in (41, 42))
    duplicates.repeats(session, me, second.id, first.radicado, second.version, NOW)
    return first, second


def make_denuncia(session: Session, me: StaffMember, case: Case) -> None:
    reclassify(session, me, case.id, ContributionKind.DENUNCIA, None, case.version, NOW)


def test_an_answer_does_not_reach_a_repetition_that_became_a_denuncia(session: Session) -> None:
    plan(session)
    me = official(session)
    first, second = linked(session, me)
    make_denuncia(session, me, second)

    answered(session, me, first)

    assert second.state is not CaseState.ANSWERED
    assert inbox.card(session, me, first.id, KEYS, DAY).repetitions == 0


def test_no_card_names_a_case_that_became_a_denuncia(session: Session) -> None:
    plan(session)
    me = official(session)
    first, second = linked(session, me)

    make_denuncia(session, me, first)

    assert inbox.card(session, me, second.id, KEYS, DAY).linked == {}
