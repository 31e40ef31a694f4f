"""What a process shows on its port: the public pages, how it is, and the webhook where Telegram is to use one."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING
from urllib.parse import urlparse

from aiohttp import web

from bot.pages.serving import Site
from bot.vitals.health import Health
from bot.vitals.serving import Metrics, on_own_port
from bot.web import serving
from bot.webhook import LARGEST_UPDATE, Webhook

if TYPE_CHECKING:
    from bot.process import Parts


@asynccontextmanager
async def entrance(parts: "Parts", *, polling: bool) -> AsyncIterator[None]:
    """Open it. Raises PortTaken where the webhook needs the port.

    Metrics are on the pages' port only for who has METRICS_TOKEN: a server that stands before this one makes everybody
    look like somebody on this machine.
    """
    settings, known, database = parts.settings, parts.known, parts.database
    app = web.Application(client_max_size=LARGEST_UPDATE)
    if not polling and settings.webhook_url is not None and settings.webhook_secret is not None:
        secret = settings.webhook_secret.get_secret_value()
        webhook = Webhook(secret, parts.runner.take_in, parts.vitals)
        app.router.add_post(urlparse(settings.webhook_url).path or "/", webhook.receive)
    token = settings.metrics_token.get_secret_value() if settings.metrics_token is not None else None
    health = Health(parts.kind, database, parts.alive, parts.vitals, known)
    metrics = Metrics(database, parts.vitals, known, token)
    health.add_to(app)
    if token is not None:
        metrics.add_to(app)
    Site(parts.house, database, parts.now, settings.embed_in, settings.proxies).add_to(app)
    async with on_own_port(settings, health, metrics), serving(app, settings.port, parts.at, polling=polling):
        yield
