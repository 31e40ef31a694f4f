"""getUpdates: offsets, waiting, one at a time, 24 hours."""

import asyncio
from datetime import timedelta

from simulator import DemoScene, Simulator
from tests.simulator.bot_api import Api, check, update_type


async def test_updates_stay_until_they_are_confirmed(api: Api, scene: DemoScene) -> None:
    for text in ("uno", "dos", "tres"):
        scene.rosa.write(text)

    first = await api.updates(limit=2)
    again = await api.updates()
    rest = await api.updates(offset=first[1]["update_id"] + 1)

    assert [update["message"]["text"] for update in first] == ["uno", "dos"]
    assert [update["message"]["text"] for update in again] == ["uno", "dos", "tres"]
    assert [update["message"]["text"] for update in rest] == ["tres"]
    assert [update["update_id"] for update in again] == [again[0]["update_id"] + n for n in range(3)]


async def test_a_negative_offset_keeps_the_newest(api: Api, scene: DemoScene) -> None:
    for text in ("uno", "dos", "tres"):
        scene.rosa.write(text)

    newest = await api.updates(offset=-2)

    assert [update["message"]["text"] for update in newest] == ["dos", "tres"]
    assert len(await api.updates()) == 2


async def test_a_poll_waits_for_what_comes(api: Api, simulator: Simulator, scene: DemoScene) -> None:
    poll = asyncio.create_task(api.updates(timeout=20))
    await simulator.wait_until(lambda: simulator.api.delivery(simulator.bot).polling.waiting)
    scene.rosa.write("hola")

    assert [update["message"]["text"] for update in await poll] == ["hola"]


async def test_a_second_poll_ends_the_first(api: Api, simulator: Simulator, scene: DemoScene) -> None:
    first = asyncio.create_task(api("getUpdates", timeout=20))
    polling = simulator.api.delivery(simulator.bot).polling
    await simulator.wait_until(lambda: polling.waiting)
    second = asyncio.create_task(api.updates(timeout=20))

    refused = await first
    scene.rosa.write("hola")

    assert refused["error_code"] == 409
    assert refused["description"] == (
        "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
    )
    assert len(await second) == 1


async def test_a_poll_whose_client_is_gone_disturbs_nobody(api: Api, simulator: Simulator, scene: DemoScene) -> None:
    first = asyncio.create_task(api("getUpdates", timeout=20))
    polling = simulator.api.delivery(simulator.bot).polling
    await simulator.wait_until(lambda: polling.waiting)
    first.cancel()
    await asyncio.wait([first])
    await simulator.wait_until(lambda: not polling.waiting)
    scene.rosa.write("hola")

    assert len(await api.updates(timeout=20)) == 1


async def test_a_webhook_excludes_polling(api: Api, simulator: Simulator) -> None:
    waiting = asyncio.create_task(api("getUpdates", timeout=20))
    polling = simulator.api.delivery(simulator.bot).polling
    await simulator.wait_until(lambda: polling.waiting)
    await api.result("setWebhook", url="http://127.0.0.1:9/x")

    assert (await waiting)["description"] == "Conflict: terminated by setWebhook request"
    assert await api.refusal("getUpdates") == (
        "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
    )
    await api.result("deleteWebhook")
    assert await api.updates() == []


async def test_only_wanted_kinds_are_kept(api: Api, scene: DemoScene) -> None:
    await api.updates(allowed_updates=["callback_query"])
    scene.rosa.write("no se quiere")
    await api.updates(allowed_updates=[])
    scene.rosa.write("sí se quiere")

    assert [update["message"]["text"] for update in await api.updates()] == ["sí se quiere"]


async def test_updates_are_kept_for_24_hours(api: Api, simulator: Simulator, scene: DemoScene) -> None:
    scene.rosa.write("uno")
    await simulator.clock.move_by(timedelta(hours=23))
    scene.rosa.write("dos")
    before = await api.updates()
    await simulator.clock.move_by(timedelta(hours=1))

    assert len(before) == 2
    assert [update["message"]["text"] for update in await api.updates()] == ["dos"]


async def test_the_same_update_can_come_twice(api: Api, simulator: Simulator, scene: DemoScene) -> None:
    scene.rosa.write("hola")
    first = await api.updates()
    confirmed = first[0]["update_id"] + 1
    simulator.bot.queue.push_again(first[0]["update_id"])

    assert await api.updates(offset=confirmed) == first
    assert await api.updates(offset=confirmed) == []


async def test_any_json_can_be_injected(api: Api, simulator: Simulator, scene: DemoScene) -> None:
    scene.rosa.write("antes")
    simulator.bot.queue.push_raw({"message": {"no": "es un mensaje"}})
    raw_id = simulator.bot.queue.history()[-1].id
    simulator.bot.queue.push_raw({"update_id": raw_id + 10, "message": 5})
    scene.rosa.write("después")

    async with api.session.get(f"{api.url}/bot{api.token}/getUpdates") as response:
        updates = (await response.json())["result"]

    assert updates[1] == {"message": {"no": "es un mensaje"}}
    assert updates[2] == {"update_id": raw_id + 10, "message": 5}
    check(update_type(), updates[3])
    assert updates[3]["update_id"] == raw_id + 11
