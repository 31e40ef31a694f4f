"""The example plans as the reader gets them: read from their files, imported, asked for like any plan."""

from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

from participation.plan import import_plan, read_plan_file
from participation.plan.agenda import list_events
from participation.progress import plan_progress
from participation.understanding import Intent, Reader, Subject, entity_names, subjects_of
from storage import Session, open_database
from tests.support.databases import create_tables, sqlite_url

PLANS = Path(__file__).parents[3] / "plans"
HERE = Path(__file__).parent

FIRST_PLAN = ("enterritorio-2021.yaml", date(2021, 7, 1), HERE / "questions_first_plan.tsv")
SECOND_PLAN = ("ejemplo-2023.yaml", date(2023, 7, 15), HERE / "questions_second_plan.tsv")


def loaded(name: str, today: date, folder: Path) -> tuple[tuple[Subject, ...], tuple[str, ...]]:
    """The subjects and the entity's names of a plan file, through a database in `folder`."""
    url = sqlite_url(folder / "plan.db")
    create_tables(url)
    with closing(open_database(url)) as database, Session(database.engine) as session:
        import_plan(session, read_plan_file(PLANS / name), datetime(today.year, today.month, today.day, tzinfo=UTC))
        plan = plan_progress(session, today)
        return subjects_of(plan, list_events(session, today)), entity_names(plan)


def reader_of(name: str, today: date, folder: Path) -> Reader:
    """A reader for a plan file."""
    subjects, entity = loaded(name, today, folder)
    return Reader.for_plan(subjects, entity=entity)


def questions(path: Path) -> list[tuple[Intent, str | None, str]]:
    """Intent, target and text of every line of a file of questions."""
    rows = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines())
    return [(Intent(intent), target or None, text) for intent, target, text in rows]
