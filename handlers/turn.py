"""A turn as handlers see it: who wrote what, where, when, and in which language to answer."""

from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from zoneinfo import ZoneInfo

from telegram import CallbackQuery, Message, Update
from telegram.constants import ChatType

from handlers.answer import Acknowledge, Answer, Call, Change, Keyboard, Say
from handlers.texts.subjects import SubjectNames
from locales import Formats, Language, Words, formats, on_one_line, words
from participation.attachments.refusals import Refused
from participation.identity import Keyring
from participation.observations.drafting import AttachedFile
from participation.observations.filing import Writer
from storage import Session
from storage.files import FileStore
from storage.queries import chats


@dataclass(frozen=True)
class Office:
    """What is the same in every turn of a running bot."""

    bot_username: str
    zone: ZoneInfo
    keys: Keyring
    language: Language = Language.ES
    public_url: str | None = None
    channel: str | None = None
    """The entity's channel, by its id or @name, where it has one."""
    send_rate: float = 25.0
    """Messages a second that leave when many are told."""
    mail_from: str | None = None
    """The address that the entity's e-mails come from, and at which one unsubscribes by mail."""
    files: FileStore | None = field(default=None, repr=False)
    """What was attached to messages, for who reads a list that staff sent."""
    plan_file: Path | None = None
    """The plan file, beside which the entity's logo may be."""


@dataclass
class Turn:
    """One update, with the session of its unit of work."""

    update: Update
    session: Session
    now: datetime
    office: Office
    bot_id: int = 0
    more_waiting: bool = False
    arguments: list[str] = field(default_factory=list)
    attachment: AttachedFile | Refused | None = None
    names: SubjectNames | None = None

    @cached_property
    def chat_id(self) -> int:
        """The chat to answer in."""
        chat = self.update.effective_chat
        if chat is not None:
            return chat.id
        user = self.update.effective_user
        return user.id if user is not None else 0

    @property
    def message(self) -> Message | None:
        """The message that was written, new or edited; None for a button press."""
        return self.update.message or self.update.edited_message

    @property
    def written_at(self) -> datetime:
        """When the message was written or changed, by Telegram's clock: what waited for us was not written at once."""
        message = self.message
        return min(message.edit_date or message.date, self.now) if message is not None else self.now

    @property
    def query(self) -> CallbackQuery | None:
        """The button press, if it is one."""
        return self.update.callback_query

    @property
    def is_private(self) -> bool:
        """Whether nobody else reads this chat."""
        chat = self.update.effective_chat
        return chat is None or chat.type == ChatType.PRIVATE

    @cached_property
    def preferences(self) -> chats.Preferences:
        """What this chat asked of us."""
        return chats.preferences(self.session, self.chat_id)

    @cached_property
    def language(self) -> Language:
        """The language to answer in: the chosen one, else the entity's."""
        chosen = self.preferences.language
        return Language(chosen) if chosen else self.office.language

    @property
    def writer(self) -> Writer:
        """Who writes, for what is filed and for what is one's own."""
        user = self.update.effective_user
        name = on_one_line(user.full_name) if user else ""
        return Writer(user.id if user else self.chat_id, self.chat_id, name)

    @property
    def today(self) -> date:
        """The day in the entity's zone."""
        return self.now.astimezone(self.office.zone).date()

    @property
    def pressed(self) -> str | None:
        """What the pressed button carries."""
        return self.query.data if self.query is not None else None

    @property
    def text(self) -> str:
        """What was written, or the caption of what was sent."""
        message = self.message
        return (message.text or message.caption or "") if message is not None else ""

    def link(self, payload: str) -> str:
        """A link that opens the private chat at `payload`."""
        return f"https://t.me/{self.office.bot_username}?start={payload}"

    def speak(self, language: str) -> None:
        """Answer in this language from here on in this turn."""
        self.language = Language(language)
        for name in ("words", "formats"):
            self.__dict__.pop(name, None)

    def nothing(self) -> Answer:
        """No answer at all."""
        return Answer(self.chat_id)

    @property
    def uses_english(self) -> bool:
        """Whether the person's Telegram speaks English."""
        user = self.update.effective_user
        return user is not None and (user.language_code or "").startswith("en")

    @cached_property
    def words(self) -> Words:
        """The texts of that language."""
        return words(self.language)

    @cached_property
    def formats(self) -> Formats:
        """Dates and figures of that language, in the entity's zone."""
        return formats(self.language, self.office.zone)

    def answer(self, *calls: Call) -> Answer:
        """An answer in this chat. A button press is acknowledged first, so that it stops turning."""
        acknowledged = (Acknowledge(self.query.id),) if self.query is not None else ()
        return Answer(self.chat_id, (*acknowledged, *calls))

    def say(self, text: str, keyboard: Keyboard = ()) -> Answer:
        """Answer with a new message."""
        return self.answer(Say(text, keyboard))

    def show(self, text: str, keyboard: Keyboard = ()) -> Answer:
        """Answer with a screen: in place of the one whose button was pressed, unless the chat prefers new ones."""
        message = self.query.message if self.query is not None else None
        if isinstance(message, Message) and message.text is not None and not self.preferences.new_messages:
            return self.answer(Change(message.message_id, text, keyboard))
        return self.say(text, keyboard)
