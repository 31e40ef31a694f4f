"""The office's guide to the plan file says what the program reads."""

import re
from pathlib import Path

import pytest

from participation.plan import read_plan_text
from participation.plan.form import PLAN, Field, Group, Items, Table, paths
from storage.models.plan import ComputedFigure, EventKind, EventState, ProductStatus

GUIDE = Path("docs/plan-file.md").read_text(encoding="utf-8")


def documented_keys(part: str) -> set[str]:
    """The keys in the first column of the tables below the heading of a part."""
    below = re.split(r"^### ", GUIDE, flags=re.MULTILINE)
    [section] = [text for text in below if text.split()[0] == part]
    return set(re.findall(r"^\| `([a-z_.]+)` \|", section, flags=re.MULTILINE))


def test_the_minimal_file_of_the_guide_can_be_imported() -> None:
    [example] = re.findall(r"```yaml\n(.*?)```", GUIDE, flags=re.DOTALL)

    assert read_plan_text(example).year == 2024


@pytest.mark.parametrize("item", PLAN.fields, ids=lambda item: item.key)
def test_every_part_is_explained_key_by_key(item: Field | Group | Table | Items) -> None:
    sections = [item.section] if isinstance(item, Items) else []
    expected = set() if sections else {key.removeprefix(f"{item.key}.") for _, key in paths((item,))}
    if isinstance(item, Table):
        expected = {key for _, key in paths(item.fields)}
    for section in sections:
        expected |= {key for _, key in paths(section.fields)}
        inner = [field for field in section.fields if isinstance(field, Items)]
        expected |= {field.key for field in inner}
        sections.extend(field.section for field in inner)

    assert documented_keys(item.key) - {state.value for state in EventState} == expected


@pytest.mark.parametrize("words", [ProductStatus, EventKind, EventState, ComputedFigure])
def test_every_word_that_the_file_may_use_is_in_the_guide(words: type[ProductStatus]) -> None:
    assert [word.value for word in words if f"`{word.value}`" not in GUIDE] == []
