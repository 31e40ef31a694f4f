"""sendMessage and the sending of what is not a file: places, contacts, dice, what the bot is doing."""

import random

from simulator.errors import bad_request
from simulator.methods.call import Call, chat_to_write_in
from simulator.methods.content import send, text_content
from simulator.model import Json

_ACTIONS = frozenset(
    {
        "typing",
        "upload_photo",
        "record_video",
        "upload_video",
        "record_voice",
        "upload_voice",
        "record_audio",
        "upload_audio",
        "upload_document",
        "choose_sticker",
        "find_location",
        "record_video_note",
        "upload_video_note",
        "cancel",
    }
)


def send_message(call: Call) -> Json:
    """A text."""
    chat = chat_to_write_in(call)
    return send(call, chat, text_content(call))


def send_chat_action(call: Call) -> bool:
    """What the bot is doing, shown for five seconds."""
    chat = chat_to_write_in(call)
    action = call.parameters.text("action")
    if action not in _ACTIONS:
        raise bad_request("wrong parameter action in request")
    call.world.events.publish("action", {"chat": chat.key, "bot": call.bot.id, "action": action})
    return True


def send_location(call: Call) -> Json:
    """A point on the map."""
    chat = chat_to_write_in(call)
    return send(call, chat, {"location": _location(call)})


def send_venue(call: Call) -> Json:
    """A place with its name."""
    chat = chat_to_write_in(call)
    title, address = call.parameters.text("title"), call.parameters.text("address")
    if not title:
        raise bad_request("VENUE_TITLE_EMPTY")
    location = _location(call)
    return send(call, chat, {"venue": {"location": location, "title": title, "address": address}, "location": location})


def _location(call: Call) -> Json:
    try:
        place = {name: float(call.parameters.text(name)) for name in ("latitude", "longitude")}
    except ValueError:
        raise bad_request("latitude is empty") from None
    return place


def send_contact(call: Call) -> Json:
    """A telephone number with a name."""
    chat = chat_to_write_in(call)
    contact = {name: call.parameters.text(name) for name in ("phone_number", "first_name", "last_name")}
    if not contact["phone_number"]:
        raise bad_request("phone number is empty")
    return send(call, chat, {"contact": {name: value for name, value in contact.items() if value}})


def send_dice(call: Call) -> Json:
    """A die."""
    chat = chat_to_write_in(call)
    emoji = call.parameters.text("emoji") or "🎲"
    return send(call, chat, {"dice": {"emoji": emoji, "value": random.randint(1, 6)}})  # noqa: S311  # a toy
