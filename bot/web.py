"""The web server of a process: the public pages, and the webhook where Telegram is to use one."""

import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import structlog
from aiohttp import web

log = structlog.get_logger(__name__)


@asynccontextmanager
async def listening(app: web.Application, port: int, at: socket.socket | None = None) -> AsyncIterator[None]:
    """Serve `app` on `port` (0: a free one), or on a socket that listens already. OSError when the port is taken."""
    runner = web.AppRunner(app, access_log=None)  # it would keep people's addresses
    await runner.setup()
    try:
        site = web.TCPSite(runner, port=port) if at is None else web.SockSite(runner, at)
        await site.start()
        log.info("web.listening", port=runner.addresses[0][1])
        yield
    finally:
        await runner.cleanup()
