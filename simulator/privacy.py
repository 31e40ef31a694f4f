"""Which messages of a group a bot gets to read (the Bot API's "Privacy mode")."""

from typing import Any

from simulator.model import Bot, Message
from simulator.text_units import utf16_slice

_SERVICE = (
    "new_chat_members",
    "left_chat_member",
    "new_chat_title",
    "migrate_to_chat_id",
    "migrate_from_chat_id",
    "pinned_message",
    "group_chat_created",
    "supergroup_chat_created",
    "channel_chat_created",
)


def concerns(bot: Bot, message: Message) -> bool:
    """In a private chat or a channel, everything; in a group commands, mentions, replies to the bot, service messages.

    A bot that is an administrator, or whose privacy mode is off, reads everything.
    """
    chat = message.chat
    data: dict[str, Any] = message.data
    if chat.type in {"private", "channel"} or bot.reads_all_groups:
        return True
    if chat.members.get(bot.id) in {"administrator", "creator"} or any(field in data for field in _SERVICE):
        return True
    if data.get("reply_to_message", {}).get("from", {}).get("id") == bot.id:
        return True
    text = str(data.get("text") or data.get("caption") or "")
    for entity in data.get("entities") or data.get("caption_entities") or ():
        covered = utf16_slice(text, entity["offset"], entity["length"]).lower()
        if entity["type"] == "mention" and covered == f"@{bot.username}".lower():
            return True
        if entity["type"] == "bot_command" and covered.partition("@")[2] in {"", bot.username.lower()}:
            return True
    return False
