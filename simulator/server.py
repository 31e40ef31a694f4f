"""The simulator as a server in this process: `async with Simulator() as simulator: simulator.url`."""

import asyncio
import socket
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Any

from aiohttp import web

from simulator import membership
from simulator.api import BotApi
from simulator.clock import Clock, MoveHook
from simulator.control.routes import add_control
from simulator.entities import found_entities
from simulator.errors import SceneError
from simulator.feed import PATIENCE
from simulator.files import MAX_UPLOAD
from simulator.model import Bot, Chat, Json, User
from simulator.outside import Attachment, Mail, Outside
from simulator.page import add_page
from simulator.person import Person
from simulator.story import Step
from simulator.words import Text
from simulator.world import World

_BODY_LIMIT = MAX_UPLOAD + 1024 * 1024


class Simulator:
    """A Telegram of one's own: a world, and a server in front of it.

    start: the simulated date at which it begins (aware; now unless given). running: whether it goes on with real time.
    on_move(before, after): awaited when the date is moved. back_off: the first pause between a webhook's retries in
    seconds. port 0: a free one. note, timezone (IANA): what the page says of the scene, and whose hours it shows.
    """

    def __init__(
        self,
        *,
        host: str = "127.0.0.1",
        port: int = 0,
        start: datetime | None = None,
        running: bool = True,
        on_move: MoveHook | None = None,
        back_off: float = 1.0,
        log_limit: int = 50_000,
        note: Text = "",
        timezone: str = "America/Bogota",
    ) -> None:
        self.clock = Clock(start, running=running, on_move=on_move)
        self.world = World(self.clock, log_limit)
        self.api = BotApi(self.world, back_off)
        self.note = note
        self.timezone = timezone
        self.people: dict[int, Person] = {}
        self.outside = Outside(self.world)
        self.story: Sequence[Step] = ()
        self.told = 0
        self._host, self._port = host, port
        self._runner: web.AppRunner | None = None

    # Serving

    @property
    def url(self) -> str:
        """Where it listens, without a slash at the end: the bot's BOT_API_URL."""
        return f"http://{self._host}:{self._port}"

    async def __aenter__(self) -> "Simulator":
        await self.serve()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    async def serve(self) -> None:
        """Begin to listen. Raises OSError when the port is taken."""
        application = web.Application(client_max_size=_BODY_LIMIT)
        router = application.router
        router.add_route("*", "/bot{token}/{method}", self.api.handle)
        router.add_get("/file/bot{token}/{path:.+}", self.api.file)
        add_control(application, self)
        add_page(application)
        self._runner = web.AppRunner(application, access_log=None, shutdown_timeout=1.0)
        await self._runner.setup()
        listening = socket.create_server((self._host, self._port), backlog=1024)
        self._port = listening.getsockname()[1]
        await web.SockSite(self._runner, listening).start()

    async def close(self) -> None:
        """Stop listening; held calls are let go."""
        await self.api.stop()
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    # The scene

    def add_bot(self, token: str, username: str, name: str, **options: Any) -> Bot:
        """Register a bot; `reads_all_groups=True` switches its privacy mode off."""
        return self.world.add_bot(token, username, name, **options)

    def add_person(
        self, first_name: str, last_name: str = "", username: str = "", language_code: str = "es", about: Text = ""
    ) -> Person:
        """Somebody who can write to the bots; `about` is what the page says beside the name."""
        user = self.world.add_user(first_name, last_name, username, language_code)
        person = self.people[user.id] = Person(self.world, user, lambda: self.bot, about)
        return person

    def add_group(self, title: str, people: list[Person], *, bot: str = "member", kind: str = "group") -> Chat:
        """A group (or "supergroup") of people, the first its creator, with the first bot in it as `bot` says.

        The bot hears that it was added when it is ("member", "administrator"); "left" leaves it out.
        """
        members = {person.id: "creator" if place == 0 else "member" for place, person in enumerate(people)}
        chat = self.world.add_chat(kind, title, members=members)
        if bot != "left":
            membership.set_bot_status(self.world, chat, self.bot, bot, people[0].user)
        return chat

    def add_channel(self, title: str, username: str = "", *, bot: str = "administrator") -> Chat:
        """A channel that everybody follows who is here now, with the first bot as its administrator."""
        members = dict.fromkeys(self.people, "member")
        chat = self.world.add_chat("channel", title, username, members)
        if bot != "left":
            chat.members[self.bot.id] = bot
        return chat

    def upgrade_group(self, chat: Chat) -> Chat:
        """Make a supergroup of a group; the new chat."""
        return membership.upgrade(self.world, chat, self._first_of(chat))

    def set_bot_status(self, chat: Chat, status: str, bot: Bot | None = None) -> None:
        """The group's creator adds the bot ("member", "administrator"), takes it out ("left") or bans it ("kicked")."""
        membership.set_bot_status(self.world, chat, bot or self.bot, status, self._first_of(chat))

    def post(self, channel: Chat, text: str) -> Json:
        """A post in a channel by one of its human administrators, who are not shown."""
        entities = found_entities(text)
        content = {"text": text} | ({"entities": entities} if entities else {})
        return self.world.user_posts(self._first_of(channel), channel, content).data

    def mail(
        self, to: str, subject: str, text: str, *, sender: str = "", attachments: Iterable[Attachment] = ()
    ) -> Mail:
        """An e-mail that somebody received, for the page to show; attachments are (name, MIME type, content)."""
        return self.outside.mail(to, subject, text, sender, attachments)

    def link(self, title: Text, address: str) -> None:
        """An address that the page offers to open, such as a calendar's feed."""
        self.outside.link(title, address)

    def tell(self, step: int) -> None:
        """Note on the page how many steps of the story have been played. Raises SceneError."""
        if not 0 <= step <= len(self.story):
            raise SceneError(f"the story has {len(self.story)} steps")
        self.told = step
        self.world.events.publish("story", {"told": step})

    @property
    def bot(self) -> Bot:
        """The first bot. Raises LookupError before there is one."""
        for bot in self.world.bots.values():
            return bot
        raise LookupError("there is no bot yet: add_bot")

    def _first_of(self, chat: Chat) -> User:
        return next(iter(self.world.people_in(chat)), None) or self.world.add_user("Administración")

    # What the bot did

    def calls(self, method: str = "*", chat_id: int | str | None = None) -> list[Any]:
        """The log's entries for a method (capitals as in the documentation, wildcards allowed), in order."""
        return self.world.log.calls(method, chat_id)

    async def wait_until(self, condition: Callable[[], bool], within: float = PATIENCE) -> None:
        """Wait until something holds. Raises TimeoutError after `within` real seconds."""
        async with asyncio.timeout(within):
            while not condition():  # noqa: ASYNC110  # it may be about anything, also outside the simulator
                await asyncio.sleep(0.005)

    def fault(self, kind: str, **details: Any) -> Any:
        """Let coming calls fail: see Fault."""
        return self.world.faults.add(kind, **details)
