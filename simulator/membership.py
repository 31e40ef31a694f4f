"""Coming and going: people and bots in groups and channels, blocking a bot, a group that becomes a supergroup."""

from simulator.errors import SceneError
from simulator.members import member_json
from simulator.model import PRESENT, Bot, Chat, Json, User
from simulator.world import World


def set_blocked(world: World, bot: Bot, user: User, blocked: bool) -> None:
    """A person blocks a bot, or lets it write again; the bot hears of it by my_chat_member."""
    chat = world.private_chat(bot, user)
    if chat.blocked == blocked:
        return
    chat.blocked = blocked
    old, new = ("member", "kicked") if blocked else ("kicked", "member")
    _tell_bot(world, chat, bot, user, old=old, new=new)
    world.events.publish("blocked", {"chat": chat.key, "blocked": blocked})


def set_bot_status(world: World, chat: Chat, bot: Bot, status: str, by: User) -> None:
    """A person adds the bot ("member", "administrator"), takes it out ("left") or bans it ("kicked")."""
    old = chat.members.get(bot.id, "left")
    chat.members[bot.id] = status
    _tell_bot(world, chat, bot, by, old=old, new=status)
    if chat.type != "channel" and old not in PRESENT and status in PRESENT:
        world.user_posts(by, chat, _joined(bot.public))
    world.events.publish("scene", {})


def join(world: World, chat: Chat, user: User, status: str = "member") -> None:
    """A person joins; in a group a service message says so."""
    if chat.members.get(user.id) in PRESENT:
        return
    old = chat.members.get(user.id, "left")
    chat.members[user.id] = status
    _tell_of_member(world, chat, user, old=old, new=status)
    if chat.type != "channel":
        world.user_posts(user, chat, _joined(user.public))
    world.events.publish("scene", {})


def leave(world: World, chat: Chat, user: User) -> None:
    """A person leaves."""
    if chat.members.get(user.id) not in PRESENT:
        raise SceneError(f"{user.name} is not in {chat.public['title']}")
    old = chat.members[user.id]
    if chat.type != "channel":
        world.user_posts(user, chat, {"left_chat_member": user.public})
    chat.members[user.id] = "left"
    _tell_of_member(world, chat, user, old=old, new="left")
    world.events.publish("scene", {})


def upgrade(world: World, chat: Chat, by: User) -> Chat:
    """A group becomes a supergroup with another id; the old one answers every call with the new id."""
    if chat.type != "group" or chat.migrated_to is not None:
        raise SceneError("only a group can become a supergroup, once")
    new = world.add_chat("supergroup", str(chat.public["title"]), members=chat.members)
    world.user_posts(by, chat, {"migrate_to_chat_id": new.id})
    chat.migrated_to = new.id
    world.user_posts(by, new, {"migrate_from_chat_id": chat.id})
    return new


def _joined(public: Json) -> Json:
    return {"new_chat_members": [public]}


def _tell_bot(world: World, chat: Chat, bot: Bot, by: User, *, old: str, new: str) -> None:
    payload = {
        "chat": chat.public,
        "from": by.public,
        "date": world.clock.unix(),
        "old_chat_member": member_json(bot.public, old),
        "new_chat_member": member_json(bot.public, new),
    }
    bot.queue.push("my_chat_member", payload, f"chat:{chat.id}")


def _tell_of_member(world: World, chat: Chat, user: User, *, old: str, new: str) -> None:
    """chat_member goes only to administrators that asked for it."""
    payload = {
        "chat": chat.public,
        "from": user.public,
        "date": world.clock.unix(),
        "old_chat_member": member_json(user.public, old),
        "new_chat_member": member_json(user.public, new),
    }
    for bot in world.bots_in(chat):
        if chat.members.get(bot.id) == "administrator":
            bot.queue.push("chat_member", payload, f"chat:{chat.id}")
