"""A person at the telephone: writes, sends, presses, looks at what comes."""

import re
from collections.abc import Callable, Sequence
from urllib.parse import parse_qs, urlsplit

from simulator import membership, voting
from simulator.attachments import file_content
from simulator.entities import found_entities
from simulator.errors import SceneError
from simulator.feed import PATIENCE, Feed, Seen
from simulator.methods.content import MAX_TEXT, without_reply
from simulator.model import PRESENT, Bot, Chat, Json, Message, User
from simulator.press import Press
from simulator.text_units import tidy, utf16_length
from simulator.words import Text
from simulator.world import World

_PAYLOAD = re.compile(r"[A-Za-z0-9_-]{1,64}")
# Kind and content (None for something small), and a name where it matters.
AlbumFile = tuple[str, bytes | None] | tuple[str, bytes | None, str]


class Person:
    """What somebody can do. `chat` is the private chat with the first bot unless another one is given.

    Actions happen at once and return the message (as JSON) or the press that they made; what the bot answers is waited
    for with `next` or `ask`. Raises SceneError for what nobody could do.
    """

    def __init__(self, world: World, user: User, bot: Callable[[], Bot], about: Text = "") -> None:
        self.about = about
        self._world = world
        self._bot = bot
        self.user = user

    @property
    def id(self) -> int:
        """The user's id, also that of the private chat."""
        return self.user.id

    @property
    def name(self) -> str:
        """First and last name."""
        return self.user.name

    @property
    def feed(self) -> Feed:
        """What came to this person's screen."""
        return self.user.feed

    def chat_with(self, bot: Bot | None = None) -> Chat:
        """The private chat with a bot."""
        return self._world.private_chat(bot or self._bot(), self.user)

    # Writing

    def write(self, text: str, chat: Chat | None = None, reply_to: int | None = None) -> Json:
        """Write a text of at most 4096 units; commands, mentions and links are found as Telegram finds them."""
        text, _ = tidy(text, [])
        if not text:
            raise SceneError("nothing to send")
        if utf16_length(text) > MAX_TEXT:
            raise SceneError(f"a message has at most {MAX_TEXT} characters")
        entities = found_entities(text)
        return self.send({"text": text} | ({"entities": entities} if entities else {}), chat, reply_to)

    def start(self, payload: str = "", bot: Bot | None = None) -> Json:
        """Press "Start", or open t.me/<bot>?start=payload."""
        if payload and not _PAYLOAD.fullmatch(payload):
            raise SceneError("a deep link carries 1-64 letters, digits, _ and -")
        chat = self.chat_with(bot)
        if chat.blocked:
            self.unblock(bot)
        return self.write(f"/start {payload}".strip(), chat)

    def open_link(self, address: str) -> Json | None:
        """Open an address: the deep link of a bot starts it, any other only is looked at (None)."""
        parts = urlsplit(address)
        if parts.hostname not in {"t.me", "telegram.me"}:
            return None
        username = parts.path.strip("/").lower()
        bot = next((b for b in self._world.bots.values() if b.username.lower() == username), None)
        query = parse_qs(parts.query, keep_blank_values=True)
        return self.start(query["start"][0], bot) if bot and "start" in query else None

    def edit(self, message_id: int, text: str, chat: Chat | None = None) -> Json:
        """Change the text, or the caption, of one's own message."""
        message = self._message(chat or self.chat_with(), message_id)
        if message.sender != self.id:
            raise SceneError("only one's own messages can be edited")
        field, entity_field = ("text", "entities") if "text" in message.data else ("caption", "caption_entities")
        text, _ = tidy(text, [])
        entities = found_entities(text)
        kept = {name: value for name, value in message.data.items() if name != entity_field}
        changed = kept | {field: text, "edit_date": self._world.clock.unix()}
        changed |= {entity_field: entities} if entities else {}
        self._world.change(message, changed)
        self._world.tell_bots(message, "edited_message")
        return changed

    def send(self, content: Json, chat: Chat | None = None, reply_to: int | None = None) -> Json:
        """Send a message with this content, whatever it is."""
        chat = chat or self.chat_with()
        self._enter(chat)
        if reply_to is not None:
            content = content | {"reply_to_message": without_reply(self._message(chat, reply_to).data)}
        return self._world.user_posts(self.user, chat, content).data

    def _enter(self, chat: Chat) -> None:
        if chat.person is not None:
            if chat.blocked:
                raise SceneError(f"{self.name} has blocked the bot")
            chat.started = True
        elif chat.members.get(self.id) not in PRESENT:
            raise SceneError(f"{self.name} is not in {chat.public['title']}")
        elif chat.type == "channel" and chat.members[self.id] == "member":
            raise SceneError("only its administrators write in a channel")
        elif chat.migrated_to is not None:
            raise SceneError("the group has become a supergroup")

    # Files and things

    def file(
        self,
        kind: str,
        content: bytes | None = None,
        name: str = "",
        mime: str = "",
        *,
        caption: str = "",
        size: int | None = None,
        chat: Chat | None = None,
        reply_to: int | None = None,
        **about: object,
    ) -> Json:
        """Send a photo, document, voice, audio, video, animation, video_note or sticker.

        Without `content` something small is sent. `size` in bytes declares a larger file than it is; `about` may have
        duration (seconds), width, height, emoji.
        """
        content_json = file_content(
            self._world, kind, content, name=name, mime=mime, caption=caption, size=size, about=about
        )
        return self.send(content_json, chat, reply_to)

    def photo(self, content: bytes | None = None, caption: str = "", chat: Chat | None = None) -> Json:
        """Send a photo."""
        return self.file("photo", content, caption=caption, chat=chat)

    def document(self, content: bytes | None = None, name: str = "", caption: str = "", mime: str = "") -> Json:
        """Send a document."""
        return self.file("document", content, name, mime, caption=caption)

    def voice(self, content: bytes | None = None, duration: int = 3) -> Json:
        """Send a voice note of so many seconds."""
        return self.file("voice", content, duration=duration)

    def album(self, files: Sequence[AlbumFile], caption: str = "", chat: Chat | None = None) -> list[Json]:
        """Send several files as one album: a message each, the caption with the first."""
        group = {"media_group_id": self._world.media_group()}
        sent = []
        for place, (kind, content, *name) in enumerate(files):
            words = caption if place == 0 else ""
            item = file_content(self._world, kind, content, name="".join(name), caption=words, about={})
            sent.append(self.send(item | group, chat))
        return sent

    def location(self, latitude: float, longitude: float, chat: Chat | None = None) -> Json:
        """Send a place, in degrees."""
        return self.send({"location": {"latitude": latitude, "longitude": longitude}}, chat)

    def contact(self, phone_number: str, first_name: str = "", chat: Chat | None = None) -> Json:
        """Share a contact, one's own unless another name is given."""
        own = {} if first_name else {"user_id": self.id}
        contact = {"phone_number": phone_number, "first_name": first_name or self.user.public["first_name"], **own}
        return self.send({"contact": contact}, chat)

    # Buttons

    def press(
        self, label: str = "", *, data: str = "", message_id: int | None = None, chat: Chat | None = None
    ) -> Press:
        """Press the button with this label, or these data, of a message: the newest that has it unless one is named."""
        message, button = self._button(label, data, message_id, chat or self.chat_with())
        if "callback_data" not in button:
            raise SceneError(f"«{button['text']}» opens {button.get('url', 'something')}: use follow")
        bot = self._world.bot(message.sender)
        if bot is None:
            raise SceneError("only a bot's buttons can be pressed")
        return self._world.press(self.user, message, bot, button["callback_data"])

    def follow(self, label: str, *, message_id: int | None = None, chat: Chat | None = None) -> str:
        """Press a button that opens an address, which is returned; a deep link starts its bot."""
        _, button = self._button(label, "", message_id, chat or self.chat_with())
        if "url" not in button:
            raise SceneError(f"«{label}» opens no address")
        self.open_link(button["url"])
        return str(button["url"])

    def choose(self, label: str, chat: Chat | None = None) -> Json:
        """Tap a key of the keyboard below the text box: its label is written."""
        chat = chat or self.chat_with()
        rows = (chat.keyboard or {}).get("keyboard", [])
        if not any(key["text"] == label for row in rows for key in row):
            raise SceneError(f"the keyboard has no key «{label}»")
        return self.write(label, chat)

    def vote(self, message_id: int, options: Sequence[int], chat: Chat | None = None) -> Json:
        """Vote in a poll; no options take the vote back."""
        return voting.vote(self._world, self.user, self._message(chat or self.chat_with(), message_id), options)

    def _offers(self, label: str) -> bool:
        try:
            self._button(label, "", None, self.chat_with())
        except SceneError:
            return False
        return True

    def _button(self, label: str, data: str, message_id: int | None, chat: Chat) -> tuple[Message, Json]:
        messages = [self._message(chat, message_id)] if message_id else list(reversed(chat.messages.values()))
        for message in messages:
            if message.hidden:
                continue
            for row in message.data.get("reply_markup", {}).get("inline_keyboard", []):
                for button in row:
                    if (label and button["text"] == label) or (data and button.get("callback_data") == data):
                        return message, button
        raise SceneError(f"there is no button «{label or data}» to press")

    def _message(self, chat: Chat, message_id: int) -> Message:
        message = chat.message(message_id)
        if message is None:
            raise SceneError(f"there is no message {message_id} in the chat")
        return message

    # Coming and going

    def block(self, bot: Bot | None = None) -> None:
        """Block the bot: it hears of it and can no longer write."""
        membership.set_blocked(self._world, bot or self._bot(), self.user, True)

    def unblock(self, bot: Bot | None = None) -> None:
        """Let the bot write again."""
        membership.set_blocked(self._world, bot or self._bot(), self.user, False)

    def delete_chat(self, bot: Bot | None = None) -> None:
        """Delete the chat on one's own side."""
        self._world.drop_messages(self.chat_with(bot))

    def join(self, chat: Chat) -> None:
        """Join a group or channel."""
        membership.join(self._world, chat, self.user)

    def leave(self, chat: Chat) -> None:
        """Leave it."""
        membership.leave(self._world, chat, self.user)

    # Looking

    def screen(self, chat: Chat | None = None) -> list[Json]:
        """The messages that can be seen in a chat now, oldest first."""
        messages = (chat or self.chat_with()).messages.values()
        return [message.data for message in messages if not message.hidden]

    async def next(
        self, within: float = PATIENCE, *, kinds: Sequence[str] = ("message", "edited"), text: str = ""
    ) -> Seen:
        """The next unread thing of these kinds whose text contains `text`. Raises TimeoutError (real seconds)."""
        return await self.feed.next(lambda seen: seen.kind in kinds and text in seen.text, within)

    async def ask(self, text: str, within: float = PATIENCE, *, until: str = "") -> Seen:
        """Write something and wait for what comes next with `until` in it; what came before is passed over."""
        self.skip()
        self.write(text)
        return await self.next(within, text=until)

    async def tap(self, label: str, within: float = PATIENCE, *, until: str = "") -> Seen:
        """Press a button, once it is there, and wait for what comes next with `until` in it.

        What came before is passed over.
        """
        await self.feed.until(lambda: self._offers(label), within)
        self.skip()
        self.press(label)
        return await self.next(within, text=until)

    def skip(self) -> None:
        """Count all that came as read."""
        self.feed.read = self.feed.count
