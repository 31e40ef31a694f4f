"""Chats: what they are, who is in them, what is pinned, and leaving them."""

from simulator.errors import bad_request
from simulator.members import member_json
from simulator.methods.call import Call, chat_to_write_in, find_chat, find_message
from simulator.model import PRESENT, Chat, Json


def get_chat(call: Call) -> Json:
    """All that the bot may know of a chat."""
    chat = find_chat(call)
    info: Json = {**chat.public, "accent_color_id": chat.id % 7, "max_reaction_count": 11}
    info["accepted_gift_types"] = dict.fromkeys(
        ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels"), False
    )
    if chat.person is None:
        info["permissions"] = {"can_send_messages": True, "can_invite_users": True}
    pinned = chat.message(chat.pinned[-1]) if chat.pinned else None
    if pinned is not None:
        info["pinned_message"] = pinned.data
    return info


def get_chat_member(call: Call) -> Json:
    """What somebody is in a chat."""
    chat = find_chat(call)
    user_id = call.parameters.integer("user_id")
    user = call.world.users_named(user_id)
    if user is None:
        raise bad_request("user not found")
    if chat.person is not None:
        return member_json(user, "member")
    if user_id not in chat.members and chat.type == "channel":
        raise bad_request("member not found")
    return member_json(user, chat.members.get(user_id, "left"))


def get_chat_administrators(call: Call) -> list[Json]:
    """The administrators who are no other bots."""
    chat = _shared(call)
    shown = []
    for user_id, status in chat.members.items():
        user = call.world.users_named(user_id)
        if status in {"administrator", "creator"} and user and (not user["is_bot"] or user_id == call.bot.id):
            shown.append(member_json(user, status))
    return shown


def get_chat_member_count(call: Call) -> int:
    """How many are in it."""
    chat = find_chat(call)
    return 2 if chat.person else sum(status in PRESENT for status in chat.members.values())


def leave_chat(call: Call) -> bool:
    """The bot goes."""
    chat = _shared(call)
    chat.members[call.bot.id] = "left"
    call.world.events.publish("scene", {})
    return True


def _shared(call: Call) -> Chat:
    chat = find_chat(call)
    if chat.person is not None:
        raise bad_request("there are no administrators in the private chat")
    return chat


def pin_chat_message(call: Call) -> bool:
    """Pin a message."""
    chat = chat_to_write_in(call)
    message = find_message(call, chat, "pin")
    if chat.person is None and chat.members.get(call.bot.id) not in {"administrator", "creator"}:
        raise bad_request("not enough rights to manage pinned messages in the chat")
    chat.pinned = [number for number in chat.pinned if number != message.id] + [message.id]
    call.world.events.publish("pinned", {"chat": chat.key, "message_ids": chat.pinned})
    return True


def unpin_chat_message(call: Call) -> bool:
    """Unpin one message, or the last that was pinned."""
    chat = chat_to_write_in(call)
    number = call.parameters.integer("message_id") or (chat.pinned[-1] if chat.pinned else 0)
    if number not in chat.pinned:
        raise bad_request("message to unpin not found")
    chat.pinned = [pinned for pinned in chat.pinned if pinned != number]
    call.world.events.publish("pinned", {"chat": chat.key, "message_ids": chat.pinned})
    return True


def unpin_all_chat_messages(call: Call) -> bool:
    """Unpin all."""
    chat = chat_to_write_in(call)
    chat.pinned = []
    call.world.events.publish("pinned", {"chat": chat.key, "message_ids": []})
    return True
