"""Working days are those of the Colombian calendar, and an operator's own days count too."""

from bisect import bisect_right
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from participation.deadlines import (
    OwnDays,
    add_working_days,
    counted_reception,
    holiday_name,
    is_working_day,
    next_working_day,
    working_days_between,
)
from tests.participation import colombian_calendar as independent

FIRST, LAST = date(2020, 1, 1), date(2026, 12, 31)
WORKING = independent.working_days(FIRST, date(2027, 12, 31))
DAYS = st.dates(FIRST, LAST)
BOGOTA = ZoneInfo("America/Bogota")


def test_every_day_of_seven_years_agrees_with_an_independent_calendar() -> None:
    working = set(WORKING)

    different = [day for day in independent.days(FIRST, LAST) if is_working_day(day) != (day in working)]

    assert different == []


def test_the_independent_calendar_is_right_where_it_is_known() -> None:
    easters = [independent.easter(year) for year in (2008, 2021, 2024, 2026, 2038)]

    assert easters == [date(2008, 3, 23), date(2021, 4, 4), date(2024, 3, 31), date(2026, 4, 5), date(2038, 4, 25)]


@pytest.mark.parametrize("count", [1, 5, 10, 15, 20, 30, 35])
def test_every_reception_of_seven_years_gives_the_due_date_of_an_independent_calendar(count: int) -> None:
    different = [
        received
        for received in independent.days(FIRST, LAST)
        if add_working_days(received, count) != WORKING[bisect_right(WORKING, received) + count - 1]
    ]

    assert different == []


@pytest.mark.parametrize(
    ("received", "count", "due"),
    [
        (date(2021, 6, 30), 15, date(2021, 7, 23)),
        (date(2021, 6, 30), 20, date(2021, 7, 30)),
        (date(2021, 6, 30), 30, date(2021, 8, 13)),
        (date(2021, 6, 30), 35, date(2021, 8, 23)),
        (date(2022, 5, 18), 10, date(2022, 6, 2)),
        (date(2022, 5, 18), 15, date(2022, 6, 9)),
        (date(2022, 5, 18), 30, date(2022, 7, 5)),
        (date(2021, 7, 2), 1, date(2021, 7, 6)),
    ],
)
def test_a_term_begins_the_day_after_reception(received: date, count: int, due: date) -> None:
    assert add_working_days(received, count) == due
    assert working_days_between(received, due) == count


def test_the_window_for_observations_is_of_fifteen_working_days() -> None:
    assert working_days_between(date(2020, 12, 29), date(2021, 1, 21)) == 15


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2021, 7, 9), True),  # the 9th of July is a holiday only since 2026
        (date(2025, 7, 14), True),
        (date(2026, 7, 9), True),
        (date(2026, 7, 13), False),
        (date(2021, 4, 1), False),
        (date(2021, 4, 2), False),
        (date(2021, 7, 5), False),
        (date(2021, 8, 7), False),
        (date(2025, 6, 30), False),  # two holidays that fall on one Monday
    ],
)
def test_the_days_on_which_calendars_differ(day: date, works: bool) -> None:
    assert is_working_day(day) is works


def test_palm_sunday_is_an_ordinary_sunday() -> None:
    assert holiday_name(date(2021, 3, 28)) is None


def test_a_holiday_has_its_name_in_spanish() -> None:
    assert holiday_name(date(2021, 7, 20)) == "Día de la Independencia"


def test_an_operator_closes_a_day_and_the_term_ends_later() -> None:
    closed = OwnDays(closed=frozenset({date(2021, 7, 1)}))

    assert is_working_day(date(2021, 7, 1), closed) is False
    assert add_working_days(date(2021, 6, 30), 15, closed) == date(2021, 7, 26)


def test_an_operator_works_on_a_saturday_and_on_a_holiday_and_the_term_ends_sooner() -> None:
    worked = OwnDays(worked=frozenset({date(2021, 7, 3), date(2021, 7, 5)}))

    assert add_working_days(date(2021, 6, 30), 15, worked) == date(2021, 7, 21)


def test_a_day_cannot_be_closed_and_worked() -> None:
    day = frozenset({date(2021, 7, 3)})

    with pytest.raises(ValueError, match="2021-07-03"):
        OwnDays(closed=day, worked=day)


def test_a_term_of_no_days_ends_at_once_and_a_negative_one_is_refused() -> None:
    sunday = date(2021, 7, 4)

    assert add_working_days(sunday, 0) == sunday
    with pytest.raises(ValueError, match="negative"):
        add_working_days(sunday, -1)


@given(DAYS, st.integers(0, 60))
def test_days_added_are_days_between(day: date, count: int) -> None:
    assert working_days_between(day, add_working_days(day, count)) == count


@given(DAYS, DAYS, DAYS)
def test_days_between_add_up_in_every_direction(one: date, two: date, three: date) -> None:
    assert working_days_between(one, two) + working_days_between(two, three) == working_days_between(one, three)


def test_overdue_days_are_negative() -> None:
    assert working_days_between(date(2021, 7, 7), date(2021, 7, 2)) == -2


@given(DAYS)
def test_the_next_working_day_is_the_first_that_is_one(day: date) -> None:
    assert next_working_day(day) == WORKING[bisect_right(WORKING, day) - (day in WORKING)]


def test_what_comes_late_at_night_counts_on_the_day_of_the_entity() -> None:
    night = datetime(2021, 7, 1, 4, 30, tzinfo=UTC)

    assert counted_reception(night, BOGOTA) == date(2021, 6, 30)


@pytest.mark.parametrize(
    ("local", "counted"),
    [
        (datetime(2021, 6, 30, 16, 59, tzinfo=BOGOTA), date(2021, 6, 30)),
        (datetime(2021, 6, 30, 17, 0, tzinfo=BOGOTA), date(2021, 7, 1)),
        (datetime(2021, 7, 2, 23, 30, tzinfo=BOGOTA), date(2021, 7, 6)),
        (datetime(2021, 7, 4, 9, 0, tzinfo=BOGOTA), date(2021, 7, 6)),
    ],
)
def test_where_the_entity_has_office_hours_what_comes_outside_counts_on_the_next_working_day(
    local: datetime, counted: date
) -> None:
    assert counted_reception(local.astimezone(UTC), BOGOTA, office_closes=time(17)) == counted


def test_a_moment_without_a_zone_has_no_day() -> None:
    with pytest.raises(ValueError, match="zone"):
        counted_reception(datetime.now(UTC).replace(tzinfo=None), BOGOTA)
