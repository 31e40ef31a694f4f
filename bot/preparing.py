"""Before a process serves: the schema, the first plan, and what was set aside."""

from contextlib import closing
from datetime import datetime

import structlog

from bot.present import Now, real_now
from bot.settings import Settings
from locales import words
from participation.plan import PlanDocument, import_plan, read_plan_file
from participation.plan.freezing import freeze_due
from storage import Database, Session, StorageUnavailable, open_database
from storage.models.plan import Plan
from storage.queries import plan as plans
from storage.queries import turns
from storage.queries.dialect import lock_table

log = structlog.get_logger(__name__)


class SchemaBehind(Exception):
    """The database has an older schema than this code needs."""


class WebhookMissing(Exception):
    """A process that takes in by webhook has no address for it."""


def prepare(settings: Settings, now: Now = real_now) -> None:
    """Bring the schema up to date; load the plan file where there is no plan yet. Raises PlanFileErrors."""
    from storage import schema  # noqa: PLC0415 - Alembic is loaded by who migrates

    with closing(reachable(settings)) as database:
        schema.upgrade(database.engine)
        if database.read(plans.current_plan).result() is not None:
            # What was published before this version kept cuts is frozen as it is told now.
            database.write(lambda session: freeze_due(session, now(), settings.zone)).result()
            return
        document = read_plan_file(settings.plan_file)
        if database.write(lambda session: _load_first(session, document, now())).result():
            log.info("plan.loaded", file=settings.plan_file.name)


def _load_first(session: Session, document: PlanDocument, now: datetime) -> bool:
    """Load a plan unless another process did so meanwhile."""
    lock_table(session, Plan)
    if plans.current_plan(session) is not None:
        return False
    import_plan(session, document, now)
    return True


def require_schema(settings: Settings) -> None:
    """Refuse to serve on a schema that lacks what this code needs; one that is ahead serves. Raises SchemaBehind."""
    from storage import schema  # noqa: PLC0415 - Alembic is loaded by who migrates

    with closing(reachable(settings)) as database:
        if schema.state(database.engine) in {schema.SchemaState.EMPTY, schema.SchemaState.BEHIND}:
            raise SchemaBehind


def require_webhook(settings: Settings) -> None:
    """Raises WebhookMissing."""
    if settings.webhook_url is None:
        raise WebhookMissing


def retry_turns(settings: Settings) -> str:
    """Put what was set aside back in the queue, and say how many messages that were."""
    with closing(reachable(settings)) as database:
        count = database.write(turns.retry_set_aside).result()
    in_words = words(settings.language)
    if not count:
        return in_words.plain("turns", "Nothing was set aside.")
    return in_words.plain_count(
        "turns", "{n} message is back in the queue.", "{n} messages are back in the queue.", count
    )


def reachable(settings: Settings) -> Database:
    """The database, once it has answered. Raises StorageUnavailable, UnusableUrl."""
    database = open_database(settings.database)
    try:
        database.read(_nothing).result()
    except StorageUnavailable:
        database.close()
        raise
    return database


def _nothing(session: Session) -> None:
    session.connection()
