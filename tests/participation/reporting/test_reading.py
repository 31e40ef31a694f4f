"""The rows of the report: every case once, in the order of the numbers, nothing of who wrote, no denuncia."""

from datetime import date, timedelta

import pytest

from participation.deadlines import OwnDays, working_days_between
from participation.identity import Keyring
from participation.observations import rights
from participation.observations.drafting import About
from participation.office import duplicates
from participation.reporting import reviewing
from participation.reporting.periods import Choice, NotAPeriod, ReportPeriod, choices, read_period
from participation.reporting.reading import WorkingDays, reported
from participation.transparency import account
from reports.observations.files import passes
from reports.observations.reading import Edition, follow_up, with_changes
from storage import Session
from storage.models.kinds import AboutKind, CaseState, ContributionKind, PetitionKind
from storage.queries import reporting as queries
from tests.reports.follow_ups import spanish
from tests.support.answering import answered
from tests.support.office import KEYS, ZONE, official, on_sqlite, plan, received
from tests.support.reporting import AUGUST, JULY, SPAN, case, propose

OBSERVATION = ContributionKind.OBSERVATION
TODAY = date(2021, 8, 2)


def edition() -> Edition:
    words, formats = spanish()
    return Edition(JULY, TODAY, ZONE, words, formats)


def test_every_case_but_a_denuncia_is_a_row_in_the_order_of_its_number(session: Session) -> None:
    plan(session)
    me = official(session)
    for number, kind in enumerate(ContributionKind):
        received(session, date(2021, 7, 5), kind, None, person=50 + number)
    received(session, date(2021, 6, 30), OBSERVATION, None)
    received(session, date(2021, 7, 31), OBSERVATION, None, hour=23)
    received(session, date(2021, 8, 1), OBSERVATION, None, hour=0)
    first = case(session, 1)
    answered(session, me, first)
    duplicates.repeats(session, me, case(session, 3).id, first.radicado, case(session, 3).version, AUGUST)
    propose(session)

    rows = list(reported(session, SPAN, TODAY))
    told = follow_up(session, edition())

    assert [row.row.radicado[9:15] for row in rows] == ["000001", "000002", "000003", "000004", "000007"]
    assert [row.row.repeats for row in rows] == [None, None, first.radicado, None, None]
    assert rows[0].answer == "Sí se puede."
    assert (rows[0].days_used, rows[1].days_used) == (0, 19)
    assert told.denuncias == 1
    assert [row.number for row in told.rows()] == [row.row.radicado for row in rows]


def test_what_was_withdrawn_or_is_spam_is_counted_and_its_text_is_kept_back(session: Session) -> None:
    plan(session)
    for state in (CaseState.WITHDRAWN, CaseState.SPAM, CaseState.RECEIVED):
        received(session, date(2021, 7, 5), OBSERVATION, None).case.state = state
    assert propose(session) == 1

    told, summary = with_changes(follow_up(session, edition()))

    assert [row.text for row in told.rows()] == ["[texto reservado]"] * 2 + ["¿Cuándo entregan la obra?"]
    assert (summary.received, summary.closed, summary.pending) == (3, 2, 1)


@on_sqlite
def test_topics_are_those_of_the_plan_and_what_changed_in_it_is_gathered(session: Session) -> None:
    plan(session)
    me = official(session)
    about = (About(AboutKind.PRODUCT, "video"), About(AboutKind.ACTIVITY, "divulgar"), About(AboutKind.OTHER), About())
    for one in about:
        received(session, date(2021, 7, 5), OBSERVATION, None, about=one)
    answered(session, me, case(session, 1))
    propose(session)

    told, _ = with_changes(follow_up(session, edition()))

    assert [(row.point, row.topic) for row in told.rows()] == [
        ("3. Abrir un espacio virtual", "Video"),
        ("1. Divulgar la estrategia", "Divulgar la estrategia"),
        ("Otro tema", "Otro tema"),
        ("El plan completo", "El plan completo"),
    ]
    assert [(one.where, one.what) for one in told.changes] == [("Video", "Se agregó la fecha.")]


@on_sqlite
def test_the_authors_own_name_is_handed_to_the_redaction_until_it_is_erased(session: Session) -> None:
    plan(session)
    names: list[list[str]] = []

    def redact(text: str, known: object) -> str:
        names.append(list(known))  # type: ignore[call-overload]  # a collection of names
        return text

    received(session, date(2021, 7, 5), OBSERVATION, None, person=81)
    received(session, date(2021, 7, 5), OBSERVATION, None, person=82, with_name=False)
    received(session, date(2021, 7, 5), OBSERVATION, None, person=83)
    rights.erase(session, KEYS, 83, 83, AUGUST)
    reviewing.propose(session, SPAN, KEYS, redact)

    assert names == [["Rosa", "Rosa"], [], []]


