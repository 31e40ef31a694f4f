"""The webhook: an update is stored, then Telegram hears 200; where it can't be stored, 503 and Telegram keeps it."""

import hmac
import json
from http import HTTPStatus

import structlog
from aiohttp import web

from bot.intake import TakeIn, is_update
from storage import StorageUnavailable

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the name of a header
LARGEST_UPDATE = 1 << 20  # bytes; Telegram's own stay far below
RETRY_AFTER_SECONDS = 5

log = structlog.get_logger(__name__)


class Webhook:
    """Takes in what Telegram posts."""

    def __init__(self, secret: str, take_in: TakeIn) -> None:
        self._secret = secret.encode()
        self._take_in = take_in

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
            await self._take_in([update])
        except RecursionError:
            log.warning("webhook.refused", reason="too deep")
            return web.Response(status=HTTPStatus.BAD_REQUEST)
        except StorageUnavailable:
            log.error("webhook.database_away", hint="Telegram keeps the update and sends it again")
            return web.Response(
                status=HTTPStatus.SERVICE_UNAVAILABLE, headers={"Retry-After": str(RETRY_AFTER_SECONDS)}
            )
        return web.Response()
