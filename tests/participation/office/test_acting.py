"""What all acts have in common: the right, the version on the card, the record, denuncias, cases that are closed."""

from collections.abc import Callable
from datetime import date

import pytest

from participation.observations.drafting import About
from participation.office import (
    asking_areas,
    assigning,
    clarifying,
    duplicates,
    extending,
    hiding,
    noting,
    reclassifying,
    registering,
    spam,
    transferring,
)
from participation.office.acting import may_see, readable
from participation.office.asking_areas import Area
from participation.office.errors import AlreadyAnswered, CaseIsClosed, ChangedMeanwhile, NoSuchCase
from participation.office.registering import Registration
from participation.staff.rights import NotAllowed
from storage import Session
from storage.models.cases import Case
from storage.models.kinds import CaseState, Channel, ContributionKind, PetitionKind
from storage.models.staff import Role, StaffMember
from tests.support.office import KEYS, ZONE, at, facts_of, official, on_sqlite, plan, received, voice

pytestmark = on_sqlite
DAY = date(2021, 7, 1)
NOW = at(date(2021, 7, 2))
TODAY = date(2021, 7, 2)
AREA = Area("Obras", "obras@entidad.example.org")
Act = Callable[[Session, StaffMember, Case, int], object]

ACTS: dict[str, Act] = {
    "case.assigned": lambda session, by, case, version: assigning.assign(
        session, by, case.id, by.id, version, NOW, TODAY
    ),
    "case.reclassified": lambda session, by, case, version: reclassifying.reclassify(
        session, by, case.id, ContributionKind.COMPLAINT, None, version, NOW
    ),
    "case.priority": lambda session, by, case, version: reclassifying.give_priority(session, by, case.id, version, NOW),
    "case.repeats_no_more": lambda session, by, case, version: duplicates.repeats_no_more(
        session, by, case.id, version, NOW
    ),
    "case.official_radicado": lambda session, by, case, version: noting.set_official_radicado(
        session, by, case.id, "2021-20-004", version, NOW
    ),
    "case.transcribed": lambda session, by, case, version: noting.transcribe(
        session, by, case.id, noting.recordings(session, case)[0].id, "Pide la obra", version, NOW
    ),
    "case.identity_hidden": lambda session, by, case, version: hiding.hide_identity(session, by, case.id, version, NOW),
    "case.spam_proposed": lambda session, by, case, version: spam.propose_spam(
        session, by, case.id, "Publicidad", version, NOW
    ),
    "case.clarification_asked": lambda session, by, case, version: clarifying.ask(
        session, by, case.id, "¿De qué obra?", version, NOW, ZONE
    ),
    "case.extended": lambda session, by, case, version: extending.extend(
        session, by, case.id, date(2021, 8, 20), "Falta un concepto", version, NOW, TODAY
    ),
    "case.foreign": lambda session, by, case, version: transferring.mark_foreign(session, by, case.id, version, NOW),
    "case.own": lambda session, by, case, version: transferring.mark_own(session, by, case.id, version, NOW),
    "case.area_asked": lambda session, by, case, version: asking_areas.ask_area(
        session, by, case.id, AREA, "¿Qué falta?", date(2021, 7, 6), version, NOW, TODAY
    ),
}
BEFORE_AN_ANSWER = {
    "case.reclassified",
    "case.priority",
    "case.spam_proposed",
    "case.clarification_asked",
    "case.extended",
    "case.foreign",
    "case.area_asked",
}
ON_CLOSED_ONES_TOO = {"case.official_radicado", "case.identity_hidden"}
every_act = pytest.mark.parametrize("act", ACTS)


@pytest.fixture
def case(session: Session) -> Case:
    plan(session, "\nreglas: {prioritarias: {dias_habiles: 5}}\n")
    return received(session, DAY, files=[voice()]).case


@every_act
def test_an_act_is_on_record_and_raises_the_version(session: Session, case: Case, act: str) -> None:
    by = official(session)

    ACTS[act](session, by, case, 1)

    assert case.version == 2
    [facts] = facts_of(session, act)
    assert facts["version"] == 2


