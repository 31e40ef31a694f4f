"""A bot that waits for its first message has loaded nothing that only a few ask for."""

import asyncio
import subprocess
import sys
from pathlib import Path

import pytest

from bench.startup import ON_DEMAND
from tests.support.running import KEYS, World

PROGRAM = """
import asyncio, sys
from bot.process import assembled
from bot.settings import load
import bot.cli

async def rest():
    async with assembled(load(_env_file=None), "test") as parts:
        await parts.alive.beat()
        await parts.clock.tick()
        await parts.worker.do_waiting()
        print(*{name.partition(".")[0] for name in sys.modules})

asyncio.run(rest())
"""


@pytest.fixture
def database_kind() -> str:
    return "sqlite"


async def test_what_only_a_few_need_is_not_loaded_at_the_start(telegram: World) -> None:
    settings = telegram.settings
    given = {
        "PATH": "/usr/bin:/bin",
        "BOT_TOKEN": settings.token,
        "BOT_API_URL": settings.bot_api_url,
        "DATABASE_URL": settings.database,
        "FILES_URL": settings.files_url,
        "DATA_KEYS": KEYS,
    }

    done = await asyncio.to_thread(
        subprocess.run,
        [sys.executable, "-c", PROGRAM],
        capture_output=True,
        text=True,
        check=False,
        cwd=Path(__file__).parents[2],
        env=given,
    )

    assert done.returncode == 0, done.stderr
    loaded = set(done.stdout.split())
    assert "sqlalchemy" in loaded
    assert loaded & {*ON_DEMAND, "rapidfuzz", "numpy", "lxml"} == set()