@on_sqlite
def test_the_number_of_statements_does_not_depend_on_the_cases(session: Session) -> None:
    plan(session)
    for _ in range(12):
        received(session, date(2021, 7, 5), OBSERVATION, None)
    propose(session)
    session.flush()

    assert len(list(queries.rows(session, SPAN))) == 12
    assert passes(["xlsx", "csv"], 5_000) == 3  # type: ignore[list-item]  # the words of the formats
    assert passes(["pdf"], 5_000) == 1  # type: ignore[list-item]  # as above


def test_working_days_from_the_table_are_those_that_are_counted_day_by_day() -> None:
    own = OwnDays(closed=frozenset({date(2021, 7, 9)}), worked=frozenset({date(2021, 7, 10)}))
    days = WorkingDays(date(2021, 7, 1), date(2021, 8, 31), own)
    starts = [date(2021, 6, 1) + timedelta(days=number) for number in range(0, 120, 7)]

    for start in starts:
        for end in starts:
            assert days.between(start, end) == working_days_between(start, end, own)


@on_sqlite
def test_the_figures_are_those_of_the_bots_own_account(session: Session) -> None:
    plan(session)
    me = official(session)
    for number in range(9):
        kind = OBSERVATION if number % 2 else ContributionKind.PETITION
        petition = None if number % 2 else PetitionKind.GENERAL
        received(session, date(2021, 7, 1 + number), kind, petition, person=60 + number)
    for number in (1, 2, 3):
        answered(session, me, case(session, number))
    case(session, 5).due_on = date(2021, 7, 20)
    case(session, 6).state = CaseState.WITHDRAWN
    case(session, 7).state = CaseState.SPAM
    propose(session)

    _, summary = with_changes(follow_up(session, edition()))
    cases = account(session, TODAY).cases

    assert (summary.received, summary.answered, summary.pending, summary.overdue) == (9, 3, 4, 1)
    assert (cases.received, cases.answered, cases.pending, cases.overdue) == (9, 3, 4, 1)
    assert (summary.with_term, summary.in_time) == (cases.with_term, cases.in_time)
    assert summary.closed == cases.withdrawn + cases.discarded


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("1 de enero a 30 de junio de 2021", date(2021, 1, 1), date(2021, 6, 30)),
        ("del 15 de diciembre de 2020 al 3 de feb. de 2021", date(2020, 12, 15), date(2021, 2, 3)),
        ("2021-01-01 2021-06-30", date(2021, 1, 1), date(2021, 6, 30)),
        ("1/7/2021 - 31/12/2021", date(2021, 7, 1), TODAY),
        ("primero de julio a 15 de julio", date(2021, 7, 1), date(2021, 7, 15)),
    ],
)
def test_days_are_read_as_people_write_them_and_never_lie_ahead(written: str, first: date, last: date) -> None:
    assert read_period(written, TODAY) == ReportPeriod(first, last)


@pytest.mark.parametrize("written", ["", "ayer", "2021-01-01", "30 de febrero a 1 de marzo", "2021-06-30 2021-01-01"])
def test_what_are_no_two_days_in_their_order_is_refused(written: str) -> None:
    with pytest.raises(NotAPeriod):
        read_period(written, TODAY)


@on_sqlite
def test_the_choices_are_those_of_the_plans_year_up_to_today(session: Session) -> None:
    plan(session)

    found = choices(session, TODAY)

    assert found[Choice.SEMESTER] == ReportPeriod(date(2021, 7, 1), TODAY)
    assert found[Choice.YEAR] == ReportPeriod(date(2021, 1, 1), TODAY)
    assert found[Choice.CUT] == ReportPeriod(date(2021, 1, 1), date(2021, 6, 30))
    assert ReportPeriod.parse(JULY.code) == JULY
    assert choices(session, date(2022, 3, 1))[Choice.SEMESTER].last == date(2021, 12, 31)


@on_sqlite
def test_a_ring_that_lacks_the_key_says_so_instead_of_publishing_names(session: Session) -> None:
    plan(session)
    received(session, date(2021, 7, 5), OBSERVATION, None)
    other = Keyring.parse(Keyring.generate())

    with pytest.raises(ValueError, match="no key"):
        reviewing.propose(session, SPAN, other, lambda text, _names: text)
