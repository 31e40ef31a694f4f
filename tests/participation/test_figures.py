"""The arithmetic of progress: never more than there is."""

from dataclasses import dataclass, replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from participation.plan import Period
from participation.plan.figures import Fraction, of_due, of_year

CODES = ["2022", "2022-S1", "2022-S2", "2022-T1", "2022-T2", "2022-T3", "2022-T4", "2022-M02", "2022-M12", "2022-05-20"]
DAYS = st.dates(date(2022, 1, 1), date(2022, 12, 31))


@dataclass(frozen=True)
class Some:
    """A product as the figures see it."""

    period: Period
    executed: bool
    counts: bool = True


@dataclass(frozen=True)
class Many:
    period: Period
    quantity: int | None


PERIODS = st.sampled_from(CODES).map(Period.parse)
PRODUCTS = st.lists(st.builds(Some, PERIODS, st.booleans(), st.booleans()), max_size=20)
COUNTED = st.lists(st.builds(Many, PERIODS, st.integers(1, 50)), max_size=4)


@given(st.integers(0, 10_000), st.integers(1, 10_000))
def test_a_percentage_is_the_largest_whole_number_that_is_not_more_than_the_truth(executed: int, more: int) -> None:
    programmed = executed + more - 1 or 1
    percent = Fraction(min(executed, programmed), programmed).percent

    assert percent is not None
    assert 0 <= percent <= 100
    assert percent * programmed <= 100 * min(executed, programmed) < (percent + 1) * programmed


def test_four_of_fifteen_are_twenty_six_per_cent() -> None:
    assert Fraction(4, 15).percent == 26


def test_ninety_nine_per_cent_and_a_half_is_not_done() -> None:
    assert Fraction(199, 200).percent == 99


def test_nothing_programmed_does_not_apply() -> None:
    assert Fraction(0, 0).percent is None


def test_an_unknown_total_gives_no_percentage_but_what_was_done() -> None:
    unknown = of_year([Some(Period.parse("2022-S1"), executed=True)], [Many(Period.parse("2022-S2"), None)])

    assert (unknown.executed, unknown.programmed, unknown.percent) == (1, None, None)


@pytest.mark.parametrize(("executed", "programmed"), [(5, 4), (-1, 4), (1, 0)])
def test_more_executed_than_programmed_is_impossible(executed: int, programmed: int) -> None:
    with pytest.raises(ValueError, match="no fraction"):
        Fraction(executed, programmed)


@given(PRODUCTS, COUNTED, DAYS)
def test_what_is_due_is_part_of_the_year(products: list[Some], counted: list[Many], day: date) -> None:
    year, due = of_year(products, counted), of_due(products, counted, day)

    assert due.executed <= year.executed
    assert (due.programmed or 0) <= (year.programmed or 0)


@given(PRODUCTS, COUNTED)
def test_at_the_end_of_the_year_everything_is_due(products: list[Some], counted: list[Many]) -> None:
    assert of_due(products, counted, date(2022, 12, 31)) == of_year(products, counted)


@given(PRODUCTS, COUNTED, DAYS, DAYS)
def test_what_is_due_never_shrinks_with_time(products: list[Some], counted: list[Many], one: date, other: date) -> None:
    earlier, later = sorted((one, other))

    assert (of_due(products, counted, earlier).programmed or 0) <= (of_due(products, counted, later).programmed or 0)


@given(PRODUCTS, COUNTED, st.integers(0, 19))
def test_executing_one_more_never_lowers_the_figure(products: list[Some], counted: list[Many], index: int) -> None:
    after = [replace(product, executed=product.executed or at == index) for at, product in enumerate(products)]

    assert (of_year(after, counted).percent or 0) >= (of_year(products, counted).percent or 0)


@given(PRODUCTS, DAYS)
def test_what_is_cancelled_is_nowhere(products: list[Some], day: date) -> None:
    counting = [product for product in products if product.counts]

    assert of_year(products) == of_year(counting)
    assert of_due(products, [], day) == of_due(counting, [], day)


@pytest.mark.parametrize(
    ("code", "start", "end"),
    [
        ("2022", date(2022, 1, 1), date(2022, 12, 31)),
        ("2022-S1", date(2022, 1, 1), date(2022, 6, 30)),
        ("2022-S2", date(2022, 7, 1), date(2022, 12, 31)),
        ("2022-T3", date(2022, 7, 1), date(2022, 9, 30)),
        ("2024-M02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2022-05-20", date(2022, 5, 20), date(2022, 5, 20)),
    ],
)
def test_a_period_knows_its_days(code: str, start: date, end: date) -> None:
    period = Period.parse(code)

    assert (period.code, period.start, period.end, period.is_day) == (code, start, end, start == end)


def test_a_month_is_spelt_one_way() -> None:
    assert Period.parse("2022-M6").code == "2022-M06"
