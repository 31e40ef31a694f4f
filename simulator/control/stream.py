"""Server-Sent Events: what happens, as it happens, resumable by Last-Event-ID."""

import asyncio
import json
from typing import TYPE_CHECKING

from aiohttp import web

from simulator.events import Event

if TYPE_CHECKING:
    from simulator.server import Simulator

_STILL_HERE_SECONDS = 15.0


async def stream(request: web.Request, simulator: "Simulator") -> web.StreamResponse:
    """The events after Last-Event-ID (or ?after=) and those to come; "reset" when some of them are forgotten."""
    events = simulator.world.events
    given = request.headers.get("Last-Event-ID") or request.query.get("after") or ""
    headers = {"Content-Type": "text/event-stream", "Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    response = web.StreamResponse(headers=headers)
    await response.prepare(request)
    with events.subscribe() as subscription:
        missed = events.after(int(given)) if given.isdigit() else []
        if missed is None:
            await response.write(b"event: reset\ndata: {}\n\n")
            missed = []
        for event in missed:
            await response.write(_encoded(event))
        await response.write(b": here\n\n")
        await _follow(response, subscription.queue, simulator.api.stopping)
    return response


async def _follow(response: web.StreamResponse, queue: asyncio.Queue[Event], stopping: asyncio.Event) -> None:
    ended = asyncio.ensure_future(stopping.wait())
    waiting: asyncio.Future[Event] = asyncio.ensure_future(queue.get())
    try:
        while not ended.done():
            await asyncio.wait((waiting, ended), timeout=_STILL_HERE_SECONDS, return_when=asyncio.FIRST_COMPLETED)
            if waiting.done():
                await response.write(_encoded(waiting.result()))
                waiting = asyncio.ensure_future(queue.get())
            else:
                await response.write(b": here\n\n")
    except ConnectionError:
        return
    finally:
        ended.cancel()
        waiting.cancel()


def _encoded(event: Event) -> bytes:
    data = json.dumps(event.data, separators=(",", ":"))
    return f"id: {event.id}\nevent: {event.kind}\ndata: {data}\n\n".encode()
