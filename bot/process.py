"""A running bot: what its processes are made of, how they start and how they end."""

import asyncio
import fcntl
import signal
import socket
from collections.abc import AsyncIterator, Coroutine, Iterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from urllib.parse import urlparse

import structlog
from aiohttp import web
from telegram import Bot

from bot.alive import Alive
from bot.clock import Clock
from bot.courier import Courier
from bot.handling import Handling
from bot.keys import keyring
from bot.pages.serving import Site
from bot.pages.visit import House
from bot.polling import Poller
from bot.presence import in_time, reach, register_commands, register_updates
from bot.present import Now, real_now
from bot.reporting import Reporter
from bot.runner import Runner
from bot.settings import Settings
from bot.transport import AiohttpRequest
from bot.web import listening
from bot.webhook import LARGEST_UPDATE, Webhook
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


class AlreadyRunning(Exception):
    """Another process runs the bot on the same SQLite file."""


class PortTaken(Exception):
    """Something else listens on the port that was asked for."""


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
    at: socket.socket | None = None  # listens already, instead of PORT


@asynccontextmanager
async def open_bot(settings: Settings) -> AsyncIterator[Bot]:
    """The client, over our transport, to Telegram or to another server that speaks its language.

    It has not asked who it is yet. Its connections are closed at the end, whether it ever reached anybody or not.
    """
    requests = AiohttpRequest(), AiohttpRequest(connections=1)
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
    database, files = open_database(settings.database), open_store(settings.files_url)
    try:
        with _alone(database):
            async with open_bot(settings) as bot:
                await reach(bot)
                alive = Alive(database, kind)
                office = office_of(settings, bot, files)
                handling = Handling(bot, database, files, office, alive.me, now, routes)
                runner = Runner(bot, database, alive, handling, now)
                address = f"https://t.me/{bot.username}"
                reporter = Reporter(settings, database, address)
                clock, worker = Clock(database, alive, settings, now), Worker(database, alive, files, now, reporter)
                house = House(settings.zone, office.keys, settings.language, address, settings.public_url, files=files)
                async with mail_by(mailer, settings, now) as mails:
                    courier = Courier(database, alive, office, bot, mails, settings, now)
                    yield Parts(bot, database, files, alive, runner, clock, worker, courier, settings, now, house)
    finally:
        database.close()


async def work(parts: Parts, *, polling: bool, background: bool = True, notices: bool | None = None) -> None:
    """Take in, answer and show the pages until cancelled; the turns in hand are brought to their end. Raises PortTaken.

    With `background` this process is its own clock, worker and courier as well; with `notices` its own courier.
    """
    await parts.alive.beat()
    # Other processes must see this one live until its last turn is answered; on SQLite there are no others.
    beating = asyncio.create_task(parts.alive.beat_for_ever()) if parts.database.shared else None
    try:
        async with _taking_in(parts, polling=polling), asyncio.TaskGroup() as tasks:
            tasks.create_task(parts.runner.run_for_ever())
            tasks.create_task(_fetch(parts, polling=polling))
            tasks.create_task(in_time(register_commands, parts.bot, parts.settings))
            tasks.create_task(_make_ready(parts))
            if background:
                tasks.create_task(parts.clock.run_for_ever())
                tasks.create_task(parts.worker.run_for_ever())
            if background if notices is None else notices:
                tasks.create_task(parts.courier.run_for_ever())
            log.info("participa.ready", bot=parts.bot.username, takes_in="polling" if polling else "webhook")
    finally:
        if beating is not None:
            beating.cancel()
            await asyncio.gather(beating, return_exceptions=True)
        await parts.alive.leave()


async def _make_ready(parts: Parts) -> None:
    """Do beforehand what takes a second and that the first text would have to wait for; again when the plan changes."""
    while True:
        today = parts.now().astimezone(parts.settings.zone).date()
        with suppress(StorageUnavailable):
            await asyncio.wrap_future(parts.database.read(partial(make_ready, today=today)))
        await asyncio.sleep(READY_SECONDS)


async def run(settings: Settings, kind: str, now: Now = real_now, routes: Sequence[Route] = ROUTES) -> None:
    """A process that takes in and answers, until SIGINT or SIGTERM."""

    async def serve() -> None:
        async with assembled(settings, kind, now, routes) as parts:
            await work(parts, polling=settings.webhook_url is None, background=kind == "run")

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
        await Poller(parts.bot, parts.runner.take_in).poll_for_ever()


@asynccontextmanager
async def _taking_in(parts: Parts, *, polling: bool) -> AsyncIterator[None]:
    """The web server: the public pages, and the webhook where Telegram is to use one. Raises PortTaken for the webhook.

    Who polls answers also without pages: where the port is taken the log says so, and the bot goes on.
    """
    settings = parts.settings
    app = web.Application(client_max_size=LARGEST_UPDATE)
    if not polling and settings.webhook_url is not None and settings.webhook_secret is not None:
        secret = settings.webhook_secret.get_secret_value()
        webhook = Webhook(secret, parts.runner.take_in)
        app.router.add_post(urlparse(settings.webhook_url).path or "/", webhook.receive)
    Site(parts.house, parts.database, parts.now, settings.embed_in, settings.proxies).add_to(app)
    async with AsyncExitStack() as stack:
        try:
            await stack.enter_async_context(listening(app, settings.port, parts.at))
        except OSError as error:
            if not polling:
                raise PortTaken(str(settings.port)) from error
            log.error(
                "pages.port_taken", port=settings.port, hint="the bot answers, but without pages: set another PORT"
            )
        yield


@contextmanager
def _alone(database: Database) -> Iterator[None]:
    """On SQLite one process runs the bot: it holds a lock beside the file, so whatever leases it finds are stale."""
    if database.shared:
        yield
        return
    file = str(database.engine.url.database)
    try:
        lock = Path(f"{file}.lock").open("w")  # noqa: SIM115 - closed below
    except OSError as error:
        raise StorageUnavailable(type(error).__name__) from error
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise AlreadyRunning(file) from error
        database.write(leases.clear).result()
        yield
