"""`participa understand`: what the reader of the loaded plan makes of a text, line by line."""

import json
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

from bot.present import real_now
from bot.settings import Settings
from participation.plan import import_plan, read_plan_file
from participation.plan.agenda import list_events
from participation.plan.views import NoPlanError
from participation.progress import plan_progress
from participation.understanding import Reader, Subject
from participation.understanding.plan_subjects import entity_names, subjects_of
from storage import Session, check_url, open_database, schema


class NotALine(ValueError):
    """A line of the input is not a JSON object with a text. The message is its number."""


def read_lines(settings: Settings, lines: Iterable[str]) -> Iterator[str]:
    """Each line {"text": …} again, with `intent`, `target` and `confidence` of its first question. Raises NotALine."""
    reader: Reader | None = None
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        asked = _asked(line, number)
        reader = reader or _reader(settings)
        question = reader.read(asked["text"]).first
        found = {"intent": question.intent, "target": question.target, "confidence": round(question.confidence, 3)}
        yield json.dumps({**asked, **found}, ensure_ascii=False)


def _reader(settings: Settings) -> Reader:
    subjects, entity = _plan(settings)
    return Reader.for_plan(subjects, entity=entity)


def _asked(line: str, number: int) -> dict[str, Any]:
    try:
        asked = json.loads(line)
    except ValueError as error:
        raise NotALine(str(number)) from error
    if not isinstance(asked, dict) or not isinstance(asked.get("text"), str):
        raise NotALine(str(number))
    return asked


Known = tuple[tuple[Subject, ...], tuple[str, ...]]


def _plan(settings: Settings) -> Known:
    """What can be asked about, and of whom: the plan in the database, or PLAN_FILE where there is none yet."""
    url = check_url(settings.database)
    if url.get_backend_name() != "sqlite" or Path(url.database or "").exists():
        with closing(open_database(settings.database)) as database:
            if schema.state(database.engine) in {schema.SchemaState.CURRENT, schema.SchemaState.AHEAD}:
                with suppress(NoPlanError):
                    return database.read(_current).result()
    with tempfile.TemporaryDirectory() as folder, closing(open_database(f"sqlite:///{folder}/plan.db")) as database:
        document = read_plan_file(settings.plan_file)
        schema.upgrade(database.engine)
        database.write(lambda session: import_plan(session, document, real_now())).result()
        return database.read(_current).result()


def _current(session: Session) -> Known:
    today = real_now().date()
    plan = plan_progress(session, today)
    return subjects_of(plan, list_events(session, today)), entity_names(plan)
