"""The public pages, served for real on a port of this machine."""

import re
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import aiohttp
from aiohttp import web

from bot.pages.serving import Site
from bot.pages.visit import House
from bot.web import listening
from locales import NBSP
from storage import Database
from storage.files import FileStore
from tests.handlers.texts.rendered import BOGOTA, KEYS
from tests.support.running import START

HOST = "127.0.0.1"


@dataclass
class Reply:
    """What came back."""

    status: int
    headers: Any
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


@dataclass
class Pages:
    """The pages, and somebody who asks for them."""

    address: str
    site: Site
    client: aiohttp.ClientSession

    async def get(self, path: str = "", method: str = "GET", **headers: str) -> Reply:
        """One page; header names with _ for -."""
        return await self.ask(method, path, headers={name.replace("_", "-"): value for name, value in headers.items()})

    async def ask(self, method: str, path: str, **options: Any) -> Reply:
        async with self.client.request(method, f"{self.address}/{path}", allow_redirects=False, **options) as response:
            return Reply(response.status, response.headers, await response.read())


def words_of(html: str) -> str:
    """What is read of a page, on one line, with ordinary spaces."""
    return " ".join(re.sub(r"<[^>]+>", " ", html).replace(NBSP, " ").split())


@asynccontextmanager
async def serving(
    database: Database, now: datetime = START, files: FileStore | None = None, **settings: Any
) -> AsyncIterator[Pages]:
    """The pages of a database, at an instant."""
    with socket.create_server((HOST, 0)) as at:
        address = f"http://{HOST}:{at.getsockname()[1]}"
        house = House(BOGOTA, KEYS, bot_address="https://t.me/ParticipaDemoBot", public_url=address, files=files)
        site = Site(house, database, lambda: now, **settings)
        app = web.Application()
        site.add_to(app)
        async with listening(app, 0, at), aiohttp.ClientSession(auto_decompress=True) as client:
            yield Pages(address, site, client)
