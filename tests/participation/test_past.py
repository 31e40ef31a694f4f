"""The plan as of any day: as published, as it was kept here, or by the dates that it gives, and never more."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from participation.plan import import_plan, read_plan_text
from participation.plan.past import (
    DayAfterCut,
    DayToCome,
    PlanAt,
    Source,
    plan_progress_at,
    plan_progress_within,
    product_at,
)
from storage import Session
from tests.participation.plan_texts import NOW, SMALL, changed, take

pytestmark = pytest.mark.second_database
BOGOTA = ZoneInfo("America/Bogota")
JUNE, JULY = date(2022, 6, 30), date(2022, 7, 1)
OPEN = "estado: programado\n            avance: 0"
UNDATED = ("                fecha: 2022-02-01\n", "")


def at(session: Session, day: date, today: date = JULY) -> PlanAt:
    return plan_progress_at(session, day, today, BOGOTA)


def loaded(session: Session, text: str, day: date) -> None:
    import_plan(session, read_plan_text(text), datetime(day.year, day.month, day.day, 15, tzinfo=UTC))
    session.commit()


def test_before_the_plan_was_loaded_the_dates_that_it_gives_tell(session: Session) -> None:
    take(session)

    january, march = at(session, date(2022, 1, 31)), at(session, date(2022, 3, 31))

    assert [(one.source, one.progress.year.executed, one.undated) for one in (january, march)] == [
        (Source.DATES, 0, 0),
        (Source.DATES, 1, 0),
    ]
    page = product_at(january, "pagina")
    assert page is not None
    assert page.executed_later == date(2022, 2, 1)


def test_what_has_no_date_is_not_counted_by_dates_and_that_is_said(session: Session) -> None:
    take(session, changed(UNDATED))

    found = at(session, date(2022, 3, 31))

    assert (found.progress.year.executed, found.undated) == (0, 1)


def test_the_day_of_a_cut_is_told_as_it_was_published(session: Session) -> None:
    take(session)

    found = at(session, JUNE)

    assert (found.source, found.progress.cut is not None, found.progress.year.percent) == (Source.CUT, True, 50)


def test_once_the_plan_is_kept_here_each_day_is_told_as_it_was_registered(session: Session) -> None:
    loaded(session, changed(UNDATED), date(2022, 2, 1))
    loaded(session, changed(UNDATED, (OPEN, "estado: en_ejecucion\n            avance: 40")), date(2022, 4, 15))
    loaded(session, changed(UNDATED), NOW.date())

    before, after = at(session, date(2022, 4, 14)), at(session, date(2022, 4, 15))

    assert (before.source, after.source) == (Source.HISTORY, Source.HISTORY)
    charla = [product_at(found, "charla") for found in (before, after)]
    assert [one.percentage for one in charla if one is not None] == [0, 40]
    assert before.progress.year.executed == 1  # the page was registered as done, although the plan gives no date


def test_days_without_public_figures_are_refused(session: Session) -> None:
    take(session)

    with pytest.raises(DayToCome):
        at(session, date(2022, 7, 2))
    with pytest.raises(DayAfterCut) as refused:
        at(session, JULY)
    assert refused.value.cut.on == JUNE


def test_a_span_is_told_at_its_last_cut_or_on_its_last_day(session: Session) -> None:
    take(session, SMALL)

    days = [
        plan_progress_within(session, first, last, JULY, BOGOTA).on
        for first, last in (
            (date(2022, 3, 1), date(2022, 3, 31)),
            (date(2022, 6, 1), date(2022, 6, 30)),
            (date(2022, 1, 1), date(2022, 12, 31)),
        )
    ]

    assert days == [date(2022, 3, 31), JUNE, JUNE]
