"""A database in which so many observations of as many people were filed, answered and told of; written by the database.

Whatever its size, the same 100 observations are open, of the last hours; all others were answered earlier in the year.
A broadcast to everybody waits to leave.
"""

from datetime import UTC, datetime
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import text, update

from bench.processes import PLAN
from participation import notices
from participation.identity import Keyring
from participation.notices import Subject, Topic
from participation.observations.filing import PERSON
from participation.plan import import_plan, read_plan_file
from storage import Database, Session
from storage.models.cases import Author
from storage.models.notices import NoticeKind
from storage.models.staff import Role, StaffMember
from storage.queries import answers
from storage.schema import upgrade

NOW = datetime(2021, 7, 1, 14, tzinfo=UTC)
ZONE = ZoneInfo("America/Bogota")
KEYS = Keyring.parse(Keyring.generate())
ROSA, ANA = 5_000_000_001, 5_000_000_002
OWN = 3  # Rosa's cases, among the open ones
OPEN = 100
CACHE_KIB = 512 * 1024  # while the rows are written: keyed hashes go everywhere in their index

# `n` counts from 1; `age` is 0 for the last one. What is answered came 4 to 180 days ago, a quarter of a minute apart.
_NUMBERS = {
    "sqlite": "(WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < :most)"
    " SELECT n, :most - n AS age FROM c)",
    "postgresql": "(SELECT n, :most - n AS age FROM generate_series(1, :most) AS n)",
}
_AGO = "CASE WHEN age < :open THEN age * 600 ELSE 345600 + age * 15 END"
_INSTANT = {
    "sqlite": f"strftime('%Y-%m-%d %H:%M:%S.000000', '2021-07-01 14:00:00', '-' || ({_AGO}) || ' seconds')",
    "postgresql": f"timestamp '2021-07-01 14:00:00' - ({_AGO}) * interval '1 second'",
}
_DAY = {"sqlite": "date({instant}, '+{days} days')", "postgresql": "CAST({instant} + interval '{days} days' AS date)"}

_IS_OPEN = "age < :open"
_PERSON = "CAST(n AS BIGINT) * 7919 % 1000003 || '-' || n"  # of a million, the product needs more than 32 bits
_TABLES = {
    "cases": (
        "id, vigencia, number, radicado, channel, kind, about, about_code, state, received_at, received_on, late,"
        " due_on, text, shown_name, pseudonym, receipt, salt, leaf, notice_version, version, hides_identity,"
        " decision, answered_at, answered_on",
        "n, 2021, n, 'PPC-2021-' || n, 'telegram', CASE WHEN n % 3 = 0 THEN 'petition' ELSE 'observation' END,"
        f" 'product', 'p' || n % 15, CASE WHEN {_IS_OPEN} THEN 'received' ELSE 'answered' END, {{instant}}, {{day}},"
        f" false, {{due}}, :text, false, 'Persona ' || n, :hash, :bytes, :hash, '1', 1, false,"
        f" CASE WHEN {_IS_OPEN} THEN NULL ELSE 'acogida' END, CASE WHEN {_IS_OPEN} THEN NULL ELSE {{instant}} END,"
        f" CASE WHEN {_IS_OPEN} THEN NULL ELSE {{due}} END",
        "1 = 1",
    ),
    # As keyed hashes are: in no order.
    "authors": ("case_id, person, sealed", f"n, {_PERSON}, :bytes", "1 = 1"),
    "pseudonyms": ("person, pseudonym", f"{_PERSON}, 'Persona ' || n", "1 = 1"),
    "consents": ("person, notice_version, given_at", f"{_PERSON}, '1', {{instant}}", "1 = 1"),
    "subscriptions": (
        "chat_id, events, progress, weekly, since",
        "7000000000 + n, true, true, false, {instant}",
        "1 = 1",
    ),
    "chats": ("id, language, new_messages", "7000000000 + n, 'es', false", "1 = 1"),
    "turns": (
        "bot_id, update_id, lane, state, attempts, sendings, sent, received_at, finished_at",
        "7, n, '', 'done', 1, 1, 0, {instant}, {instant}",
        "1 = 1",
    ),
    "case_answers": (
        "case_id, version, state, case_version, text, decision, by_staff, reached, created_at, updated_at, sent_at",
        "n, 1, 'sent', 1, :text, 'acogida', 1, true, {instant}, {instant}, {instant}",
        f"NOT {_IS_OPEN}",
    ),
    "notices": (
        "id, key, kind, subject, subject_id, facts, version, state, rank, waits_at_night, created_at",
        "n, 'case:' || n, 'case_answered', 'case', n, '{{}}', 1, 'open', '1_own_case', true, {instant}",
        f"NOT {_IS_OPEN}",
    ),
    "copies": (
        "notice_id, channel, recipient, state, attempts, unknown, shown_version, tells_change, sent_at",
        "n, 'telegram', 'case:' || n, 'sent', 1, 0, 1, false, {instant}",
        f"NOT {_IS_OPEN}",
    ),
    "audit": (
        "at, staff_id, act, subject, subject_id, facts",
        "{instant}, 1, 'case.answered', 'case', CAST(n AS varchar(20)), '{{}}'",
        f"NOT {_IS_OPEN}",
    ),
}


