"""Text, caption, reply and the options that every sending method shares."""

from typing import Any

from simulator.entities import formatted
from simulator.errors import bad_request
from simulator.methods.call import Call
from simulator.methods.markup import inline_part, reply_markup
from simulator.model import Chat, Json, Message
from simulator.text_units import utf16_length

MAX_TEXT = 4096
MAX_CAPTION = 1024


def text_content(call: Call) -> Json:
    """The text and entities of sendMessage or editMessageText. Raises ApiError."""
    given = call.parameters.text("text")
    if not given:
        raise bad_request("message text is empty")
    text, entities = formatted(given, call.parameters.text("parse_mode"), call.parameters.json("entities"))
    if not text:
        raise bad_request("text must be non-empty")
    if utf16_length(text) > MAX_TEXT:
        raise bad_request("message is too long")
    content: Json = {"text": text}
    if entities:
        content["entities"] = with_users(call, entities)
    return content | link_preview(call)


def link_preview(call: Call) -> Json:
    """link_preview_options, or the older disable_web_page_preview."""
    options = call.parameters.json("link_preview_options")
    if isinstance(options, dict) and options:
        return {"link_preview_options": options}
    if call.parameters.flag("disable_web_page_preview"):
        return {"link_preview_options": {"is_disabled": True}}
    return {}


def caption_content(call: Call, given: Any = None) -> Json:
    """The caption and its entities, of the call or of one item of an album. Raises ApiError."""
    if given is None:
        caption, mode = call.parameters.text("caption"), call.parameters.text("parse_mode")
        plain = call.parameters.json("caption_entities")
    else:
        caption, mode = str(given.get("caption") or ""), str(given.get("parse_mode") or "")
        plain = given.get("caption_entities")
    if not caption:
        return {}
    text, entities = formatted(caption, mode, plain)
    if utf16_length(text) > MAX_CAPTION:
        raise bad_request("message caption is too long")
    content: Json = {"caption": text} if text else {}
    return content | ({"caption_entities": with_users(call, entities)} if entities else {})


def with_users(call: Call, entities: list[Json]) -> list[Json]:
    """Mentions by id get the User object; of an unknown user only the text stays."""
    if not any(entity["type"] == "text_mention" for entity in entities):
        return entities
    known = []
    for entity in entities:
        if entity["type"] != "text_mention":
            known.append(entity)
        elif (user := call.world.users_named(int(entity.get("user", {}).get("id", 0)))) is not None:
            known.append({**entity, "user": user})
    return known


def reply(call: Call, chat: Chat) -> Json:
    """reply_to_message for reply_parameters, or the older reply_to_message_id. Raises ApiError."""
    parameters = call.parameters.json("reply_parameters")
    if isinstance(parameters, dict):
        number, optional = parameters.get("message_id"), bool(parameters.get("allow_sending_without_reply"))
    else:
        number = call.parameters.integer("reply_to_message_id") or None
        optional = call.parameters.flag("allow_sending_without_reply")
    if number is None:
        return {}
    original = chat.message(int(number)) if str(number).lstrip("-").isdigit() else None
    if original is None:
        if optional:
            return {}
        raise bad_request("message to be replied not found")
    return {"reply_to_message": without_reply(original.data)}


def without_reply(data: Json) -> Json:
    """A message as it is quoted: without what it replied to itself."""
    return {name: value for name, value in data.items() if name != "reply_to_message"}


def send(call: Call, chat: Chat, content: Json) -> Json:
    """Put the bot's message in the chat, with its reply, markup and protection."""
    markup = reply_markup(call)
    extra = reply(call, chat) | inline_part(markup)
    if call.parameters.flag("protect_content"):
        extra["has_protected_content"] = True
    message = post(call, chat, content | extra)
    if markup and "inline_keyboard" not in markup:
        chat.keyboard = None if markup.get("remove_keyboard") else markup
        call.world.events.publish("keyboard", {"chat": chat.key, "keyboard": chat.keyboard})
    return message.data


def post(call: Call, chat: Chat, content: Json) -> Message:
    """Keep and show a message of the bot, within the limits of pace."""
    return call.world.bot_posts(call.bot, chat, content)
