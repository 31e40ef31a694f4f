"""The invented plan proves that nothing is tied to one entity, one year or semesters."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from participation.plan import import_plan, read_plan_file
from participation.plan.agenda import list_events
from participation.progress import entity, plan_progress, product_detail
from storage import Session
from storage.models.plan import EventState

PLAN = Path("plans/ejemplo-2023.yaml")
NOW = datetime(2023, 7, 15, 15, 0, tzinfo=UTC)
MID_JULY = date(2023, 7, 15)


@pytest.fixture
def example(session: Session) -> Session:
    import_plan(session, read_plan_file(PLAN), NOW)
    session.commit()
    return session


def test_it_says_that_it_is_invented(example: Session) -> None:
    assert "inventado" in plan_progress(example, MID_JULY).name
    assert "inventado" in entity(example).short_name


def test_the_figures_follow_quarters_moves_and_cancellations(example: Session) -> None:
    progress = plan_progress(example, MID_JULY)

    assert (progress.year.percent, progress.year.executed, progress.year.programmed) == (25, 2, 8)
    assert (progress.due.percent, progress.due.executed, progress.due.programmed) == (50, 2, 4)
    assert [(a.code, a.year.executed, a.year.programmed) for a in progress.activities] == [
        ("presupuesto", 1, 3),
        ("cuentas", 1, 2),
        ("formacion", 0, 1),
    ]


def test_a_cut_counts_once_it_is_published(example: Session) -> None:
    before = plan_progress(example, date(2023, 7, 10)).cut
    after = plan_progress(example, date(2023, 7, 11)).cut

    assert before is not None
    assert after is not None
    assert (before.label, after.label) == ("primer trimestre", "segundo trimestre")


def test_the_moved_product_is_pending_where_it_was_first_programmed(example: Session) -> None:
    pending = {item.product.code: item for item in plan_progress(example, MID_JULY).pending}

    assert list(pending) == ["mesas-rurales", "curso-control"]
    moved = pending["mesas-rurales"].product
    assert moved.moved is not None
    assert (moved.period.code, moved.moved.to.code, moved.overdue) == ("2023-T2", "2023-T4", False)
    assert pending["curso-control"].product.overdue


def test_the_cancelled_product_keeps_its_signed_reason(example: Session) -> None:
    product = product_detail(example, "feria-barrial", MID_JULY).product

    assert not product.counts
    assert product.cancelled is not None
    assert product.cancelled.signed_by == "Alcaldesa (inventada), Resolución inventada 000 de 2023"


def test_events_come_next_ones_first_and_drafts_not_at_all(example: Session) -> None:
    events = list_events(example, MID_JULY)

    assert [event.code for event in events.upcoming] == ["curso-en-vivo", "audiencia", "mesa-rural-2"]
    assert [event.code for event in events.past] == ["feria", "mesa-comuna-1"]


def test_an_event_whose_day_passed_is_not_taken_as_held(example: Session) -> None:
    [latest, *_] = list_events(example, date(2023, 12, 1)).past

    assert (latest.code, latest.state) == ("audiencia", EventState.UNCONFIRMED)


def test_the_latest_year_is_the_current_plan(example: Session) -> None:
    import_plan(example, read_plan_file(Path("plans/enterritorio-2021.yaml")), NOW)

    assert plan_progress(example, MID_JULY).vigencia == 2023
