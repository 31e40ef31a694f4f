"""A client that calls the simulator as a bot does, with aiogram's types as an oracle for every result.

aiogram builds its types for five seconds when it is imported: only who asks it something imports it.
"""

from datetime import UTC, datetime
from typing import Any

import aiohttp
from pydantic import BaseModel, TypeAdapter

from simulator import DEMO_TOKEN

MORNING = datetime(2021, 7, 1, 14, 0, tzinfo=UTC)


class Api:
    """Calls methods as a bot does and checks every result against the type that aiogram has for it."""

    def __init__(self, session: aiohttp.ClientSession, url: str, token: str = DEMO_TOKEN) -> None:
        self.session, self.url, self.token = session, url, token

    async def __call__(self, method: str, **values: Any) -> dict[str, Any]:
        """The whole answer."""
        async with self.session.post(f"{self.url}/bot{self.token}/{method}", json=values) as response:
            body: dict[str, Any] = await response.json()
            assert body["ok"] == (response.status == 200)
            if body["ok"]:
                check(returned_type(method), body["result"])
            return body

    async def result(self, method: str, **values: Any) -> Any:
        """The result of a call that must succeed."""
        body = await self(method, **values)
        assert body["ok"], body
        return body["result"]

    async def refusal(self, method: str, **values: Any) -> str:
        """The description of a call that must be refused."""
        body = await self(method, **values)
        assert not body["ok"], body
        return str(body["description"])

    async def updates(self, **values: Any) -> list[dict[str, Any]]:
        """What getUpdates gives, each checked as an aiogram Update."""
        updates: list[dict[str, Any]] = await self.result("getUpdates", **values)
        return updates


def returned_type(method: str) -> Any:
    """What the documentation, by way of aiogram, says that a method returns."""
    from aiogram import methods  # noqa: PLC0415 - five seconds

    name = method[0].upper() + method[1:]
    found: type[methods.TelegramMethod[Any]] = getattr(methods, name)
    return found.__returning__


def update_type() -> Any:
    """What getUpdates and the webhook deliver."""
    from aiogram.types import Update  # noqa: PLC0415 - five seconds

    return Update


def messages_type() -> Any:
    """Several messages of a chat."""
    from aiogram.types import Message  # noqa: PLC0415 - five seconds

    return list[Message]


def check(expected: Any, value: Any) -> None:
    """`value` is of the type `expected`, with no field that the type does not have."""
    _no_unknown_fields(TypeAdapter(expected).validate_python(value))


def _no_unknown_fields(value: Any) -> None:
    if isinstance(value, BaseModel):
        assert not value.model_extra, f"{type(value).__name__} has no {sorted(value.model_extra)}"
        for name in type(value).model_fields:
            _no_unknown_fields(getattr(value, name))
    elif isinstance(value, list | tuple):
        for item in value:
            _no_unknown_fields(item)
