"""Web hosts on this machine for who looks at links: each answers as it is told, and remembers what it was asked."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.link_checking.fetcher import Fetcher, Patience
from bot.link_checking.politeness import KnownRules

NO_HURRY = Patience(connect=10, answer=10, whole=30)
Answer = Callable[[web.Request], Awaitable[web.StreamResponse]]


@dataclass
class Host:
    """A server of the public web, as far as the test goes: `port` is where every name leads."""

    port: int = 0
    asked: list[tuple[str, str]] = field(default_factory=list)
    headers: list[Any] = field(default_factory=list)
    pages: dict[str, Answer] = field(default_factory=dict)

    def says(self, path: str, status: int = 200, text: str = "", **headers: str) -> None:
        """What it answers to whatever method."""

        async def answer(_request: web.Request) -> web.Response:
            return web.Response(status=status, text=text, headers=named(headers))

        self.pages[path] = answer

    def moves(self, path: str, to: str, status: int = 302) -> None:
        """It sends on from a path."""
        self.says(path, status, Location=to)

    def refuses_head(self, path: str, status: int) -> None:
        """It knows only GET."""

        async def answer(request: web.Request) -> web.Response:
            return web.Response(status=status if request.method == "HEAD" else 200)

        self.pages[path] = answer

    def link(self, path: str, host: str = "entidad.test") -> str:
        return f"http://{host}:{self.port}{path}"

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        self.asked.append((request.method, request.path))
        self.headers.append(request.headers)
        page = self.pages.get(request.path)
        return web.Response(status=404) if page is None else await page(request)


@asynccontextmanager
async def hosting(address: str = "127.0.0.1", port: int = 0) -> AsyncIterator[Host]:
    """A host, until the block ends."""
    host = Host()
    app = web.Application()
    app.router.add_route("*", "/{path:.*}", host._answer)
    server = TestServer(app, host=address, port=port or None)
    await server.start_server(shutdown_timeout=0)
    host.port = server.port or 0
    try:
        yield host
    finally:
        await server.close()


def named(headers: dict[str, str]) -> dict[str, str]:
    return {name.replace("_", "-"): value for name, value in headers.items()}


async def at_home(_host: str, _port: int) -> list[str]:
    """Every name leads here."""
    return ["127.0.0.1"]


def fetching(host: Host, **others: Any) -> Fetcher:
    """A fetcher for which this machine's 127.0.0.1 is the public web, and no other address is."""
    options: dict[str, Any] = {
        "pause": 0.0,
        "patience": NO_HURRY,
        "ports": {host.port},
        "permits": lambda address: address == "127.0.0.1",
        "find": at_home,
    }
    return Fetcher("https://participa.entidad.test", KnownRules(), **(options | others))


@asynccontextmanager
async def silent(first: bytes = b"", again: bytes = b"") -> AsyncIterator[int]:
    """A server that takes connections and never comes to the end of its headers; its port."""
    held = []

    async def hold(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        held.append(writer)
        writer.write(first)
        with suppress(ConnectionError):
            while again:
                writer.write(again)
                await writer.drain()

    server = await asyncio.start_server(hold, "127.0.0.1", 0)
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        for writer in held:
            writer.close()
        server.close()
        await server.wait_closed()
