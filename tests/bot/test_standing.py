"""The processes beside those that talk to Telegram, and what the engineer asks of the plan's reader and of the team."""

import asyncio
import json
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot import alive, clock, standing, teaming, worker
from bot.settings import Settings
from bot.understanding import NotALine, read_lines
from participation.observations import drafting
from storage import Session, open_database
from storage.queries import drafts, leases
from tests.support.running import PLAN, prepare, settings_for, world

pytestmark = pytest.mark.second_database

NOW = datetime(2021, 7, 1, 14, 0, tzinfo=UTC)
NOWHERE = "http://127.0.0.1:9"


@pytest.fixture
def settings(migrated_url: str, tmp_path: Path) -> Settings:
    """A prepared database with the seed's plan; no Telegram."""
    with closing(open_database(migrated_url)) as database:
        database.write(prepare).result()
    return settings_for(migrated_url, NOWHERE, tmp_path)


async def test_a_tick_does_what_is_due_once(settings: Settings) -> None:
    with closing(open_database(settings.database)) as database:
        database.write(lambda session: drafting.begin(session, 5, None, NOW - timedelta(days=8))).result()

        first = await standing.tick(settings, lambda: NOW)
        again = await standing.tick(settings, lambda: NOW)

        assert "erase-unsent" in first
        assert again == []
        assert database.read(lambda session: drafts.draft_of(session, 5)).result() is None


async def test_a_tick_that_was_killed_does_not_keep_the_later_ones_from_their_work(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(alive, "BEAT_SECONDS", 0.05)
    monkeypatch.setattr(alive, "DEAD_AFTER", 0.2)

    def killed(session: Session) -> None:
        leases.beat(session, "tick-killed")
        for name in (clock.LEASE, worker.LEASE):
            assert leases.take(session, name, "tick-killed", [])

    with closing(open_database(settings.database)) as database:
        database.write(killed).result()

        assert "erase-unsent" in await standing.tick(settings, lambda: NOW)


def test_a_rehearsal_tells_what_would_be_done_and_does_nothing(settings: Settings) -> None:
    with closing(open_database(settings.database)) as database:
        database.write(lambda session: drafting.begin(session, 5, None, NOW - timedelta(days=8))).result()

        lines = standing.rehearse(settings, NOW)

        assert any("erase-unsent" in line for line in lines)
        assert database.read(lambda session: drafts.draft_of(session, 5)).result() is not None


@pytest.mark.parametrize("run", [standing.run_clock, standing.run_worker])
async def test_clock_and_worker_end_in_order_and_give_back_what_they_held(run: object, settings: Settings) -> None:
    assert callable(run)
    running = asyncio.create_task(run(settings, lambda: NOW))
    await asyncio.sleep(0)

    running.cancel()

    await asyncio.gather(running, return_exceptions=True)
    assert running.done()


async def test_the_first_administrator_is_invited_from_the_command_line(migrated_url: str, tmp_path: Path) -> None:
    with closing(open_database(migrated_url)) as database:
        database.write(prepare).result()
    async with world(migrated_url, tmp_path) as telegram:
        nobody = await asyncio.to_thread(teaming.members, telegram.settings)
        link = await teaming.invitation(telegram.settings, "administra", "Oficina", denuncias=False)
        async with telegram.bot():
            official = telegram.scene.official
            official.start(link.split("start=")[1])
            await official.next(text="/panel")
        members = await asyncio.to_thread(teaming.members, telegram.settings)

    assert len(nobody) == 1
    assert [line.split(":")[0] for line in members] == ["Oficina"]


async def test_a_role_that_does_not_exist_invites_nobody(settings: Settings) -> None:
    with pytest.raises(teaming.UnknownRole):
        await teaming.invitation(settings, "jefe", None, denuncias=False)


def test_texts_are_read_in_the_light_of_the_plan_in_the_database(settings: Settings) -> None:
    [line] = read_lines(settings, ["", json.dumps({"text": "¿ya hicieron el video?", "n": 1})])

    found = json.loads(line)
    assert (found["n"], found["intent"], found["target"]) == (1, "progress_activity", "video")
    assert 0 < found["confidence"] <= 1


def test_without_a_database_the_plan_file_is_read(tmp_path: Path) -> None:
    settings = settings_for(f"sqlite:///{tmp_path / 'none.db'}", NOWHERE, tmp_path, plan_file=PLAN)

    [line] = read_lines(settings, [json.dumps({"text": "¿ya hicieron el video?"})])

    assert json.loads(line)["target"] == "video"
    assert not (tmp_path / "none.db").exists()


@pytest.mark.parametrize("line", ["no es JSON", "[]", '{"texto": "x"}', '{"text": 5}'])
def test_a_line_that_is_none_is_named_by_its_number(settings: Settings, line: str) -> None:
    with pytest.raises(NotALine, match=r"^2$"):
        list(read_lines(settings, ["", line]))
