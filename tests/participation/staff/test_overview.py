"""The panel's counts, and which buttons a role has under them."""

from datetime import date

import pytest

from handlers import keyboards
from locales import Language, words
from participation.office import delegating
from participation.staff.overview import overview
from participation.staff.rights import NotAllowed
from storage import Session
from storage.models.kinds import CaseState, ContributionKind
from storage.models.staff import Role
from tests.support.digests import FRIDAY, TUESDAY, VIDEO, case, member
from tests.support.office import at, on_sqlite, plan

SOME_DAY = date(2021, 7, 5)
PETITION, DENUNCIA = ContributionKind.PETITION, ContributionKind.DENUNCIA


def test_mine_are_also_those_of_whom_i_stand_in_for(session: Session) -> None:
    plan(session)
    me, absent, other = (member(session, number) for number in (1, 2, 3))
    for whose in (me, absent, absent, other):
        case(session, SOME_DAY, VIDEO, PETITION, state=CaseState.ASSIGNED, due_on=TUESDAY, assigned_to=whose.id)
    case(session, SOME_DAY, VIDEO, PETITION, state=CaseState.REOPENED, assigned_to=me.id)
    delegating.delegate(session, absent, absent.id, me.id, FRIDAY, TUESDAY, at(FRIDAY))

    found = [overview(session, one, TUESDAY).mine for one in (me, absent, other)]

    assert found == [4, 2, 1]
    assert overview(session, me, date(2021, 8, 18)).mine == 2  # the absent one is back


def test_counts_are_by_working_days_and_tell_of_a_denuncia_only_who_may_read_it(session: Session) -> None:
    plan(session)
    me, trusted = member(session, 1), member(session, 2, reads_denuncias=True)
    for due in (FRIDAY, TUESDAY, date(2021, 8, 20), date(2021, 8, 23)):
        case(session, SOME_DAY, VIDEO, PETITION, due_on=due)
    case(session, SOME_DAY, VIDEO, DENUNCIA, due_on=FRIDAY)
    case(session, SOME_DAY, VIDEO, PETITION, due_on=FRIDAY, state=CaseState.ANSWERED)

    mine, whole = overview(session, me, TUESDAY), overview(session, trusted, TUESDAY)

    assert (mine.overdue, mine.due_soon, mine.new) == (1, 2, 4)
    assert (whole.overdue, whole.due_soon, whole.new) == (2, 2, 5)
    assert mine.cut is not None
    assert mine.next_event is not None


@on_sqlite
def test_who_left_has_no_panel(session: Session) -> None:
    plan(session)

    with pytest.raises(NotAllowed):
        overview(session, member(session, removed_at=at(FRIDAY)), TUESDAY)


@on_sqlite
@pytest.mark.parametrize(("role", "administers"), [(Role.ADMINISTERS, True), (Role.CONSULTS, False)])
def test_the_panel_offers_what_the_role_may_open(session: Session, role: Role, administers: bool) -> None:
    labels = [b.label for row in keyboards.panel(member(session, role=role), words(Language.ES)) for b in row]

    assert {"Bandeja", "Eventos", "Resúmenes"} <= set(labels)
    assert ("Equipo" in labels) is administers
