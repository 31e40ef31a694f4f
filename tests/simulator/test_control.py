"""The control API: the same world from another process."""

import asyncio
import json
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import aiohttp
import pytest

from simulator import DemoScene, Simulator, set_demo_scene
from simulator.pictures import plain_png
from tests.simulator.bot_api import MORNING, Api

Control = Callable[..., Any]


async def test_people_act_by_name_or_id(control: Control, api: Api, scene: DemoScene) -> None:
    started = await control("POST", "people/Rosa/start", {"payload": "avance"})
    written = await control("POST", f"people/{scene.rosa.id}/write", {"text": "hola", "reply_to": 1})
    await control("POST", "people/rosa/edit", {"message_id": written["result"]["message_id"], "text": "¡hola!"})
    await control("POST", "people/rosa/location", {"latitude": 4.6, "longitude": -74.1})
    await control("POST", "people/rosa/contact", {"phone_number": "+57300"})
    await control("POST", "people/rosa/send", {"content": {"dice": {"emoji": "🎲", "value": 6}}})
    await control("POST", "people/rosa/album", {})

    updates = await api.updates()

    assert started["result"]["text"] == "/start avance"
    assert updates[1]["message"]["reply_to_message"]["text"] == "/start avance"
    assert updates[2]["edited_message"]["text"] == "¡hola!"
    assert len(updates) == 8
    assert await control("POST", "people/Nadie/write", {"text": "x"}) == {"error": "there is nobody called Nadie"}
    assert "write, start" in (await control("POST", "people/Rosa/fly"))["error"]


async def test_files_are_sent_by_multipart(http: aiohttp.ClientSession, simulator: Simulator, scene: DemoScene) -> None:
    form = aiohttp.FormData({"kind": "photo", "caption": "Foto"})
    form.add_field("file", plain_png(30, 20), filename="f.png", content_type="image/png")
    async with http.post(f"{simulator.url}/simulator/people/Rosa/file", data=form) as response:
        sent = (await response.json())["result"]
    album = aiohttp.FormData({"kinds": '["document", "document"]'})
    for name in ("a", "b"):
        album.add_field(name, name.encode(), filename=f"{name}.txt")
    async with http.post(f"{simulator.url}/simulator/people/Rosa/album", data=album) as response:
        together = (await response.json())["result"]
    async with http.get(f"{simulator.url}/simulator/files/{sent['photo'][-1]['file_id']}") as response:
        content = await response.read()
        kind = response.content_type

    assert (sent["caption"], sent["photo"][-1]["width"]) == ("Foto", 30)
    assert [message["document"]["file_name"] for message in together] == ["a.txt", "b.txt"]
    assert (content, kind) == (plain_png(30, 20), "image/png")
    assert len(scene.rosa.screen()) == 3


async def test_only_pictures_and_sounds_are_shown_in_the_browser(
    http: aiohttp.ClientSession, simulator: Simulator, scene: DemoScene
) -> None:
    document = scene.rosa.file("document", b"<script>", "x.html", "text/html")["document"]

    async with http.get(f"{simulator.url}/simulator/files/{document['file_id']}") as response:
        assert response.content_type == "application/octet-stream"
        assert response.headers["Content-Disposition"] == "attachment"


async def test_presses_and_the_feed(control: Control, api: Api, scene: DemoScene) -> None:
    scene.rosa.start()
    waiting = asyncio.create_task(control("GET", "people/Rosa/feed?after=0&timeout=20"))
    keyboard = {"inline_keyboard": [[{"text": "Sí", "callback_data": "y"}]]}
    await api.result("sendMessage", chat_id=scene.rosa.id, text="¿?", reply_markup=keyboard)

    feed = await waiting
    pressed = (await control("POST", "people/Rosa/press", {"label": "Sí", "times": 2}))["result"]
    screen = await control("GET", "people/Rosa/screen")

    assert [seen["message"]["text"] for seen in feed["seen"]] == ["¿?"]
    assert feed["last"] == 1
    assert len(set(pressed["queries"])) == 2
    assert [message["text"] for message in screen] == ["/start", "¿?"]
    assert len(await api.updates()) == 3
    assert (await control("POST", "people/Rosa/press", {"label": "No"}))["error"].startswith("there is no button")


