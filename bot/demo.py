"""The demonstration: a simulated Telegram, the bot and the seed's plan in one command, and nothing left behind."""

import asyncio
import socket
import tempfile
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

import typer

from bot import demo_office, logs, preparing
from bot.pages.calendars import CALENDAR
from bot.present import instant
from bot.process import Parts, assembled, until_told_to_stop, work
from bot.settings import Settings, load
from bot.story import SilentStep, Telling
from bot.web import PortTaken
from handlers.mail import Mail, MailFate, MailOutcome
from locales import Language, Phrase, formats, words
from participation import due, notices
from simulator import DEMO_TOKEN, DemoScene, Simulator, set_demo_scene
from storage import Session
from storage.queries import turns

PLAN = Path(__file__).resolve().parents[1] / "plans" / "enterritorio-2021.yaml"
KEPT = Path("data/demo")
HOST = "127.0.0.1"
LAST_PORT = 65_535
MAIL_FROM = "participa@entidad.ejemplo.test"
OFFERED = {Phrase("demo", "Public pages"): "", Phrase("demo", "Calendar"): CALENDAR}
ZONE = ZoneInfo("America/Bogota")


async def run_demo(*, at: str, port: int, keep: bool, script: bool) -> int:
    """Show the bot until it is stopped, or play the story once. Gives the exit status.

    Raises WrongInstant and PortTaken.
    """
    logs.set_up("WARNING")
    start = instant(at, ZONE)
    status = 0

    async def show() -> None:
        nonlocal status
        async with running(start, 0 if script else port, keep=keep) as (parts, simulator, _scene):
            if script:
                status = await _play(parts, simulator)
                return
            _welcome(simulator, parts.settings, kept=keep)
            await work(parts, polling=True)

    await until_told_to_stop(show())
    return status


@asynccontextmanager
async def running(
    start: datetime, port: int = 0, *, keep: bool = False
) -> AsyncIterator[tuple[Parts, Simulator, DemoScene]]:
    """The simulated Telegram and a bot beside it, on a database that vanishes at the end unless it is to be kept."""
    async with AsyncExitStack() as stack:
        folder = KEPT if keep else Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="participa-")))
        simulator, scene = await stack.enter_async_context(simulated(start, port))
        at = stack.enter_context(pages_socket(port + 1 if port else 0))
        settings = demo_settings(folder, simulator.url, address_of(at), channel=str(scene.channel.id))
        await asyncio.to_thread(preparing.prepare, settings, simulator.clock.now)
        parts = await stack.enter_async_context(
            assembled(settings, "demo", simulator.clock.now, mailer=PageMail(simulator))
        )
        opening = parts.database.write(partial(_set_out, scene=scene, now=start))
        scene.official.start(await asyncio.wrap_future(opening))
        simulator.clock.on_move = partial(live_through, simulator, parts)
        yield with_pages(parts, simulator, at), simulator, scene


def _set_out(session: Session, scene: DemoScene, now: datetime) -> str:
    """What the simulated Telegram knew of earlier is gone with it. Gives what the official opens the chat with."""
    turns.forget_telegram(session)
    return demo_office.open_office(session, scene.official.id, scene.official.name, now)


class PageMail:
    """The demonstration's e-mails: they are shown on its page, and nobody else gets them."""

    def __init__(self, simulator: Simulator) -> None:
        self._simulator = simulator

    async def send(self, mail: Mail) -> MailOutcome:
        """Show one."""
        files = [(one.name, one.mime, one.content) for one in mail.attachments]
        if mail.calendar is not None:
            files.append((mail.calendar.name, "text/calendar", mail.calendar.content))
        self._simulator.mail(mail.to.address, mail.subject, mail.text, sender=MAIL_FROM, attachments=files)
        return MailOutcome(MailFate.ARRIVED)


async def live_through(simulator: Simulator, parts: Parts, before: datetime, after: datetime) -> None:
    """The date was moved: what is due on the way is done at its own instant, and what is to be told then leaves.

    Nobody waits for the housekeeping: it is done once, where the way ends.
    """
    instant = await next_moment(parts, before)
    while instant is not None and instant <= after:
        await _live(simulator, parts, instant)
        instant = await next_moment(parts, instant)
    await _live(simulator, parts, after)


