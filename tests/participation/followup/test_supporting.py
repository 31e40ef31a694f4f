"""«Me sumo»: only what staff have looked at is spoken of, and never a petition or a denuncia."""

from datetime import date, timedelta
from typing import Any

import pytest

from participation.followup import supporting
from participation.observations import drafting
from participation.observations.drafting import DraftView
from participation.observations.filing import Writer
from storage import Session
from storage.models.cases import Case
from storage.models.kinds import CaseState, ContributionKind
from tests.support.answering import NOW
from tests.support.office import KEYS, ZONE, on_sqlite, plan, received

pytestmark = on_sqlite
FIRST = "Al video le falta lengua de señas"
ALIKE = "Propongo que el video tenga lengua de señas"
CAMILO = 42


def observation(session: Session, state: CaseState = CaseState.IN_REVIEW, **how: Any) -> Case:
    """What somebody else sent, and how it stands."""
    how = {"kind": ContributionKind.OBSERVATION, "petition": None, "text": FIRST, **how}
    case = received(session, date(2021, 7, 1), **how).case
    case.state = state
    session.flush()
    return case


def draft(
    session: Session, text: str = ALIKE, kind: ContributionKind = ContributionKind.OBSERVATION
) -> tuple[str, DraftView]:
    """What Camilo is about to send."""
    made = drafting.begin(session, CAMILO, None, NOW)
    made.kind = kind
    drafting.add(session, made, 1, text, None, NOW)
    return made.key, drafting.view(session, made)


def hinted(session: Session, view: DraftView) -> Case | None:
    return supporting.alike_case(session, view, KEYS, CAMILO, NOW)


def test_who_joins_gets_a_number_without_a_name_and_stands_where_the_first_stands(session: Session) -> None:
    plan(session)
    first = observation(session, CaseState.ASSIGNED)
    key, view = draft(session)

    assert hinted(session, view) is first
    filed = supporting.join(session, key, first.id, Writer(CAMILO, CAMILO, "Camilo"), KEYS, NOW, ZONE)

    case = filed.case
    assert (case.number, case.supports, case.state, case.shown_name) == (2, first.id, CaseState.ASSIGNED, False)
    assert case.text == ALIKE


@pytest.mark.parametrize(
    "how",
    [
        {"state": CaseState.RECEIVED},
        {"state": CaseState.ANSWERED},
        {"state": CaseState.SPAM},
        {"kind": ContributionKind.PETITION},
        {"kind": ContributionKind.DENUNCIA},
        {"text": "El diálogo se aplazó sin avisar"},
        {"person": CAMILO},
    ],
)
def test_of_what_nobody_may_join_nothing_is_said(session: Session, how: dict[str, Any]) -> None:
    plan(session)
    observation(session, **how)

    assert hinted(session, draft(session)[1]) is None


@pytest.mark.parametrize("kind", [kind for kind in ContributionKind if kind is not ContributionKind.OBSERVATION])
def test_petitions_complaints_and_denuncias_are_ones_own(session: Session, kind: ContributionKind) -> None:
    plan(session)
    observation(session)

    assert hinted(session, draft(session, kind=kind)[1]) is None


def test_one_of_several_that_say_the_same_is_joined(session: Session) -> None:
    plan(session)
    first, second = observation(session), observation(session, person=43)
    second.supports = first.id

    assert hinted(session, draft(session)[1]) is first


def test_what_was_answered_meanwhile_is_filed_on_its_own(session: Session) -> None:
    plan(session)
    first = observation(session)
    key, _ = draft(session)
    first.state = CaseState.ANSWERED

    filed = supporting.join(session, key, first.id, Writer(CAMILO, CAMILO, "Camilo"), KEYS, NOW, ZONE)

    assert (filed.case.supports, filed.case.state) == (None, CaseState.RECEIVED)


def test_what_is_old_is_not_under_way_any_more(session: Session) -> None:
    plan(session)
    first = observation(session)
    first.received_at = NOW - supporting.LOOK_BACK - timedelta(days=1)
    session.flush()

    assert hinted(session, draft(session)[1]) is None


def test_a_forged_case_is_joined_by_nobody(session: Session) -> None:
    plan(session)
    petition = observation(session, kind=ContributionKind.DENUNCIA)
    key, _ = draft(session)

    filed = supporting.join(session, key, petition.id, Writer(CAMILO, CAMILO, "Camilo"), KEYS, NOW, ZONE)

    assert filed.case.supports is None