@every_act
def test_the_second_of_two_officials_is_told_and_nothing_is_overwritten(session: Session, case: Case, act: str) -> None:
    first, second = official(session, 1, name="Ana"), official(session, 2)
    noting.set_official_radicado(session, first, case.id, "1", 1, NOW)

    with pytest.raises(ChangedMeanwhile) as told:
        ACTS[act](session, second, case, 1)

    assert told.value.values["name"] == "Ana"
    assert (case.version, case.official_radicado) == (2, "1")


@every_act
@pytest.mark.parametrize("role", [Role.CONSULTS, Role.PUBLISHES])
def test_who_does_not_answer_may_do_nothing(session: Session, case: Case, act: str, role: Role) -> None:
    with pytest.raises(NotAllowed):
        ACTS[act](session, official(session, 1, role), case, 1)
    assert case.version == 1


@every_act
def test_who_was_removed_a_second_ago_may_do_nothing(session: Session, case: Case, act: str) -> None:
    by = official(session, 1, Role.ADMINISTERS)
    by.removed_at = NOW

    with pytest.raises(NotAllowed):
        ACTS[act](session, by, case, 1)


@every_act
def test_a_denuncia_does_not_exist_for_who_may_not_read_denuncias(session: Session, case: Case, act: str) -> None:
    case.kind = ContributionKind.DENUNCIA

    with pytest.raises(NoSuchCase):
        ACTS[act](session, official(session, 1, Role.ADMINISTERS), case, 1)
    assert case.version == 1


@every_act
@pytest.mark.parametrize("state", [CaseState.WITHDRAWN, CaseState.SPAM])
def test_nothing_is_done_with_a_closed_case_but_what_the_archive_needs(
    session: Session, case: Case, act: str, state: CaseState
) -> None:
    case.state = state
    by = official(session)
    if act in ON_CLOSED_ONES_TOO:
        ACTS[act](session, by, case, 1)
        assert case.version == 2
        return
    with pytest.raises(CaseIsClosed):
        ACTS[act](session, by, case, 1)


@pytest.mark.parametrize("act", sorted(BEFORE_AN_ANSWER))
def test_what_makes_sense_before_an_answer_only_is_refused_after_it(session: Session, case: Case, act: str) -> None:
    case.state = CaseState.ANSWERED

    with pytest.raises(AlreadyAnswered):
        ACTS[act](session, official(session), case, 1)


def test_a_reader_reads_and_the_permission_opens_a_denuncia(session: Session) -> None:
    plan(session)
    denuncia = received(session, DAY, ContributionKind.DENUNCIA, None).case
    reader, allowed = official(session, 1, Role.CONSULTS), official(session, 2, Role.CONSULTS, denuncias=True)

    assert readable(session, allowed, denuncia.id) is denuncia
    assert not may_see(reader, denuncia)
    with pytest.raises(NoSuchCase):
        readable(session, reader, denuncia.id)


def test_a_denuncia_is_registered_by_who_may_read_it_only(session: Session) -> None:
    plan(session)
    given = Registration(Channel.PAPER, DAY, "Cobran por la fila", kind=ContributionKind.DENUNCIA, about=About())

    with pytest.raises(NotAllowed):
        registering.register(session, official(session), given, KEYS, NOW, ZONE)
    by = official(session, 2, denuncias=True)
    assert registering.register(session, by, given, KEYS, NOW, ZONE).case.kind is ContributionKind.DENUNCIA


def test_a_note_raises_no_version(session: Session, case: Case) -> None:
    noting.note(session, official(session), case.id, "Llamé al área", NOW)

    assert case.version == 1
    assert facts_of(session, "case.noted") == [{}]


def test_the_record_holds_no_text_of_a_citizen(session: Session, case: Case) -> None:
    by = official(session)
    reclassifying.reclassify(session, by, case.id, ContributionKind.PETITION, PetitionKind.INFORMATION, 1, NOW)

    [facts] = facts_of(session, "case.reclassified")
    assert case.text not in str(facts)
