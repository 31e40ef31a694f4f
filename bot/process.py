"""A running bot: what its processes are made of, how they start and how they end."""

import asyncio
import gc
import signal
import socket
from collections.abc import AsyncIterator, Coroutine, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass
from functools import partial

import structlog
from telegram import Bot

from bot.alive import Alive
from bot.alone import alone
from bot.clock import Clock
from bot.courier import Courier
from bot.entrance import entrance
from bot.handling import Handling
from bot.keys import keyring
from bot.link_checking import LinkChecker
from bot.pages.visit import House
from bot.polling import Poller
from bot.presence import in_time, reach, register_commands, register_updates
from bot.present import Now, real_now
from bot.reporting import Reporter
from bot.runner import Runner
from bot.settings import Settings
from bot.transport import AiohttpRequest, Told
from bot.vitals import Vitals
from bot.vitals.health import Known
from bot.vitals.measured import MeasuredDatabase
from bot.vitals.pulses import Pulses
from bot.vitals.telling import Teller
from bot.vitals.watch import Watch, folders_of
from bot.worker import Worker
from handlers.mail import Sends
from handlers.reading import make_ready
from handlers.route import Route
from handlers.routes import ROUTES
from handlers.turn import Office
from storage import Database, StorageUnavailable, open_database
from storage.files import FileStore, open_store
from storage.queries import leases

READY_SECONDS = 60.0  # how soon a changed plan is read anew, before anybody asks

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Parts:
    """What a process that works on turns consists of."""

    bot: Bot
    database: Database
    files: FileStore
    alive: Alive
    runner: Runner
    clock: Clock
    worker: Worker
    courier: Courier
    settings: Settings
    now: Now
    house: House
    kind: str
    vitals: Vitals
    known: Known
    links: LinkChecker | None = None  # none where the date is a simulated one: nothing leaves the machine then
    at: socket.socket | None = None  # listens already, instead of PORT


@asynccontextmanager
async def open_bot(settings: Settings, told: Told | None = None) -> AsyncIterator[Bot]:
    """The client, over our transport, to Telegram or to another server that speaks its language.

    It has not asked who it is yet. Its connections are closed at the end, whether it ever reached anybody or not.
    `told` hears of each request but those that wait for updates.
    """
    requests = AiohttpRequest(told=told), AiohttpRequest(connections=1)
    api = settings.bot_api_url
    bot = Bot(
        settings.token,
        base_url=f"{api}/bot",
        base_file_url=f"{api}/file/bot",
        request=requests[0],
        get_updates_request=requests[1],
    )
    try:
        yield bot
    finally:
        for request in requests:
            await request.shutdown()


def office_of(settings: Settings, bot: Bot, files: FileStore) -> Office:
    """What is the same in every turn, and in every copy of a notice."""
    return Office(
        bot_username=bot.username,
        zone=settings.zone,
        keys=keyring(settings),
        language=settings.language,
        public_url=settings.public_url,
        channel=settings.channel_id,
        send_rate=settings.send_rate,
        mail_from=settings.mail_from,
        files=files,
        plan_file=settings.plan_file,
    )


def house_of(settings: Settings, office: Office, bot_address: str) -> House:
    """What every public page knows, with what it has in common with the turns."""
    return House(
        office.zone,
        office.keys,
        office.language,
        bot_address,
        office.public_url,
        files=office.files,
        plan_file=office.plan_file,
        licence=settings.data_licence,
    )


@asynccontextmanager
async def mail_by(mailer: Sends | None, settings: Settings, now: Now) -> AsyncIterator[Sends | None]:
    """Whoever sends e-mails: the one given, else the client of SMTP_URL, which is closed at the end; None without."""
    own = None
    if mailer is None and settings.smtp_url is not None:
        from bot.mail.mailer import Mailer  # noqa: PLC0415 - aiosmtplib is loaded by who sends e-mails

        own = Mailer.of(settings, now)
    try:
        yield mailer or own
    finally:
        if own is not None:
            await own.close()


@asynccontextmanager
async def assembled(
    settings: Settings,
    kind: str,
    now: Now = real_now,
    routes: Sequence[Route] = ROUTES,
    mailer: Sends | None = None,
) -> AsyncIterator[Parts]:
    """Open everything, and close it in order. Raises AlreadyRunning on SQLite, InvalidToken for a wrong token.

    E-mails leave by `mailer`, else by the server of SMTP_URL where there is one.
    """
    vitals = Vitals()
    database, files = MeasuredDatabase(open_database(settings.database), vitals), open_store(settings.files_url)
    known = Known(settings, now, folders_of(settings))
    try:
        with _alone(database):
            async with open_bot(settings, vitals.requested) as bot:
                await reach(bot)
                alive = Alive(database, kind)
                office = office_of(settings, bot, files)
                handling = Handling(bot, database, files, office, alive.me, now, routes)
                runner = Runner(bot, database, alive, handling, now, vitals)
                address = f"https://t.me/{bot.username}"
                reporter = Reporter(settings, database, address)
                clock = Clock(database, alive, settings, now, vitals)
                worker = Worker(database, alive, files, now, reporter, vitals)
                house = house_of(settings, office, address)
                links = LinkChecker(database, alive, files, settings, now) if now is real_now else None
                async with mail_by(mailer, settings, now) as mails:
                    courier = Courier(database, alive, office, bot, mails, settings, now, vitals)
                    running = (bot, database, files, alive, runner, clock, worker, courier)
                    yield Parts(*running, settings, now, house, kind, vitals, known, links)
    finally:
        database.close()


