"""The same on PostgreSQL, as if reading a table whole, and putting two of them side by side, cost very much.

What is then still read whole has no index that serves.
"""

import json
import re
from collections.abc import Iterator
from functools import partial
from typing import Any

import pytest
from sqlalchemy import event, text

from bench.growth_rows import fill
from storage import Database, Session
from tests.bot.test_hot_queries import ASKED, GROWING, OF_OPEN

pytestmark = pytest.mark.postgresql
MANY = 300
DEAR = ("seqscan", "bitmapscan", "mergejoin", "hashjoin")
LEFT_OUT = {
    "account",  # counts all cases and messages of a year: the sum is kept for a minute
    "history",  # of a handful of changes the database rather reads all in their order
    "participation.office.finding.next_found",  # whether there is any: it ends at the first one
}
WHOLE = ("Seq Scan", "Index Scan", "Index Only Scan")


@pytest.fixture
def database_kind() -> str:
    return "postgresql"


def steps(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield plan
    for part in plan.get("Plans", ()):
        yield from steps(part)


def reads_whole(step: dict[str, Any]) -> bool:
    """Whether a step goes through a growing table, or through an index of one, from its beginning to its end."""
    if step["Node Type"] not in WHOLE or step.get("Relation Name") not in GROWING:
        return False
    return "Index Cond" not in step and not re.match(OF_OPEN, step.get("Index Name", ""))


def _said(step: dict[str, Any]) -> str:
    return f"{step['Node Type']} {step.get('Index Name', '')} on {step['Relation Name']}: {step.get('Filter', '')}"


def test_no_growing_table_is_read_whole(database: Database) -> None:
    fill(database, MANY)
    asked: dict[str, Any] = {}
    explained: set[str] = set()

    @event.listens_for(database.engine, "before_cursor_execute")
    def note(_connection: Any, _cursor: Any, statement: str, parameters: Any, *_others: Any) -> None:
        if statement not in explained and re.match(r"SELECT|WITH|UPDATE|INSERT", statement):
            asked[statement] = parameters

    def whole(session: Session, name: str) -> list[str]:
        for dear in DEAR:
            session.execute(text(f"SET LOCAL enable_{dear} = off"))
        asked.clear()
        ASKED[name](session)
        explained.update(asked)
        connection = session.connection()
        shown = [
            connection.exec_driver_sql(f"EXPLAIN (FORMAT JSON) {statement}", parameters).scalar_one()
            for statement, parameters in list(asked.items())
            if not isinstance(parameters, list)
        ]
        plans = [json.loads(found) if isinstance(found, str) else found for found in shown]
        return [_said(step) for [found] in plans for step in steps(found["Plan"]) if reads_whole(step)]

    found = {name: database.write(partial(whole, name=name)).result() for name in ASKED if name not in LEFT_OUT}

    assert {name: read for name, read in found.items() if read} == {}
