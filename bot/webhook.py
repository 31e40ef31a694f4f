"""The webhook: an update is stored, then Telegram hears 200; where it can't be stored, 503 and Telegram keeps it."""

import hmac
import json
from http import HTTPStatus
from time import monotonic

import structlog
from aiohttp import web

from bot.intake import TakeIn, is_update
from bot.vitals import Vitals
from bot.web import in_time
from storage import StorageUnavailable

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the name of a header
LARGEST_UPDATE = 1 << 20  # bytes; Telegram's own stay far below
RETRY_AFTER_SECONDS = 5
SAID_AGAIN_SECONDS = 60.0  # a refusal is logged so often for each reason: who knocks a thousand times fills no disk

log = structlog.get_logger(__name__)


class Webhook:
    """Takes in what Telegram posts."""

    def __init__(self, secret: str, take_in: TakeIn, vitals: Vitals | None = None) -> None:
        self._secret = secret.encode()
        self._take_in = take_in
        self._vitals = vitals or Vitals()
        self._said: dict[str, float] = {}

    async def receive(self, request: web.Request) -> web.Response:
        """Store one update."""
        given = request.headers.get(SECRET_HEADER, "").encode("utf-8", "surrogateescape")  # the bytes that came
        if not hmac.compare_digest(given, self._secret):
            return self._refused("wrong secret", HTTPStatus.FORBIDDEN)
        try:
            async with in_time():
                body = await request.read()
            update = json.loads(body)
        except (ValueError, RecursionError):
            return self._refused("not JSON")
        if not is_update(update):
            return self._refused("not an update")
        try:
            await self._take_in([update])
        except RecursionError:
            return self._refused("too deep")
        except StorageUnavailable:
            log.error("webhook.database_away", hint="Telegram keeps the update and sends it again")
            self._vitals.posted("database_away")
            return web.Response(
                status=HTTPStatus.SERVICE_UNAVAILABLE, headers={"Retry-After": str(RETRY_AFTER_SECONDS)}
            )
        self._vitals.posted("stored")
        return web.Response()

    def _refused(self, reason: str, status: HTTPStatus = HTTPStatus.BAD_REQUEST) -> web.Response:
        now = monotonic()
        if now - self._said.get(reason, -SAID_AGAIN_SECONDS) >= SAID_AGAIN_SECONDS:
            self._said[reason] = now
            log.warning("webhook.refused", reason=reason, hint="said once a minute at most; /metricas counts them all")
        self._vitals.posted(reason.lower().replace(" ", "_"))
        return web.Response(status=status)
