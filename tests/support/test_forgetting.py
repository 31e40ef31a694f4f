"""A world that has ended is not kept: thousands of them would fill the memory of a test process."""

import gc
from weakref import ref

import aiohttp

from simulator import Simulator
from tests.support.forgetting import forget_worlds


async def test_nothing_keeps_a_simulator_that_was_closed() -> None:
    async with Simulator(running=False) as simulator:
        simulator.add_bot("123:abc", "ParticipaDemoBot", "Participa")
        simulator.add_person("Rosa").write("hola")
        async with aiohttp.ClientSession() as client, client.get(f"{simulator.url}/simulator/state") as response:
            assert response.status == 200
    left = ref(simulator)

    del simulator, client, response
    forget_worlds()
    gc.collect()

    assert left() is None
