"""`python -m simulator`: the simulator as a process of its own."""

import asyncio
import signal
import socket
import sys

import aiohttp


async def start(*arguments: str) -> asyncio.subprocess.Process:
    """The process, its output in pipes."""
    return await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "simulator",
        *arguments,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )


async def test_it_prints_its_address_serves_and_ends_cleanly(http: aiohttp.ClientSession) -> None:
    process = await start("--port", "0", "--at", "2021-07-05T10:00:00-05:00", "--token", "9:x", "--stand")
    assert process.stdout is not None
    url = (await process.stdout.readline()).decode().strip()

    async with http.get(f"{url}/bot9:x/getMe") as response:
        bot = (await response.json())["result"]
    async with http.get(f"{url}/simulator/state") as response:
        state = await response.json()
    async with http.get(f"{url}/simulator/events") as stream:
        assert stream.status == 200
        process.send_signal(signal.SIGINT)
        _, errors = await process.communicate()

    assert bot["username"] == "ParticipaDemoBot"
    assert state["clock"] == {"now": "2021-07-05T15:00:00+00:00", "running": False}
    assert [person["user"]["first_name"] for person in state["people"]] == ["Rosa", "Camilo", "Funcionaria"]
    assert (process.returncode, errors) == (0, b"")


async def test_a_port_that_is_taken_is_said_in_one_sentence() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        process = await start("--port", str(taken.getsockname()[1]))
        _, errors = await process.communicate()

    assert process.returncode == 2
    assert errors.decode().count("\n") == 1
    assert "choose another with --port" in errors.decode()


async def test_a_date_without_an_offset_is_refused() -> None:
    process = await start("--at", "2021-07-05T10:00:00")
    _, errors = await process.communicate()

    assert process.returncode == 2
    assert "write the offset too" in errors.decode()
