"""Looks at an address: HEAD, or GET where that is refused, along its redirects; no body is read but robots.txt."""

import asyncio
import ssl
from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager
from dataclasses import dataclass
from types import TracebackType
from typing import Self

import aiohttp
from yarl import URL

from bot.link_checking.addresses import (
    PORTS,
    CheckedResolver,
    Forbidden,
    LookUp,
    Permits,
    checked_socket,
    is_public,
    look_up,
    read,
)
from bot.link_checking.answers import Heard, judged
from bot.link_checking.politeness import PAUSE_SECONDS, ROBOTS_BYTES, KnownRules, Rules, Turns
from participation.plan.links import Look, Outcome

AGENT = "Participa"
MOST_REDIRECTS = 5


@dataclass(frozen=True)
class Patience:
    """In seconds: for a connection, for the head of one answer, and for an address with all that belongs to it."""

    connect: float = 10.0
    answer: float = 20.0
    whole: float = 120.0


class HostAnswered(Exception):
    """The host gives no robots.txt now: this is what becomes of the address that we came for."""

    def __init__(self, look: Look) -> None:
        super().__init__(look.answer)
        self.look = look


class Fetcher:
    """Looks at addresses while it is open.

    What reaches into private networks is refused. `ports`, `permits` and `find` are for tests, whose servers listen on
    this machine: no setting leads here.
    """

    def __init__(
        self,
        contact: str | None,
        rules: KnownRules,
        *,
        pause: float = PAUSE_SECONDS,
        patience: Patience | None = None,
        ports: Collection[int] = PORTS,
        permits: Permits = is_public,
        find: LookUp = look_up,
    ) -> None:
        self._rules, self._turns, self._ports = rules, Turns(pause), ports
        self._patience = patience or Patience()
        self._permits, self._find = permits, find
        self._contact = contact
        self._session: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> Self:
        connector = aiohttp.TCPConnector(
            resolver=CheckedResolver(self._find, self._permits),
            socket_factory=checked_socket(self._permits),
            use_dns_cache=False,
            force_close=True,
        )
        self._session = aiohttp.ClientSession(
            connector=connector,
            cookie_jar=aiohttp.DummyCookieJar(),
            trust_env=False,
            auto_decompress=False,
            headers={"User-Agent": user_agent(self._contact), "Accept": "*/*", "Accept-Encoding": "identity"},
            timeout=aiohttp.ClientTimeout(total=self._patience.answer, sock_connect=self._patience.connect),
        )
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._session is not None:
            await self._session.close()

    async def look(self, link: str) -> Look:
        """How the address answers now. Raises nothing: what goes wrong is what it says."""
        try:
            async with asyncio.timeout(self._patience.whole):
                return await self._follow(read(link, self._ports))
        except HostAnswered as answered:
            return answered.look
        except Forbidden as forbidden:
            return Look(Outcome.NOT_ALLOWED, str(forbidden))
        except (aiohttp.ClientError, ssl.SSLError, OSError, ValueError) as error:
            return Look(Outcome.FAILED, _word(error))

    async def _follow(self, url: URL) -> Look:
        for _ in range(MOST_REDIRECTS + 1):
            rules = await self._rules_of(url)
            if not rules.allow(str(url), AGENT):
                return Look(Outcome.NOT_ALLOWED, "robots")
            heard = await self._hear(url)
            if heard.next is None:
                return judged(heard)
            url = self._next(url, heard.next)
        return Look(Outcome.FAILED, "redirects")

    async def _hear(self, url: URL) -> Heard:
        try:
            heard = await self._head_of("HEAD", url)
        except aiohttp.ServerDisconnectedError:
            return await self._head_of("GET", url)
        return await self._head_of("GET", url) if heard.may_differ else heard

    async def _head_of(self, method: str, url: URL) -> Heard:
        async with self._asked(method, url) as response:
            return Heard.of(response.status, response.headers)

    async def _rules_of(self, url: URL) -> Rules:
        """The robots.txt of the address's origin. Raises HostAnswered where the host is not well."""
        origin = str(url.origin())
        rules = self._rules.get(origin)
        if rules is None:
            rules = self._rules.keep(origin, await self._robots(url.origin() / "robots.txt"))
        self._turns.ask_for(url.raw_host or "", rules.pause(AGENT))
        return rules

    async def _robots(self, url: URL) -> str | None:
        """Its text; None where there is none. Raises HostAnswered where that can't be told (RFC 9309, 2.3.1.4)."""
        for _ in range(MOST_REDIRECTS + 1):
            async with self._asked("GET", url) as response:
                heard = Heard.of(response.status, response.headers)
                if heard.status == 429 or heard.status >= 500:
                    raise HostAnswered(judged(heard))
                if 200 <= heard.status < 300:
                    return (await _first_bytes(response, ROBOTS_BYTES)).decode("utf-8", "replace")
            if heard.next is None:
                return None
            url = self._next(url, heard.next)
        return None

    def _next(self, url: URL, location: str) -> URL:
        return read(str(url.join(URL(location))), self._ports)

    @asynccontextmanager
    async def _asked(self, method: str, url: URL) -> AsyncIterator[aiohttp.ClientResponse]:
        """The answer to one request, of which the connection is closed, whatever of its body is still to come."""
        if self._session is None:
            raise RuntimeError("the fetcher is not open")
        async with self._turns.at(url.raw_host or ""):
            response = await self._session.request(method, url, allow_redirects=False)
            try:
                yield response
            finally:
                response.close()


def user_agent(contact: str | None) -> str:
    """Who we are, and where one can read more: as the hosts see it in their logs."""
    return f"{AGENT} (+{contact})" if contact else f"{AGENT} (link check of a public plan)"


async def _first_bytes(response: aiohttp.ClientResponse, most: int) -> bytes:
    content = b""
    while len(content) < most and (piece := await response.content.read(most - len(content))):
        content += piece
    return content


def _word(error: Exception) -> str:
    """What went wrong, in one word."""
    if isinstance(error, TimeoutError):
        return "timeout"
    if isinstance(error, aiohttp.ClientConnectorDNSError):
        return "dns"
    if isinstance(error, (aiohttp.ClientSSLError, aiohttp.ClientConnectorCertificateError, ssl.SSLError)):
        return "tls"
    return "connection"
