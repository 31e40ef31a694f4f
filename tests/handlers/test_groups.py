"""A group sees nothing that is one person's, nor anything of the staff: by no button and by no link."""

from collections.abc import Mapping
from datetime import date
from types import SimpleNamespace

import pytest
from telegram import Update

from handlers.answer import Answer, packed
from handlers.route import answer, find
from handlers.routes import ROUTES
from handlers.start import OPENED, OPENED_BY_CODE
from handlers.texts import general
from handlers.turn import Office, Turn
from locales import Language, words
from storage import Session
from storage.models.staff import Role
from tests.handlers.test_forged_buttons import AUTHOR, NUMBER, SECRET, everything, forged
from tests.support import office
from tests.support.answering import NOW
from tests.support.forging import press, said
from tests.support.office import KEYS, ZONE, official, on_sqlite, received

pytestmark = on_sqlite
ES = words(Language.ES)
GROUP, ROSA = -100_000_001, 900_000_001
FOR_ALL = {"avance", "producto_video", "actividad_espacio-virtual", "evento_dialogo"}
"""What a link may open where everybody reads it."""
EVERYWHERE = {"parar", "seguir"}
"""Stopping a sending and going on with it: nothing is shown by them."""


def opened(session: Session, payload: str) -> Answer:
    """What the bot says in a group to who comes by a link."""
    command, person = "/start@bot", {"id": ROSA, "is_bot": False, "first_name": "Rosa"}
    message = {
        "message_id": 7,
        "date": 0,
        "chat": {"id": GROUP, "type": "supergroup", "title": "Junta"},
        "from": person,
        "text": f"{command} {payload}",
        "entities": [{"type": "bot_command", "offset": 0, "length": len(command)}],
    }
    update = Update.de_json({"update_id": 1, "message": message}, None)
    assert update.message is not None
    update.message.set_bot(SimpleNamespace(username="bot"))  # type: ignore[arg-type]  # only its name is asked for
    found = find(ROUTES, update)
    assert found is not None
    return answer(found, Turn(update, session, NOW, Office("bot", ZONE, KEYS), arguments=found.arguments))


def payloads() -> Mapping[str, bool]:
    """Every link that there is, and whether it is for all."""
    codes = {"producto": "video", "actividad": "espacio-virtual", "evento": "dialogo"}
    every = [*OPENED, *(f"{target}_{codes.get(target, 'dialogo')}" for target in OPENED_BY_CODE)]
    return {one: one in FOR_ALL for one in every}


@pytest.mark.parametrize(("payload", "for_all"), payloads().items())
def test_a_link_that_opens_the_bot_in_a_group_shows_nothing_of_who_follows_it(
    session: Session, payload: str, for_all: bool
) -> None:
    office.plan(session)
    official(session, 1, Role.ADMINISTERS)
    received(session, date(2021, 7, 1), person=ROSA)

    told = said(opened(session, payload))

    assert (told == [str(general.private_only(ES))]) is not for_all
    assert not any("PPC-2021-" in text for text in told)


@pytest.mark.parametrize("hostile", ['equipo_"><b>', "casos_<i>", "recordar_" + "a" * 90, "equipo_ñ"])
def test_a_link_that_telegram_would_not_take_is_not_made(session: Session, hostile: str) -> None:
    office.plan(session)

    given = packed(opened(session, hostile))

    assert "?start=inicio" in given
    assert hostile not in given


def test_no_button_of_the_staff_shows_anything_in_a_group(session: Session) -> None:
    reader = everything(session)
    shown = {}

    for data in forged():
        given = press(session, reader.telegram_id, data, GROUP)
        told = said(given)
        if data.split(":")[1] not in EVERYWHERE and told != [str(general.private_only(ES))]:
            shown[data] = told
        if given.chat_id == GROUP and any(trace in packed(given) for trace in (SECRET, AUTHOR, NUMBER)):
            shown[data] = told

    assert shown == {}
