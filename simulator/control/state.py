"""The whole world as one JSON object: what a page needs to show it, with the place in the stream where it stands."""

from typing import TYPE_CHECKING, Any

from simulator.model import Bot, Chat, Json
from simulator.person import Person
from simulator.profile import by_language

if TYPE_CHECKING:
    from simulator.server import Simulator

SHOWN_MESSAGES = 200


def state(simulator: "Simulator", messages: int = SHOWN_MESSAGES) -> Json:
    """Bots, people, chats with their last messages, the date; `event` is the last event that it includes."""
    world = simulator.world
    people = list(simulator.people.values())
    for bot in world.bots.values():
        for person in people:
            world.private_chat(bot, person.user)
    return {
        "event": world.events.last_id,
        "clock": world.clock_json(),
        "note": simulator.note,
        "story": {"steps": [step.as_json() for step in simulator.story], "told": simulator.told},
        **simulator.outside.as_json(),
        "timezone": simulator.timezone,
        "bots": [bot_json(bot) for bot in world.bots.values()],
        "people": [person_json(simulator, person) for person in people],
        "chats": [chat_json(chat, messages) for chat in world.all_chats()],
    }


def bot_json(bot: Bot) -> Json:
    """A bot and how it presents itself."""
    return {
        "user": bot.public,
        "name": by_language(bot.profile.names, "es", str(bot.public["first_name"])),
        "description": by_language(bot.profile.descriptions, "es"),
        "short_description": by_language(bot.profile.short_descriptions, "es"),
    }


def person_json(simulator: "Simulator", person: Person) -> Json:
    """A person, their chats in order, and the command menu of each private chat."""
    world = simulator.world
    language = str(person.user.public.get("language_code", ""))[:2]
    private = [world.private_chat(bot, person.user) for bot in world.bots.values()]
    shared = [chat for chat in world.chats.values() if person.user in world.people_in(chat)]
    commands: dict[str, Any] = {}
    for chat in private:
        if chat.bot is not None:
            commands[chat.key] = chat.bot.profile.commands_for(chat.id, "private", person.id, language)
    return {
        "id": person.id,
        "user": person.user.public,
        "about": person.about,
        "chats": [chat.key for chat in (*private, *shared)],
        "commands": commands,
    }


def chat_json(chat: Chat, messages: int) -> Json:
    """A chat and its last messages."""
    shown, more = history(chat, messages)
    return {
        "key": chat.key,
        "chat": chat.public,
        "bot": chat.bot.id if chat.bot else None,
        "person": chat.person.id if chat.person else None,
        "members": {str(member): status for member, status in chat.members.items()},
        "started": chat.started,
        "blocked": chat.blocked,
        "pinned": chat.pinned,
        "keyboard": chat.keyboard,
        "read": chat.read,
        "messages": shown,
        "more": more,
    }


def history(chat: Chat, limit: int, before: int | None = None) -> tuple[list[Json], bool]:
    """The last `limit` messages of a chat before the one with the id `before`, and whether there are older ones."""
    shown = [m.data for m in chat.messages.values() if not m.hidden and (before is None or m.id < before)]
    return (shown[-limit:] if limit else []), len(shown) > limit
