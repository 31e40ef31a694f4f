"""By when a case is answered: the table of terms of the plan, its promises, and changes of kind."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from participation.deadlines import (
    ContributionKind,
    DeadlineRules,
    PetitionKind,
    Term,
    reclassified_due_on,
    reply_due_on,
    reply_term,
    transfer_due_on,
)
from participation.plan import read_plan_file
from participation.plan.form import Contribution, Petition
from storage.queries.plan_parts import Part

PLANS = Path(__file__).parents[2] / "plans"
COMPLAINT, CONGRATULATION, DENUNCIA, OBSERVATION, PETITION = sorted(ContributionKind)
GENERAL, INFORMATION, CONSULTATION = PetitionKind.GENERAL, PetitionKind.INFORMATION, PetitionKind.CONSULTATION
DAYS = st.dates(date(2019, 1, 1), date(2026, 12, 31))


def stored(name: str) -> Mapping[str, Any]:
    """The values of a plan of ours as its import stores them."""
    rows = read_plan_file(PLANS / name).rows
    return next(row.values for row in rows if row.part is Part.PLAN)


def rules_of(name: str) -> DeadlineRules:
    plan = stored(name)
    return DeadlineRules.of(plan["terms"], plan["promises"])


SEED = rules_of("enterritorio-2021.yaml")
EXAMPLE = rules_of("ejemplo-2023.yaml")


@pytest.mark.parametrize(
    ("received", "petition", "due"),
    [
        (date(2021, 6, 30), INFORMATION, date(2021, 7, 30)),
        (date(2021, 6, 30), GENERAL, date(2021, 8, 13)),
        (date(2021, 6, 30), CONSULTATION, date(2021, 8, 23)),
        (date(2021, 7, 1), GENERAL, date(2021, 8, 17)),
        (date(2022, 5, 18), INFORMATION, date(2022, 6, 2)),
        (date(2022, 5, 18), GENERAL, date(2022, 6, 9)),
        (date(2022, 5, 18), CONSULTATION, date(2022, 7, 5)),
    ],
)
def test_a_petition_is_due_by_the_rule_of_its_reception(received: date, petition: PetitionKind, due: date) -> None:
    assert reply_due_on(received, PETITION, petition, SEED) == due


@pytest.mark.parametrize(
    ("received", "days", "source"),
    [
        (date(2020, 3, 27), 15, "Ley 1755 de 2015"),
        (date(2020, 3, 28), 30, "Decreto 491 de 2020, artículo 5"),
        (date(2022, 5, 17), 30, "Decreto 491 de 2020, artículo 5"),
        (date(2022, 5, 18), 15, "Ley 1755 de 2015; Ley 2207 de 2022"),
    ],
)
def test_the_rule_changes_with_the_day_of_reception(received: date, days: int, source: str) -> None:
    assert reply_term(received, PETITION, GENERAL, SEED) == Term(days, source)


@pytest.mark.parametrize("petition", [None, PetitionKind.UNCLEAR])
@given(received=DAYS)
def test_an_unclear_petition_gets_the_shortest_term_that_could_apply(
    petition: PetitionKind | None, received: date
) -> None:
    clear = [reply_due_on(received, PETITION, kind, SEED) for kind in (GENERAL, INFORMATION, CONSULTATION)]

    assert reply_due_on(received, PETITION, petition, SEED) == min(due for due in clear if due)


@pytest.mark.parametrize(
    ("petition", "days"), [(None, 30), (GENERAL, 30), (CONSULTATION, 30), (INFORMATION, 20), (PetitionKind.UNCLEAR, 20)]
)
def test_a_complaint_has_the_general_term_or_a_shorter_one(petition: PetitionKind | None, days: int) -> None:
    term = reply_term(date(2021, 7, 1), COMPLAINT, petition, SEED)

    assert term == Term(days, "Decreto 491 de 2020, artículo 5")


@pytest.mark.parametrize("kind", [OBSERVATION, CONGRATULATION, DENUNCIA])
@pytest.mark.parametrize("petition", [None, *PetitionKind])
def test_what_is_no_petition_has_no_date_where_nothing_was_promised(
    kind: ContributionKind, petition: PetitionKind | None
) -> None:
    assert reply_due_on(date(2021, 7, 1), kind, petition, SEED) is None


def test_an_observation_has_the_date_that_the_plan_promises() -> None:
    assert reply_term(date(2023, 3, 1), OBSERVATION, None, EXAMPLE) == Term(15, None)
    assert reply_due_on(date(2023, 3, 1), OBSERVATION, None, EXAMPLE) == date(2023, 3, 23)
    assert reply_due_on(date(2023, 3, 1), CONGRATULATION, None, EXAMPLE) is None


def test_observations_and_suggestions_are_not_told_apart_and_get_the_shorter_promise() -> None:
    promises = [{"kind": "observacion", "working_days": 20}, {"kind": "propuesta", "working_days": 12}]

    assert reply_term(date(2023, 3, 1), OBSERVATION, None, DeadlineRules.of([], promises)) == Term(12, None)


@pytest.mark.parametrize(("word", "kind"), [("felicitacion", CONGRATULATION), ("denuncia", DENUNCIA)])
def test_a_promise_holds_for_its_own_kind(word: str, kind: ContributionKind) -> None:
    promised = DeadlineRules.of([], [{"kind": word, "working_days": 8}])

    assert [reply_term(date(2023, 3, 1), other, None, promised) for other in ContributionKind] == [
        Term(8, None) if other is kind else None for other in ContributionKind
    ]


def test_a_day_that_the_table_does_not_cover_has_no_term_and_it_shows() -> None:
    rule = {"from": "2021-01-01", "to": "2021-12-31", "source": None, "general": 15, "informacion": 10, "consulta": 30}
    only_2021 = DeadlineRules.of([rule], [])

    assert (only_2021.covers(date(2021, 12, 31)), only_2021.covers(date(2022, 1, 1))) == (True, False)
    assert reply_due_on(date(2022, 1, 1), PETITION, GENERAL, only_2021) is None


def test_every_word_of_the_plan_file_is_understood() -> None:
    rule: dict[str, Any] = {"from": None, "to": None, "source": None}
    rule |= {word: days for days, word in enumerate(Petition, start=1)}
    received = date(2023, 3, 1)
    understood = DeadlineRules.of([rule], [])

    terms = [reply_term(received, PETITION, kind, understood) for kind in (GENERAL, INFORMATION, CONSULTATION)]

    assert {term.working_days for term in terms if term} == {1, 2, 3}
    for word in Contribution:
        promise = DeadlineRules.of([], [{"kind": word, "working_days": 8}])
        assert any(reply_term(received, kind, None, promise) for kind in ContributionKind), word


@pytest.mark.parametrize(
    ("due_on", "by_new_kind", "after"),
    [
        (date(2021, 7, 30), date(2021, 8, 23), date(2021, 7, 30)),
        (date(2021, 8, 23), date(2021, 7, 30), date(2021, 7, 30)),
        (date(2021, 7, 30), None, date(2021, 7, 30)),
        (None, date(2021, 8, 13), date(2021, 8, 13)),
        (None, None, None),
    ],
)
def test_a_new_kind_never_lengthens_or_ends_a_term(
    due_on: date | None, by_new_kind: date | None, after: date | None
) -> None:
    assert reclassified_due_on(due_on, by_new_kind) == after


def test_another_entitys_matter_is_passed_on_within_five_working_days() -> None:
    assert transfer_due_on(date(2021, 7, 1)) == date(2021, 7, 9)
