"""The processes that take nothing in: the clock, the worker, and one look for hosts with their own cron."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager, closing, suppress
from datetime import datetime

import structlog

from bot.alive import Alive
from bot.clock import Clock
from bot.courier import Courier
from bot.presence import reach
from bot.present import Now, real_now
from bot.process import mail_by, office_of, open_bot, until_told_to_stop
from bot.reporting import Reporter
from bot.schedule import RULES, due_instants, upcoming
from bot.settings import Settings
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
        async with _standing(settings, "clock") as (database, _files, alive):
            await Clock(database, alive, settings, now).run_for_ever()

    await until_told_to_stop(serve())


async def run_worker(settings: Settings, now: Now = real_now) -> None:
    """The worker and the courier, until they are told to stop; second ones stand by."""

    async def serve() -> None:
        async with _standing(settings, "worker") as (database, files, alive), asyncio.TaskGroup() as tasks:
            tasks.create_task(Worker(database, alive, files, now, Reporter(settings, database)).run_for_ever())
            tasks.create_task(_deliver(settings, database, files, alive, now))

    await until_told_to_stop(serve())


async def _deliver(settings: Settings, database: Database, files: FileStore, alive: Alive, now: Now) -> None:
    """The courier, once Telegram has said who we are: it may be away for hours, while the worker works."""
    async with _courier(settings, database, files, alive, now) as courier:
        await courier.run_for_ever()


@asynccontextmanager
async def _courier(
    settings: Settings, database: Database, files: FileStore, alive: Alive, now: Now
) -> AsyncIterator[Courier]:
    async with open_bot(settings) as bot:
        await reach(bot)
        async with mail_by(None, settings, now) as mailer:
            yield Courier(database, alive, office_of(settings, bot, files), bot, mailer, settings, now)


async def tick(settings: Settings, now: Now = real_now) -> list[str]:
    """Do once what is due, and send what can leave. Gives the names of what was put down."""
    async with _standing(settings, "tick") as (database, files, alive):
        # One that was killed left its leases behind, and no later one would live long enough to miss it.
        await alive.others_are_judged()
        put_down = await Clock(database, alive, settings, now).tick()
        await Worker(database, alive, files, now, Reporter(settings, database)).do_waiting()
        if await asyncio.wrap_future(database.read(outbox.has_open)):
            await _drain(settings, database, files, alive, now)
    return put_down


async def _drain(settings: Settings, database: Database, files: FileStore, alive: Alive, now: Now) -> None:
    """Send what can leave; where Telegram is away it waits for the next tick."""
    async with AsyncExitStack() as stack:
        try:
            async with asyncio.timeout(REACH_SECONDS):
                courier = await stack.enter_async_context(_courier(settings, database, files, alive, now))
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


@asynccontextmanager
async def _standing(settings: Settings, kind: str) -> AsyncIterator[tuple[Database, FileStore, Alive]]:
    """The database and the files, with this process's sign of life."""
    database = open_database(settings.database)
    try:
        alive = Alive(database, kind)
        await alive.beat()
        beating = asyncio.create_task(alive.beat_for_ever())
        try:
            yield database, open_store(settings.files_url), alive
        finally:
            beating.cancel()
            await asyncio.gather(beating, return_exceptions=True)
            await alive.leave()
    finally:
        database.close()
