"""Groups and channels: what the bot gets to read, coming and going."""

from typing import Any

import pytest

from simulator import DemoScene, SceneError, Simulator
from simulator.model import Chat
from tests.simulator.bot_api import Api


def texts(updates: list[dict[str, Any]]) -> list[str]:
    """The texts of the messages among the updates."""
    messages = [update["message"] for update in updates if "message" in update]
    return [message["text"] for message in messages if "text" in message]


@pytest.fixture
async def group(api: Api, simulator: Simulator, scene: DemoScene) -> Chat:
    """A group of Rosa and Camilo with the bot; nothing waits."""
    group = simulator.add_group("Junta", [scene.rosa, scene.camilo])
    await api.updates(offset=(await api.updates())[-1]["update_id"] + 1)
    return group


async def test_a_bot_hears_that_it_was_added(api: Api, simulator: Simulator, scene: DemoScene) -> None:
    group = simulator.add_group("Junta", [scene.rosa])

    added, service = await api.updates()

    statuses = [added["my_chat_member"][f"{when}_chat_member"]["status"] for when in ("old", "new")]
    assert statuses == ["left", "member"]
    assert added["my_chat_member"]["chat"]["id"] == group.id
    assert service["message"]["new_chat_members"][0]["username"] == "ParticipaDemoBot"


async def test_in_a_group_a_bot_reads_only_what_is_meant_for_it(api: Api, scene: DemoScene, group: Chat) -> None:
    sent = await api.result("sendMessage", chat_id=group.id, text="Hola a todos")
    scene.rosa.write("¿cómo va?", group)
    scene.rosa.write("/avance", group)
    scene.rosa.write("/avance@OtroBot", group)
    scene.rosa.write("/ayuda@participademobot", group)
    scene.camilo.write("oye @ParticipaDemoBot", group)
    scene.camilo.write("gracias", group, reply_to=sent["message_id"])

    assert texts(await api.updates()) == ["/avance", "/ayuda@participademobot", "oye @ParticipaDemoBot", "gracias"]


@pytest.mark.parametrize("open_to_all", ["administrator", "privacy off"])
async def test_an_administrator_or_a_bot_without_privacy_reads_everything(
    api: Api, simulator: Simulator, scene: DemoScene, group: Chat, open_to_all: str
) -> None:
    if open_to_all == "administrator":
        simulator.set_bot_status(group, "administrator")
    else:
        simulator.bot.reads_all_groups = True
    scene.rosa.write("¿cómo va?", group)

    assert "¿cómo va?" in texts(await api.updates())
    assert (await api.result("getMe"))["can_read_all_group_messages"] == simulator.bot.reads_all_groups


async def test_everybody_in_the_group_sees_what_is_said(api: Api, scene: DemoScene, group: Chat) -> None:
    scene.rosa.write("¿cómo va?", group)
    await api.result("sendMessage", chat_id=group.id, text="Bien")

    assert [seen.text for seen in scene.camilo.feed.seen][-2:] == ["¿cómo va?", "Bien"]
    assert scene.rosa.feed.seen[-1].text == "Bien"
    with pytest.raises(SceneError, match="is not in Junta"):
        scene.official.write("hola", group)


async def test_people_come_and_go(api: Api, scene: DemoScene, group: Chat) -> None:
    scene.official.join(group)
    scene.official.write("/avance", group)
    scene.official.leave(group)

    joined, _, left = [update["message"] for update in await api.updates()]
    assert joined["new_chat_members"][0]["first_name"] == "Funcionaria"
    assert left["left_chat_member"]["first_name"] == "Funcionaria"
    member = await api.result("getChatMember", chat_id=group.id, user_id=scene.official.id)
    assert member["status"] == "left"


async def test_a_group_becomes_a_supergroup(api: Api, simulator: Simulator, scene: DemoScene, group: Chat) -> None:
    supergroup = simulator.upgrade_group(group)

    moved, arrived = [update["message"] for update in await api.updates()]
    assert (moved["chat"]["id"], moved["migrate_to_chat_id"]) == (group.id, supergroup.id)
    assert (arrived["chat"]["type"], arrived["migrate_from_chat_id"]) == ("supergroup", group.id)
    with pytest.raises(SceneError, match="has become a supergroup"):
        scene.rosa.write("hola", group)
    scene.rosa.write("/avance", supergroup)
    assert texts(await api.updates())[-1] == "/avance"


async def test_a_post_of_a_channel_reaches_its_administrator_bot(
    api: Api, simulator: Simulator, scene: DemoScene
) -> None:
    simulator.post(scene.channel, "Aviso https://ejemplo.org")

    (update,) = await api.updates()

    assert update["channel_post"]["sender_chat"]["username"] == "canal_participa_demo"
    assert scene.rosa.feed.seen[-1].text == "Aviso https://ejemplo.org"
    with pytest.raises(SceneError, match="only its administrators"):
        scene.rosa.write("hola", scene.channel)


async def test_blocking_and_coming_back_are_told(api: Api, scene: DemoScene) -> None:
    scene.rosa.start()
    scene.rosa.block()
    scene.rosa.block()
    with pytest.raises(SceneError, match="Rosa has blocked the bot"):
        scene.rosa.write("hola")
    scene.rosa.start()

    changes = [update["my_chat_member"] for update in await api.updates() if "my_chat_member" in update]
    assert [change["new_chat_member"]["status"] for change in changes] == ["kicked", "member"]


async def test_what_chats_are(api: Api, scene: DemoScene, group: Chat) -> None:
    scene.rosa.start()
    sent = await api.result("sendMessage", chat_id=scene.rosa.id, text="Fije esto")
    await api.result("pinChatMessage", chat_id=scene.rosa.id, message_id=sent["message_id"])

    private = await api.result("getChat", chat_id=scene.rosa.id)
    shared = await api.result("getChat", chat_id=group.id)
    channel = await api.result("getChat", chat_id="@canal_participa_demo")

    assert (private["first_name"], private["pinned_message"]["text"]) == ("Rosa", "Fije esto")
    assert (shared["type"], channel["title"]) == ("group", "Canal de participación")
    assert await api.result("getChatMemberCount", chat_id=group.id) == 3
    administrators = await api.result("getChatAdministrators", chat_id=group.id)
    assert [one["user"]["first_name"] for one in administrators] == ["Rosa"]
    await api.result("unpinChatMessage", chat_id=scene.rosa.id)
    await api.result("unpinAllChatMessages", chat_id=scene.rosa.id)
    refusal = await api.refusal("pinChatMessage", chat_id=group.id, message_id=next(iter(group.messages)))
    assert refusal == "Bad Request: not enough rights to manage pinned messages in the chat"


async def test_a_bot_that_left_cannot_write(api: Api, group: Chat) -> None:
    await api.result("leaveChat", chat_id=group.id)

    refusal = await api.refusal("sendMessage", chat_id=group.id, text="x")

    assert refusal == "Forbidden: bot is not a member of the group chat"
