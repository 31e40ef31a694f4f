"""What is asked again and again, by people, the clock and the worker, reads what it needs and not the whole table."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import event

from bot.schedule import put_down_due
from participation import due, notices, transparency, watching
from participation.digests import contents
from participation.followup import inbox
from participation.plan import import_plan, read_plan_file
from participation.progress import plan_progress
from participation.staff import overview
from storage import Database, Session
from storage.models.kinds import AboutKind
from storage.models.staff import Role, StaffMember
from storage.queries import attachments, cases, history, jobs, leases, links, outbox, supporting, turns
from storage.queries import watching as watched
from storage.queries.digests import Span
from storage.queries.inbox import Shelf

PLAN = Path(__file__).resolve().parents[2] / "plans" / "enterritorio-2021.yaml"
NOW = datetime(2021, 7, 1, 14, 0, tzinfo=UTC)
TODAY, ZONE, BEFORE = NOW.date(), ZoneInfo("America/Bogota"), timedelta(days=3)
GROWING = (
    *("cases", "case_answers", "case_files", "case_messages", "authors", "consents", "pseudonyms"),
    *("copies", "notices", "subscriptions", "chats", "audit", "turns"),
    *("plan_changes", "published_cuts"),
)
# An index of what is open holds no more than what is open, so reading it whole is right.
OF_OPEN = "ix_copies_to_do|ix_turns_open|ix_turns_set_aside"
# Nor is it of use to look for what is empty in nearly all rows in the index of the column that is empty.
OF_LINKS = "ix_cases_(supports|duplicate_of)"
SCAN = re.compile(
    rf"SCAN ({'|'.join(GROWING)})\b(?! USING (COVERING )?INDEX ({OF_OPEN}))|SEARCH cases USING .*{OF_LINKS}"
)


def ana(session: Session) -> StaffMember:
    return session.get_one(StaffMember, 1)


def page_of(shelf: Shelf) -> Callable[[Session], object]:
    return lambda session: inbox.page(session, ana(session), shelf, None, 0, TODAY)


def now_and_here(asked: Callable[[Session, datetime, ZoneInfo], object]) -> Callable[[Session], object]:
    return lambda session: asked(session, NOW, ZONE)


ASKED: dict[str, Callable[[Session], object]] = {
    "progress": lambda session: plan_progress(session, TODAY),
    "service": lambda session: watching.measures(session, NOW, ZONE, TODAY),
    "turns": lambda session: turns.claim(session, "me", ["dead"], 5, with_suspect=True),
    "leases": lambda session: leases.is_free(session, "clock", "me", []),
    "shelves": lambda session: inbox.shelves(session, ana(session), TODAY),
    **{f"shelf {shelf}": page_of(shelf) for shelf in Shelf if shelf is not Shelf.ABOUT},
    "panel": lambda session: overview.overview(session, ana(session), TODAY),
    "account": lambda session: transparency.account(session, TODAY),
    "digest": lambda session: contents.outlook(session, TODAY, Span(NOW - BEFORE, NOW), compared=True),
    "copies": lambda session: (outbox.has_open(session), outbox.notices_in_order(session)),
    "alike": lambda session: supporting.joinable(session, AboutKind.PRODUCT, "video", "somebody", NOW - BEFORE, 200),
    "a person's cases": lambda session: (
        cases.cases_of(session, "somebody", 10),
        cases.count_of(session, "somebody"),
        cases.case_numbered(session, 2021, 7),
        cases.authorised_since(session, "somebody", NOW - BEFORE),
    ),
    "salud": lambda session: (
        watching.standing(session, NOW, ZONE),
        watched.open_copies(session),
        watched.holders_of(session, ["clock"]),
    ),
    "links": lambda session: links.due(session, NOW, 20),
    "history": lambda session: (
        history.changes_since(session, 1, NOW - BEFORE),
        history.changes_of(session, 1, "product", ["video"], 10),
        history.kept_since(session, 1),
        history.cut_versions(session, 1),
    ),
    "quiet": lambda session: notices.next_leaving(session, NOW, ZONE),
    "jobs": lambda session: (jobs.next_waiting(session), attachments.discarded(session, most=500)),
    **{f"{finder.__module__}.{finder.__name__}": now_and_here(finder) for finder in (put_down_due, *due.FINDERS)},
    **{f"{upcoming.__module__}.{upcoming.__name__}": now_and_here(upcoming) for upcoming in due.UPCOMING},
}


@pytest.fixture
def database_kind() -> str:
    """SQLite's planner knows nothing of what the tables hold: its plans are the same however much that is."""
    return "sqlite"


def fill(session: Session) -> None:
    """The seed's plan, and Ana."""
    import_plan(session, read_plan_file(PLAN), NOW)
    session.add(
        StaffMember(id=1, telegram_id=7, name="Ana", role=Role.ADMINISTERS, joined_at=NOW, reads_denuncias=True)
    )


@pytest.fixture
def filled(database: Database) -> Database:
    database.write(fill).result()
    return database


@pytest.mark.parametrize("name", ASKED)
def test_no_growing_table_is_read_whole(filled: Database, name: str) -> None:
    asked: list[tuple[str, Any]] = []

    @event.listens_for(filled.engine, "before_cursor_execute")
    def note(_connection: Any, _cursor: Any, statement: str, parameters: Any, *_others: Any) -> None:
        asked.append((statement, parameters))

    def plans(session: Session) -> list[str]:
        ASKED[name](session)
        explained = [
            session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters).all()
            for statement, parameters in list(asked)
            if re.match(r"SELECT|WITH|UPDATE|INSERT", statement) and isinstance(parameters, tuple)
        ]
        return [row.detail for rows in explained for row in rows]

    found = filled.write(plans).result()

    assert [step for step in found if SCAN.search(step)] == []
