"""What is asked of the plan, in the chat and on the pages, needs as many queries however large and old the plan is."""

from contextlib import closing
from pathlib import Path

import pytest

from bench import plan_history
from bench.plan import counted
from bench.plan_questions import ASKED
from storage import Database, open_database

SMALL, LARGE = (6, 1), (40, 2)  # products a year, and years


@pytest.fixture(scope="module")
def plans(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("plans")
    files = {"small": folder / "small.db", "large": folder / "large.db"}
    for file, size in zip(files.values(), (SMALL, LARGE), strict=True):
        plan_history.large(file, *size).close()
    return files


def asked(database: Database, name: str) -> int:
    with counted() as statements:
        database.read(ASKED[name].ask).result()
    return len(statements)


@pytest.mark.parametrize("name", ASKED)
def test_a_larger_and_older_plan_needs_no_more_queries(plans: dict[str, Path], name: str) -> None:
    made = []
    for file in plans.values():
        with closing(open_database(f"sqlite:///{file}")) as database:
            first = asked(database, name)
            database.write(lambda session: plan_history.change(session, 1)).result()
            made.append((first, asked(database, name), asked(database, name)))

    assert made[0] == made[1]
    assert made[0][2] < made[0][1] <= made[0][0] <= 20  # what is known of it already is not asked again
