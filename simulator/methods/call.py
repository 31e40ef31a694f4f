"""One call of a method, and the chats and messages that it names."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from simulator.errors import ApiError, bad_request, forbidden
from simulator.model import PRESENT, Bot, Chat, Message
from simulator.parameters import Parameters
from simulator.world import World


@dataclass(slots=True)
class Call:
    """Who calls what with which parameters; `alive` tells whether the client still listens."""

    world: World
    bot: Bot
    parameters: Parameters
    alive: Callable[[], bool]


def find_chat(call: Call, name: str = "chat_id") -> Chat:
    """The chat that a parameter names, by id or @username. Raises ApiError when the bot does not know it."""
    given = call.parameters.text(name)
    if not given:
        raise bad_request(f"{name} is empty")
    chat = _by_username(call, given[1:]) if given.startswith("@") else _by_id(call, given)
    if chat is None:
        raise bad_request("chat not found")
    return chat


def paced_chat_id(call: Call) -> int:
    """The id of the chat that a call writes in, for limits and meters; 0 when there is none."""
    given = call.parameters.text("chat_id")
    if given.startswith("@"):
        chat = _by_username(call, given[1:])
        return chat.id if chat else 0
    return call.parameters.integer("chat_id")


def _by_id(call: Call, given: str) -> Chat | None:
    try:
        chat_id = int(given)
    except ValueError:
        return None
    if chat_id > 0:
        user = call.world.users.get(chat_id)
        if user is None:
            return None
        chat = call.world.private_chat(call.bot, user)
        return chat if chat.started or chat.blocked or _has_met(call, chat_id) else None
    shared = call.world.chats.get(chat_id)
    return shared if shared and call.bot.id in shared.members else None


def _has_met(call: Call, user_id: int) -> bool:
    """Whether the bot knows somebody who never wrote to it: from a group; it does not know a channel's followers."""
    groups = (chat for chat in call.world.chats.values() if chat.type != "channel")
    return any(call.bot.id in group.members and user_id in group.members for group in groups)


def _by_username(call: Call, username: str) -> Chat | None:
    for chat in call.world.chats.values():
        if chat.public.get("username", "").lower() == username.lower() and username:
            return chat
    return None


def chat_to_write_in(call: Call, name: str = "chat_id") -> Chat:
    """The chat, where the bot may write. Raises ApiError: unknown, blocked, not begun, left, migrated."""
    chat = find_chat(call, name)
    if chat.person is not None:
        if chat.person.deactivated:
            raise forbidden("user is deactivated")
        if not chat.started:
            raise forbidden("bot can't initiate conversation with a user")
        if chat.blocked:
            raise forbidden("bot was blocked by the user")
        return chat
    if chat.migrated_to is not None:
        parameters = {"migrate_to_chat_id": chat.migrated_to}
        raise ApiError(400, "Bad Request: group chat was upgraded to a supergroup chat", parameters)
    _check_membership(chat, chat.members.get(call.bot.id, "left"))
    return chat


def _check_membership(chat: Chat, status: str) -> None:
    kind = f"{chat.type} chat"
    if status == "kicked":
        raise forbidden(f"bot was kicked from the {kind}")
    if status not in PRESENT:
        raise forbidden(f"bot is not a member of the {kind}")
    if chat.type == "channel" and status == "member":
        raise bad_request("need administrator rights in the channel chat")


def find_message(call: Call, chat: Chat, purpose: str, name: str = "message_id") -> Message:
    """The message that a parameter names. Raises ApiError: "message to edit not found" and the like."""
    message_id = call.parameters.integer(name)
    if message_id <= 0:
        raise bad_request("message identifier is not specified")
    message = chat.message(message_id)
    if message is None:
        raise bad_request(f"message to {purpose} not found")
    return message


def objects(value: Any, refusal: str) -> list[dict[str, Any]]:
    """A JSON array of objects. Raises ApiError with `refusal` for anything else."""
    if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
        raise bad_request(refusal)
    return value
