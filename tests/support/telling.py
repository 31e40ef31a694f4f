"""Notices as the tests tell them: a plain text with its version, and whom they go to."""

from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Any

import pytest
from sqlalchemy import select

from bot.courier import Courier
from bot.process import Parts, assembled
from handlers.answer import Button, Say
from handlers.mail import Address, Mail
from handlers.notices import RENDERERS, NotNow, Telling, Told
from participation import notices
from participation.notices import Subject
from storage import Database, Session
from storage.models.notices import Copy, CopyState, Notice, NoticeKind
from tests.support.running import START, World

SUBJECT = Subject("broadcast", 1)


def plain(telling: Telling) -> Told:
    """What the notice's facts hold; `link` is a button's address, `held` a reason not to send."""
    facts = telling.notice.facts
    if held := facts.get("held"):
        raise NotNow(held)
    text = f"{facts.get('text', 'Aviso')} {telling.notice.version}"
    if telling.is_email:
        key = f"{telling.notice.id}:{telling.copy.recipient}:{telling.notice.version}"
        return Told(mail=Mail(key, Address(telling.copy.recipient), "Aviso", text))
    keyboard = ((Button("Abrir", url=facts["link"]),), (Button("Ayuda", data="1:ayuda"),)) if "link" in facts else ()
    reply = Say(f"Cambió a {telling.notice.version}") if telling.is_behind else None
    return Told((Say(text, keyboard),), reply=reply)


def tell_plainly(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every kind of notice is said by `plain`, and a chat rests for a moment only."""
    for kind in NoticeKind:
        monkeypatch.setitem(RENDERERS, kind, plain)
    monkeypatch.setattr("bot.courier.pacing.CHAT_SECONDS", 0.05)
    monkeypatch.setattr("bot.courier.pacing.GROUP_SECONDS", 0.05)


def put_down(session: Session, key: str = "one", kind: NoticeKind = NoticeKind.BROADCAST, **options: Any) -> Notice:
    """A notice that nobody gets yet."""
    options.setdefault("now", START)
    text = options.pop("facts", {"text": key})
    subject = options.pop("subject", SUBJECT)
    notice = notices.put_down(session, kind, subject, key, options.pop("now"), facts=text, **options)
    assert notice is not None
    return notice


def tell(
    database: Database,
    chats: Iterable[int],
    key: str = "one",
    kind: NoticeKind = NoticeKind.BROADCAST,
    **options: Any,
) -> int:
    """Put a notice down for these chats. Gives its id."""

    def work(session: Session) -> int:
        notice = put_down(session, key, kind, **options)
        for chat in chats:
            notices.to_chat(session, notice, chat)
        return notice.id

    return database.write(work).result()


def copies(database: Database) -> list[Copy]:
    """All copies, in the order in which they were made."""
    return list(database.read(lambda session: session.scalars(select(Copy).order_by(Copy.id)).all()).result())


def states(database: Database) -> list[CopyState]:
    """How they stand."""
    return [copy.state for copy in copies(database)]


def change(database: Database, version: int, now: datetime = START, subject: Subject = SUBJECT) -> int:
    """The subject has this version from now on."""
    return database.write(lambda session: notices.bring_up_to_date(session, subject, version, now)).result()


@asynccontextmanager
async def quiet_bot(telegram: World, **options: Any) -> AsyncIterator[Parts]:
    """A bot that is assembled and does nothing by itself: the test lets its courier send."""
    async with assembled(telegram.settings, "test", telegram.simulator.clock.now, **options) as parts:
        await parts.alive.beat()
        try:
            yield parts
        finally:
            await parts.alive.leave()


def everybody(telegram: World, count: int) -> list[int]:
    """People who have opened the chat with the bot."""
    people = [telegram.simulator.add_person(f"Persona {number}") for number in range(count)]
    for person in people:
        person.start()
    return [person.id for person in people]


def sent(telegram: World) -> list[str]:
    """The texts that were accepted, in order."""
    return [str(call.parameters["text"]) for call in telegram.simulator.calls("sendMessage") if call.status == 200]


async def drained(courier: Courier) -> None:
    """Drained also where trouble made it come back before its end."""
    for _ in range(200):
        await courier.drain()
        if not await courier._read(lambda session: session.scalar(OPEN)):
            return


OPEN = select(Copy.id).where(Copy.state.in_([CopyState.WAITING, CopyState.BEHIND, CopyState.SENDING])).limit(1)
