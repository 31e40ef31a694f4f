"""The way to Telegram over aiohttp: four times the requests a second of python-telegram-bot's own transport.

It also tells apart what the library calls one network error: a request that never left may be repeated freely, one
whose outcome is unknown may not.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from io import BytesIO
from time import monotonic
from typing import Any, ClassVar, cast
from urllib.parse import urlencode, urlsplit
from urllib.request import getproxies, proxy_bypass

import aiohttp
from telegram import Bot
from telegram.error import NetworkError, RetryAfter, TimedOut
from telegram.request import BaseRequest, RequestData

CONNECTIONS = 64
CONNECT_SECONDS = 10.0
WRITE_SECONDS = 30.0
READ_SECONDS = 30.0


class NotSent(NetworkError):
    """The request never reached Telegram: nothing happened there."""


class OutcomeUnknown(TimedOut):
    """The request may have reached Telegram; it was not heard what came of it."""


Told = Callable[[int | str, float], None]
"""Hears of each request: its status, or what went wrong on the way, and how many seconds it took."""


def asked_pause(error: Exception) -> float | None:
    """The seconds that Telegram asked to wait, if that is what an error says."""
    if not isinstance(error, RetryAfter):
        return None
    wait = error.retry_after
    return wait.total_seconds() if isinstance(wait, timedelta) else float(wait)


@dataclass(frozen=True)
class Form:
    """Parameters that are written as Telegram reads them already: text as it is, all else as JSON."""

    parameters: Mapping[str, str]
    contains_files: ClassVar[bool] = False

    def url_encoded_parameters(self) -> str:
        """The body of the request."""
        return urlencode(self.parameters)


async def post(bot: Bot, method: str, parameters: Mapping[str, str]) -> Any:
    """Call a method that needs none of the library's objects: they cost more than all else of a short answer.

    Gives the raw result. Raises as the library's own methods do.
    """
    form = cast(RequestData, Form(parameters))  # the library's may not be made by hand; it is read in `do_request`
    return await bot.request.post(f"{bot.base_url}/{method}", form)


class AiohttpRequest(BaseRequest):
    """One pool of connections for all requests of a bot."""

    def __init__(self, connections: int = CONNECTIONS, told: Told | None = None) -> None:
        self._connections = connections
        self._told = told or (lambda _result, _seconds: None)
        self._session: aiohttp.ClientSession | None = None
        # Read once: aiohttp's own trust_env looks for a .netrc, in a thread, before each request.
        self._proxies = getproxies()

    @property
    def read_timeout(self) -> float:
        """Seconds to wait for an answer where the caller names none."""
        return READ_SECONDS

    async def initialize(self) -> None:
        """Open the pool; it belongs to the running loop."""
        if self._session is None or self._session.closed:
            connector = aiohttp.TCPConnector(limit=self._connections, keepalive_timeout=30)
            self._session = aiohttp.ClientSession(connector=connector)

    async def shutdown(self) -> None:
        """Close the pool."""
        if self._session is not None:
            await self._session.close()

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,
        write_timeout: Any = BaseRequest.DEFAULT_NONE,
        connect_timeout: Any = BaseRequest.DEFAULT_NONE,
        pool_timeout: Any = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """Make one request. Raises NotSent or OutcomeUnknown; Telegram's own refusals are the caller's."""
        if self._session is None or self._session.closed:
            raise NotSent("the transport is not open")
        timeout = _timeout(read_timeout, write_timeout, connect_timeout, pool_timeout)
        begun = monotonic()
        try:
            async with self._session.request(
                method,
                url,
                data=_body(request_data),
                headers=_headers(request_data),
                timeout=timeout,
                proxy=self._proxy(url),
            ) as response:
                content = await response.read()
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError, aiohttp.InvalidURL) as error:
            self._told("not_sent", monotonic() - begun)
            raise NotSent(type(error).__name__) from error
        except (TimeoutError, aiohttp.ClientError, OSError) as error:
            self._told("unknown", monotonic() - begun)
            raise OutcomeUnknown(type(error).__name__) from error
        self._told(response.status, monotonic() - begun)
        return response.status, content

    @staticmethod
    def parse_json_payload(payload: bytes) -> Any:
        """Read an answer. Raises OutcomeUnknown; the library's own would log what people wrote."""
        try:
            return json.loads(payload.decode("utf-8", "replace"))
        except (ValueError, RecursionError) as error:
            raise OutcomeUnknown("an answer that is not JSON") from error

    def _proxy(self, url: str) -> str | None:
        """The proxy that the environment names for an address, if any."""
        if not self._proxies:
            return None
        parts = urlsplit(url)
        return None if proxy_bypass(parts.hostname or "") else self._proxies.get(parts.scheme)


def _timeout(read: Any, write: Any, connect: Any, pool: Any) -> aiohttp.ClientTimeout:
    """The library's four limits as aiohttp's, ours where the caller names none."""
    connecting, reading = _seconds(connect, CONNECT_SECONDS), _seconds(read, READ_SECONDS)
    to_connection = connecting + _seconds(pool, CONNECT_SECONDS)
    return aiohttp.ClientTimeout(
        total=to_connection + _seconds(write, WRITE_SECONDS) + reading,  # the one limit that writing has
        connect=to_connection,
        sock_connect=connecting,
        sock_read=reading,
    )


def _seconds(value: Any, default: float) -> float:
    return float(value) if isinstance(value, int | float) else default


def _body(data: RequestData | None) -> bytes | aiohttp.FormData | None:
    if data is None:
        return None
    if not data.contains_files:
        return data.url_encoded_parameters().encode()  # as the library sends it: known to work for every method
    form = aiohttp.FormData(quote_fields=False)  # a name like "año.pdf" arrives as it is
    for name, value in data.json_parameters.items():
        form.add_field(name, value)
    for name, (filename, content, mime) in (data.multipart_data or {}).items():
        body = BytesIO(content) if isinstance(content, bytes) else content  # large bytes would be sent in one piece
        form.add_field(name, body, filename=filename, content_type=mime)
    return form


def _headers(data: RequestData | None) -> dict[str, str]:
    if data is None or data.contains_files:
        return {}
    return {"Content-Type": "application/x-www-form-urlencoded"}