async def test_the_date_is_told_and_moved_and_the_hook_awaited(http: aiohttp.ClientSession) -> None:
    moves: list[tuple[datetime, datetime]] = []

    async def on_move(before: datetime, after: datetime) -> None:
        moves.append((before, after))

    async with Simulator(start=MORNING, running=False, on_move=on_move) as simulator:
        url = f"{simulator.url}/simulator/clock"
        async with http.post(url, json={"by": 3600}) as response:
            by = await response.json()
        async with http.post(url, json={"to": "2021-07-02T09:00:00-05:00"}) as response:
            to = await response.json()
        async with http.post(url, json={"to": "2021-07-01T09:00:00-05:00"}) as response:
            back = response.status
        async with http.post(url, json={"running": True}) as response:
            running = await response.json()

    assert by == {"now": "2021-07-01T15:00:00+00:00", "running": False}
    assert to["now"] == "2021-07-02T14:00:00+00:00"
    assert back == 400
    assert running["running"] is True
    assert moves == [
        (MORNING, MORNING + timedelta(hours=1)),
        (MORNING + timedelta(hours=1), MORNING + timedelta(days=1)),
    ]


async def test_the_state_has_everything_a_page_shows(control: Control, api: Api, scene: DemoScene) -> None:
    await api.result("setMyCommands", commands=[{"command": "avance", "description": "Cómo va"}], language_code="es")
    await api.result("setMyDescription", description="Le cuento cómo va el plan")
    scene.rosa.start()

    state = await control("GET", "state?messages=10")

    chats = {chat["key"]: chat for chat in state["chats"]}
    rosa = state["people"][0]
    assert state["clock"]["now"] == MORNING.isoformat()
    assert state["bots"][0]["description"] == "Le cuento cómo va el plan"
    assert [message["text"] for message in chats[rosa["chats"][0]]["messages"]] == ["/start"]
    assert rosa["commands"][rosa["chats"][0]] == [{"command": "avance", "description": "Cómo va"}]
    assert chats[rosa["chats"][1]]["chat"]["title"] == "Canal de participación"


async def read_events(response: aiohttp.ClientResponse, count: int) -> list[tuple[int, str, Any]]:
    """The next `count` events of a stream: id, kind, data."""
    events: list[tuple[int, str, Any]] = []
    fields: dict[str, str] = {}
    while len(events) < count:
        line = (await response.content.readline()).decode().rstrip("\n")
        name, _, value = line.partition(": ")
        if line and name:
            fields[name] = value
        elif "event" in fields:
            events.append((int(fields.get("id", 0)), fields["event"], json.loads(fields["data"])))
            fields = {}
    return events


async def test_the_stream_goes_on_where_a_page_left_it(
    http: aiohttp.ClientSession, simulator: Simulator, scene: DemoScene
) -> None:
    url = f"{simulator.url}/simulator/events"
    before = simulator.world.events.last_id
    scene.rosa.write("uno")
    async with http.get(url, params={"after": before}) as response:
        ((first_id, kind, data),) = await read_events(response, 1)
        scene.rosa.write("dos")
        await read_events(response, 1)
    scene.rosa.write("tres")
    async with http.get(url, headers={"Last-Event-ID": str(first_id)}) as response:
        missed = await read_events(response, 2)

    assert (kind, data["message"]["text"]) == ("message", "uno")
    assert [event[2]["message"]["text"] for event in missed] == ["dos", "tres"]


@pytest.mark.parametrize("last", ["999999", "0"])
async def test_a_page_that_missed_too_much_is_told_to_start_anew(
    http: aiohttp.ClientSession, simulator: Simulator, scene: DemoScene, last: str
) -> None:
    for _ in range(10_001):
        simulator.world.events.publish("pinned", {"chat": scene.channel.public["id"]})

    async with http.get(f"{simulator.url}/simulator/events", params={"after": last}) as response:
        ((_, kind, _),) = await read_events(response, 1)

    assert kind == "reset"


