"""A new version migrates and takes over while people write: nothing is lost, doubled or repeated."""

import asyncio
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.alive import DEAD_AFTER
from storage import Database, open_database
from storage.schema import migrating
from tests.support.crowds import check, told_again, wait_for, writing
from tests.support.fleet import service
from tests.support.running import states, until
from tests.support.soaking import chance

pytestmark = [pytest.mark.soak, pytest.mark.long, pytest.mark.postgresql]
TROUBLES = {"turn.failed", "turn.set_aside", "turn.database_away", "answer.waits", "alive.missed"}
# What the version after this one may bring: rows and tables that this one knows nothing of.
LATER = (
    "ALTER TABLE cases ADD COLUMN later TEXT",
    "ALTER TABLE turns ADD COLUMN later INTEGER DEFAULT 0 NOT NULL",
    "CREATE TABLE later (id INTEGER PRIMARY KEY)",
    "UPDATE alembic_version SET version_num = 'later'",
)


@pytest.fixture
def database_kind() -> str:
    return "postgresql"


def migrate_further(database: Database) -> None:
    with migrating(database.engine) as connection:
        for statement in LATER:
            connection.execute(text(statement))


async def test_every_process_is_replaced_under_load_and_nobody_notices(planned_url: str, tmp_path: Path) -> None:
    async with service(planned_url, tmp_path, dead_after=DEAD_AFTER) as (telegram, fleet):
        await fleet.join("web-1")
        await fleet.join("web-2")
        with closing(open_database(planned_url)) as database:
            async with writing(telegram, 8, chance(), 0.3) as crowd:
                await wait_for(telegram, lambda: crowd.count > 8)
                await asyncio.to_thread(migrate_further, database)
                for old, new in (("web-1", "web-3"), ("web-2", "web-4")):
                    enough = crowd.count + 6
                    await wait_for(telegram, lambda enough=enough: crowd.count > enough)
                    await fleet.join(new)
                    await fleet.leave(old)
            check(database, crowd.sent)
            await until(telegram.simulator, lambda: set(states(database)) == {"done"})
            left = database.read(lambda session: set(session.scalars(text("SELECT id FROM holders")))).result()

        assert told_again(telegram) == 0
        assert len(left) == 2  # who was told to stop gave back what it held
        assert TROUBLES & fleet.events() == set()
