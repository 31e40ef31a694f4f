"""Button presses that nobody was offered: every kind of button there is, with what could stand in it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import fields
from enum import StrEnum
from importlib import import_module
from inspect import getsource
from itertools import product

from telegram import Update

from handlers import buttons
from handlers.answer import Answer, Say
from handlers.buttons.data import Data
from handlers.route import answer, find
from handlers.routes import ROUTES
from handlers.turn import Office, Turn
from storage import Session
from tests.support.answering import NOW
from tests.support.office import KEYS, ZONE

_WORD = re.compile(r'"([A-Za-z0-9_.-]*)"')
MOST_COMBINED = 2
"""Fields of a button up to which all words are tried with all."""


def kinds() -> list[type[Data]]:
    """Every button class that carries something."""
    found, fresh = [], [Data]
    while fresh:
        fresh = [one for kind in fresh for one in kind.__subclasses__()]
        found += [one for one in fresh if hasattr(one, "code")]
    return found


def presses(kind: type[Data], row: str = "1") -> list[str]:
    """What a forged button of a kind can carry, the rows that it names being `row`."""
    places = len(fields(kind))
    if not places:
        return [kind().pack()]
    words, made = _words(kind), []
    if places <= MOST_COMBINED:
        made = list(product((row, *words), repeat=places))
    else:
        base = (row,) * places
        made = [base] + [(*base[:at], word, *base[at + 1 :]) for at in range(places) for word in words]
    packed = (":".join(("1", kind.code, *values)) for values in made)
    return [data for data in dict.fromkeys(packed) if kind.matches(data)]


def _words(kind: type[Data]) -> list[str]:
    """The words that a button of this kind may know: those of its module, and of the enumerations it looks at."""
    module = import_module(kind.__module__)
    own = _WORD.findall(getsource(module))
    named = [one.value for found in vars(module).values() if _is_words(found) for one in found]
    return list(dict.fromkeys(("", "0", "2021-07-20", *own, *named)))


def _is_words(found: object) -> bool:
    return isinstance(found, type) and issubclass(found, StrEnum)


def press(session: Session, writer: int, data: str) -> Answer:
    """What the bot answers to a press, done as in a turn."""
    message = {"message_id": 5, "date": 0, "chat": {"id": writer, "type": "private"}, "text": "x"}
    query = {
        "id": "1",
        "from": {"id": writer, "is_bot": False, "first_name": "X"},
        "message": message,
        "chat_instance": "1",
        "data": data,
    }
    update = Update.de_json({"update_id": 1, "callback_query": query}, None)
    found = find(ROUTES, update)
    assert found is not None
    office = Office("bot", ZONE, KEYS, public_url="https://example.org")
    return answer(found, Turn(update, session, NOW, office, bot_id=1))


def said(given: Answer) -> Sequence[str]:
    """The messages of an answer."""
    return [call.text for call in given.calls if isinstance(call, Say)]


def all_presses(of: Sequence[type[Data]]) -> Iterator[str]:
    for kind in of:
        yield from presses(kind)
