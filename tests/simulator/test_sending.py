"""sendMessage: what is taken, what is refused and in which words."""

from typing import Any

import pytest

from simulator import DemoScene, Simulator
from tests.simulator.bot_api import Api


@pytest.fixture
def rosa_id(scene: DemoScene) -> int:
    scene.rosa.start()
    return scene.rosa.id


async def test_a_message_reaches_the_person_with_its_buttons(api: Api, scene: DemoScene, rosa_id: int) -> None:
    keyboard = {"inline_keyboard": [[{"text": "Sí", "callback_data": "y"}, {"text": "No", "callback_data": "n"}], []]}

    sent = await api.result(
        "sendMessage", chat_id=rosa_id, text=" <b>Hola</b> ", parse_mode="HTML", reply_markup=keyboard
    )

    seen = await scene.rosa.next()
    assert (seen.text, seen.buttons) == ("Hola", [["Sí", "No"]])
    assert sent == seen.message
    assert sent["date"] == 1625148000
    assert sent["entities"] == [{"type": "bold", "offset": 0, "length": 4}]


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"text": ""}, "message text is empty"),
        ({"text": " \n "}, "text must be non-empty"),
        ({"text": "<b> </b>", "parse_mode": "HTML"}, "text must be non-empty"),
        ({"text": "x" * 4097}, "message is too long"),
        ({"text": "😀" * 2049}, "message is too long"),
        ({"text": "<x>", "parse_mode": "HTML"}, "can't parse entities: Unsupported start tag \"x\" at byte offset 0"),
        ({"chat_id": ""}, "chat_id is empty"),
        ({"chat_id": 42}, "chat not found"),
        ({"chat_id": "@nobody"}, "chat not found"),
        ({"chat_id": "Rosa"}, "chat not found"),
        ({"reply_parameters": {"message_id": 99}}, "message to be replied not found"),
        ({"reply_markup": {"inline_keyboard": [[{"text": "x"}]]}},
         "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"),
        ({"reply_markup": {"inline_keyboard": [[{"text": "x", "callback_data": "ñ" * 33}]]}}, "BUTTON_DATA_INVALID"),
        ({"reply_markup": {"inline_keyboard": [[{"text": "x", "callback_data": ""}]]}}, "BUTTON_DATA_INVALID"),
        ({"reply_markup": {"inline_keyboard": [[{"text": "x", "url": "happ://x"}]]}},
         "inline keyboard button URL 'happ://x' is invalid: Unsupported URL protocol"),
        ({"reply_markup": {"inline_keyboard": [[{"text": "x", "url": "http://localhost/x"}]]}},
         "inline keyboard button URL 'http://localhost/x' is invalid: Wrong HTTP URL"),
        ({"reply_markup": {"inline_keyboard": [[{"text": "x", "callback_data": "x"}]] * 101}},
         "reply markup is too long"),
        ({"reply_markup": "{"}, "can't parse reply_markup JSON object"),
        ({"reply_markup": [1]}, "object expected as reply markup"),
        ({"reply_markup": {"x": 1}}, "object expected as reply markup"),
        ({"reply_markup": {"inline_keyboard": {}}},
         'field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays'),
        ({"reply_markup": {"inline_keyboard": [{}]}},
         'field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays'),
        ({"reply_markup": {"inline_keyboard": [["x"]]}},
         "can't parse inline keyboard button: InlineKeyboardButton must be an Object"),
        ({"reply_markup": {"inline_keyboard": [[{"callback_data": "x"}]]}},
         'can\'t parse inline keyboard button: Can\'t find field "text"'),
        ({"reply_markup": {"keyboard": ["x"]}},
         'field "keyboard" of the ReplyKeyboardMarkup must be an Array of Arrays'),
        ({"reply_markup": {"keyboard": [[{"text": ""}]]}}, "can't parse keyboard button: text must be non-empty"),
        ({"entities": [{"type": "bold"}]},
         "can't parse MessageEntity: fields offset, length and type are required"),
        ({"entities": [{"type": "text_link", "offset": 0, "length": 1, "url": "x://y"}]},
         "entity URL 'x://y' is invalid: Unsupported URL protocol"),
    ],
)  # fmt: skip
async def test_what_telegram_refuses_is_refused_in_its_words(
    api: Api, rosa_id: int, values: dict[str, Any], reason: str
) -> None:
    refusal = await api.refusal("sendMessage", **{"chat_id": rosa_id, "text": "x"} | values)

    assert refusal == f"Bad Request: {reason}"


async def test_the_limits_themselves_are_allowed(api: Api, rosa_id: int) -> None:
    button = {"text": "x", "callback_data": "ñ" * 32}

    for text in ("x" * 4096, "😀" * 2048, "<b>" + "x" * 4096 + "</b>"):
        await api.result(
            "sendMessage", chat_id=rosa_id, text=text, parse_mode="HTML", reply_markup={"inline_keyboard": [[button]]}
        )


async def test_a_bot_does_not_begin_a_conversation(api: Api, simulator: Simulator, scene: DemoScene) -> None:
    stranger = await api.refusal("sendMessage", chat_id=scene.camilo.id, text="x")
    simulator.add_group("Junta", [scene.camilo])
    known_from_a_group = await api.refusal("sendMessage", chat_id=scene.camilo.id, text="x")

    assert stranger == "Bad Request: chat not found"
    assert known_from_a_group == "Forbidden: bot can't initiate conversation with a user"


