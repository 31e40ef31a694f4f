"""`/metricas`, and where it and `/salud` are served: on the pages' port, and on a port of their own."""

import asyncio
import hmac
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from functools import partial
from http import HTTPStatus

import structlog
from aiohttp import hdrs, web

from bot.pages.headers import ALWAYS
from bot.settings import Settings
from bot.vitals.health import DATABASE_SECONDS, Health, Known
from bot.vitals.vitals import Vitals
from bot.web import listening
from participation.watching import measures
from storage import Database, StorageUnavailable

PATH = "/metricas"
HERE = "127.0.0.1"

log = structlog.get_logger(__name__)


class Metrics:
    """Shows the figures to who has the token; without a token, to who is let in by another way."""

    def __init__(self, database: Database, vitals: Vitals, known: Known, token: str | None) -> None:
        self._database, self._vitals, self._known = database, vitals, known
        self._token = None if token is None else f"Bearer {token}".encode()

    def add_to(self, app: web.Application) -> None:
        """Serve them."""
        app.router.add_get(PATH, self._show)

    async def _show(self, request: web.Request) -> web.Response:
        given = request.headers.get(hdrs.AUTHORIZATION, "").encode("utf-8", "surrogateescape")
        if self._token is not None and not hmac.compare_digest(given, self._token):
            return web.Response(status=HTTPStatus.UNAUTHORIZED, headers={hdrs.WWW_AUTHENTICATE: "Bearer"})
        from bot.vitals.exposition import shown  # noqa: PLC0415 - its library is loaded by the first scrape

        now, zone = self._known.now(), self._known.settings.zone
        look = partial(measures, now=now, zone=zone, today=now.astimezone(zone).date())
        try:
            async with asyncio.timeout(DATABASE_SECONDS):
                found = await asyncio.wrap_future(self._database.read(look))
        except (StorageUnavailable, TimeoutError):
            found = None
        body = await asyncio.to_thread(shown, self._vitals, found, now)
        kind = "text/plain; version=0.0.4; charset=utf-8"
        return web.Response(body=body, headers={**ALWAYS, hdrs.CONTENT_TYPE: kind, hdrs.CACHE_CONTROL: "no-store"})


@asynccontextmanager
async def on_own_port(settings: Settings, health: Health, metrics: Metrics) -> AsyncIterator[None]:
    """Health and metrics on METRICS_PORT, where there is one: without METRICS_TOKEN only for this machine.

    A port that is taken is told, and the process does its work all the same.
    """
    if settings.metrics_port is None:
        yield
        return
    app = web.Application()
    health.add_to(app)
    metrics.add_to(app)
    host = None if settings.metrics_token is not None else HERE
    async with AsyncExitStack() as stack:
        try:
            await stack.enter_async_context(listening(app, settings.metrics_port, host=host))
        except OSError:
            log.error("metrics.port_taken", port=settings.metrics_port, hint="set another METRICS_PORT")
        yield
