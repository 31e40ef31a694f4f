"""Whatever people send, they get the right answer, nobody waits for it, and nothing is set aside."""

from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from simulator import Person, Simulator
from storage.models.turns import Chat
from tests.support.running import World, states, texts, until

pytestmark = pytest.mark.second_database

PERCENT = "26\N{NO-BREAK SPACE}% (4 de 15 productos)"


@pytest.fixture(autouse=True)
async def nothing_is_set_aside(telegram: World) -> AsyncIterator[None]:
    yield
    await until(telegram.simulator, lambda: not {"waiting", "answering"} & set(states(telegram.database)))
    assert "set_aside" not in states(telegram.database)


def in_group(person: Person, group: Any) -> list[dict[str, Any]]:
    return [message for message in person.screen(group) if message["from"]["is_bot"]]


async def settled(telegram: World, turns: int) -> None:
    await until(telegram.simulator, lambda: states(telegram.database) == ["done"] * turns)


NO_DATA_OF_OURS = [
    "",
    "x",
    "0:avance",
    "1:nada",
    "1:act:no-existe",
    "1:prod:no-existe",
    "1:ev:no-existe",
    "1:act",
    "1:act:a:b",
    "1:pant:nada",
    "1:obs:x-nada",
    "'; DROP TABLE turns; --",
    "ñ" * 32,
    "1:idioma:klingon",
    "1:comp:a b\u0000",
]
TEXTS = [
    "a" * 4096,
    "ñ" * 4096,
    "👩‍👩‍👧‍👦" * 300,
    "😀",
    "\u202eהשלום\u202c \u200f",
    "<b>sin cerrar",
    "</b></i>&nbsp;&lt;",
    "'; DROP TABLE turns; --",
    "{0} {name} %s",
    "\u200b",
    "/",
    "//",
    "/ñandú",
    "/nada_de_eso",
    "/avance@OtroBot",
]
LINKS = [
    ("", "Soy Participa"),
    ("avance", "Cuánto llevamos"),
    ("producto_video", "video"),
    ("producto_no-existe", "Eso ya no está en el plan"),
    ("evento_no-existe", "Eso ya no está en el plan"),
    ("producto_", "Soy Participa"),
    ("nada", "Soy Participa"),
    ("equipo_0123456789", "Esta invitación ya no sirve"),
]


class TestButtons:
    """Pressed twice, late, or by who should not."""

    async def test_a_double_tap_shows_the_screen_once(self, telegram: World, rosa: Person) -> None:
        await rosa.ask("/avance")
        first, second = rosa.press("2. Promover los canales"), rosa.press("2. Promover los canales")

        await first.answered()
        await second.answered()
        await settled(telegram, 3)

        assert len(texts(rosa)) == 1
        assert "50\N{NO-BREAK SPACE}%" in texts(rosa)[0]

    async def test_a_button_of_a_week_ago_still_works(self, simulator: Simulator, rosa: Person) -> None:
        await rosa.ask("/avance")
        await simulator.clock.move_by(timedelta(days=7))

        assert "Diálogo" in (await rosa.tap("2. Promover los canales")).text

    async def test_a_button_of_a_message_that_telegram_no_longer_shows_is_answered_anew(
        self, telegram: World, rosa: Person
    ) -> None:
        person = {"id": rosa.id, "is_bot": False, "first_name": "Rosa"}
        rosa.start()
        await rosa.next()
        query = {
            "id": "77",
            "from": person,
            "chat_instance": "1",
            "data": "1:avance",
            "message": {
                "chat": {"id": rosa.id, "type": "private", "first_name": "Rosa"},
                "message_id": 2,
                "date": 0,
            },
        }
        telegram.simulator.bot.queue.push_raw({"update_id": 5, "callback_query": query})

        seen = await rosa.next(text="Cuánto llevamos")

        assert (seen.kind, PERCENT in seen.text) == ("message", True)

    async def test_data_that_no_button_of_ours_carries_is_answered_in_words(
        self, telegram: World, rosa: Person
    ) -> None:
        await rosa.ask("/avance")
        shown = rosa.screen()[-1]
        for number, data in enumerate(NO_DATA_OF_OURS, start=5):
            query = {
                "id": str(number),
                "from": {"id": rosa.id, "is_bot": False, "first_name": "Rosa"},
                "chat_instance": "1",
                "data": data,
                "message": shown,
            }
            rosa.skip()

            telegram.simulator.bot.queue.push_raw({"update_id": number, "callback_query": query})

            assert not (await rosa.next()).text.startswith("Algo falló"), data

    async def test_who_prefers_new_messages_gets_them(self, telegram: World, rosa: Person) -> None:
        await rosa.ask("/ayuda")
        await rosa.tap("Mensajes nuevos")
        await rosa.ask("/avance")

        seen = await rosa.tap("2. Promover los canales")

        assert seen.kind == "message"
        await settled(telegram, 4)


