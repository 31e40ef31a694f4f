"""Presses of buttons and their answers."""

from datetime import timedelta

import pytest

from simulator import DemoScene, SceneError, Simulator
from tests.simulator.bot_api import Api

TOO_OLD = "Bad Request: query is too old and response timeout expired or query ID is invalid"
KEYBOARD = {
    "inline_keyboard": [
        [{"text": "Sí", "callback_data": "v1:y"}],
        [{"text": "Portal", "url": "https://www.ejemplo.gov.co"}],
        [{"text": "Compartir", "url": "https://t.me/ParticipaDemoBot?start=avance"}],
    ]
}


@pytest.fixture
async def question_id(api: Api, scene: DemoScene) -> int:
    """A message with buttons in Rosa's chat; nothing else waits."""
    scene.rosa.start()
    sent = await api.result("sendMessage", chat_id=scene.rosa.id, text="¿Sigue?", reply_markup=KEYBOARD)
    await api.updates(offset=-1)
    (start,) = await api.updates()
    await api.updates(offset=start["update_id"] + 1)
    return int(sent["message_id"])


async def test_a_press_is_a_callback_query_and_its_answer_is_shown(
    api: Api, scene: DemoScene, question_id: int
) -> None:
    press = scene.rosa.press("Sí")
    (update,) = await api.updates()
    query = update["callback_query"]
    await api.result("answerCallbackQuery", callback_query_id=query["id"], text="Anotado", show_alert=True)

    assert (query["data"], query["from"]["id"], query["message"]["message_id"]) == ("v1:y", scene.rosa.id, question_id)
    assert await press.answered() == {"text": "Anotado", "show_alert": True, "url": ""}
    assert (await scene.rosa.next(kinds=["alert"])).text == "Anotado"


async def test_a_double_tap_has_two_ids(api: Api, scene: DemoScene, question_id: int) -> None:
    scene.rosa.press("Sí", message_id=question_id)
    scene.rosa.press(data="v1:y")

    first, second = await api.updates()

    assert first["callback_query"]["id"] != second["callback_query"]["id"]
    assert first["callback_query"]["chat_instance"] == second["callback_query"]["chat_instance"]


@pytest.mark.usefixtures("question_id")
async def test_a_press_can_be_answered_for_150_seconds(api: Api, simulator: Simulator, scene: DemoScene) -> None:
    press = scene.rosa.press("Sí")
    await simulator.clock.move_by(timedelta(seconds=150))
    await api.result("answerCallbackQuery", callback_query_id=press.id)
    await simulator.clock.move_by(timedelta(seconds=1))

    assert await api.refusal("answerCallbackQuery", callback_query_id=press.id) == TOO_OLD
    assert await api.refusal("answerCallbackQuery", callback_query_id="1") == TOO_OLD


@pytest.mark.usefixtures("question_id")
async def test_an_answer_has_at_most_200_characters(api: Api, scene: DemoScene) -> None:
    press = scene.rosa.press("Sí")

    refusal = await api.refusal("answerCallbackQuery", callback_query_id=press.id, text="x" * 201)

    assert refusal == "Bad Request: MESSAGE_TOO_LONG"


@pytest.mark.usefixtures("question_id")
async def test_another_bots_press_cannot_be_answered(api: Api, simulator: Simulator, scene: DemoScene) -> None:
    other = simulator.add_bot("77:otro", "OtroBot", "Otro")
    press = scene.rosa.press("Sí")

    refusal = await Api(api.session, api.url, other.token).refusal("answerCallbackQuery", callback_query_id=press.id)

    assert refusal == TOO_OLD


@pytest.mark.usefixtures("question_id")
async def test_a_link_button_opens_its_address_and_a_deep_link_starts_the_bot(api: Api, scene: DemoScene) -> None:
    opened = scene.rosa.follow("Portal")
    shared = scene.rosa.follow("Compartir")

    assert (opened, shared) == ("https://www.ejemplo.gov.co/", "https://t.me/ParticipaDemoBot?start=avance")
    assert [update["message"]["text"] for update in await api.updates()] == ["/start avance"]


@pytest.mark.usefixtures("question_id")
async def test_what_is_not_there_cannot_be_pressed(scene: DemoScene) -> None:
    with pytest.raises(SceneError, match="there is no button «Tal vez»"):
        scene.rosa.press("Tal vez")
    with pytest.raises(SceneError, match="opens https://www"):
        scene.rosa.press("Portal")
