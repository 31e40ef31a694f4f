"""The webhook: an update is stored, then Telegram hears 200; where it can't be stored, 503 and Telegram keeps it."""

import hmac
import json
from collections.abc import Callable
from datetime import datetime
from http import HTTPStatus

import structlog
from aiohttp import web

from bot.intake import is_update, take_in
from storage import Database, StorageUnavailable

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the name of a header
LARGEST_UPDATE = 1 << 20  # bytes; Telegram's own stay far below
RETRY_AFTER_SECONDS = 5

log = structlog.get_logger(__name__)


class Webhook:
    """Takes in what Telegram posts."""

    def __init__(
        self, database: Database, bot_id: int, secret: str, now: Callable[[], datetime], arrived: Callable[[], None]
    ) -> None:
        self._database = database
        self._bot_id = bot_id
        self._secret = secret.encode()
        self._now = now
        self._arrived = arrived

    async def receive(self, request: web.Request) -> web.Response:
        """Store one update."""
        given = request.headers.get(SECRET_HEADER, "").encode("utf-8", "surrogateescape")  # the bytes that came
        if not hmac.compare_digest(given, self._secret):
            log.warning("webhook.refused", reason="wrong secret")
            return web.Response(status=HTTPStatus.FORBIDDEN)
        try:
            update = json.loads(await request.read())
        except (ValueError, RecursionError):
            log.warning("webhook.refused", reason="not JSON")
            return web.Response(status=HTTPStatus.BAD_REQUEST)
        if not is_update(update):
            log.warning("webhook.refused", reason="not an update")
            return web.Response(status=HTTPStatus.BAD_REQUEST)
        try:
            await take_in(self._database, self._bot_id, [update], self._now())
        except RecursionError:
            log.warning("webhook.refused", reason="too deep")
            return web.Response(status=HTTPStatus.BAD_REQUEST)
        except StorageUnavailable:
            log.error("webhook.database_away", hint="Telegram keeps the update and sends it again")
            return web.Response(
                status=HTTPStatus.SERVICE_UNAVAILABLE, headers={"Retry-After": str(RETRY_AFTER_SECONDS)}
            )
        self._arrived()
        return web.Response()