async def test_faults_limits_pace_and_log(control: Control, api: Api, scene: DemoScene) -> None:
    scene.rosa.start()
    rule = await control("POST", "faults", {"kind": "too_many", "method": "sendMessage", "retry_after": 2})
    limits = await control("POST", "limits", {"enabled": True, "chat_burst": 1})
    await api("sendMessage", chat_id=scene.rosa.id, text="x")
    await api("sendMessage", chat_id=scene.rosa.id, text="x")

    rules = await control("GET", "faults")
    log = await control("GET", f"log?kind=call&method=send*&chat_id={scene.rosa.id}")
    pace = await control("GET", "pace")

    assert limits["enabled"] is True
    assert (rule["number"], rules[0]["spent"]) == (1, True)
    assert [entry["status"] for entry in log["entries"]] == [429, 200]
    assert pace[str(api.token.partition(":")[0])]["total"] == 1
    assert await control("DELETE", "faults?number=1") == {}
    assert await control("GET", "faults") == []
    assert (await control("POST", "faults", {"kind": "explode"}))["error"].startswith("no such fault")
    assert (await control("POST", "limits", {"speed": 1}))["error"] == "no such limit: speed"
    await control("DELETE", "log")
    assert (await control("GET", "log"))["entries"] == []


async def test_updates_are_injected_and_repeated(control: Control, api: Api, scene: DemoScene) -> None:
    scene.rosa.start()
    (update,) = await api.updates()
    injected = await control("POST", "updates", {"update": {"message": "?"}})
    again = await control("POST", "updates", {"again": update["update_id"]})
    listed = await control("GET", "updates")

    assert again["update_id"] == update["update_id"]
    assert injected["update_id"] == update["update_id"] + 1
    assert (listed["pending"], listed["updates"]) == (3, [update, {"message": "?"}])


async def test_the_scene_grows(control: Control, api: Api, simulator: Simulator, scene: DemoScene) -> None:
    bot = await control("POST", "bots", {"token": "77:otro", "username": "OtroBot", "name": "Otro"})
    person = await control("POST", "people", {"first_name": "Luz", "language_code": "en"})
    group = await control("POST", "chats", {"kind": "supergroup", "title": "Junta", "people": [person["id"]]})
    channel = await control("POST", "chats", {"kind": "channel", "title": "Otro canal"})
    posted = await control("POST", f"chats/{channel['key']}/post", {"text": "Aviso"})
    await control("POST", f"chats/{group['key']}/bot", {"status": "kicked"})
    small = await control("POST", "chats", {"title": "Grupo", "people": [person["id"], scene.rosa.id]})
    await control("POST", f"people/{scene.camilo.id}/join", {"chat": small["key"]})
    await control("POST", f"people/{scene.camilo.id}/leave", {"chat": small["key"]})
    upgraded = await control("POST", f"chats/{small['key']}/upgrade")

    assert bot["username"] == "OtroBot"
    assert group["members"][str(simulator.bot.id)] == "member"
    assert posted["result"]["text"] == "Aviso"
    assert upgraded["result"]["chat"]["type"] == "supergroup"
    refusal = await api.refusal("sendMessage", chat_id=group["key"], text="x")
    assert refusal == "Forbidden: bot was kicked from the supergroup chat"


async def test_blocking_and_clearing(control: Control, api: Api, scene: DemoScene) -> None:
    scene.rosa.start()
    await control("POST", "people/Rosa/block")
    refused = await control("POST", "people/Rosa/write", {"text": "x"})
    await control("POST", "people/Rosa/unblock")
    await control("POST", "people/Rosa/delete-chat")
    opened = await control("POST", "people/Rosa/open", {"url": "https://t.me/participademobot?start=avance"})

    assert refused == {"error": "Rosa has blocked the bot"}
    assert opened["result"]["message"]["text"] == "/start avance"
    assert [message["text"] for message in scene.rosa.screen()] == ["/start avance"]
    await api.result("sendMessage", chat_id=scene.rosa.id, text="x")