class TestTexts:
    """Of any length and in any script."""

    async def test_they_are_answered(self, rosa: Person) -> None:
        for text in TEXTS:
            seen = await rosa.ask(text)

            assert seen.text, text
            assert "Algo falló" not in seen.text, text

    async def test_an_unknown_command_is_said_to_be_one(self, rosa: Person) -> None:
        assert "No conozco ese comando" in (await rosa.ask("/inexistente")).text

    async def test_a_command_in_capitals_is_a_command(self, rosa: Person) -> None:
        assert PERCENT in (await rosa.ask("/AVANCE")).text

    async def test_an_edited_text_breaks_nothing(self, telegram: World, rosa: Person) -> None:
        message = rosa.write("hola")
        await rosa.next()

        rosa.edit(message["message_id"], "buenos días")

        await settled(telegram, 2)

    async def test_cancelling_nothing_is_no_fault(self, rosa: Person) -> None:
        assert (await rosa.ask("/cancelar")).text


class TestFiles:
    """Out of the blue."""

    @pytest.mark.parametrize(
        "kind", ["photo", "document", "voice", "audio", "video", "animation", "video_note", "sticker"]
    )
    async def test_it_is_answered(self, rosa: Person, kind: str) -> None:
        rosa.file(kind)

        assert (await rosa.next()).text

    async def test_an_album_is_answered(self, telegram: World, rosa: Person) -> None:
        rosa.album([("photo", None)] * 4, caption="el puente")

        assert (await rosa.next()).text
        await settled(telegram, 4)

    async def test_a_place_and_a_contact_are_answered(self, rosa: Person) -> None:
        rosa.location(4.6, -74.1)
        assert (await rosa.next()).text
        rosa.contact("+573000000000")
        assert (await rosa.next()).text


class TestGroups:
    """What everybody may see is answered there, one's own is done in private, and the rest is not for us."""

    async def test_their_conversation_is_not_ours(self, telegram: World, rosa: Person) -> None:
        group = telegram.simulator.add_group("Junta", [rosa], bot="administrator")
        rosa.write("¿cómo va el plan?", group)
        rosa.write("/avance@OtroBot", group)
        rosa.photo(chat=group)
        rosa.write("/ayuda", group)

        await until(telegram.simulator, lambda: in_group(rosa, group) != [])
        assert ["/ayuda" in message["text"] or "/avance" in message["text"] for message in in_group(rosa, group)] == [
            True
        ]

    async def test_the_progress_is_shown_there(self, telegram: World, rosa: Person) -> None:
        group = telegram.simulator.add_group("Junta", [rosa])
        rosa.write("/avance@ParticipaDemoBot", group)

        await until(telegram.simulator, lambda: len(in_group(rosa, group)) == 1)
        assert PERCENT in in_group(rosa, group)[0]["text"]

    async def test_an_observation_is_led_to_the_private_chat(self, telegram: World, rosa: Person) -> None:
        group = telegram.simulator.add_group("Junta", [rosa])
        rosa.write("/observar", group)
        await until(telegram.simulator, lambda: len(in_group(rosa, group)) == 1)

        [[button]] = in_group(rosa, group)[0]["reply_markup"]["inline_keyboard"]
        assert button["url"] == "https://t.me/ParticipaDemoBot?start=observar"
        rosa.follow(button["text"], chat=group)
        assert (await rosa.next()).text

    async def test_a_group_that_becomes_a_supergroup_is_answered_there(self, telegram: World, rosa: Person) -> None:
        group = telegram.simulator.add_group("Junta", [rosa])
        rosa.write("/avance", group)
        await until(telegram.simulator, lambda: len(in_group(rosa, group)) == 1)

        new = telegram.simulator.upgrade_group(group)
        rosa.write("/avance", new)

        await until(telegram.simulator, lambda: len(in_group(rosa, new)) >= 1)


class TestComingAndGoing:
    """Blocked, unblocked, and by a link."""

    async def test_who_blocks_is_remembered_until_he_comes_back(self, telegram: World, rosa: Person) -> None:
        def blocked() -> Any:
            return telegram.database.read(
                lambda session: session.scalars(select(Chat.blocked_at).where(Chat.id == rosa.id)).one_or_none()
            ).result()

        await rosa.ask("/start")
        rosa.block()
        await until(telegram.simulator, lambda: blocked() == telegram.simulator.clock.now())

        rosa.unblock()
        await until(telegram.simulator, lambda: blocked() is None)
        assert PERCENT in (await rosa.ask("/avance")).text

    async def test_who_blocks_while_he_is_answered_holds_up_nobody(self, telegram: World, rosa: Person) -> None:
        rosa.write("/avance")
        rosa.block()

        assert PERCENT in (await telegram.scene.camilo.ask("/avance")).text
        await until(telegram.simulator, lambda: len(states(telegram.database)) == 3)

    async def test_a_link_opens_what_it_names(self, rosa: Person) -> None:
        for payload, said in LINKS:
            rosa.skip()
            rosa.start(payload)

            assert said in (await rosa.next()).text, payload

    async def test_the_language_that_was_chosen_is_spoken(self, rosa: Person) -> None:
        await rosa.ask("/idioma")
        await rosa.tap("English")

        assert "This year" in (await rosa.ask("/avance")).text or "of 15 products" in rosa.screen()[-1]["text"]
        await rosa.ask("/language")
        await rosa.tap("Español")
        assert PERCENT in (await rosa.ask("/progress")).text
