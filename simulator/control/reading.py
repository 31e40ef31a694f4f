"""Reading control requests and answering them."""

import json
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import urlsplit

from aiohttp import web

from simulator.errors import ApiError, SceneError
from simulator.parameters import Parameters, read_parameters

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def answer(content: Any, status: int = 200) -> web.Response:
    """A JSON answer."""
    return web.json_response(content, status=status, headers={"Cache-Control": "no-store"})


async def body(request: web.Request) -> dict[str, Any]:
    """The request's JSON object, or {}. Raises SceneError."""
    text = await request.text()
    try:
        content = json.loads(text) if text.strip() else {}
    except ValueError as error:
        raise SceneError(f"not JSON: {error}") from None
    if not isinstance(content, dict):
        raise SceneError("a JSON object is expected")
    return content


async def form(request: web.Request) -> Parameters:
    """The request's values and files, as JSON, form or multipart."""
    return await read_parameters(request)


@web.middleware
async def guard(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Refuse other sites' pages, and tell in words what cannot be done."""
    if not request.path.startswith("/simulator"):
        return await handler(request)
    origin = request.headers.get("Origin")
    if origin and urlsplit(origin).netloc != request.host:
        return answer({"error": "requests of other sites' pages are refused"}, 403)
    try:
        return await handler(request)
    except ApiError as error:
        return answer({"error": error.description}, error.code)
    except (SceneError, ValueError, TypeError, KeyError, LookupError) as error:
        return answer({"error": str(error)}, 400)