async def _live(simulator: Simulator, parts: Parts, instant: datetime) -> None:
    simulator.clock.reach(instant)
    await parts.clock.tick()
    await parts.worker.do_waiting()
    await parts.courier.drain()


async def next_moment(parts: Parts, after: datetime) -> datetime | None:
    """When something is to be told next: by what is due in rows, or because a notice may leave then."""
    zone = parts.settings.zone

    def moments(session: Session) -> list[datetime | None]:
        return [due.next_due(session, after, zone), notices.next_leaving(session, after, zone)]

    found = await asyncio.wrap_future(parts.database.read(moments))
    return min((moment for moment in found if moment is not None), default=None)


def demo_settings(folder: Path, api: str, public_url: str | None = None, *, channel: str | None = None) -> Settings:
    """The settings of the demonstration: nothing of them comes from the environment."""
    return load(
        _env_file=None,
        bot_token=DEMO_TOKEN,
        bot_api_url=api,
        database_url=f"sqlite:///{folder / 'participa.db'}",
        files_url=str(folder / "files"),
        plan_file=PLAN,
        webhook_url=None,
        port=0,
        public_url=public_url,
        channel_id=channel,
        mail_from=MAIL_FROM,
        timezone=ZONE.key,
        locale="es_CO",
    )


def pages_socket(port: int) -> socket.socket:
    """Where the public pages listen: on this port of this machine, or on a free one where it is taken."""
    try:
        return socket.create_server((HOST, port if port <= LAST_PORT else 0))
    except OSError:
        return socket.create_server((HOST, 0))


def address_of(at: socket.socket) -> str:
    """The pages' address."""
    return f"http://{HOST}:{at.getsockname()[1]}"


def with_pages(parts: Parts, simulator: Simulator, at: socket.socket) -> Parts:
    """The same bot with its pages on this socket; they lead to the chats here, and are offered beside these."""
    for phrase, address in OFFERED.items():
        said = {language.value: words(language).plain_phrase(phrase) for language in Language}
        simulator.link(said, f"{address_of(at)}/{address}")
    return replace(parts, house=replace(parts.house, bot_address=simulator.url), at=at)


@asynccontextmanager
async def simulated(start: datetime, port: int) -> AsyncIterator[tuple[Simulator, DemoScene]]:
    """The simulated Telegram with its people, listening. Raises PortTaken."""
    simulator = Simulator(start=start, port=port)
    scene = set_demo_scene(simulator)
    try:
        try:
            await simulator.serve()
        except OSError as error:
            raise PortTaken(str(port)) from error
        yield simulator, scene
    finally:
        await simulator.close()


async def _play(parts: Parts, simulator: Simulator) -> int:
    working = asyncio.create_task(work(parts, polling=True))
    try:
        await Telling(simulator, parts.settings.language, typer.echo, parts.courier.drain).tell()
    except SilentStep as silent:
        typer.echo(words(parts.settings.language).plain("demo", "No answer to: {step}", step=str(silent)), err=True)
        return 1
    finally:
        working.cancel()
        with suppress(asyncio.CancelledError):
            await working
    return 0


def _welcome(simulator: Simulator, settings: Settings, *, kept: bool) -> None:
    """Which page to open, which day it is there, and what of it is invented."""
    demo_words = words(settings.language)
    moment = formats(settings.language, settings.zone).moment(simulator.clock.now())
    lines = [
        demo_words.plain("demo", "The demonstration is running. Open this page: {page}", page=simulator.url),
        demo_words.plain("demo", "The public pages are here: {pages}", pages=str(settings.public_url)),
        demo_words.plain("demo", "There it is {moment}. What happens from then on is invented.", moment=moment),
        demo_words.plain("demo", "Nothing leaves this machine: whether the links of the plan open is not looked at."),
        demo_words.plain("demo", "The data stay in {folder}.", folder=str(KEPT))
        if kept
        else demo_words.plain("demo", "When you end it, nothing is left behind."),
        demo_words.plain("demo", "To end: Ctrl-C."),
    ]
    for line in lines:
        typer.echo(line)
