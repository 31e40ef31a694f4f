"""What the progress report is made from: the cut as it was published, what the office writes, and who came."""

from datetime import date, timedelta

import pytest

from participation.office.errors import TextMissing
from participation.plan.publishing import correct_cut
from participation.plan.report import NoSuchCut, NoSuchDifficulty, NotInTheReport, editions, report_facts
from participation.plan.report.writing import LONGEST_TEXT, Signature, add_difficulty, remove_difficulty, sign
from participation.staff.rights import NotAllowed
from participation.transparency import account
from storage import Session
from storage.models.events import Commitment, EventAct, EventChange
from storage.models.kinds import CaseState, ContributionKind
from storage.models.plan import Event, EventState, Product, ProductStatus
from storage.models.staff import Role
from storage.queries.events import touch_plan
from storage.queries.progress_report import cases_at
from tests.support.answering import answered
from tests.support.office import ZONE, at, facts_of, official, plan, received

CUT, TODAY = date(2021, 6, 30), date(2021, 7, 5)
NOW = at(TODAY)


@pytest.fixture
def database_kind() -> str:
    return "sqlite"


@pytest.fixture
def planned(session: Session) -> Session:
    plan(session)
    session.flush()
    return session


def test_the_report_of_a_cut_stays_as_it_was_published_whatever_happens_afterwards(planned: Session) -> None:
    before = report_facts(planned, TODAY, ZONE)
    event, product = planned.query(Event).one(), planned.query(Product).filter_by(code="evento-vivo").one()
    change = EventChange(event_id=event.id, version=2, what=EventAct.RESCHEDULED, old={"day": "2021-07-15"}, at=NOW)
    planned.add(change)
    event.state, event.day, product.name = EventState.HELD, date(2021, 7, 20), "Otro nombre"
    planned.flush()
    touch_plan(planned, event.plan_id)

    after = report_facts(planned, TODAY + timedelta(days=30), ZONE)

    assert (after.plan.year, after.plan.due) == (before.plan.year, before.plan.due)
    assert after.details == before.details
    assert [(one.state, one.day, one.dates_before) for one in after.events] == [(EventState.POSTPONED, None, (CUT,))]


def test_a_correction_is_a_version_of_its_own_and_the_one_before_stays_readable(planned: Session) -> None:
    me = official(planned, role=Role.PUBLISHES)
    product = planned.query(Product).filter_by(code="video").one()
    product.percentage, product.status = 50, ProductStatus.IN_PROGRESS
    planned.flush()
    touch_plan(planned, product.plan_id)
    correct_cut(planned, me, CUT, "el video no estaba completo", NOW, ZONE, None)

    second, first = report_facts(planned, TODAY, ZONE), report_facts(planned, TODAY, ZONE, CUT, 1)

    assert [(cut.version, cut.reason) for cut in editions(planned, TODAY)] == [
        (2, "el video no estaba completo"),
        (1, None),
    ]
    assert (first.plan.year.executed, second.plan.year.executed) == (4, 3)
    assert ([one.version for one in second.earlier], [one.version for one in first.later]) == ([1], [2])
    with pytest.raises(NoSuchCut):
        report_facts(planned, TODAY, ZONE, CUT, 3)
    with pytest.raises(NoSuchCut):
        report_facts(planned, TODAY, ZONE, date(2021, 3, 31))