async def work(
    parts: Parts, *, polling: bool, background: bool = True, notices: bool | None = None, watched: bool = False
) -> None:
    """Take in, answer and show the pages until cancelled; the turns in hand are brought to their end. Raises PortTaken.

    With `background` this process is its own clock, worker and courier as well; with `notices` its own courier; with
    `watched` the administrators are told what has stopped.
    """
    await parts.alive.beat()
    # Other processes must see this one live until its last turn is answered; on SQLite there are no others.
    beating = asyncio.create_task(parts.alive.beat_for_ever()) if parts.database.shared else None
    try:
        async with entrance(parts, polling=polling), asyncio.TaskGroup() as tasks:
            tasks.create_task(parts.runner.run_for_ever())
            tasks.create_task(_fetch(parts, polling=polling))
            tasks.create_task(in_time(register_commands, parts.bot, parts.settings))
            tasks.create_task(_make_ready(parts, settle=watched))
            tasks.create_task(Pulses(parts.database, parts.vitals).keep_for_ever())
            if watched:
                tasks.create_task(_watch(parts).look_for_ever())
            if background:
                tasks.create_task(parts.clock.run_for_ever())
                tasks.create_task(parts.worker.run_for_ever())
                if parts.links is not None:
                    tasks.create_task(parts.links.run_for_ever())
            if background if notices is None else notices:
                tasks.create_task(parts.courier.run_for_ever())
            log.info("participa.ready", bot=parts.bot.username, takes_in="polling" if polling else "webhook")
    finally:
        if beating is not None:
            beating.cancel()
            await asyncio.gather(beating, return_exceptions=True)
        await parts.alive.leave()


async def _make_ready(parts: Parts, *, settle: bool) -> None:
    """Do beforehand what takes a second and that the first text would have to wait for; again when the plan changes."""
    while True:
        today = parts.now().astimezone(parts.settings.zone).date()
        with suppress(StorageUnavailable):
            made = await asyncio.wrap_future(parts.database.read(partial(make_ready, today=today)))
            if made and settle:
                _settle()
        await asyncio.sleep(READY_SECONDS)


def _settle() -> None:
    """What is there by now stays: a search for garbage through all of it would stop everybody for 0.2 s at a time."""
    gc.unfreeze()
    gc.collect()
    gc.freeze()


async def run(settings: Settings, kind: str, now: Now = real_now, routes: Sequence[Route] = ROUTES) -> None:
    """A process that takes in and answers, until SIGINT or SIGTERM."""

    async def serve() -> None:
        async with assembled(settings, kind, now, routes) as parts:
            await work(parts, polling=settings.webhook_url is None, background=kind == "run", watched=True)

    await until_told_to_stop(serve())


async def announce(settings: Settings) -> None:
    """Tell Telegram our commands and our webhook, and nothing else: for a release, before any process serves."""
    async with open_bot(settings) as bot:
        await reach(bot)
        await register_updates(bot, settings)
        await register_commands(bot, settings)


async def until_told_to_stop(running: Coroutine[None, None, None]) -> None:
    """Run something until it ends or the process is asked to stop; then let it end in order."""
    task = asyncio.create_task(running)
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(name, task.cancel)
    try:
        with suppress(asyncio.CancelledError):
            await task
    finally:
        for name in (signal.SIGINT, signal.SIGTERM):
            loop.remove_signal_handler(name)


async def _fetch(parts: Parts, *, polling: bool) -> None:
    """See to it that updates come: Telegram is told first, because it refuses to be asked while a webhook is set."""
    await in_time(register_updates, parts.bot, parts.settings)
    if polling:
        await Poller(parts.bot, parts.runner.take_in, parts.vitals).poll_for_ever()


def _watch(parts: Parts) -> Watch:
    teller = Teller(parts.settings, open_bot, parts.bot)
    return Watch(parts.database, parts.vitals, parts.known, teller, parts.bot)


@contextmanager
def _alone(database: Database) -> Iterator[None]:
    """On SQLite, where one process runs the bot, whatever leases it finds are stale."""
    with alone(database) as is_alone:
        if is_alone and database.write(leases.clear).result():
            log.warning("alive.missed", hint="the process before ended without a word; its work is taken over")
        yield
