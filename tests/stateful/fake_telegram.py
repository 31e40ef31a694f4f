"""A Telegram that keeps what it accepted, and that refuses, asks for a pause or cuts off when it was told to."""

import asyncio
import json
from collections import Counter, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, NoReturn

from telegram.request import BaseRequest, RequestData

from bot.transport import NotSent, OutcomeUnknown


class Fault(StrEnum):
    """What happens to a message."""

    NONE = "none"
    SLOW_DOWN = "429"
    ERROR = "500"
    NOT_SENT = "not sent"
    CUT_BEFORE = "cut off before it was accepted"
    CUT_AFTER = "cut off after it was accepted"
    BLOCKED = "blocked"
    KILL_BEFORE = "killed before it leaves"
    KILL_AFTER = "killed after it was accepted"
    CHANGED = "its subject changes while it is on its way"


PAUSE = 7  # seconds


@dataclass
class Accepted:
    """A message as it reads now. `said` is how it read at first."""

    chat: int
    said: str
    text: str
    at: float
    is_reply: bool


@dataclass
class FakeTelegram:
    """Its chats, and what is to happen next."""

    now: Callable[[], float]
    faults: deque[Fault] = field(default_factory=deque)
    accepted: dict[int, Accepted] = field(default_factory=dict)
    unknown: Counter[tuple[int, str]] = field(default_factory=Counter)
    unheard: Counter[tuple[int, str]] = field(default_factory=Counter)  # of these, those that were no edits
    blocked: set[int] = field(default_factory=set)
    refused_to_blocked: Counter[int] = field(default_factory=Counter)
    resting_until: float = 0.0
    requests: int = 0
    killed: asyncio.Event = field(default_factory=asyncio.Event)
    changed: Callable[[str], None] = lambda _text: None
    wrong: str | None = None

    async def take(self, method: str, said: dict[str, str]) -> tuple[int, bytes]:
        """One request. What is wrong with it by itself is kept in `wrong`."""
        self.requests += 1
        if method == "getMe":
            return answer({"id": 1, "is_bot": True, "first_name": "Bot", "username": "bot"})
        if self.now() < self.resting_until:
            self._is_wrong("a message within the pause that was asked for")
        chat, fault = int(said["chat_id"]), self.faults.popleft() if self.faults else Fault.NONE
        if chat in self.blocked:
            self.refused_to_blocked[chat] += 1
            return refusal(403, "Forbidden: bot was blocked by the user")
        return await self._with(fault, method, chat, said)

    async def _with(self, fault: Fault, method: str, chat: int, said: dict[str, str]) -> tuple[int, bytes]:
        match fault:
            case Fault.SLOW_DOWN:
                self.resting_until = self.now() + PAUSE
                return refusal(429, "Too Many Requests", {"retry_after": PAUSE})
            case Fault.ERROR:
                return refusal(500, "Internal Server Error")
            case Fault.NOT_SENT:
                raise NotSent("no way there")
            case Fault.BLOCKED:
                self.blocked.add(chat)
                return refusal(403, "Forbidden: bot was blocked by the user")
            case Fault.CUT_BEFORE:
                self._cut_off(method, chat, said)
            case Fault.KILL_BEFORE:
                await self._kill()
        taken = self._accept(method, chat, said)
        if fault is Fault.CUT_AFTER:
            self._cut_off(method, chat, said)
        if fault is Fault.KILL_AFTER:
            await self._kill()
        if fault is Fault.CHANGED:
            self.changed(key_of(said["text"]))
        return taken

    def _accept(self, method: str, chat: int, said: dict[str, str]) -> tuple[int, bytes]:
        if method == "editMessageText":
            self.accepted[int(said["message_id"])].text = said["text"]
            return answer(True)
        number = len(self.accepted) + 1
        is_reply = "reply_parameters" in said
        self.accepted[number] = Accepted(chat, said["text"], said["text"], self.now(), is_reply)
        if len(self.accepted) > 500:
            self._is_wrong("messages without end")
        return answer({"message_id": number, "date": 0, "chat": {"id": chat, "type": "private"}})

    def _cut_off(self, method: str, chat: int, said: dict[str, str]) -> NoReturn:
        place = chat, key_of(said["text"])
        self.unknown[place] += 1
        self.unheard[place] += method == "sendMessage" and "reply_parameters" not in said
        raise OutcomeUnknown("cut off")

    def _is_wrong(self, what: str) -> None:
        self.wrong = what
        self.killed.set()

    async def _kill(self) -> None:
        self.killed.set()
        await asyncio.Event().wait()


class FakeRequest(BaseRequest):
    """The way to it."""

    def __init__(self, telegram: FakeTelegram) -> None:
        self._telegram = telegram

    @property
    def read_timeout(self) -> float:
        return 1.0

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    async def do_request(
        self, url: str, method: str, request_data: RequestData | None = None, *_: Any, **__: Any
    ) -> tuple[int, bytes]:
        said = {} if request_data is None else getattr(request_data, "parameters", {})
        return await self._telegram.take(url.rpartition("/")[2], dict(said))


def key_of(text: str) -> str:
    """Which notice a message is of: its text without the version."""
    return text.rpartition(" ")[0]


def answer(result: object) -> tuple[int, bytes]:
    """What Telegram says where it did as asked."""
    return 200, json.dumps({"ok": True, "result": result}).encode()


def refusal(status: int, why: str, parameters: dict[str, int] | None = None) -> tuple[int, bytes]:
    """What it says otherwise."""
    said = {"ok": False, "error_code": status, "description": why, "parameters": parameters or {}}
    return status, json.dumps(said).encode()