def test_difficulties_and_who_signs_are_written_by_who_publishes_and_told_in_the_report(planned: Session) -> None:
    me = official(planned, role=Role.PUBLISHES)
    about = add_difficulty(planned, me, CUT, "evento-vivo", " El lugar no estaba ", "Se busca otro", TODAY, NOW)
    add_difficulty(planned, me, CUT, None, "Hubo paro", None, TODAY, NOW)
    sign(planned, me, CUT, Signature.PREPARED, "Ana (inventada)", TODAY, NOW)
    sign(planned, me, CUT, Signature.APPROVED, "Luz (inventada)", TODAY, NOW)
    sign(planned, me, CUT, Signature.APPROVED, None, TODAY, NOW)

    told = report_facts(planned, TODAY, ZONE)
    assert [(one.product, one.text, one.action) for one in told.difficulties] == [
        ("Diálogo", "El lugar no estaba", "Se busca otro"),
        (None, "Hubo paro", None),
    ]
    assert (told.signed.prepared_by, told.signed.approved_by) == ("Ana (inventada)", None)

    assert remove_difficulty(planned, me, about.id, NOW) == CUT
    assert [one.text for one in report_facts(planned, TODAY, ZONE).difficulties] == ["Hubo paro"]
    with pytest.raises(NoSuchDifficulty):
        remove_difficulty(planned, me, about.id, NOW)
    assert facts_of(planned, "report.difficulty_added") == [{"difficulty": about.id}, {"difficulty": about.id + 1}]


def test_what_cannot_be_written_down_is_refused(planned: Session) -> None:
    me, reader = official(planned, role=Role.PUBLISHES), official(planned, 2, Role.CONSULTS)

    with pytest.raises(NotAllowed):
        add_difficulty(planned, reader, CUT, None, "Hubo paro", None, TODAY, NOW)
    with pytest.raises(NotAllowed):
        sign(planned, reader, CUT, Signature.PREPARED, "Ana", TODAY, NOW)
    with pytest.raises(NoSuchCut):
        add_difficulty(planned, me, TODAY, None, "Hubo paro", None, TODAY, NOW)
    with pytest.raises(NotInTheReport):
        add_difficulty(planned, me, CUT, "no-existe", "Hubo paro", None, TODAY, NOW)
    for text in (" ", "x" * (LONGEST_TEXT + 1)):
        with pytest.raises(TextMissing):
            add_difficulty(planned, me, CUT, None, text, None, TODAY, NOW)


def test_cases_are_counted_as_they_stood_at_the_cut_and_today_as_the_bots_own_account_counts_them(
    planned: Session,
) -> None:
    me = official(planned)
    received(planned, date(2021, 6, 1), person=1)
    received(planned, date(2021, 6, 2), ContributionKind.DENUNCIA, None, person=2)
    late = received(planned, date(2021, 6, 3), person=3).case
    late.due_on = date(2021, 6, 20)
    withdrawn = received(planned, date(2021, 6, 4), person=4).case
    withdrawn.state = CaseState.WITHDRAWN
    case = received(planned, date(2021, 6, 30), person=5, hour=23).case
    answered(planned, me, case)
    received(planned, date(2021, 7, 1), person=6, hour=0)
    planned.flush()

    cases = report_facts(planned, TODAY, ZONE).cases
    assert (cases.received, cases.answered, cases.pending, cases.overdue, cases.closed) == (5, 0, 4, 1, 1)

    today = max(TODAY, case.answered_on or TODAY)
    now, own = cases_at(planned, 2021, today, at(today + timedelta(days=1), 0)), account(planned, today).cases
    assert (now.received, now.answered, now.pending, now.overdue) == (
        own.received,
        own.answered,
        own.pending,
        own.overdue,
    )
    assert now.closed == own.withdrawn + own.discarded


def test_a_commitment_is_told_as_it_stood_at_the_cut(planned: Session) -> None:
    event = planned.query(Event).one()
    made = {"event_id": event.id, "owner": "Comunicaciones", "due_on": date(2021, 7, 10)}
    planned.add(Commitment(number=1, text="Publicar el acta", done_on=date(2021, 7, 2), created_at=at(CUT), **made))
    planned.add(Commitment(number=2, text="Después del corte", created_at=at(TODAY), **made))
    planned.flush()

    told = report_facts(planned, TODAY, ZONE).commitments

    assert [(one.text, one.done_on) for one in told["dialogo"]] == [("Publicar el acta", None)]
