"""The simulated world: who there is, what lies in which chat, and what follows when something is written.

Everything here happens at once and in one thread; the server, the people and the control API only call it.
"""

import hashlib
import itertools
from collections import OrderedDict

from simulator.clock import Clock
from simulator.delivery.queue import UpdateQueue
from simulator.errors import SceneError
from simulator.events import Events
from simulator.faults import Faults
from simulator.files import FileStore
from simulator.log import Log
from simulator.model import PRESENT, Bot, Chat, Json, Message, User, message_numbers
from simulator.pace import Limits, PaceMeters
from simulator.press import Press
from simulator.privacy import concerns
from simulator.profile import Profile

_FIRST_PERSON = 500_000_001
_FIRST_GROUP = -4_000_001
_FIRST_SUPERGROUP = -1_002_000_000_001
_PRESSES = 20_000


class World:
    """All state. One instance is one Telegram."""

    def __init__(self, clock: Clock, log_limit: int = 50_000) -> None:
        self.clock = clock
        self.log = Log(log_limit)
        self.events = Events()
        self.files = FileStore()
        self.faults = Faults()
        self.limits = Limits()
        self.pace = PaceMeters()
        self.bots: dict[str, Bot] = {}
        self.users: dict[int, User] = {}
        self.chats: dict[int, Chat] = {}
        self.presses: OrderedDict[str, Press] = OrderedDict()
        self.votes: dict[str, dict[int, list[int]]] = {}
        self.account_numbers = message_numbers()
        self._user_ids = itertools.count(_FIRST_PERSON)
        self._group_ids = itertools.count(_FIRST_GROUP, -1)
        self._supergroup_ids = itertools.count(_FIRST_SUPERGROUP, -1)
        self._press_ids = itertools.count(1)
        self._groups_of_media = itertools.count(1)
        clock.on_change.append(lambda: self.events.publish("clock", self.clock_json()))

    # Who there is

    def add_bot(self, token: str, username: str, name: str, *, reads_all_groups: bool = False) -> Bot:
        """Register a bot as BotFather would; the number before the token's colon is its id."""
        bot_id = int(token.partition(":")[0])
        public = {
            "id": bot_id,
            "is_bot": True,
            "first_name": name,
            "username": username,
        }
        queue = UpdateQueue(self.clock, first_id=100_000_000 + _seed(token))
        bot = Bot(bot_id, token, public, queue, Profile(names={"": name}), reads_all_groups)
        self.bots[token] = bot
        self.events.publish("scene", {})
        return bot

    def add_user(self, first_name: str, last_name: str = "", username: str = "", language_code: str = "es") -> User:
        """A person with a Telegram account."""
        user_id = next(self._user_ids)
        public: Json = {"id": user_id, "is_bot": False, "first_name": first_name}
        public |= {"last_name": last_name} if last_name else {}
        public |= {"username": username} if username else {}
        public |= {"language_code": language_code} if language_code else {}
        user = self.users[user_id] = User(user_id, public)
        self.events.publish("scene", {})
        return user

    def add_chat(self, kind: str, title: str, username: str = "", members: dict[int, str] | None = None) -> Chat:
        """A "group", "supergroup" or "channel"; `members` is the status of people and bots by id."""
        if kind not in {"group", "supergroup", "channel"}:
            raise SceneError(f"no such kind of chat: {kind}")
        chat_id = next(self._group_ids if kind == "group" else self._supergroup_ids)
        public: Json = {"id": chat_id, "type": kind, "title": title}
        public |= {"username": username} if username else {}
        numbers = self.account_numbers if kind == "group" else message_numbers()
        chat = self.chats[chat_id] = Chat(chat_id, kind, public, numbers, members=dict(members or {}))
        self.events.publish("scene", {})
        return chat

    def private_chat(self, bot: Bot, user: User) -> Chat:
        """The chat of a bot and a person; it exists before either has written."""
        chat = bot.private_chats.get(user.id)
        if chat is None:
            public = {"id": user.id, "type": "private", **_chat_names(user.public)}
            chat = Chat(user.id, "private", public, self.account_numbers, bot=bot, person=user)
            bot.private_chats[user.id] = chat
        return chat

    def bot(self, bot_id: int) -> Bot | None:
        """The bot with this id."""
        return next((bot for bot in self.bots.values() if bot.id == bot_id), None)

    def bots_in(self, chat: Chat) -> list[Bot]:
        """The bots that take part in a chat."""
        if chat.bot:
            return [chat.bot]
        return [bot for bot in self.bots.values() if chat.members.get(bot.id) in PRESENT]

    def people_in(self, chat: Chat) -> list[User]:
        """The people who see a chat."""
        if chat.person:
            return [chat.person]
        return [self.users[m] for m, status in chat.members.items() if status in PRESENT and m in self.users]

    def all_chats(self) -> list[Chat]:
        """Every chat: private ones that were begun, groups and channels."""
        private = [chat for bot in self.bots.values() for chat in bot.private_chats.values()]
        return [*private, *self.chats.values()]

    # What lies in the chats

    def bot_posts(self, bot: Bot, chat: Chat, content: Json) -> Message:
        """A bot's message: kept and shown."""
        author = {"sender_chat": chat.public} if chat.type == "channel" else {"from": bot.public}
        return self._post(chat, author, content, bot.id)

    def user_posts(self, user: User, chat: Chat, content: Json) -> Message:
        """A person's message, or a channel's post: kept, shown and brought to the bots that may read it."""
        channel = chat.type == "channel"
        author = {"sender_chat": chat.public} if channel else {"from": user.public}
        message = self._post(chat, author, content, chat.id if channel else user.id)
        self.tell_bots(message, "channel_post" if channel else "message")
        return message

    def _post(self, chat: Chat, author: Json, content: Json, sender: int) -> Message:
        data = {
            "message_id": next(chat.numbers),
            **author,
            "chat": chat.public,
            "date": self.clock.unix(),
            **content,
        }
        message = Message(chat, data, sender)
        chat.keep(message)
        self.show(chat, "message", data, sender)
        return message

    def change(self, message: Message, data: Json) -> None:
        """Put `data` in the place of a message's content: an edit."""
        message.data = data
        self.show(message.chat, "edited", data, message.sender)

    def delete(self, message: Message) -> None:
        """Take a message away for everybody."""
        message.chat.messages.pop(message.id, None)
        self.show(message.chat, "deleted", message.data, message.sender)

    def show(self, chat: Chat, kind: str, data: Json, sender: int) -> None:
        """Bring something to the screens of the people in a chat, except who did it."""
        self.events.publish(kind, {"chat": chat.key, "message": data})
        if chat.person is not None:
            if chat.person.id != sender:
                chat.person.feed.add(kind, data)
            return
        for user in self.people_in(chat):
            if user.id != sender:
                user.feed.add(kind, data)

    def tell_bots(self, message: Message, kind: str) -> None:
        """Queue a message, or its edited version, for the bots that may read it."""
        lane = f"chat:{message.chat.id}"
        for bot in self.bots_in(message.chat):
            if concerns(bot, message):
                bot.queue.push(kind, message.data, lane)

    # Buttons

    def press(self, user: User, message: Message, bot: Bot, data: str) -> Press:
        """A person's press of a callback button: the update, and what waits for its answer."""
        chat = message.chat
        query_id = str(_seed(f"query:{next(self._press_ids)}", 15))
        press = Press(query_id, bot.id, chat.key, user.id, self.clock.now())
        self.presses[query_id] = press
        if len(self.presses) > _PRESSES:
            self.presses.popitem(last=False)
        gone = chat.messages.get(message.id) is not message
        shown = {"chat": chat.public, "message_id": message.id, "date": 0} if gone else message.data
        query = {
            "id": query_id,
            "from": user.public,
            "message": shown,
            "chat_instance": str(_seed(f"instance:{chat.key}", 15)),
            "data": data,
        }
        self.events.publish("press", {"chat": chat.key, "message_id": message.id, "user": user.id, "query": query_id})
        bot.queue.push("callback_query", query, f"user:{user.id}")
        return press

    def media_group(self) -> str:
        """A new identifier for an album."""
        return str(_seed(f"album:{next(self._groups_of_media)}", 14))

    def clock_json(self) -> Json:
        """The date for the page and the control API."""
        return {"now": self.clock.now().isoformat(), "running": self.clock.running}

    def users_named(self, user_id: int) -> Json | None:
        """The User object of a person or a bot."""
        if user_id in self.users:
            return self.users[user_id].public
        bot = self.bot(user_id)
        return bot.public if bot else None

    def drop_messages(self, chat: Chat) -> None:
        """A person deletes a chat: nothing of it is on their screen any more; the bot can still edit what it sent."""
        for message in chat.messages.values():
            message.hidden = True
        self.events.publish("cleared", {"chat": chat.key})


def _chat_names(public: Json) -> Json:
    return {name: public[name] for name in ("first_name", "last_name", "username") if name in public}


def _seed(text: str, digits: int = 8) -> int:
    """A number that looks arbitrary and is the same in every run."""
    return int(int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big") % 10**digits)
