"""Changing and deleting messages."""

from datetime import timedelta

from simulator.errors import bad_request
from simulator.methods.call import Call, chat_to_write_in, find_chat, find_message
from simulator.methods.content import caption_content, text_content
from simulator.methods.markup import inline_part, reply_markup
from simulator.methods.media import input_media
from simulator.model import Chat, Json, Message

DELETABLE_FOR = timedelta(hours=48)
NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same as a current content "
    "and reply markup of the message"
)
_MEDIA = ("photo", "video", "animation", "audio", "document")
_CAPTIONED = (*_MEDIA, "voice")
_TEXT_FIELDS = ("text", "entities", "link_preview_options")
_CAPTION_FIELDS = ("caption", "caption_entities", "show_caption_above_media")


def edit_message_text(call: Call) -> Json | bool:
    """New text for a message that has one."""
    message = _own_message(call)
    content = text_content(call)
    markup = reply_markup(call, inline_only=True)
    if "text" not in message.data:
        raise bad_request("there is no text in the message to edit")
    return _replace(call, message, _TEXT_FIELDS, content | inline_part(markup))


def edit_message_caption(call: Call) -> Json | bool:
    """New caption, or none, for a message that can have one."""
    message = _own_message(call)
    content = caption_content(call)
    markup = reply_markup(call, inline_only=True)
    if not any(kind in message.data for kind in _CAPTIONED):
        raise bad_request("there is no caption in the message to edit")
    return _replace(call, message, _CAPTION_FIELDS, content | inline_part(markup))


def edit_message_media(call: Call) -> Json | bool:
    """Another file, with its caption, in the place of a message's content."""
    message = _own_message(call)
    item = call.parameters.json("media")
    if not isinstance(item, dict):
        raise bad_request("media is not specified")
    content = input_media(call, item)
    markup = reply_markup(call, inline_only=True)
    if not any(kind in message.data for kind in (*_CAPTIONED, "text")):
        raise bad_request("message can't be edited")
    return _replace(call, message, (*_CAPTIONED, *_TEXT_FIELDS, *_CAPTION_FIELDS), content | inline_part(markup))


def edit_message_reply_markup(call: Call) -> Json | bool:
    """Other buttons, or none."""
    message = _own_message(call)
    return _replace(call, message, (), inline_part(reply_markup(call, inline_only=True)))


def _own_message(call: Call) -> Message:
    if call.parameters.text("inline_message_id"):
        raise bad_request("MESSAGE_ID_INVALID")
    chat = chat_to_edit_in(call)
    message = find_message(call, chat, "edit")
    if message.sender != call.bot.id:
        raise bad_request("message can't be edited")
    return message


def chat_to_edit_in(call: Call) -> Chat:
    """A chat where the bot may change what it wrote: also that of a person who has blocked it."""
    chat = find_chat(call)
    return chat if chat.person is not None else chat_to_write_in(call)


def _replace(call: Call, message: Message, fields: tuple[str, ...], content: Json) -> Json:
    """Put content in the place of the fields and of the buttons. Raises ApiError when nothing would change."""
    replaced = (*fields, "reply_markup")
    old = {name: message.data[name] for name in replaced if name in message.data}
    if _as_compared(old) == _as_compared(content):
        raise bad_request(NOT_MODIFIED)
    kept = {name: value for name, value in message.data.items() if name not in replaced}
    only_buttons = not fields
    edited = kept | content | ({} if only_buttons else {"edit_date": call.world.clock.unix()})
    call.world.change(message, edited)
    return edited


def _as_compared(content: Json) -> Json:
    """A file sent anew is another file; of one sent by its identifier only that counts."""
    return {name: value for name, value in content.items() if name != "link_preview_options"}


def delete_message(call: Call) -> bool:
    """Take a message away for both sides."""
    chat = find_chat(call)
    message = find_message(call, chat, "delete")
    if call.world.clock.now().timestamp() - message.data["date"] > DELETABLE_FOR.total_seconds():
        raise bad_request("message can't be deleted for everyone")
    in_a_group = chat.person is None and message.sender != call.bot.id
    if in_a_group and chat.members.get(call.bot.id) not in {"administrator", "creator"}:
        raise bad_request("message can't be deleted")
    call.world.delete(message)
    return True


def delete_messages(call: Call) -> bool:
    """Take several away; those that are not there are passed over."""
    chat = find_chat(call)
    numbers = call.parameters.json("message_ids")
    if not isinstance(numbers, list) or not 1 <= len(numbers) <= 100:
        raise bad_request("message identifiers are not specified")
    for number in numbers:
        message = chat.message(int(number))
        if message is not None:
            call.world.delete(message)
    return True