async def test_a_bot_that_is_blocked_is_told_so(api: Api, scene: DemoScene, rosa_id: int) -> None:
    scene.rosa.block()
    blocked = await api.refusal("sendMessage", chat_id=rosa_id, text="x")
    scene.rosa.unblock()

    assert blocked == "Forbidden: bot was blocked by the user"
    await api.result("sendMessage", chat_id=rosa_id, text="x")


async def test_options_are_part_of_the_message(api: Api, scene: DemoScene, rosa_id: int) -> None:
    original = scene.rosa.write("¿Cómo va?")

    sent = await api.result(
        "sendMessage",
        chat_id=str(rosa_id),
        text="ejemplo.org",
        protect_content=True,
        disable_notification=True,
        link_preview_options={"is_disabled": True},
        reply_parameters={"message_id": original["message_id"]},
    )

    assert sent["reply_to_message"]["text"] == "¿Cómo va?"
    assert sent["has_protected_content"] is True
    assert sent["link_preview_options"] == {"is_disabled": True}
    assert sent["entities"][0]["type"] == "url"


async def test_a_reply_to_what_is_gone_can_be_sent_without_it(api: Api, rosa_id: int) -> None:
    reply = {"message_id": 99, "allow_sending_without_reply": True}

    sent = await api.result("sendMessage", chat_id=rosa_id, text="x", reply_parameters=reply)

    assert "reply_to_message" not in sent


async def test_a_reply_keyboard_is_shown_below_and_not_in_the_message(api: Api, scene: DemoScene, rosa_id: int) -> None:
    keyboard = {"keyboard": [["Avance", {"text": "Ayuda"}]], "resize_keyboard": True}

    sent = await api.result("sendMessage", chat_id=rosa_id, text="x", reply_markup=keyboard)
    chosen = scene.rosa.choose("Ayuda")
    await api.result("sendMessage", chat_id=rosa_id, text="x", reply_markup={"remove_keyboard": True})

    assert "reply_markup" not in sent
    assert chosen["text"] == "Ayuda"
    assert scene.rosa.chat_with().keyboard is None


async def test_plain_entities_are_taken(api: Api, rosa_id: int) -> None:
    entities = [
        {"type": "bold", "offset": 0, "length": 4},
        {"type": "text_link", "offset": 5, "length": 1, "url": "a.co"},
        {"type": "bold", "offset": 3, "length": 400},
    ]

    sent = await api.result("sendMessage", chat_id=rosa_id, text="Plan x", entities=entities)

    assert sent["entities"] == [
        {"type": "bold", "offset": 0, "length": 4},
        {"type": "text_link", "offset": 5, "length": 1, "url": "http://a.co/"},
    ]


async def test_a_channel_shows_the_post_to_its_followers(api: Api, simulator: Simulator, scene: DemoScene) -> None:
    sent = await api.result("sendMessage", chat_id="@canal_participa_demo", text="Aviso")

    assert sent["sender_chat"]["id"] == scene.channel.id
    assert "from" not in sent
    assert (await scene.camilo.next()).text == "Aviso"
    simulator.set_bot_status(scene.channel, "member")
    refusal = await api.refusal("sendMessage", chat_id=scene.channel.id, text="x")
    assert refusal == "Bad Request: need administrator rights in the channel chat"


async def test_a_group_that_moved_tells_its_new_id(api: Api, simulator: Simulator, scene: DemoScene) -> None:
    group = simulator.add_group("Junta", [scene.rosa, scene.camilo])
    supergroup = simulator.upgrade_group(group)

    refused = await api("sendMessage", chat_id=group.id, text="x")

    assert refused["description"] == "Bad Request: group chat was upgraded to a supergroup chat"
    assert refused["parameters"] == {"migrate_to_chat_id": supergroup.id}
    await api.result("sendMessage", chat_id=supergroup.id, text="x")


@pytest.mark.parametrize(
    ("status", "reason"),
    [
        ("kicked", "Forbidden: bot was kicked from the group chat"),
        ("left", "Forbidden: bot is not a member of the group chat"),
    ],
)
async def test_a_bot_outside_a_group_is_refused(
    api: Api, simulator: Simulator, scene: DemoScene, status: str, reason: str
) -> None:
    group = simulator.add_group("Junta", [scene.rosa])
    simulator.set_bot_status(group, status)

    assert await api.refusal("sendMessage", chat_id=group.id, text="x") == reason


async def test_other_contents_and_actions(api: Api, rosa_id: int) -> None:
    await api.result("sendLocation", chat_id=rosa_id, latitude=4.6, longitude=-74.1)
    await api.result("sendVenue", chat_id=rosa_id, latitude=4.6, longitude=-74.1, title="Sede", address="Calle 1")
    await api.result("sendContact", chat_id=rosa_id, phone_number="+57300", first_name="Rosa")
    await api.result("sendDice", chat_id=rosa_id)
    await api.result("sendChatAction", chat_id=rosa_id, action="typing")

    refusal = await api.refusal("sendChatAction", chat_id=rosa_id, action="x")
    assert refusal == "Bad Request: wrong parameter action in request"
