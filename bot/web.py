"""The web server of a process: the public pages, how it is, and the webhook where Telegram is to use one."""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager

import structlog
from aiohttp import web

BODY_SECONDS = 15.0
"""How long who posts may take for it: a form has a few lines, and an update of Telegram comes at once."""

log = structlog.get_logger(__name__)


@asynccontextmanager
async def in_time() -> AsyncIterator[None]:
    """Wait for a request's body, but not for who sends it drop by drop. Raises HTTPRequestTimeout."""
    try:
        async with asyncio.timeout(BODY_SECONDS):
            yield
    except TimeoutError as slow:
        raise web.HTTPRequestTimeout from slow


class PortTaken(Exception):
    """Something else listens on the port that was asked for."""


@asynccontextmanager
async def listening(
    app: web.Application, port: int, at: socket.socket | None = None, host: str | None = None
) -> AsyncIterator[None]:
    """Serve `app` on `port` (0: a free one), or on a socket that listens already. OSError when the port is taken.

    `host` is the address that it listens on; without it, every one of this machine.
    """
    runner = web.AppRunner(app, access_log=None)  # it would keep people's addresses
    await runner.setup()
    try:
        site = web.TCPSite(runner, host, port) if at is None else web.SockSite(runner, at)
        await site.start()
        log.info("web.listening", port=runner.addresses[0][1])
        yield
    finally:
        await runner.cleanup()


@asynccontextmanager
async def serving(app: web.Application, port: int, at: socket.socket | None, *, polling: bool) -> AsyncIterator[None]:
    """Serve what a process shows. Raises PortTaken where the webhook needs the port.

    Who polls answers also without pages: where the port is taken the log says so, and the bot goes on.
    """
    async with AsyncExitStack() as stack:
        try:
            await stack.enter_async_context(listening(app, port, at))
        except OSError as error:
            if not polling:
                raise PortTaken(str(port)) from error
            log.error("pages.port_taken", port=port, hint="the bot answers, but without pages: set another PORT")
        yield
