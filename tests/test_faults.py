"""The table of faults names tests that there are, and lines of the log that are written."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in (ROOT / "docs" / "faults.md").read_text(encoding="utf-8").splitlines()
    if "::test_" in line
]
WRITTEN = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "bot").rglob("*.py"))


@pytest.mark.parametrize("row", ROWS, ids=[row[0] for row in ROWS])
def test_each_fault_has_a_test_and_its_lines_of_the_log(row: list[str]) -> None:
    _, seen, _, _, lines, shown = row
    file, name = shown.strip("`").split("::")

    assert seen
    assert re.search(rf"def {name}\(", (ROOT / file).read_text(encoding="utf-8")), f"{file} has no {name}"
    assert [line for line in re.findall(r"`([^`]+)`", lines) if f'"{line}"' not in WRITTEN] == []


def test_the_table_is_read() -> None:
    assert len(ROWS) > 30
