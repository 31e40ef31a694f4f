"""The processes that take nothing in: the clock, the worker, and one look for hosts with their own cron."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager, closing, suppress
from dataclasses import dataclass
from datetime import datetime

import structlog

from bot.alive import Alive
from bot.clock import Clock
from bot.courier import Courier
from bot.link_checking import LinkChecker
from bot.presence import reach
from bot.present import Now, real_now
from bot.process import mail_by, office_of, open_bot, until_told_to_stop
from bot.reporting import Reporter
from bot.schedule import RULES, due_instants, upcoming
from bot.settings import Settings
from bot.vitals import Vitals
from bot.vitals.health import Health, Known
from bot.vitals.measured import MeasuredDatabase
from bot.vitals.pulses import Pulses
from bot.vitals.serving import Metrics, on_own_port
from bot.vitals.telling import Teller
from bot.vitals.watch import Watch, folders_of
from bot.worker import Worker
from locales import Formats, Words, formats, words
from participation import due
from participation.digests import choosing as digests
from storage import Database, Session, open_database
from storage.files import FileStore, open_store
from storage.queries import jobs, outbox

REACH_SECONDS = 30.0  # that a tick waits for Telegram

log = structlog.get_logger(__name__)


class Undone(Exception):
    """Ends a unit of work that was only to show what it would do."""


async def run_clock(settings: Settings, now: Now = real_now) -> None:
    """Only the clock, until it is told to stop; a second one stands by."""

    async def serve() -> None:
        async with _standing(settings, "clock", now) as parts, _seen(parts):
            await parts.clock.run_for_ever()

    await until_told_to_stop(serve())


async def run_worker(settings: Settings, now: Now = real_now) -> None:
    """The worker and the courier, until they are told to stop; second ones stand by."""

    async def serve() -> None:
        async with _standing(settings, "worker", now) as parts, _seen(parts), asyncio.TaskGroup() as tasks:
            tasks.create_task(parts.worker.run_for_ever())
            tasks.create_task(parts.links.run_for_ever())
            tasks.create_task(_deliver(parts))

    await until_told_to_stop(serve())


async def _deliver(parts: "Standing") -> None:
    """The courier, once Telegram has said who we are: it may be away for hours, while the worker works."""
    async with _courier(parts) as courier:
        await courier.run_for_ever()


@asynccontextmanager
async def _courier(parts: "Standing") -> AsyncIterator[Courier]:
    settings, now = parts.settings, parts.now
    async with open_bot(settings, parts.vitals.requested) as bot:
        await reach(bot)
        async with mail_by(None, settings, now) as mailer:
            office = office_of(settings, bot, parts.files)
            yield Courier(parts.database, parts.alive, office, bot, mailer, settings, now, parts.vitals)


async def tick(settings: Settings, now: Now = real_now) -> list[str]:
    """Do once what is due, and send what can leave. Gives the names of what was put down."""
    async with _standing(settings, "tick", now) as parts:
        # One that was killed left its leases behind, and no later one would live long enough to miss it.
        await parts.alive.others_are_judged()
        put_down = await parts.clock.tick()
        await parts.worker.do_waiting()
        if await asyncio.wrap_future(parts.database.read(outbox.has_open)):
            await _drain(parts)
        await parts.links.check_due()
        await Pulses(parts.database, parts.vitals).keep()
    return put_down


async def _drain(parts: "Standing") -> None:
    """Send what can leave; where Telegram is away it waits for the next tick."""
    async with AsyncExitStack() as stack:
        try:
            async with asyncio.timeout(REACH_SECONDS):
                courier = await stack.enter_async_context(_courier(parts))
        except TimeoutError:
            log.warning("courier.telegram_away", hint="notices wait until the next tick")
            return
        await courier.drain()


def rehearse(settings: Settings, at: datetime) -> list[str]:
    """What a tick at `at` would do, one line each; nothing is done."""
    in_words, moments = words(settings.language), formats(settings.language, settings.zone)
    with closing(open_database(settings.database)) as database:
        instants = database.read(lambda session: due_instants(jobs.last_due(session), at, settings.zone)).result()
        found = rehearsed(database, at, settings)
    lines = [
        in_words.plain("tick", "{job}: due on {moment}", job=name, moment=moments.moment(instant))
        for name, instant in instants
    ]
    lines += [_would_be_told(name, in_words, moments) for name in found]
    if not lines:
        lines = [in_words.plain("tick", "Nothing is due.")]
    lines += [
        in_words.plain(
            "tick", "{job}: next on {moment}", job=rule.name, moment=moments.moment(upcoming(rule, at, settings.zone))
        )
        for rule in RULES
    ]
    return lines


def _would_be_told(name: str, in_words: Words, moments: Formats) -> str:
    """What a finder would put down; of a digest, to how many."""
    digest = digests.read_name(name)
    if digest is None:
        return in_words.plain("tick", "Would be put down: {what}", what=name)
    day, told = digest
    date = moments.date(day)
    if not told:
        return in_words.plain(
            "tick", "The digest of {date} would go to nobody: nothing is new and nothing is due.", date=date
        )
    return in_words.plain_count(
        "tick",
        "The digest of {date} would go to {n} person.",
        "The digest of {date} would go to {n} people.",
        told,
        date=date,
    )


def rehearsed(database: Database, at: datetime, settings: Settings) -> list[str]:
    """What the finders would put down at an instant. It is put down in a unit of work that is then undone."""
    found: list[str] = []

    def look(session: Session) -> None:
        found[:] = [name for finder in due.FINDERS for name in finder(session, at, settings.zone)]
        raise Undone

    with suppress(Undone):
        database.write(look).result()
    return found


@dataclass(frozen=True)
class Standing:
    """What a process that takes nothing in consists of."""

    kind: str
    settings: Settings
    database: Database
    files: FileStore
    alive: Alive
    vitals: Vitals
    now: Now

    @property
    def clock(self) -> Clock:
        """A clock of this process."""
        return Clock(self.database, self.alive, self.settings, self.now, self.vitals)

    @property
    def worker(self) -> Worker:
        """A worker of this process."""
        reporter = Reporter(self.settings, self.database)
        return Worker(self.database, self.alive, self.files, self.now, reporter, self.vitals)

    @property
    def links(self) -> LinkChecker:
        """Who looks whether the proof still opens."""
        return LinkChecker(self.database, self.alive, self.files, self.settings, self.now)


@asynccontextmanager
async def _standing(settings: Settings, kind: str, now: Now) -> AsyncIterator[Standing]:
    """The database and the files, with this process's sign of life."""
    vitals = Vitals()
    database = MeasuredDatabase(open_database(settings.database), vitals)
    try:
        alive = Alive(database, kind)
        await alive.beat()
        beating = asyncio.create_task(alive.beat_for_ever())
        try:
            yield Standing(kind, settings, database, open_store(settings.files_url), alive, vitals, now)
        finally:
            await _ended(beating)
            await alive.leave()
    finally:
        database.close()


@asynccontextmanager
async def _seen(parts: Standing) -> AsyncIterator[None]:
    """Shows that this process lives: to the others, to METRICS_PORT, and it looks after the others itself."""
    settings, database, vitals = parts.settings, parts.database, parts.vitals
    known = Known(settings, parts.now, folders_of(settings))
    watch = Watch(database, vitals, known, Teller(settings, open_bot, None))
    health = Health(parts.kind, database, parts.alive, vitals, known)
    token = settings.metrics_token.get_secret_value() if settings.metrics_token is not None else None
    tasks = [asyncio.create_task(Pulses(database, vitals).keep_for_ever()), asyncio.create_task(watch.look_for_ever())]
    try:
        async with on_own_port(settings, health, Metrics(database, vitals, known, token)):
            yield
    finally:
        await _ended(*tasks)


async def _ended(*tasks: asyncio.Task[None]) -> None:
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
