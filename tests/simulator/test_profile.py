"""How the bot presents itself, and how methods are called."""

import json
from typing import Any

import pytest
from aiohttp import FormData

from simulator import DemoScene, Simulator
from tests.simulator.bot_api import Api, check, returned_type

SPANISH = [{"command": "avance", "description": "Cómo va el plan"}]
ENGLISH = [{"command": "avance", "description": "How the plan is going"}]


async def test_commands_are_kept_by_scope_and_language(api: Api, simulator: Simulator, scene: DemoScene) -> None:
    scene.rosa.start()
    chat = {"type": "chat", "chat_id": scene.rosa.id}
    await api.result("setMyCommands", commands=SPANISH)
    await api.result("setMyCommands", commands=ENGLISH, language_code="en")
    await api.result("setMyCommands", commands=[*SPANISH, *ENGLISH], scope=json.dumps(chat))

    assert await api.result("getMyCommands") == SPANISH
    assert await api.result("getMyCommands", language_code="en") == ENGLISH
    assert await api.result("getMyCommands", scope={"type": "all_private_chats"}) == []
    menu = simulator.bot.profile.commands_for
    assert menu(1, "private", 1, "en") == ENGLISH
    assert menu(1, "private", 1, "fr") == SPANISH
    assert menu(scene.rosa.id, "private", scene.rosa.id, "en") == [*SPANISH, *ENGLISH]
    await api.result("deleteMyCommands", scope=chat)
    assert menu(scene.rosa.id, "private", scene.rosa.id, "en") == ENGLISH


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"commands": [{"command": "Avance", "description": "x"}]}, "BOT_COMMAND_INVALID"),
        ({"commands": [{"command": "a" * 33, "description": "x"}]}, "BOT_COMMAND_INVALID"),
        ({"commands": [{"command": "a", "description": ""}]}, "BOT_COMMAND_DESCRIPTION_INVALID"),
        ({"commands": SPANISH * 101}, "BOT_COMMANDS_TOO_MUCH"),
        ({"commands": SPANISH, "language_code": "español"}, "invalid language code specified"),
        ({"commands": SPANISH, "scope": {"type": "x"}}, "can't parse BotCommandScope: unsupported type specified"),
        ({"commands": SPANISH, "scope": {"type": "chat", "chat_id": 42}}, "chat not found"),
    ],
)
async def test_bad_commands_are_refused(api: Api, values: dict[str, Any], reason: str) -> None:
    assert await api.refusal("setMyCommands", **values) == f"Bad Request: {reason}"


@pytest.mark.parametrize(
    ("method", "field", "limit"),
    [("Description", "description", 512), ("ShortDescription", "short_description", 120), ("Name", "name", 64)],
)
async def test_texts_are_kept_by_language(api: Api, method: str, field: str, limit: int) -> None:
    await api.result(f"setMy{method}", **{field: "Español"})
    await api.result(f"setMy{method}", **{field: "English", "language_code": "en"})

    assert await api.result(f"getMy{method}") == {field: "Español"}
    assert await api.result(f"getMy{method}", language_code="en") == {field: "English"}
    assert (await api.refusal(f"setMy{method}", **{field: "x" * (limit + 1)})).endswith("is too long")
    await api.result(f"setMy{method}", language_code="en")
    assert await api.result(f"getMy{method}", language_code="en") == {field: "Español"}


async def test_the_menu_button(api: Api, scene: DemoScene) -> None:
    scene.rosa.start()
    await api.result("setChatMenuButton", chat_id=scene.rosa.id, menu_button={"type": "default"})

    assert await api.result("getChatMenuButton") == {"type": "commands"}
    assert await api.result("getChatMenuButton", chat_id=scene.rosa.id) == {"type": "default"}


@pytest.mark.parametrize("way", ["query", "form", "json", "multipart"])
@pytest.mark.parametrize("name", ["sendMessage", "sendmessage", "SENDMESSAGE"])
async def test_parameters_come_in_four_ways_and_names_in_any_case(
    api: Api, scene: DemoScene, way: str, name: str
) -> None:
    scene.rosa.start()
    values = {"chat_id": str(scene.rosa.id), "text": "ñ & <b>", "protect_content": "true"}
    keyboard = {"inline_keyboard": [[{"text": "x", "callback_data": "x"}]]}
    whole = values | {"reply_markup": json.dumps(keyboard)}
    url = f"{api.url}/bot{api.token}/{name}"
    if way == "query":
        request = api.session.get(url, params=whole)
    elif way == "json":
        request = api.session.post(url, json=whole | {"reply_markup": keyboard, "protect_content": True})
    elif way == "form":
        request = api.session.post(url, data=whole)
    else:
        form = FormData(whole)
        form.add_field("unused", b"", filename="x")
        request = api.session.post(url, data=form)
    async with request as response:
        result = (await response.json())["result"]

    check(returned_type("sendMessage"), result)
    assert (result["text"], result["has_protected_content"], result["reply_markup"]) == ("ñ & <b>", True, keyboard)


async def test_unknown_methods_and_tokens(api: Api, simulator: Simulator) -> None:
    unknown = await api.session.post(f"{api.url}/bot{api.token}/sendNothing")
    stranger = await api.session.post(f"{api.url}/bot1:x/getMe")

    assert (unknown.status, await unknown.json()) == (
        404,
        {"ok": False, "error_code": 404, "description": "Not Found"},
    )
    assert (stranger.status, await stranger.json()) == (
        401,
        {"ok": False, "error_code": 401, "description": "Unauthorized"},
    )
    assert simulator.calls("sendnothing")[0].status == 404


async def test_a_body_that_is_no_json_is_refused(api: Api) -> None:
    headers = {"Content-Type": "application/json"}
    async with api.session.post(f"{api.url}/bot{api.token}/getMe", data="{", headers=headers) as response:
        assert (response.status, (await response.json())["description"]) == (
            400,
            "Bad Request: can't parse JSON object",
        )
