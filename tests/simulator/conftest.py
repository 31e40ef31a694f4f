"""A running simulator on loopback and the ways to drive it."""

from collections.abc import AsyncIterator, Callable
from typing import Any

import aiohttp
import pytest

from simulator import DemoScene, Simulator, set_demo_scene
from tests.simulator.bot_api import MORNING, Api


@pytest.fixture
async def simulator() -> AsyncIterator[Simulator]:
    """Begins on the demonstration's morning; its date stands still."""
    async with Simulator(start=MORNING, running=False, back_off=0.01) as simulator:
        yield simulator


@pytest.fixture
def scene(simulator: Simulator) -> DemoScene:
    return set_demo_scene(simulator)


@pytest.fixture
async def http() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as http:
        yield http


@pytest.fixture
def api(http: aiohttp.ClientSession, simulator: Simulator, scene: DemoScene) -> Api:
    """Calls the scene's bot's methods."""
    assert simulator.people[scene.rosa.id] is scene.rosa
    return Api(http, simulator.url)


@pytest.fixture
def control(http: aiohttp.ClientSession, simulator: Simulator) -> Callable[..., Any]:
    """Calls the control API: `await control("GET", "state")`; the answer's JSON."""

    async def call(method: str, path: str, content: Any = None, **options: Any) -> Any:
        async with http.request(method, f"{simulator.url}/simulator/{path}", json=content, **options) as response:
            return await response.json()

    return call
