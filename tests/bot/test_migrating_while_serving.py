"""A migration runs while a process that was started before it answers; where a table is held it gives way."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, closing, suppress
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.polling import Poller
from bot.process import Parts, assembled
from storage import Database, SchemaBusy, Session, open_database
from storage.schema import SchemaState, migrating, state, upgrade, upgrade_in
from tests.support.running import EXTRA, Base, Count, World, counted, states, texts, until, world

pytestmark = pytest.mark.postgresql
BEFORE = "0002_follow_up"


@pytest.fixture
def database_kind() -> str:
    return "postgresql"


@pytest.fixture
def behind(database_url: str) -> Iterator[Database]:
    """A database as the version before left it."""
    with closing(open_database(database_url)) as database:
        with migrating(database.engine) as connection:
            upgrade_in(connection, BEFORE)
        database.write(_filled).result()
        yield database


def _filled(session: Session) -> None:
    Base.metadata.create_all(session.connection())
    session.add(Count(name="done", value=0))


@asynccontextmanager
async def answering(telegram: World) -> AsyncIterator[Parts]:
    """A bot that was started before: it takes in and answers, and looks at nothing that came later."""
    async with assembled(telegram.settings, "test", telegram.simulator.clock.now, EXTRA) as parts:
        await parts.alive.beat()
        poller = Poller(parts.bot, parts.runner.take_in)
        working = asyncio.gather(parts.runner.run_for_ever(), poller.poll_for_ever())
        try:
            yield parts
        finally:
            working.cancel()
            with suppress(asyncio.CancelledError):
                await working


async def test_it_runs_while_people_are_answered(behind: Database, database_url: str, tmp_path: Path) -> None:
    async with world(database_url, tmp_path) as telegram, answering(telegram):
        rosa, camilo = telegram.scene.rosa, telegram.scene.camilo
        migration = asyncio.create_task(asyncio.to_thread(upgrade, behind.engine))
        while not migration.done():
            rosa.write("/sume")
            camilo.write("/sume")
            await asyncio.sleep(0.02)
        await migration
        rosa.write("/sume")
        sent = len(telegram.simulator.bot.queue.history())
        await until(telegram.simulator, lambda: states(behind) == ["done"] * sent)

        assert counted(behind) == sent
        assert sorted(texts(rosa) + texts(camilo)) == sorted(f"Van {number}" for number in range(1, sent + 1))
    assert state(behind.engine) is SchemaState.CURRENT


def test_where_a_table_is_held_it_gives_way_and_changes_nothing(
    behind: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storage.schema.LOCK_MILLISECONDS", 20)
    monkeypatch.setattr("storage.schema.LOCK_PAUSE", 0.01)
    monkeypatch.setattr("storage.schema.LOCK_TRIES", 3)

    with behind.engine.connect() as reader:  # as one that saves a copy of the database does, for minutes
        reader.execute(text("SELECT count(*) FROM evidence"))
        with pytest.raises(SchemaBusy):
            upgrade(behind.engine)
        assert state(behind.engine) is SchemaState.BEHIND

    upgrade(behind.engine)
    assert state(behind.engine) is SchemaState.CURRENT
