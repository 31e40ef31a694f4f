"""What the stories of observations have in common: writing one, sending it, and looking at what was stored."""

import re
from collections.abc import Callable
from io import BytesIO
from typing import Any, TypeVar

import pytest
from PIL import Image
from sqlalchemy import inspect, select

from simulator import Person, Seen
from storage import Database, Session
from storage.models.base import Base
from storage.models.cases import Case, Draft, DraftPart
from tests.participation.attachments.samples import exif
from tests.support.running import World, states, until

NAMED, UNNAMED = "Enviar con mi nombre", "Enviar sin mi nombre"
CARD = "Revise antes de enviar"
NUMBER = re.compile(r"PPC-\d{4}-\d{6,7}-\d")
RECEIPT = re.compile(r"Comprobante: ([0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{4})")
Row = TypeVar("Row", bound=Base)

on_sqlite = pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
"""For what does not depend on the database."""


async def begin(person: Person) -> Seen:
    """/observar, and its prompt."""
    return await person.ask("/observar")


async def written(person: Person, *texts: str) -> Seen:
    """/observar and some messages; the last card."""
    await begin(person)
    for text in texts:
        card = await added(person, text)
    return card


async def added(person: Person, text: str) -> Seen:
    """One more message for a draft; the card that it is on."""
    person.skip()
    person.write(text)
    return await person.next(text=CARD)


async def sent(person: Person, text: str = "Falta señalización en la obra", label: str = NAMED) -> Seen:
    """A whole observation; the message with its number."""
    await written(person, text)
    person.skip()
    person.press(label)
    return await person.next(text="Número de su caso")


def picture(number: int) -> bytes:
    """A photo like no other with another number below 256, with its place and maker in it."""
    written = BytesIO()
    Image.new("RGB", (40 + number, 30), (number, 90, 160)).save(written, "JPEG", exif=exif())
    return written.getvalue()


def number_in(text: str) -> str:
    """The one number that a message names."""
    [found] = set(NUMBER.findall(text))
    return str(found)


def receipt_in(text: str) -> str:
    """The receipt that a message gives."""
    found = RECEIPT.search(text)
    assert found is not None, text
    return found[1]


def stored(database: Database, kind: type[Row]) -> list[Row]:
    """All rows of a table, in the order of their keys."""

    def read(session: Session) -> list[Row]:
        return list(session.scalars(select(kind).order_by(*inspect(kind).primary_key)))

    return database.read(read).result()


def cases(database: Database) -> list[Case]:
    return stored(database, Case)


def drafts(database: Database) -> list[Draft]:
    return stored(database, Draft)


def parts(database: Database) -> list[DraftPart]:
    return sorted(stored(database, DraftPart), key=lambda part: part.message_id)


def said(person: Person) -> list[str]:
    """What the bot's messages on a person's screen say, captions and names of documents included, oldest first."""
    return [
        str(message.get("text") or message.get("caption") or message.get("document", {}).get("file_name", ""))
        for message in person.screen()
        if message["from"]["is_bot"]
    ]


def cards(person: Person) -> list[str]:
    """The cards on a person's screen: one, or none."""
    return [text for text in said(person) if text.startswith(CARD)]


async def settled(world: World, database: Database) -> None:
    """Wait until every turn that arrived is done."""
    queue = world.simulator.bot.queue
    await until(world.simulator, lambda: _is_settled(queue, database))


def _is_settled(queue: Any, database: Database) -> bool:
    found = states(database)
    return not queue.pending() and len(found) == len(queue.history()) and set(found) <= {"done", "set_aside"}


def messages_with(person: Person, condition: Callable[[str], bool]) -> list[dict[str, Any]]:
    """The bot's messages on a person's screen whose text is so."""
    return [m for m in person.screen() if m["from"]["is_bot"] and condition(str(m.get("text", "")))]


def forged(person: int, message: dict[str, object], data: str) -> dict[str, object]:
    """A button press as a changed client can send it."""
    query = {
        "id": str(hash(data) & 0xFFFFFF),
        "from": {"id": person, "is_bot": False, "first_name": "X"},
        "message": message,
        "chat_instance": "1",
        "data": data,
    }
    return {"update_id": 900_000_000 + (hash(data) & 0xFFFF), "callback_query": query}
