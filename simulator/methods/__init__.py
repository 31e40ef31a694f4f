"""The methods of the Bot API that the simulator knows, one module a family.

Names are looked up without regard to capitals, as Telegram does.
"""

from collections.abc import Awaitable, Callable
from typing import Any

from simulator.delivery.hub import Delivery
from simulator.methods import callbacks, chats, copying, editing, media, messages, polls, profile, updates
from simulator.methods.call import Call

Method = Callable[[Call], Any]
DeliveryMethod = Callable[[Call, Delivery], Awaitable[Any]]

_METHODS: dict[str, Method] = {
    "getMe": profile.get_me,
    "sendMessage": messages.send_message,
    "sendChatAction": messages.send_chat_action,
    "sendLocation": messages.send_location,
    "sendVenue": messages.send_venue,
    "sendContact": messages.send_contact,
    "sendDice": messages.send_dice,
    "sendPhoto": media.sender("photo"),
    "sendDocument": media.sender("document"),
    "sendVoice": media.sender("voice"),
    "sendAudio": media.sender("audio"),
    "sendVideo": media.sender("video"),
    "sendAnimation": media.sender("animation"),
    "sendVideoNote": media.sender("video_note"),
    "sendSticker": media.sender("sticker"),
    "sendMediaGroup": media.send_media_group,
    "getFile": media.get_file,
    "sendPoll": polls.send_poll,
    "stopPoll": polls.stop_poll,
    "forwardMessage": copying.forward_message,
    "copyMessage": copying.copy_message,
    "editMessageText": editing.edit_message_text,
    "editMessageCaption": editing.edit_message_caption,
    "editMessageMedia": editing.edit_message_media,
    "editMessageReplyMarkup": editing.edit_message_reply_markup,
    "deleteMessage": editing.delete_message,
    "deleteMessages": editing.delete_messages,
    "answerCallbackQuery": callbacks.answer_callback_query,
    "setMyCommands": profile.set_my_commands,
    "getMyCommands": profile.get_my_commands,
    "deleteMyCommands": profile.delete_my_commands,
    "setMyName": profile.set_my_name,
    "getMyName": profile.get_my_name,
    "setMyDescription": profile.set_my_description,
    "getMyDescription": profile.get_my_description,
    "setMyShortDescription": profile.set_my_short_description,
    "getMyShortDescription": profile.get_my_short_description,
    "setChatMenuButton": profile.set_chat_menu_button,
    "getChatMenuButton": profile.get_chat_menu_button,
    "getChat": chats.get_chat,
    "getChatMember": chats.get_chat_member,
    "getChatAdministrators": chats.get_chat_administrators,
    "getChatMemberCount": chats.get_chat_member_count,
    "leaveChat": chats.leave_chat,
    "pinChatMessage": chats.pin_chat_message,
    "unpinChatMessage": chats.unpin_chat_message,
    "unpinAllChatMessages": chats.unpin_all_chat_messages,
}
_OF_DELIVERY: dict[str, DeliveryMethod] = {
    "getUpdates": updates.get_updates,
    "setWebhook": updates.set_webhook,
    "deleteWebhook": updates.delete_webhook,
    "getWebhookInfo": updates.get_webhook_info,
}

METHODS = {name.lower(): (name, method) for name, method in _METHODS.items()}
DELIVERY_METHODS = {name.lower(): (name, method) for name, method in _OF_DELIVERY.items()}
