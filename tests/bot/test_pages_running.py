"""The pages of a running bot: beside polling, beside the webhook, in the demonstration, and as a copy in a folder."""

import asyncio
import re
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, closing, suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import aiohttp
import pytest
import yaml
from sqlalchemy import event
from structlog.testing import capture_logs

from bot.demo import OFFERED, address_of, pages_socket, with_pages
from bot.pages.copying import FolderRefused, copy_site
from bot.process import Parts, assembled, work
from bot.refusals import refused
from bot.webhook import SECRET_HEADER
from participation.plan import import_plan, read_plan_text
from storage import open_database
from tests.handlers.texts.rendered import SEED
from tests.support.dead_ends import dead_ends
from tests.support.pages import serving
from tests.support.running import START, World


@pytest.fixture
def database_kind() -> str:
    return "sqlite"


Dress = Callable[[Parts, socket.socket], Parts]


def on(parts: Parts, at: socket.socket) -> Parts:
    """A bot whose web server is on this socket."""
    return replace(parts, at=at)


@asynccontextmanager
async def running(telegram: World, dress: Dress = on, **settings: Any) -> AsyncIterator[str]:
    """A bot at work, and the address of its web server."""
    own = telegram.settings.model_copy(update=settings)
    with pages_socket(0) as at:
        async with assembled(own, "test", telegram.simulator.clock.now) as parts:
            working = asyncio.create_task(work(dress(parts, at), polling=own.webhook_url is None, background=False))
            try:
                yield address_of(at)
            finally:
                working.cancel()
                with suppress(asyncio.CancelledError):
                    await working


async def read(address: str) -> str:
    """A page, as soon as somebody listens there."""
    async with aiohttp.ClientSession() as client, client.get(address) as response:
        return await response.text()


async def test_a_bot_that_polls_shows_the_pages_too(telegram: World) -> None:
    async with running(telegram) as address:
        page = await read(address)

    assert "26\u00a0% (4 de 15 productos)" in page
    assert "t.me/ParticipaDemoBot?start=observar" in page


async def test_a_port_that_is_taken_is_told_and_the_bot_answers_all_the_same(telegram: World) -> None:
    with socket.create_server(("", 0)) as taken, capture_logs() as logs:
        port = taken.getsockname()[1]
        async with running(telegram, lambda parts, _at: parts, port=port):
            answer = await telegram.scene.rosa.ask("/avance")

    assert answer.text.startswith("Plan de")
    [told] = [entry for entry in logs if entry["event"] == "pages.port_taken"]
    assert (told["log_level"], told["port"]) == ("error", port)
    assert "PORT" in told["hint"]


async def test_the_webhook_and_the_pages_share_a_port_and_an_address(telegram: World) -> None:
    secret = telegram.settings.bot_token
    webhook = running(telegram, webhook_secret=secret, webhook_url="http://127.0.0.1/")
    async with webhook as address, aiohttp.ClientSession() as client:
        page = await read(address)
        async with client.post(address, json={}, headers={SECRET_HEADER: "otra"}) as answer:
            assert answer.status == 403

    assert "26\u00a0%" in page


async def test_the_account_in_the_chat_has_the_figures_of_the_page(telegram: World) -> None:
    async with running(telegram) as address:
        said = (await telegram.scene.rosa.ask("/transparencia")).text
        page = await read(f"{address}/transparencia")

    rows = dict(re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd>", page))
    assert "Aplazados sin nueva fecha: 1" in said
    assert all(f"{name}: {value}" in said for name, value in rows.items())


async def test_the_demonstration_offers_its_pages_beside_the_chats(telegram: World) -> None:
    simulator = telegram.simulator
    async with running(telegram, lambda parts, at: with_pages(parts, simulator, at)) as address:
        links = sorted(link.address for link in simulator.outside.links)
        pages = [await read(link) for link in links]

    assert links == sorted(f"{address}/{path}" for path in OFFERED.values())
    assert f'href="{simulator.url}"' in pages[0]
    assert pages[1].startswith("BEGIN:VCALENDAR")


async def test_pages_of_the_demonstration_find_another_port_where_theirs_is_taken() -> None:
    with pages_socket(0) as first, pages_socket(first.getsockname()[1]) as second, pages_socket(65_536) as third:
        assert len({address_of(one) for one in (first, second, third)}) == 3


def test_every_link_of_the_copy_leads_to_something_that_is_there(telegram: World, tmp_path: Path) -> None:
    folder = tmp_path / "sitio"

    count = copy_site(telegram.settings, folder, "ParticipaDemoBot", lambda: START)

    places = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert len(places) == count
    assert places >= {"index.html", "en/index.html", "actividad/divulgar.html", "en/eventos.html", "verificar.html"}
    assert dead_ends(folder) == []


def test_the_copy_is_written_over_an_older_one(telegram: World, tmp_path: Path) -> None:
    first = copy_site(telegram.settings, tmp_path / "sitio", None, lambda: START)
    again = copy_site(telegram.settings, tmp_path / "sitio", None, lambda: START)

    assert first == again == len([path for path in (tmp_path / "sitio").rglob("*") if path.is_file()])


def test_a_folder_that_takes_nothing_is_said(telegram: World, tmp_path: Path) -> None:
    file = tmp_path / "archivo"
    file.write_text("")

    with pytest.raises(FolderRefused) as caught:
        copy_site(telegram.settings, file / "sitio", None, lambda: START)

    assert str(file / "sitio") in (refused(caught.value) or [""])[0]


class Whole(yaml.SafeDumper):
    """Writes a thing again where it comes again: a plan file knows no references."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def many(products: int) -> str:
    """The seed's plan with so many more products, and an event for each."""
    plan = yaml.safe_load(SEED)
    task = plan["actividades"][0]["tareas"][0]
    kind = task["productos"][0]
    task["productos"] += [{**kind, "codigo": f"producto-{number}"} for number in range(products)]
    plan["eventos"] += [{**plan["eventos"][0], "codigo": f"evento-{number}"} for number in range(products)]
    return str(yaml.dump(plan, Dumper=Whole, allow_unicode=True))


async def test_a_plan_a_hundred_times_as_long_needs_no_more_queries(planned_url: str) -> None:
    counts = []
    for products in (3, 300):  # what came into the plan since the cut is read besides
        text = many(products)
        with closing(open_database(planned_url)) as database:
            database.write(partial(import_plan, document=read_plan_text(text), now=START)).result()
            reading = database.reading
            statements: list[str] = []
            event.listen(reading, "before_cursor_execute", lambda *call, kept=statements: kept.append(call[2]))
            async with serving(database) as pages:
                for address in ("", "actividad/divulgar", "eventos", "datos/avance.csv", "calendario.ics"):
                    assert (await pages.get(address)).status == 200
            counts.append(len(statements))

    assert counts[0] == counts[1]
