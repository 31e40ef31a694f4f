"""The figures of the follow-up report, and what of them is kept back."""

from collections.abc import Mapping
from datetime import date
from statistics import mean, median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.observations import Dimension, Standing, summarise
from reports.observations.summary import FEWEST, breakdown
from storage.models.followup import Decision
from storage.models.kinds import CaseState, ContributionKind
from tests.reports.follow_ups import CUT, a_row, some_rows, unanswered


@pytest.mark.parametrize(
    ("changes", "standing"),
    [
        ({}, Standing.PENDING),
        ({"due_on": None}, Standing.PENDING),
        ({"due_on": CUT}, Standing.PENDING),
        ({"due_on": date(2021, 9, 29)}, Standing.OVERDUE),
        ({"due_on": date(2021, 9, 29), "state": CaseState.WITHDRAWN}, Standing.CLOSED),
        ({"state": CaseState.SPAM}, Standing.CLOSED),
        ({"answered_on": CUT, "state": CaseState.ANSWERED}, Standing.ANSWERED),
        ({"answered_on": date(2021, 10, 1), "state": CaseState.ANSWERED}, Standing.PENDING),
        ({"answered_on": CUT, "state": CaseState.REOPENED}, Standing.PENDING),
    ],
)
def test_how_a_case_stands_at_the_cut(changes: dict[str, object], standing: Standing) -> None:
    row = unanswered(1, **{"due_on": date(2021, 12, 1), **changes})

    assert row.standing(CUT) is standing


def test_a_denuncia_is_never_a_row() -> None:
    with pytest.raises(ValueError, match="never listed"):
        a_row(kind=ContributionKind.DENUNCIA)


def test_the_figures_add_up_and_the_days_are_those_of_the_answered() -> None:
    rows = [*some_rows(200), a_row(201, state=CaseState.WITHDRAWN), a_row(202, answered_on=date(2021, 8, 2))]
    found = summarise(iter(rows), CUT)
    days = [row.days_used for row in rows if row.standing(CUT) is Standing.ANSWERED and row.days_used is not None]

    assert found.received == len(rows) == found.answered + found.pending + found.closed
    assert (found.closed, found.overdue) == (1, 20)
    assert (found.with_term, found.in_time) == (found.answered, found.answered - 1)
    assert found.mean_days == pytest.approx(mean(days))
    assert found.median_days == median(days)


def test_nothing_received_has_no_mean_and_no_breakdown() -> None:
    found = summarise(iter(()), CUT)

    assert (found.received, found.mean_days, found.median_days) == (0, None, None)
    assert all(one.parts == () and not one.has_kept_back for one in found.breakdowns.values())


def test_only_what_was_answered_has_a_decision() -> None:
    rows = [a_row(number) for number in range(1, 7)] + [unanswered(number) for number in range(7, 20)]

    decisions = summarise(iter(rows), CUT).breakdowns[Dimension.DECISION]

    assert [(part.value, part.count) for part in decisions.parts] == [(Decision.ACCEPTED, 6)]


@pytest.mark.parametrize(
    ("counts", "shown"),
    [
        ({"a": 9, "b": 5}, {"a": 9, "b": 5}),
        ({"a": 20, "b": 9, "c": 3}, {"a": 20, "b": None, "c": None}),
        ({"a": 20, "b": 3, "c": 4}, {"a": 20, "b": None, "c": None}),
        ({"a": 20, "b": 7, "c": 1, "d": 1}, {"a": 20, "b": None, "c": None, "d": None}),
        ({"a": 3}, {}),
        ({"a": 1, "b": 2}, {}),
        ({"a": 9, None: 2}, {"a": None, None: None}),
        ({}, {}),
    ],
)
def test_small_counts_are_kept_back_with_as_many_others_as_hide_them(
    counts: dict[str | None, int], shown: dict[str | None, int | None]
) -> None:
    found = breakdown(Dimension.GROUP, counts)

    assert {part.value: part.count for part in found.parts} == shown
    assert found.is_hidden == (bool(counts) and not shown)


@given(counts=st.dictionaries(st.text("abcdef", min_size=1, max_size=3), st.integers(0, 30), max_size=8))
def test_no_small_count_can_be_worked_out_from_the_total(counts: Mapping[str | None, int]) -> None:
    found = breakdown(Dimension.GROUP, counts)
    kept = [counts[part.value] for part in found.parts if part.count is None]

    assert all(part.count is None or part.count == counts[part.value] >= FEWEST for part in found.parts)
    assert kept == [] or (len(kept) >= 2 and sum(kept) >= FEWEST)


def test_the_order_of_what_is_kept_back_does_not_tell_which_is_larger() -> None:
    one = breakdown(Dimension.GROUP, {"a": 40, "b": 6, "c": 1})
    other = breakdown(Dimension.GROUP, {"a": 40, "b": 1, "c": 6})

    assert one == other


def test_an_entity_can_tell_the_small_counts_of_what_points_at_nobody() -> None:
    rows = [
        a_row(number, decision=Decision.NOT_ACCEPTED if number < 3 else Decision.ACCEPTED) for number in range(1, 10)
    ]

    found = summarise(iter(rows), CUT, exact={Dimension.DECISION}).breakdowns[Dimension.DECISION]

    assert [part.count for part in found.parts] == [7, 2]
