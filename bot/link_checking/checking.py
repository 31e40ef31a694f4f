"""The one who looks whether the plan's proof still opens: few addresses at a time, and the network outside of any unit
of work. A second one stands by."""

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable, Collection, Iterable, Mapping
from contextlib import suppress
from datetime import date, timedelta
from functools import partial
from typing import TypeVar

import structlog
from yarl import URL

from bot.alive import Alive
from bot.link_checking.fetcher import Fetcher
from bot.link_checking.politeness import KnownRules
from bot.present import Now, real_now
from bot.settings import Settings
from bot.trouble import describe
from participation.plan import links
from participation.plan.links import FILE, Look, Outcome
from participation.plan.views import NoPlanError
from storage import Database, Session, StorageUnavailable
from storage.files import FileStore
from storage.queries import leases

LEASE = "links"
LOOK_SECONDS = 60.0
DUE, OF_ONE_HOST, HOSTS = 60, 3, 4
"""In one round: so many addresses are read, so many of one host looked at, so many hosts asked at once."""
AWAY_FOR = timedelta(minutes=10)
CONTROL_SECONDS = 10.0
UNHEARD = frozenset({"dns", "connection", "timeout", "tls"})

Result = TypeVar("Result")
log = structlog.get_logger(__name__)


class LinkChecker:
    """Looks at what is due while it holds the lease. With a simulated date nothing leaves the machine.

    `fetcher` and `is_online` are for tests: what they give is used instead of the Internet.
    """

    def __init__(
        self,
        database: Database,
        alive: Alive,
        files: FileStore,
        settings: Settings,
        now: Now,
        *,
        fetcher: Callable[[], Fetcher] | None = None,
        is_online: Callable[[], Awaitable[bool]] | None = None,
    ) -> None:
        self._database, self._alive, self._files, self._now = database, alive, files, now
        self._zone = settings.zone
        self._is_off = now is not real_now and fetcher is None
        self._fetcher = fetcher or partial(Fetcher, settings.public_url, KnownRules())
        self._is_online = is_online or partial(reaches, settings.bot_api_url)

    async def run_for_ever(self) -> None:
        """Look every minute until cancelled. A bot that has just begun has more urgent things to do."""
        while True:
            await asyncio.sleep(LOOK_SECONDS)
            try:
                await self.check_due()
            except StorageUnavailable:
                log.error("links.database_away", hint="the proof is looked at when it is back")
            except Exception as error:  # a fault of ours must not end the bot that runs beside
                log.error("links.failed", **describe(error))

    async def check_due(self) -> int:
        """Look once at what is due, a few of each host. Gives how many; 0 for who stands by, or has no plan."""
        with suppress(NoPlanError):
            if self._is_off or await self._read(self._is_idle) or not await self._write(self._take):
                return 0
            due = _few_of_each(await self._read(lambda session: links.due_links(session, self._now(), DUE)))
            if due:
                await self._settle(await self._looks(due))
            return len(due)
        return 0

    def _is_idle(self, session: Session) -> bool:
        """While there is nothing to do nothing is written, nor is the lease."""
        now = self._now()
        return not links.due_links(session, now, 1) and not links.has_moved(session, self._today())

    def _take(self, session: Session) -> bool:
        if not leases.take(session, LEASE, self._alive.me, self._alive.dead()):
            return False
        links.keep_track(session, self._now(), self._today())
        return True

    async def _looks(self, due: Iterable[str]) -> Mapping[str, Look]:
        hosts: defaultdict[str, list[str]] = defaultdict(list)
        for link in due:
            hosts[_host(link)].append(link)
        found: dict[str, Look] = {}
        room = asyncio.Semaphore(HOSTS)
        async with self._fetcher() as fetcher, asyncio.TaskGroup() as tasks:
            for of_host in hosts.values():
                tasks.create_task(self._look_at(of_host, fetcher, room, found))
        return found

    async def _look_at(
        self, of_host: Iterable[str], fetcher: Fetcher, room: asyncio.Semaphore, found: dict[str, Look]
    ) -> None:
        async with room:
            for link in of_host:
                try:
                    is_file = link.startswith(FILE)
                    found[link] = await (asyncio.to_thread(self._stored, link) if is_file else fetcher.look(link))
                except Exception as error:  # a fault of ours says nothing of the address, and keeps no other waiting
                    log.error("links.look_failed", **describe(error))
                    found[link] = Look(Outcome.LATER, "error")

    def _stored(self, link: str) -> Look:
        try:
            is_there = self._files.exists(link.removeprefix(FILE))
        except StorageUnavailable:
            return Look(Outcome.LATER, "store")
        return Look(Outcome.OPENED if is_there else Outcome.FAILED, "file")

    async def _settle(self, looks: Mapping[str, Look]) -> None:
        """Keep what was seen; where nobody at all was heard, and we can't reach Telegram either, it was our network."""
        unheard = {link for link, look in looks.items() if look.answer in UNHEARD}
        if unheard and not any(look.answer.isdecimal() for look in looks.values()) and not await self._is_online():
            log.warning("links.network_away", hint="nothing is said of the proof; it is looked at again")
            until = self._now() + AWAY_FOR
            await self._write(partial(links.put_off, links=unheard, until=until))
            looks = {link: look for link, look in looks.items() if link not in unheard}
        await self._write(partial(links.record_looks, looks=looks, now=self._now()))
        failed = sum(look.outcome is Outcome.FAILED for look in looks.values())
        log.info("links.looked", found=len(looks), failed=failed)

    def _today(self) -> date:
        return self._now().astimezone(self._zone).date()

    async def _read(self, work: Callable[[Session], Result]) -> Result:
        return await asyncio.wrap_future(self._database.read(work))

    async def _write(self, work: Callable[[Session], Result]) -> Result:
        return await asyncio.wrap_future(self._database.write(work))


async def reaches(address: str) -> bool:
    """Whether a server takes a connection now: that of the Bot API, which the bot needs anyway."""
    url = URL(address)
    try:
        async with asyncio.timeout(CONTROL_SECONDS):
            _, writer = await asyncio.open_connection(url.host, url.port)
    except (OSError, ValueError):
        return False
    writer.close()
    return True


def _few_of_each(due: Collection[str]) -> list[str]:
    """The first ones of each host: the rest wait for the next round."""
    seen: defaultdict[str, int] = defaultdict(int)
    chosen = []
    for link in due:
        seen[_host(link)] += 1
        if seen[_host(link)] <= OF_ONE_HOST:
            chosen.append(link)
    return chosen


def _host(link: str) -> str:
    try:
        return URL(link).raw_host or ""
    except ValueError:
        return ""
