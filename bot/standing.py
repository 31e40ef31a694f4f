"""The processes that do not talk to Telegram: the clock, the worker, and one look for hosts with their own cron."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from datetime import datetime

import structlog

from bot.alive import Alive
from bot.clock import Clock
from bot.present import Now, real_now
from bot.process import until_told_to_stop
from bot.schedule import RULES, due_instants, upcoming
from bot.settings import Settings
from bot.worker import Worker
from locales import formats, words
from storage import Database, open_database
from storage.files import FileStore, open_store
from storage.queries import jobs

log = structlog.get_logger(__name__)


async def run_clock(settings: Settings, now: Now = real_now) -> None:
    """Only the clock, until it is told to stop; a second one stands by."""

    async def serve() -> None:
        async with _standing(settings, "clock") as (database, _files, alive):
            await Clock(database, alive, settings, now).run_for_ever()

    await until_told_to_stop(serve())


async def run_worker(settings: Settings, now: Now = real_now) -> None:
    """Only the worker, until it is told to stop; a second one stands by."""

    async def serve() -> None:
        async with _standing(settings, "worker") as (database, files, alive):
            await Worker(database, alive, files, now).run_for_ever()

    await until_told_to_stop(serve())


async def tick(settings: Settings, now: Now = real_now) -> list[str]:
    """Do once what is due. Gives the names of the jobs that were put down."""
    async with _standing(settings, "tick") as (database, files, alive):
        put_down = await Clock(database, alive, settings, now).tick()
        await Worker(database, alive, files, now).do_waiting()
    return put_down


def rehearse(settings: Settings, at: datetime) -> list[str]:
    """What a tick at `at` would do, one line each; nothing is done."""
    in_words, moments = words(settings.language), formats(settings.language, settings.zone)
    with closing(open_database(settings.database)) as database:
        last = database.read(jobs.last_due).result()
    due = due_instants(last, at, settings.zone)
    lines = [
        in_words.plain("tick", "{job}: due on {moment}", job=name, moment=moments.moment(instant))
        for name, instant in due
    ]
    if not lines:
        lines = [in_words.plain("tick", "Nothing is due.")]
    lines += [
        in_words.plain(
            "tick", "{job}: next on {moment}", job=rule.name, moment=moments.moment(upcoming(rule, at, settings.zone))
        )
        for rule in RULES
    ]
    return lines


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
