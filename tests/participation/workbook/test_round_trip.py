"""The plan as a workbook, and as a plan file, comes back as it went."""

from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings

from locales import Language, formats, words
from participation.plan import PlanFileErrors, read_plan_file, read_plan_text
from participation.plan.document import PlanDocument
from participation.plan.workbook.reading import read_workbook
from participation.plan.writing import plan_file
from reports.plan_workbook import plan_workbook
from tests.participation.plan_texts import NOW
from tests.support.plans import any_plan, large_plan
from tests.support.soaking import size

PLANS = [read_plan_file(path) for path in sorted(Path("plans").glob("*.yaml"))]


def parts(document: PlanDocument) -> dict[tuple[str, str], object]:
    """What the plan says, whatever the order of its parts."""
    return {(row.part, row.key): row for row in document.rows}


def exported(document: PlanDocument, language: Language = Language.ES) -> bytes:
    return plan_workbook(document.rows, NOW, words(language), formats(language, ZoneInfo("America/Bogota")))


@pytest.mark.parametrize("document", PLANS, ids=lambda document: str(document.year))
@pytest.mark.parametrize("language", Language)
def test_a_plan_comes_back_from_its_workbook_as_it_went(document: PlanDocument, language: Language) -> None:
    back = read_workbook(exported(document, language))

    assert back.document == document
    assert back.exported is not None
    assert (back.exported.at, list(back.exported.parts)) == (NOW, list(document.rows))
    assert back.remarks == []


@pytest.mark.parametrize("document", PLANS, ids=lambda document: str(document.year))
def test_a_plan_comes_back_from_its_plan_file_as_it_went(document: PlanDocument) -> None:
    assert read_plan_text(plan_file(document.rows)) == document


def test_a_plan_of_500_products_comes_back_as_it_went() -> None:
    document = large_plan()

    assert parts(read_workbook(exported(document)).document) == parts(document)
    assert parts(read_plan_text(plan_file(document.rows))) == parts(document)


def comes_back(document: PlanDocument) -> None:
    try:
        assert parts(read_workbook(exported(document)).document) == parts(document)
        assert parts(read_plan_text(plan_file(document.rows))) == parts(document)
    except PlanFileErrors as errors:
        pytest.fail("\n".join(error.text(words(Language.EN)) for error in errors.errors))


@settings(max_examples=15, suppress_health_check=list(HealthCheck))
@given(any_plan())
def test_any_plan_comes_back_as_it_went(document: PlanDocument) -> None:
    comes_back(document)


@pytest.mark.soak
@settings(max_examples=size(600, 60), suppress_health_check=list(HealthCheck))
@given(any_plan())
def test_very_many_plans_come_back_as_they_went(document: PlanDocument) -> None:
    comes_back(document)
