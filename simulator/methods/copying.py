"""Forwarding and copying messages."""

from simulator.errors import bad_request
from simulator.methods.call import Call, chat_to_write_in, find_chat, find_message
from simulator.methods.content import caption_content, post, reply
from simulator.methods.markup import inline_part, reply_markup
from simulator.model import Chat, Json, Message

_COPIED = (
    "text",
    "entities",
    "link_preview_options",
    "caption",
    "caption_entities",
    "show_caption_above_media",
    "has_media_spoiler",
    "photo",
    "document",
    "voice",
    "audio",
    "video",
    "animation",
    "video_note",
    "sticker",
    "location",
    "venue",
    "contact",
    "dice",
    "poll",
)


def forward_message(call: Call) -> Json:
    """The message again, with its origin."""
    chat = chat_to_write_in(call)
    original = _original(call, "forward")
    origin = original.data.get("forward_origin") or _origin(original)
    content = _content(original) | {"forward_origin": origin} | _protection(call)
    return post(call, chat, content).data


def copy_message(call: Call) -> Json:
    """The message again, as the bot's own."""
    chat = chat_to_write_in(call)
    original = _original(call, "copy")
    content = _content(original)
    if "caption" in call.parameters.values and "text" not in content:
        content = {n: v for n, v in content.items() if not n.startswith("caption")} | caption_content(call)
    content |= reply(call, chat) | inline_part(reply_markup(call)) | _protection(call)
    return {"message_id": post(call, chat, content).id}


def _original(call: Call, purpose: str) -> Message:
    source: Chat = find_chat(call, "from_chat_id")
    original = find_message(call, source, purpose)
    if original.data.get("has_protected_content") and original.sender != call.bot.id:
        raise bad_request(f"message can't be {'forwarded' if purpose == 'forward' else 'copied'}")
    if not _content(original):
        raise bad_request(f"message can't be {'forwarded' if purpose == 'forward' else 'copied'}")
    return original


def _content(message: Message) -> Json:
    return {name: message.data[name] for name in _COPIED if name in message.data}


def _protection(call: Call) -> Json:
    return {"has_protected_content": True} if call.parameters.flag("protect_content") else {}


def _origin(message: Message) -> Json:
    date = message.data["date"]
    if "sender_chat" in message.data:
        return {"type": "channel", "date": date, "chat": message.data["sender_chat"], "message_id": message.id}
    return {"type": "user", "date": date, "sender_user": message.data["from"]}
