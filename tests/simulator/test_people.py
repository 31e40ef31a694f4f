"""People: what they write and see, and how a test waits for it."""

import asyncio

import pytest

from simulator import DemoScene, SceneError, Simulator
from tests.simulator.bot_api import Api

KEYBOARD = {"inline_keyboard": [[{"text": "Más", "callback_data": "m"}]]}


async def answer_once(api: Api) -> None:
    """A bot that answers the next message or press."""
    (update,) = await api.updates(offset=-1, timeout=20)
    if query := update.get("callback_query"):
        place = {"chat_id": query["from"]["id"], "message_id": query["message"]["message_id"]}
        await api.result("editMessageText", **place, text="Editado")
    else:
        message = update["message"]
        await api.result(
            "sendMessage", chat_id=message["chat"]["id"], text=f"Eco: {message['text']}", reply_markup=KEYBOARD
        )
    await api.updates(offset=update["update_id"] + 1)


async def test_one_asks_taps_and_waits_for_what_comes(api: Api, scene: DemoScene) -> None:
    bot = asyncio.create_task(answer_once(api))
    answered = await scene.rosa.ask("hola")
    await bot
    bot = asyncio.create_task(answer_once(api))
    edited = await scene.rosa.tap("Más")
    await bot

    assert (answered.kind, answered.text, answered.labels) == ("message", "Eco: hola", ["Más"])
    assert (edited.kind, edited.text, edited.id) == ("edited", "Editado", answered.id)


async def test_what_does_not_come_ends_the_waiting_and_stays_unread(api: Api, scene: DemoScene) -> None:
    scene.rosa.start()
    await api.result("sendMessage", chat_id=scene.rosa.id, text="uno")
    with pytest.raises(TimeoutError):
        await scene.rosa.next(within=0, text="dos")
    waiting = asyncio.create_task(scene.rosa.next(text="dos"))
    await api.result("sendMessage", chat_id=scene.rosa.id, text="dos")

    assert (await waiting).text == "dos"
    with pytest.raises(TimeoutError):
        await scene.rosa.next(within=0)


async def test_the_feed_tells_nothing_when_nothing_came(scene: DemoScene) -> None:
    assert await scene.rosa.feed.wait(0, 0) == []


async def test_what_nobody_could_send_is_an_error_of_the_scene(simulator: Simulator, scene: DemoScene) -> None:
    rosa = scene.rosa
    for attempt, reason in (
        (lambda: rosa.write(" \n"), "nothing to send"),
        (lambda: rosa.write("x" * 4097), "at most 4096"),
        (lambda: rosa.photo(caption="x" * 1025), "at most 1024"),
        (lambda: rosa.file("hologram"), "no such kind of file"),
        (lambda: rosa.start("ñ"), "a deep link carries"),
        (lambda: rosa.write("x", reply_to=9), "there is no message 9"),
        (lambda: rosa.choose("Ayuda"), "the keyboard has no key"),
        (lambda: rosa.leave(simulator.add_group("Otra", [scene.camilo])), "is not in Otra"),
        (lambda: simulator.world.add_chat("forum", "x"), "no such kind of chat"),
    ):
        with pytest.raises(SceneError, match=reason):
            attempt()


async def test_only_ones_own_messages_can_be_edited(api: Api, scene: DemoScene) -> None:
    photo = scene.rosa.photo(caption="uno")
    sent = await api.result("sendMessage", chat_id=scene.rosa.id, text="x")

    edited = scene.rosa.edit(photo["message_id"], "vea /ayuda")

    assert (edited["caption"], edited["caption_entities"][0]["type"]) == ("vea /ayuda", "bot_command")
    with pytest.raises(SceneError, match="one's own messages"):
        scene.rosa.edit(sent["message_id"], "x")


async def test_two_bots_have_a_chat_each_with_the_same_person(api: Api, simulator: Simulator, scene: DemoScene) -> None:
    other = simulator.add_bot("77:otro", "OtroBot", "Otro")
    scene.rosa.start()
    scene.rosa.start(bot=other)
    other_api = Api(api.session, api.url, other.token)
    await other_api.result("sendMessage", chat_id=scene.rosa.id, text="del otro")

    assert [message["text"] for message in scene.rosa.screen()] == ["/start"]
    assert [message["text"] for message in scene.rosa.screen(scene.rosa.chat_with(other))] == ["/start", "del otro"]
    assert (await other_api.result("getMe"))["username"] == "OtroBot"
    assert len(await other_api.updates()) == 1


async def test_a_mention_by_id_names_the_person(api: Api, scene: DemoScene) -> None:
    scene.rosa.start()
    text = f'<a href="tg://user?id={scene.camilo.id}">Camilo</a> <a href="tg://user?id=1">nadie</a>'

    sent = await api.result(
        "sendMessage", chat_id=scene.rosa.id, text=text, parse_mode="HTML", disable_web_page_preview=True
    )

    assert sent["entities"] == [{"type": "text_mention", "offset": 0, "length": 6, "user": scene.camilo.user.public}]
    assert sent["link_preview_options"] == {"is_disabled": True}


async def test_somebody_who_left_telegram_cannot_be_reached(api: Api, scene: DemoScene) -> None:
    scene.rosa.start()
    scene.rosa.user.deactivated = True

    assert await api.refusal("sendMessage", chat_id=scene.rosa.id, text="x") == "Forbidden: user is deactivated"
