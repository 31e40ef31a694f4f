"""Editing and deleting."""

from datetime import timedelta
from typing import Any

import pytest

from simulator import DemoScene, Simulator
from simulator.pictures import plain_png
from tests.simulator.bot_api import Api

NOT_MODIFIED = (
    "Bad Request: message is not modified: specified new message content and reply markup are exactly the same as a "
    "current content and reply markup of the message"
)
KEYBOARD = {"inline_keyboard": [[{"text": "Sí", "callback_data": "y"}]]}


@pytest.fixture
async def sent(api: Api, scene: DemoScene) -> dict[str, Any]:
    """Names a message of the bot in Rosa's chat: chat_id and message_id."""
    scene.rosa.start()
    message = await api.result("sendMessage", chat_id=scene.rosa.id, text="Uno", reply_markup=KEYBOARD)
    scene.rosa.skip()
    return {"chat_id": scene.rosa.id, "message_id": message["message_id"]}


async def test_an_edit_replaces_text_and_buttons_in_place(api: Api, scene: DemoScene, sent: dict[str, Any]) -> None:
    edited = await api.result("editMessageText", **sent, text="<b>Dos</b>", parse_mode="HTML")

    seen = await scene.rosa.next()
    assert (seen.kind, seen.id, seen.text, seen.buttons) == ("edited", sent["message_id"], "Dos", [])
    assert edited["edit_date"] == edited["date"]


async def test_an_edit_that_changes_nothing_is_refused(api: Api, scene: DemoScene, sent: dict[str, Any]) -> None:
    same = await api.refusal("editMessageText", **sent, text="Uno", reply_markup=KEYBOARD)
    same_buttons = await api.refusal("editMessageReplyMarkup", **sent, reply_markup=KEYBOARD)
    await api.result("editMessageText", **sent, text="Uno")
    same_again = await api.refusal("editMessageReplyMarkup", **sent)

    assert {same, same_buttons, same_again} == {NOT_MODIFIED}
    assert len(scene.rosa.feed.seen) == 2


@pytest.mark.parametrize(
    ("method", "values", "reason"),
    [
        ("editMessageText", {"message_id": 999, "text": "x"}, "message to edit not found"),
        ("editMessageText", {"message_id": "x", "text": "x"}, "message identifier is not specified"),
        ("editMessageText", {"text": ""}, "message text is empty"),
        ("editMessageText", {"text": "x" * 4097}, "message is too long"),
        ("editMessageText", {"text": "x", "reply_markup": {"keyboard": [["x"]]}}, "inline keyboard expected"),
        ("editMessageCaption", {"caption": "x"}, "there is no caption in the message to edit"),
        ("editMessageText", {"message_id": 1, "text": "x"}, "message can't be edited"),
        ("deleteMessage", {"message_id": 999}, "message to delete not found"),
    ],
)
async def test_what_cannot_be_edited_is_refused_in_telegrams_words(
    api: Api, sent: dict[str, Any], method: str, values: dict[str, Any], reason: str
) -> None:
    assert await api.refusal(method, **sent | values) == f"Bad Request: {reason}"


async def test_a_photo_has_a_caption_and_no_text(api: Api, scene: DemoScene, sent: dict[str, Any]) -> None:
    file_id = scene.camilo.photo()["photo"][-1]["file_id"]
    photo = await api.result("sendPhoto", chat_id=sent["chat_id"], photo=file_id, caption="Gráfico")
    named = {"chat_id": sent["chat_id"], "message_id": photo["message_id"]}

    refusal = await api.refusal("editMessageText", **named, text="x")
    captioned = await api.result("editMessageCaption", **named, caption="<i>Otro</i>", parse_mode="HTML")
    too_long = await api.refusal("editMessageCaption", **named, caption="x" * 1025)

    assert refusal == "Bad Request: there is no text in the message to edit"
    assert too_long == "Bad Request: message caption is too long"
    assert (captioned["caption"], captioned["photo"]) == ("Otro", photo["photo"])


async def test_media_take_the_place_of_text(api: Api, scene: DemoScene, sent: dict[str, Any]) -> None:
    other = scene.camilo.photo(plain_png(100, 50))["photo"][-1]["file_id"]
    media = {"type": "photo", "media": other, "caption": "Gráfico"}

    edited = await api.result("editMessageMedia", **sent, media=media)
    refusal = await api.refusal("editMessageMedia", **sent, media=media)

    assert "text" not in edited
    assert (edited["caption"], edited["photo"][-1]["width"]) == ("Gráfico", 100)
    assert refusal == NOT_MODIFIED


async def test_a_deleted_message_is_gone_for_both(api: Api, scene: DemoScene, sent: dict[str, Any]) -> None:
    await api.result("deleteMessage", **sent)

    assert (await scene.rosa.next(kinds=["deleted"])).id == sent["message_id"]
    assert [message["text"] for message in scene.rosa.screen()] == ["/start"]
    assert await api.refusal("editMessageText", **sent, text="x") == "Bad Request: message to edit not found"


async def test_after_48_hours_a_message_stays(api: Api, simulator: Simulator, sent: dict[str, Any]) -> None:
    await simulator.clock.move_by(timedelta(hours=48, seconds=1))

    assert await api.refusal("deleteMessage", **sent) == "Bad Request: message can't be deleted for everyone"


async def test_several_are_deleted_and_the_missing_passed_over(
    api: Api, scene: DemoScene, sent: dict[str, Any]
) -> None:
    await api.result("deleteMessages", chat_id=sent["chat_id"], message_ids=[sent["message_id"], 999])

    assert len(scene.rosa.screen()) == 1


async def test_what_a_blocked_bot_wrote_can_still_be_edited(api: Api, scene: DemoScene, sent: dict[str, Any]) -> None:
    scene.rosa.block()

    await api.result("editMessageText", **sent, text="Dos")


async def test_forwards_and_copies(api: Api, scene: DemoScene, sent: dict[str, Any]) -> None:
    scene.camilo.start()
    source = {"chat_id": scene.camilo.id, "from_chat_id": sent["chat_id"], "message_id": sent["message_id"]}

    forwarded = await api.result("forwardMessage", **source)
    copied = await api.result("copyMessage", **source, reply_markup=KEYBOARD)
    missing = await api.refusal("copyMessage", **source | {"message_id": 999})

    assert forwarded["forward_origin"]["sender_user"]["id"] == forwarded["from"]["id"]
    assert "reply_markup" not in forwarded
    assert scene.camilo.screen()[-1]["message_id"] == copied["message_id"]
    assert missing == "Bad Request: message to copy not found"
