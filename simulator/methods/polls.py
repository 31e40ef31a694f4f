"""Polls: sent, voted on by people, stopped."""

from typing import Any

from simulator.errors import bad_request
from simulator.methods.call import Call, chat_to_write_in, find_message
from simulator.methods.content import send
from simulator.methods.editing import chat_to_edit_in
from simulator.methods.markup import inline_part, reply_markup
from simulator.model import Json

MAX_QUESTION, MAX_OPTION, MAX_OPTIONS = 300, 100, 12


def send_poll(call: Call) -> Json:
    """A question with two to twelve answers."""
    chat = chat_to_write_in(call)
    question = call.parameters.text("question").strip()
    if not question:
        raise bad_request("poll question must be non-empty")
    if len(question) > MAX_QUESTION:
        raise bad_request(f"poll question length must not exceed {MAX_QUESTION}")
    poll = {
        "id": call.world.media_group(),
        "question": question,
        "options": _options(call.parameters.json("options")),
        "total_voter_count": 0,
        "is_closed": call.parameters.flag("is_closed"),
        "is_anonymous": "is_anonymous" not in call.parameters.values or call.parameters.flag("is_anonymous"),
        "type": call.parameters.text("type") or "regular",
        "allows_multiple_answers": call.parameters.flag("allows_multiple_answers"),
        "allows_revoting": call.parameters.text("type") != "quiz",
        "members_only": False,
    }
    if poll["type"] == "quiz":
        poll["correct_option_id"] = call.parameters.integer("correct_option_id")
        poll["correct_option_ids"] = [poll["correct_option_id"]]
    return send(call, chat, {"poll": poll})


def _options(given: Any) -> list[Json]:
    if not isinstance(given, list):
        raise bad_request("can't parse options JSON object")
    texts = [str(option.get("text", "") if isinstance(option, dict) else option).strip() for option in given]
    if len(texts) < 2:
        raise bad_request("poll must have at least 2 option")
    if len(texts) > MAX_OPTIONS:
        raise bad_request(f"poll can't have more than {MAX_OPTIONS} options")
    if not all(texts):
        raise bad_request("poll options must be non-empty")
    if any(len(text) > MAX_OPTION for text in texts):
        raise bad_request(f"poll options length must not exceed {MAX_OPTION}")
    return [{"text": text, "voter_count": 0, "persistent_id": str(place)} for place, text in enumerate(texts)]


def stop_poll(call: Call) -> Json:
    """End a poll; its final figures."""
    chat = chat_to_edit_in(call)
    message = find_message(call, chat, "edit")
    poll = message.data.get("poll")
    if message.sender != call.bot.id or poll is None:
        raise bad_request("message with poll to stop not found")
    if poll["is_closed"]:
        raise bad_request("poll has already been closed")
    closed: Json = {**poll, "is_closed": True}
    kept = {name: value for name, value in message.data.items() if name != "reply_markup"}
    call.world.change(message, kept | {"poll": closed} | inline_part(reply_markup(call, inline_only=True)))
    call.bot.queue.push("poll", closed, f"poll:{closed['id']}")
    return closed
