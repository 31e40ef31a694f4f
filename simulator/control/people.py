"""What people do, over HTTP: POST /simulator/people/{id}/{action} with JSON, form or multipart values."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from aiohttp import web

from simulator.control.reading import answer, body, form
from simulator.errors import SceneError
from simulator.model import Chat
from simulator.parameters import Parameters
from simulator.person import AlbumFile, Person
from simulator.press import Press

if TYPE_CHECKING:
    from simulator.server import Simulator


def find_chat(simulator: "Simulator", key: Any) -> Chat | None:
    """The chat with this key or id; None for an absent one. Raises SceneError."""
    if key in {None, ""}:
        return None
    bot_id, colon, user_id = str(key).partition(":")
    if colon:
        bot = simulator.world.bot(int(bot_id))
        chat = bot.private_chats.get(int(user_id)) if bot else None
    else:
        chat = simulator.world.chats.get(int(str(key)))
    if chat is None:
        raise SceneError(f"there is no chat {key}")
    return chat


def find_person(simulator: "Simulator", request: web.Request) -> Person:
    """The person in the address, by id or first name. Raises SceneError."""
    given = request.match_info["person"]
    if given.isdigit() and int(given) in simulator.people:
        return simulator.people[int(given)]
    for person in simulator.people.values():
        if given.lower() in {person.name.lower(), str(person.user.public["first_name"]).lower()}:
            return person
    raise SceneError(f"there is nobody called {given}")


def _number(values: Parameters, name: str) -> int | None:
    return values.integer(name) or None


def _write(person: Person, values: Parameters, chat: Chat | None) -> Any:
    return person.write(values.text("text"), chat, _number(values, "reply_to"))


def _start(person: Person, values: Parameters, chat: Chat | None) -> Any:
    return person.start(values.text("payload"), chat.bot if chat else None)


def _edit(person: Person, values: Parameters, chat: Chat | None) -> Any:
    return person.edit(values.integer("message_id"), values.text("text"), chat)


def _press(person: Person, values: Parameters, chat: Chat | None) -> Any:
    presses = [
        person.press(
            values.text("label"), data=values.text("data"), message_id=_number(values, "message_id"), chat=chat
        )
        for _ in range(max(1, values.integer("times", 1)))
    ]
    return _press_json(presses[0]) | {"queries": [press.id for press in presses]}


def _press_json(press: Press) -> dict[str, Any]:
    return {"query": press.id, "answer": press.answer}


def _follow(person: Person, values: Parameters, chat: Chat | None) -> Any:
    return {"url": person.follow(values.text("label"), message_id=_number(values, "message_id"), chat=chat)}


def _open(person: Person, values: Parameters, _chat: Chat | None) -> Any:
    return {"message": person.open_link(values.text("url"))}


def _choose(person: Person, values: Parameters, chat: Chat | None) -> Any:
    return person.choose(values.text("label"), chat)


def _file(person: Person, values: Parameters, chat: Chat | None) -> Any:
    upload = values.uploads.get("file")
    about = {name: values.integer(name) for name in ("duration", "width", "height") if values.text(name)}
    return person.file(
        values.text("kind") or "document",
        upload.content if upload else None,
        values.text("name") or (upload.name if upload else ""),
        values.text("mime") or (upload.mime if upload else ""),
        caption=values.text("caption"),
        size=_number(values, "size"),
        chat=chat,
        reply_to=_number(values, "reply_to"),
        **about,
    )


def _album(person: Person, values: Parameters, chat: Chat | None) -> Any:
    uploads = list(values.uploads.values())
    kinds = values.json("kinds") or ["photo"] * max(2, len(uploads))
    files: list[AlbumFile] = [(str(kind), None) for kind in kinds]
    if uploads:
        files = [(str(kind), upload.content, upload.name) for kind, upload in zip(kinds, uploads, strict=True)]
    return person.album(files, values.text("caption"), chat)


def _location(person: Person, values: Parameters, chat: Chat | None) -> Any:
    return person.location(float(values.text("latitude")), float(values.text("longitude")), chat)


def _contact(person: Person, values: Parameters, chat: Chat | None) -> Any:
    return person.contact(values.text("phone_number"), values.text("first_name"), chat)


def _send(person: Person, values: Parameters, chat: Chat | None) -> Any:
    return person.send(dict(values.json("content") or {}), chat, _number(values, "reply_to"))


def _vote(person: Person, values: Parameters, chat: Chat | None) -> Any:
    return person.vote(values.integer("message_id"), values.json("options") or [], chat)


def _block(person: Person, _values: Parameters, chat: Chat | None) -> Any:
    person.block(chat.bot if chat else None)
    return {}


def _unblock(person: Person, _values: Parameters, chat: Chat | None) -> Any:
    person.unblock(chat.bot if chat else None)
    return {}


def _delete_chat(person: Person, _values: Parameters, chat: Chat | None) -> Any:
    person.delete_chat(chat.bot if chat else None)
    return {}


def _join(person: Person, _values: Parameters, chat: Chat | None) -> Any:
    person.join(_named(chat))
    return {}


def _leave(person: Person, _values: Parameters, chat: Chat | None) -> Any:
    person.leave(_named(chat))
    return {}


def _named(chat: Chat | None) -> Chat:
    if chat is None:
        raise SceneError("say which chat")
    return chat


ACTIONS: dict[str, Callable[[Person, Parameters, Chat | None], Any]] = {
    "write": _write,
    "start": _start,
    "edit": _edit,
    "press": _press,
    "follow": _follow,
    "open": _open,
    "choose": _choose,
    "file": _file,
    "album": _album,
    "location": _location,
    "contact": _contact,
    "send": _send,
    "vote": _vote,
    "block": _block,
    "unblock": _unblock,
    "delete-chat": _delete_chat,
    "join": _join,
    "leave": _leave,
}


class PeopleControl:
    """The handlers of what people do and see."""

    def __init__(self, simulator: "Simulator") -> None:
        self._simulator = simulator

    async def add(self, request: web.Request) -> web.Response:
        """POST /simulator/people: first_name, last_name, username, language_code."""
        person = self._simulator.add_person(**await body(request))
        return answer(person.user.public, 201)

    async def act(self, request: web.Request) -> web.Response:
        """POST /simulator/people/{person}/{action}; `chat` is a chat's key, the private chat without it."""
        action = ACTIONS.get(request.match_info["action"])
        if action is None:
            raise SceneError(f"nobody can do that here; there are {', '.join(ACTIONS)}")
        person = find_person(self._simulator, request)
        values = await form(request)
        return answer({"result": action(person, values, find_chat(self._simulator, values.values.get("chat")))})

    async def screen(self, request: web.Request) -> web.Response:
        """GET /simulator/people/{person}/screen?chat=: the messages that can be seen."""
        person = find_person(self._simulator, request)
        return answer(person.screen(find_chat(self._simulator, request.query.get("chat"))))

    async def feed(self, request: web.Request) -> web.Response:
        """GET /simulator/people/{person}/feed?after=&timeout=: what came, waiting for it up to `timeout` seconds."""
        feed = find_person(self._simulator, request).feed
        after, timeout = int(request.query.get("after", 0)), float(request.query.get("timeout", 0))
        seen = feed.after(after)
        if not seen and timeout > 0:
            seen = await feed.wait(after, min(timeout, 60.0))
        return answer({"last": feed.count, "seen": [one.as_json() for one in seen]})
