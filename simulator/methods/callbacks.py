"""answerCallbackQuery: the toast or alert that a button press gets."""

from simulator.errors import bad_request
from simulator.methods.call import Call
from simulator.model import Json
from simulator.text_units import utf16_length

MAX_ANSWER = 200


def answer_callback_query(call: Call) -> bool:
    """Answer a press within 150 seconds."""
    press = call.world.presses.get(call.parameters.text("callback_query_id"))
    if press is None or press.bot_id != call.bot.id or press.expired(call.world.clock.now()):
        raise bad_request("query is too old and response timeout expired or query ID is invalid")
    text = call.parameters.text("text")
    if utf16_length(text) > MAX_ANSWER:
        raise bad_request("MESSAGE_TOO_LONG")
    alert = call.parameters.flag("show_alert")
    answer: Json = {"text": text, "show_alert": alert, "url": call.parameters.text("url")}
    press.settle(answer)
    about = {"chat": press.chat_key, "user": press.user_id, "query": press.id}
    call.world.events.publish("answer", about | answer)
    user = call.world.users.get(press.user_id)
    if user is not None and text:
        user.feed.add("alert" if alert else "toast", {"chat": {"id": user.id}}, text)
    return True
