"""Button presses that nobody was offered: every kind of button there is, with what could stand in it."""

import re
from collections.abc import Sequence
from dataclasses import fields
from enum import StrEnum
from importlib import import_module
from inspect import getsource
from itertools import product

from telegram import Update

from handlers.answer import Answer, Say
from handlers.anything import stale_button
from handlers.buttons.data import Data
from handlers.route import Found, answer, find
from handlers.routes import ROUTES
from handlers.turn import Office, Turn
from storage import Session
from tests.support.answering import NOW
from tests.support.office import KEYS, ZONE

_WORD = re.compile(r'"([A-Za-z0-9_.-]*)"')
MOST_COMBINED = 2
"""Of so many fields all words are tried with all, until each was in one; of more, one field after the other."""
_FREE = ("", "2021-07-20", "9" * 18)
"""What is tried where a field takes anything."""


def kinds() -> list[type[Data]]:
    """Every kind of button."""
    found, fresh = [], [Data]
    while fresh:
        fresh = [one for kind in fresh for one in kind.__subclasses__()]
        found += [one for one in fresh if hasattr(one, "code")]
    return found


def leads_somewhere(data: str) -> bool:
    """Whether something answers this press but that the button is too old."""
    return _route(1, data).route.act is not stale_button


def presses(kind: type[Data], row: str = "1", *, strange: bool = True) -> list[str]:
    """What a button of a kind can carry, the rows that it names being `row`; with `strange` values, what a forged one.

    Each word of the kind is in one of them at least, in each place where it is taken.
    """
    base, words = (row,) * len(fields(kind)), _words(kind)
    free = [*_FREE, *_named(kind)] if strange else []
    tried = [free if _takes_anything(kind, base, place, words) else words for place in range(len(base))]
    made = [base] + [(*base[:place], word, *base[place + 1 :]) for place in range(len(base)) for word in tried[place]]
    if len(base) == MOST_COMBINED:
        made += product(*((row, *some) for some in tried))
    seen: set[tuple[int, str]] = set()
    found = []
    for values in made:
        data, new = ":".join(("1", kind.code, *values)), set(enumerate(values)) - seen
        if new and kind.matches(data):
            seen |= new
            found.append(data)
    return found or [data for data in [":".join(("1", kind.code, *base))] if kind.matches(data)]


def _takes_anything(kind: type[Data], base: Sequence[str], place: int, words: Sequence[str]) -> bool:
    """Whether nonsense is taken in this field, whatever word stands in another one."""
    nonsense = (*base[:place], "nonsense", *base[place + 1 :])
    others = [(*nonsense[:at], word, *nonsense[at + 1 :]) for at in range(len(base)) if at != place for word in words]
    return any(kind.matches(":".join(("1", kind.code, *values))) for values in (nonsense, *others))


def _words(kind: type[Data]) -> list[str]:
    """The words that a button of this kind may know: those of its module, and of the enumerations it looks at."""
    own = _WORD.findall(getsource(import_module(kind.__module__)))
    return list(dict.fromkeys(("", "0", "2021-07-20", *own, *_named(kind))))


def _named(kind: type[Data]) -> list[str]:
    enumerations = filter(_is_words, vars(import_module(kind.__module__)).values())
    return [one.value for found in enumerations for one in found]


def _is_words(found: object) -> bool:
    return isinstance(found, type) and issubclass(found, StrEnum)


def press(session: Session, writer: int, data: str, group: int | None = None) -> Answer:
    """What the bot answers to a press, done as in a turn: in private, or in a group."""
    found = _route(writer, data, group)
    office = Office("bot", ZONE, KEYS, public_url="https://example.org")
    return answer(found, Turn(found.update, session, NOW, office, bot_id=1))


def _route(writer: int, data: str, group: int | None = None) -> Found:
    chat = {"id": group or writer, "type": "private" if group is None else "supergroup", "title": "Junta"}
    message = {"message_id": 5, "date": 0, "chat": chat, "text": "x"}
    query = {
        "id": "1",
        "from": {"id": writer, "is_bot": False, "first_name": "X"},
        "message": message,
        "chat_instance": "1",
        "data": data,
    }
    found = find(ROUTES, Update.de_json({"update_id": 1, "callback_query": query}, None))
    assert found is not None
    return found


def said(given: Answer) -> Sequence[str]:
    """The messages of an answer."""
    return [call.text for call in given.calls if isinstance(call, Say)]
