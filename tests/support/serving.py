"""Bots in processes of their own, that are stopped or killed; and something that deals updates out between two."""

import asyncio
import os
import sys
from asyncio.subprocess import DEVNULL, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import IO

import aiohttp
from aiohttp import web
from pydantic import SecretStr

from tests.support.running import PLAN, World

ROOT = Path(__file__).parents[2]
SECRET = "a-secret-of-the-tests"


async def started(world: World, command: str, log: IO[bytes] | None = None, /, **environment: str) -> Process:
    """`participa COMMAND` in a process of its own, with these variables and this file for its log."""
    settings = world.settings
    return await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot.cli", command),
        cwd=ROOT,
        env={
            **os.environ,
            "BOT_TOKEN": settings.token,
            "BOT_API_URL": settings.bot_api_url,
            "DATABASE_URL": settings.database,
            "FILES_URL": settings.files_url,
            "PLAN_FILE": str(PLAN),
            "LOG_FORMAT": "json",
            "DATA_KEYS": settings.data_keys.get_secret_value() if settings.data_keys else "",
            "NO_PROXY": "*",
            "PORT": "0",
            **environment,
        },
        stdout=DEVNULL,
        stderr=log or DEVNULL,
    )


def use(world: World, database_url: str) -> str:
    """Let this world's bots prepare an empty database of their own, as an entity's would be. Gives its URL."""
    own = database_url.replace("participa.db", "own.db")
    world.settings.database_url = SecretStr(own)
    return own


async def killed(process: Process) -> None:
    """SIGKILL, and wait until it is gone."""
    if process.returncode is None:
        process.kill()
    await process.wait()


@asynccontextmanager
async def dealing(ports: list[int]) -> AsyncIterator[tuple[str, dict[int, int]]]:
    """The address of a server that hands each post to the next of these ports, and how many each has taken.

    The list may change meanwhile. A port where nobody listens is Telegram's trouble: 502.
    """
    taken = dict.fromkeys(ports, 0)
    posts = 0

    async def hand_on(request: web.Request) -> web.Response:
        nonlocal posts
        posts += 1
        port = ports[posts % len(ports)]
        headers = {name: value for name, value in request.headers.items() if name.startswith("X-") or "Type" in name}
        try:
            async with session.post(f"http://127.0.0.1:{port}/", data=await request.read(), headers=headers) as answer:
                taken[port] = taken.get(port, 0) + (answer.status == 200)
                pause = answer.headers.get("Retry-After")
                return web.Response(status=answer.status, headers={"Retry-After": pause} if pause else None)
        except aiohttp.ClientError:
            return web.Response(status=502)

    app = web.Application()
    app.router.add_post("/", hand_on)
    runner = web.AppRunner(app)
    await runner.setup()
    async with aiohttp.ClientSession() as session:
        try:
            site = web.TCPSite(runner, "127.0.0.1", 0)
            await site.start()
            [address] = runner.addresses
            yield f"http://127.0.0.1:{address[1]}", taken
        finally:
            await runner.cleanup()
