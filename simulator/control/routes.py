"""The addresses of the control API."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from aiohttp import web

from simulator.control.meanwhile import Meanwhile
from simulator.control.people import PeopleControl, find_chat
from simulator.control.reading import answer, body, guard
from simulator.control.state import SHOWN_MESSAGES, chat_json, history, state
from simulator.control.stream import stream
from simulator.errors import SceneError
from simulator.model import Chat

if TYPE_CHECKING:
    from simulator.server import Simulator

_PICTURES = {b"\x89PNG": "image/png", b"\xff\xd8\xff": "image/jpeg", b"GIF8": "image/gif", b"RIFF": "image/webp"}


def add_control(application: web.Application, simulator: "Simulator") -> None:
    """Add the routes under /simulator and their guard."""
    application.middlewares.append(guard)
    people, control = PeopleControl(simulator), Control(simulator)
    application.router.add_routes(
        [
            web.get("/simulator/state", control.state),
            web.get("/simulator/events", control.events),
            web.get("/simulator/clock", control.clock),
            web.post("/simulator/clock", control.move_clock),
            web.get("/simulator/log", control.log),
            web.delete("/simulator/log", control.clear_log),
            web.get("/simulator/pace", control.pace),
            web.get("/simulator/faults", control.faults),
            web.post("/simulator/faults", control.add_fault),
            web.delete("/simulator/faults", control.remove_faults),
            web.get("/simulator/limits", control.limits),
            web.post("/simulator/limits", control.set_limits),
            web.post("/simulator/bots", control.add_bot),
            web.post("/simulator/chats", control.add_chat),
            web.get("/simulator/chats/{chat}/messages", control.messages),
            web.post("/simulator/chats/{chat}/read", control.read),
            web.post("/simulator/chats/{chat}/{action}", control.change_chat),
            web.post("/simulator/story", control.tell),
            web.post("/simulator/updates", control.inject),
            web.get("/simulator/updates", control.updates),
            web.get("/simulator/files/{file}", control.file),
            web.post("/simulator/people", people.add),
            web.get("/simulator/people/{person}/screen", people.screen),
            web.get("/simulator/people/{person}/feed", people.feed),
            web.post("/simulator/people/{person}/{action}", people.act),
        ]
    )


class Control:
    """The handlers of everything but people."""

    def __init__(self, simulator: "Simulator") -> None:
        self._simulator = simulator
        self._world = simulator.world

    async def state(self, request: web.Request) -> web.Response:
        """The whole world; ?messages= is how many of each chat."""
        return answer(state(self._simulator, int(request.query.get("messages", SHOWN_MESSAGES))))

    async def events(self, request: web.Request) -> web.StreamResponse:
        """What happens, as Server-Sent Events."""
        return await stream(request, self._simulator)

    async def clock(self, _request: web.Request) -> web.Response:
        """The date and whether it goes on."""
        return answer(self._world.clock_json())

    async def move_clock(self, request: web.Request) -> web.Response:
        """{"to": ISO date} or {"by": seconds}, and {"running": bool}; answers when the hook has ended.

        Whoever looks on is told by a "moved" event what came meanwhile.
        """
        wanted = await body(request)
        clock = self._simulator.clock
        if "to" in wanted or "by" in wanted:
            with Meanwhile(self._world):
                if "to" in wanted:
                    await clock.move_to(datetime.fromisoformat(wanted["to"]))
                if "by" in wanted:
                    await clock.move_by(timedelta(seconds=float(wanted["by"])))
        if "running" in wanted:
            clock.run(bool(wanted["running"]))
        return answer(self._world.clock_json())

    async def log(self, request: web.Request) -> web.Response:
        """The log; ?kind=&method=&chat_id=&bot_id=&after=&limit= choose from it."""
        query = request.query
        entries = self._world.log.select(
            kind=query.get("kind"),
            method=query.get("method", "*"),
            chat_id=int(query["chat_id"]) if "chat_id" in query else None,
            bot_id=int(query["bot_id"]) if "bot_id" in query else None,
            after=int(query.get("after", 0)),
            limit=int(query.get("limit", 1000)),
        )
        return answer({"count": self._world.log.count, "entries": [entry.as_json() for entry in entries]})

    async def clear_log(self, _request: web.Request) -> web.Response:
        """Forget the log's entries."""
        self._world.log.clear()
        return answer({})

    async def pace(self, _request: web.Request) -> web.Response:
        """Messages in the best second and minute, by bot and chat."""
        return answer(self._world.pace.as_json())

    async def faults(self, _request: web.Request) -> web.Response:
        """The rules in force."""
        return answer([fault.as_json() for fault in self._world.faults])

    async def add_fault(self, request: web.Request) -> web.Response:
        """Add a rule: the fields of Fault."""
        return answer(self._world.faults.add(**await body(request)).as_json(), 201)

    async def remove_faults(self, request: web.Request) -> web.Response:
        """Take away ?number=, or all."""
        given = request.query.get("number")
        self._world.faults.remove(int(given) if given else None)
        return answer({})

    async def limits(self, _request: web.Request) -> web.Response:
        """Telegram's limits of pace as they are set."""
        return answer(self._world.limits.as_json())

    async def set_limits(self, request: web.Request) -> web.Response:
        """Switch them on or off, or change them."""
        self._world.limits.change(**await body(request))
        return answer(self._world.limits.as_json())

    async def add_bot(self, request: web.Request) -> web.Response:
        """{"token", "username", "name", "reads_all_groups"}."""
        return answer(self._simulator.add_bot(**await body(request)).public, 201)

    async def add_chat(self, request: web.Request) -> web.Response:
        """{"kind", "title", "username", "people": [ids], "bot": status}."""
        wanted = await body(request)
        kind, title = wanted.get("kind", "group"), str(wanted["title"])
        if kind == "channel":
            chat = self._simulator.add_channel(
                title, wanted.get("username", ""), bot=wanted.get("bot", "administrator")
            )
        else:
            people = [self._simulator.people[int(person)] for person in wanted["people"]]
            chat = self._simulator.add_group(title, people, bot=wanted.get("bot", "member"), kind=kind)
        return answer(chat_json(chat, 0), 201)

    async def messages(self, request: web.Request) -> web.Response:
        """GET /simulator/chats/{chat}/messages?before=&limit=: older messages, and whether there are still more."""
        chat = self._named_chat(request)
        before, limit = request.query.get("before"), int(request.query.get("limit", SHOWN_MESSAGES))
        shown, more = history(chat, limit, int(before) if before else None)
        return answer({"messages": shown, "more": more})

    async def read(self, request: web.Request) -> web.Response:
        """POST /simulator/chats/{chat}/read {"reader", "message_id"}: so far it was read; it never goes back."""
        chat, wanted = self._named_chat(request), await body(request)
        reader, message_id = str(wanted.get("reader", "")), int(wanted["message_id"])
        if message_id > chat.read.get(reader, 0):
            chat.read[reader] = message_id
            self._world.events.publish("read", {"chat": chat.key, "reader": reader, "message_id": message_id})
        return answer({"message_id": chat.read.get(reader, 0)})

    async def tell(self, request: web.Request) -> web.Response:
        """POST /simulator/story {"told"}: how many steps of the story have been played."""
        self._simulator.tell(int((await body(request))["told"]))
        return answer({"told": self._simulator.told})

    def _named_chat(self, request: web.Request) -> Chat:
        chat = find_chat(self._simulator, request.match_info["chat"])
        if chat is None:
            raise SceneError("say which chat")
        return chat

    async def change_chat(self, request: web.Request) -> web.Response:
        """POST /simulator/chats/{chat}/post {"text"} · upgrade · bot {"status"}."""
        chat = self._named_chat(request)
        action, wanted = request.match_info["action"], await body(request)
        if action not in {"post", "upgrade", "bot"}:
            raise SceneError("a chat can be changed by post, upgrade and bot")
        result: Any = {}
        if action == "post":
            result = self._simulator.post(chat, str(wanted["text"]))
        elif action == "upgrade":
            result = chat_json(self._simulator.upgrade_group(chat), 0)
        else:
            self._simulator.set_bot_status(chat, str(wanted["status"]))
        return answer({"result": result})

    async def inject(self, request: web.Request) -> web.Response:
        """{"update": any JSON, "lane"} queues it as it is; {"again": update_id} delivers one a second time."""
        wanted = await body(request)
        bot = self._world.bot(int(wanted["bot"])) if "bot" in wanted else self._simulator.bot
        if bot is None:
            raise SceneError("there is no such bot")
        if "again" in wanted:
            update = bot.queue.push_again(int(wanted["again"]))
        else:
            update = bot.queue.push_raw(wanted["update"], str(wanted.get("lane", "raw")))
        return answer({"update_id": update.id}, 201)

    async def updates(self, request: web.Request) -> web.Response:
        """The last updates that were queued for ?bot= (the first one), and how many wait."""
        given = request.query.get("bot")
        bot = self._world.bot(int(given)) if given else self._simulator.bot
        if bot is None:
            raise SceneError("there is no such bot")
        return answer({"pending": len(bot.queue), "updates": [update.body for update in bot.queue.history()]})

    async def file(self, request: web.Request) -> web.Response:
        """A file's bytes by its identifier, for the page; only pictures are shown, the rest is downloaded."""
        stored = self._world.files.by_id(request.match_info["file"])
        if stored is None:
            return answer({"error": "there is no such file"}, 404)
        picture = next((mime for start, mime in _PICTURES.items() if stored.content.startswith(start)), None)
        playable = stored.mime if stored.kind in {"voice", "audio", "video", "animation", "video_note"} else None
        headers = {"X-Content-Type-Options": "nosniff", "Cache-Control": "private, max-age=3600"}
        headers["Content-Type"] = picture or playable or "application/octet-stream"
        if not picture and not playable:
            headers["Content-Disposition"] = "attachment"
        return web.Response(body=stored.content, headers=headers)
