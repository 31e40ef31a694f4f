"""How a bot presents itself: names, descriptions and command menus, each by language, menus also by scope."""

from dataclasses import dataclass, field
from typing import Any

ScopeKey = tuple[str, int, int]


@dataclass(slots=True)
class Profile:
    """What the set… methods of a bot left. The key "" of a language is the one for all others."""

    names: dict[str, str] = field(default_factory=dict)
    descriptions: dict[str, str] = field(default_factory=dict)
    short_descriptions: dict[str, str] = field(default_factory=dict)
    commands: dict[tuple[ScopeKey, str], list[dict[str, str]]] = field(default_factory=dict)
    menu_buttons: dict[int, dict[str, Any]] = field(default_factory=dict)
    default_menu_button: dict[str, Any] = field(default_factory=lambda: {"type": "commands"})

    def commands_for(self, chat_id: int, chat_type: str, user_id: int, language: str, admin: bool = False) -> list[Any]:
        """The menu that a user sees in a chat, by the order of the chapter "Determining list of commands"."""
        if chat_type == "private":
            scopes: list[ScopeKey] = [("chat", chat_id, 0), ("all_private_chats", 0, 0)]
        else:
            scopes = [("chat_member", chat_id, user_id)]
            scopes += [("chat_administrators", chat_id, 0)] if admin else []
            scopes += [("chat", chat_id, 0)]
            scopes += [("all_chat_administrators", 0, 0)] if admin else []
            scopes += [("all_group_chats", 0, 0)]
        for scope in [*scopes, ("default", 0, 0)]:
            for code in (language, ""):
                if (scope, code) in self.commands:
                    return self.commands[scope, code]
        return []

    def menu_button(self, chat_id: int | None) -> dict[str, Any]:
        """The button beside the text box of a private chat, or the one for all chats without their own."""
        if chat_id is None:
            return self.default_menu_button
        return self.menu_buttons.get(chat_id, self.default_menu_button)


def by_language(texts: dict[str, str], language: str, fallback: str = "") -> str:
    """The text in this language, else the one for all others."""
    return texts.get(language) or texts.get("") or fallback