async def test_other_sites_pages_are_refused(http: aiohttp.ClientSession, simulator: Simulator) -> None:
    url = f"{simulator.url}/simulator/state"

    async with http.get(url, headers={"Origin": "https://example.org"}) as stranger:
        assert stranger.status == 403
    async with http.get(url, headers={"Origin": simulator.url}) as own:
        assert own.status == 200


async def test_older_messages_are_read_page_by_page(control: Control, scene: DemoScene) -> None:
    for number in range(5):
        scene.rosa.write(str(number))
    key = scene.rosa.chat_with().key

    state = await control("GET", "state?messages=2")
    chat = next(chat for chat in state["chats"] if chat["key"] == key)
    first = chat["messages"][0]["message_id"]
    older = await control("GET", f"chats/{key}/messages?before={first}&limit=2")
    oldest = await control("GET", f"chats/{key}/messages?before={older['messages'][0]['message_id']}&limit=2")

    assert chat["more"] is True
    assert [message["text"] for message in older["messages"]] == ["1", "2"]
    assert older["more"] is True
    assert [message["text"] for message in oldest["messages"]] == ["0"]
    assert oldest["more"] is False


async def test_how_far_a_chat_was_read_never_goes_back(control: Control, scene: DemoScene) -> None:
    scene.rosa.write("hola")
    key = scene.rosa.chat_with().key

    await control("POST", f"chats/{key}/read", {"reader": str(scene.rosa.id), "message_id": 7})
    later = await control("POST", f"chats/{key}/read", {"reader": str(scene.rosa.id), "message_id": 3})

    state = await control("GET", "state")
    assert later == {"message_id": 7}
    assert next(chat for chat in state["chats"] if chat["key"] == key)["read"] == {str(scene.rosa.id): 7}


async def test_the_story_keeps_its_place_and_has_no_other(control: Control, simulator: Simulator) -> None:
    set_demo_scene(simulator)
    await control("POST", "story", {"told": 3})
    refused = await control("POST", "story", {"told": len(simulator.story) + 1})

    story = (await control("GET", "state"))["story"]
    assert refused == {"error": f"the story has {len(simulator.story)} steps"}
    assert story["told"] == 3
    assert story["steps"][0]["moves"] == [{"who": "Rosa", "does": "start", "values": {}}]


async def test_a_move_of_the_date_tells_what_came_meanwhile(http: aiohttp.ClientSession) -> None:
    async def on_move(_before: datetime, after: datetime) -> None:
        simulator.clock.set(after - timedelta(minutes=30))
        simulator.world.bot_posts(simulator.bot, rosa.chat_with(), {"text": "Recordatorio"})
        simulator.mail("a@example.org", "Aviso", "Texto", attachments=[("a.ics", "text/calendar", b"BEGIN")])

    async with Simulator(start=MORNING, running=False, on_move=on_move) as simulator:
        rosa = set_demo_scene(simulator).rosa
        simulator.link("Calendario", "http://127.0.0.1/calendario.ics")
        simulator.link("Agenda", "http://127.0.0.1/calendario.ics")
        before = simulator.world.events.last_id
        async with http.post(f"{simulator.url}/simulator/clock", json={"by": 3600}) as response:
            assert response.status == 200
        events = simulator.world.events.after(before) or []
        async with http.get(f"{simulator.url}/simulator/state") as response:
            state = await response.json()

    moved = next(event.data for event in events if event.kind == "moved")
    assert moved == {
        "from": MORNING.isoformat(),
        "to": (MORNING + timedelta(hours=1)).isoformat(),
        "chats": {rosa.chat_with().key: 1},
        "mails": 1,
    }
    assert state["mails"][0]["at"] == (MORNING + timedelta(minutes=30)).isoformat()
    assert state["mails"][0]["attachments"][0]["file_name"] == "a.ics"
    assert state["links"] == [{"title": "Agenda", "address": "http://127.0.0.1/calendario.ics"}]
