"""Polls: sent, voted on, stopped."""

from typing import Any

import pytest

from simulator import DemoScene, SceneError
from tests.simulator.bot_api import Api


@pytest.fixture
def question(scene: DemoScene) -> dict[str, Any]:
    """Parameters of a poll in Rosa's chat."""
    scene.rosa.start()
    return {"chat_id": scene.rosa.id, "question": "¿Le sirvió?", "options": ["Sí", {"text": "No"}]}


async def test_a_vote_is_counted_and_told(api: Api, scene: DemoScene, question: dict[str, Any]) -> None:
    sent = await api.result("sendPoll", **question, is_anonymous=False)
    scene.rosa.vote(sent["message_id"], [0])
    scene.rosa.vote(sent["message_id"], [1])

    _, first, _, second, poll = await api.updates()

    assert [update["poll_answer"]["option_ids"] for update in (first, second)] == [[0], [1]]
    assert [option["voter_count"] for option in poll["poll"]["options"]] == [0, 1]
    assert poll["poll"]["total_voter_count"] == 1


async def test_who_votes_in_an_anonymous_poll_is_not_told(api: Api, scene: DemoScene, question: dict[str, Any]) -> None:
    sent = await api.result("sendPoll", **question)
    scene.rosa.vote(sent["message_id"], [0])

    assert [set(update) - {"update_id"} for update in await api.updates()] == [{"message"}, {"poll"}]


async def test_a_stopped_poll_takes_no_votes(api: Api, scene: DemoScene, question: dict[str, Any]) -> None:
    sent = await api.result("sendPoll", **question, type="quiz", correct_option_id=1)
    place = {"chat_id": scene.rosa.id, "message_id": sent["message_id"]}
    with pytest.raises(SceneError, match="takes one answer"):
        scene.rosa.vote(sent["message_id"], [0, 1])

    stopped = await api.result("stopPoll", **place)

    assert stopped["is_closed"] is True
    assert await api.refusal("stopPoll", **place) == "Bad Request: poll has already been closed"
    with pytest.raises(SceneError, match="no open poll"):
        scene.rosa.vote(sent["message_id"], [0])
    refusal = await api.refusal("stopPoll", **place | {"message_id": 1})
    assert refusal == "Bad Request: message with poll to stop not found"


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"question": " "}, "poll question must be non-empty"),
        ({"question": "x" * 301}, "poll question length must not exceed 300"),
        ({"options": "x"}, "can't parse options JSON object"),
        ({"options": ["Sí"]}, "poll must have at least 2 option"),
        ({"options": ["Sí", ""]}, "poll options must be non-empty"),
        ({"options": ["Sí", "x" * 101]}, "poll options length must not exceed 100"),
        ({"options": [str(number) for number in range(13)]}, "poll can't have more than 12 options"),
    ],
)
async def test_a_bad_poll_is_refused(api: Api, question: dict[str, Any], values: dict[str, Any], reason: str) -> None:
    assert await api.refusal("sendPoll", **question | values) == f"Bad Request: {reason}"
