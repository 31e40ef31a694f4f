"""How the bot presents itself: getMe, commands, names, descriptions, the menu button."""

import re
from collections.abc import Callable

from simulator.errors import bad_request
from simulator.methods.call import Call, find_chat, objects
from simulator.model import Json
from simulator.profile import ScopeKey, by_language

_COMMAND = re.compile(r"[a-z0-9_]{1,32}")
_LANGUAGE = re.compile(r"[a-z]{2}")
_WITHOUT_CHAT = frozenset({"default", "all_private_chats", "all_group_chats", "all_chat_administrators"})
_MAX_NAME, _MAX_DESCRIPTION, _MAX_SHORT, _MAX_COMMAND_DESCRIPTION = 64, 512, 120, 256


def get_me(call: Call) -> Json:
    """The bot itself."""
    return {
        **call.bot.public,
        "can_join_groups": True,
        "can_read_all_group_messages": call.bot.reads_all_groups,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


def set_my_commands(call: Call) -> bool:
    """The menu for a scope and a language."""
    commands = objects(call.parameters.json("commands"), "can't parse commands JSON object")
    if len(commands) > 100:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    checked = [_command(command) for command in commands]
    call.bot.profile.commands[_scope(call), _language(call)] = checked
    call.world.events.publish("profile", {"bot": call.bot.id})
    return True


def _command(command: Json) -> dict[str, str]:
    name = str(command.get("command", "")).removeprefix("/")
    if not _COMMAND.fullmatch(name):
        raise bad_request("BOT_COMMAND_INVALID")
    description = str(command.get("description", "")).strip()
    if not 1 <= len(description) <= _MAX_COMMAND_DESCRIPTION:
        raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    return {"command": name, "description": description}


def get_my_commands(call: Call) -> list[dict[str, str]]:
    """The menu that was set for exactly this scope and language."""
    return call.bot.profile.commands.get((_scope(call), _language(call)), [])


def delete_my_commands(call: Call) -> bool:
    """Take the menu of a scope and a language away."""
    call.bot.profile.commands.pop((_scope(call), _language(call)), None)
    call.world.events.publish("profile", {"bot": call.bot.id})
    return True


def _scope(call: Call) -> ScopeKey:
    given = call.parameters.json("scope")
    if given is None:
        return ("default", 0, 0)
    kind = str(given.get("type", "")) if isinstance(given, dict) else ""
    if kind in _WITHOUT_CHAT:
        return (kind, 0, 0)
    if kind not in {"chat", "chat_administrators", "chat_member"}:
        raise bad_request("can't parse BotCommandScope: unsupported type specified")
    call.parameters.values = {**call.parameters.values, "scope_chat_id": given.get("chat_id")}
    chat = find_chat(call, "scope_chat_id")
    return (kind, chat.id, int(given.get("user_id") or 0))


def _language(call: Call) -> str:
    code = call.parameters.text("language_code")
    if code and not _LANGUAGE.fullmatch(code):
        raise bad_request("invalid language code specified")
    return code


def text_setter(texts: str, name: str, limit: int) -> Callable[[Call], bool]:
    """The method that sets a text by language: name, description, short description."""

    def set_text(call: Call) -> bool:
        value, language = call.parameters.text(name), _language(call)
        if len(value) > limit:
            raise bad_request(f"bot {name.replace('_', ' ')} is too long")
        kept: dict[str, str] = getattr(call.bot.profile, texts)
        if value:
            kept[language] = value
        else:
            kept.pop(language, None)
        call.world.events.publish("profile", {"bot": call.bot.id})
        return True

    return set_text


def text_getter(texts: str, name: str) -> Callable[[Call], Json]:
    """The method that gives such a text."""

    def get_text(call: Call) -> Json:
        kept: dict[str, str] = getattr(call.bot.profile, texts)
        fallback = str(call.bot.public["first_name"]) if name == "name" else ""
        return {name: by_language(kept, _language(call), fallback)}

    return get_text


set_my_name = text_setter("names", "name", _MAX_NAME)
set_my_description = text_setter("descriptions", "description", _MAX_DESCRIPTION)
set_my_short_description = text_setter("short_descriptions", "short_description", _MAX_SHORT)
get_my_name = text_getter("names", "name")
get_my_description = text_getter("descriptions", "description")
get_my_short_description = text_getter("short_descriptions", "short_description")


def set_chat_menu_button(call: Call) -> bool:
    """The button beside the text box, of one private chat or of all."""
    button = call.parameters.json("menu_button") or {"type": "default"}
    if not isinstance(button, dict) or button.get("type") not in {"commands", "web_app", "default"}:
        raise bad_request("can't parse MenuButton: unsupported type specified")
    profile = call.bot.profile
    if call.parameters.text("chat_id"):
        profile.menu_buttons[find_chat(call).id] = button
    else:
        profile.default_menu_button = button if button["type"] != "default" else {"type": "commands"}
    return True


def get_chat_menu_button(call: Call) -> Json:
    """That button."""
    chat_id = find_chat(call).id if call.parameters.text("chat_id") else None
    return call.bot.profile.menu_button(chat_id)