def fill(database: Database, most: int) -> None:
    """Make the tables and write everything."""
    upgrade(database.engine)
    database.write(_people).result()
    for table in _TABLES:
        database.write(partial(_write, table=table, most=most)).result()
    database.write(partial(_rest, most=most)).result()
    if database.engine.dialect.name == "postgresql":  # as a server does by itself in time; SQLite is never asked to
        with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("ANALYZE"))


def _people(session: Session) -> None:
    import_plan(session, read_plan_file(PLAN), NOW)
    session.add(StaffMember(id=1, telegram_id=ANA, name="Ana", role=Role.ADMINISTERS, joined_at=NOW))


def _write(session: Session, table: str, most: int) -> None:
    dialect = session.connection().dialect.name
    if dialect == "sqlite":
        session.execute(text(f"PRAGMA cache_size=-{CACHE_KIB}"))
    columns, values, condition = _TABLES[table]
    instant = _INSTANT[dialect]
    day, due = (_DAY[dialect].format(instant=instant, days=days) for days in (0, 20))
    numbers = _NUMBERS[dialect]
    statement = f"INSERT INTO {table} ({columns}) SELECT {values.format(instant=instant, day=day, due=due)}"
    asked = f"{statement} FROM {numbers} AS numbers WHERE {condition}"
    given: dict[str, Any] = {"most": most, "open": OPEN, "text": "x" * 300, "hash": "0" * 64, "bytes": b"x" * 200}
    session.execute(text(asked), {name: value for name, value in given.items() if f":{name}" in asked})


def _rest(session: Session, most: int) -> None:
    """Rosa's own cases, the counter of numbers, what the night notes, and the broadcast that waits."""
    _after_ids(session, "cases", "notices")
    person = KEYS.mac(ROSA, PERSON)
    sealed = KEYS.seal({"chat_id": ROSA, "receipt": "0000-0000-0000"})
    session.execute(update(Author).where(Author.case_id > most - OWN).values(person=person, sealed=sealed))
    session.execute(text("INSERT INTO counters (name, value) VALUES ('radicado:2021', :most)"), {"most": most})
    answers.note_reached(session)
    found = notices.put_down(session, NoticeKind.CUT_PUBLISHED, Subject("cut", 1), "bench", NOW, waits_at_night=False)
    if found is not None:
        notices.to_subscribers(session, found, Topic.PROGRESS)


def _after_ids(session: Session, *tables: str) -> None:
    """A server counts on from where its own numbers ended, not from those that were given."""
    if session.connection().dialect.name != "postgresql":
        return
    for table in tables:
        last = f"(SELECT max(id) FROM {table})"  # noqa: S608 - a name of ours
        session.execute(text(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), {last})"))
