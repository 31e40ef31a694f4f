"""Our way to Telegram over HTTP: what is sent arrives as it is, and what fails is told apart."""

import asyncio
import json
import socket
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest
from aiohttp import web
from telegram import InputFile
from telegram.error import BadRequest, NetworkError, RetryAfter
from telegram.request import RequestData
from telegram.request._requestparameter import RequestParameter

from bot.transport import AiohttpRequest, NotSent, OutcomeUnknown, asked_pause


class Server:
    """Answers as it is told, and keeps what came."""

    def __init__(self) -> None:
        self.url = ""
        self.came: list[dict[str, Any]] = []
        self.answer: bytes = b'{"ok": true, "result": 1}'
        self.status = 200
        self.hold = asyncio.Event()
        self.hold.set()

    async def receive(self, request: web.Request) -> web.Response:
        fields = await request.post()
        self.came.append(
            {
                name: (value.filename, value.content_type, value.file.read())
                if isinstance(value, web.FileField)
                else value
                for name, value in fields.items()
            }
        )
        await self.hold.wait()
        return web.Response(body=self.answer, status=self.status)


@pytest.fixture
async def server() -> AsyncIterator[Server]:
    server = Server()
    app = web.Application(client_max_size=1 << 23)
    app.router.add_route("*", "/", server.receive)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    server.url = f"http://127.0.0.1:{runner.addresses[0][1]}/"
    yield server
    server.hold.set()
    await runner.cleanup()


@pytest.fixture
async def request_() -> AsyncIterator[AiohttpRequest]:
    opened = AiohttpRequest()
    await opened.initialize()
    yield opened
    await opened.shutdown()


def data(**fields: Any) -> RequestData:
    return RequestData([RequestParameter.from_input(name, value) for name, value in fields.items()])


async def test_fields_arrive_as_they_are(server: Server, request_: AiohttpRequest) -> None:
    text = "¿Cómo va? <b>ñ</b> 👩‍👩‍👧 \u200fעברית & '; DROP TABLE"

    assert await request_.post(server.url, data(text=text, chat_id=5, markup={"a": [1]})) == 1

    assert server.came == [{"text": text, "chat_id": "5", "markup": json.dumps({"a": [1]})}]


async def test_files_arrive_with_name_and_type(server: Server, request_: AiohttpRequest) -> None:

    await request_.post(
        server.url, data(chat_id=5, document=InputFile(b"\x00\xff", filename="año «1».pdf", attach=True))
    )

    [fields] = server.came
    assert fields["chat_id"] == "5"
    assert ("año «1».pdf", "application/pdf", b"\x00\xff") in fields.values()


async def test_a_large_file_arrives_whole(server: Server, request_: AiohttpRequest) -> None:

    content = bytes(range(256)) * 8192

    await request_.post(server.url, data(document=InputFile(content, filename="informe.pdf", attach=True)))

    assert ("informe.pdf", "application/pdf", content) in server.came[0].values()


def test_who_names_no_time_waits_the_usual() -> None:
    assert AiohttpRequest().read_timeout == 30


async def test_a_refusal_of_telegram_is_told_with_its_reason(server: Server, request_: AiohttpRequest) -> None:
    server.status, server.answer = 400, b'{"ok": false, "error_code": 400, "description": "Bad Request: no"}'

    with pytest.raises(BadRequest, match=r"(?i)no"):
        await request_.post(server.url)


@pytest.mark.parametrize("answer", [b"<html>", b"", b"[" * 100_000])
async def test_an_answer_that_is_not_json_is_an_unknown_outcome_and_is_not_logged(
    server: Server, request_: AiohttpRequest, answer: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    server.answer = answer

    with pytest.raises(OutcomeUnknown):
        await request_.post(server.url)

    assert caplog.records == []


async def test_an_error_page_of_a_gateway_is_an_error_of_telegram(server: Server, request_: AiohttpRequest) -> None:
    server.status, server.answer = 502, b"<html>Bad Gateway</html>"

    with pytest.raises(NetworkError) as caught:
        await request_.post(server.url)

    assert not isinstance(caught.value, NotSent | OutcomeUnknown)


async def test_an_answer_that_does_not_come_is_an_unknown_outcome(server: Server, request_: AiohttpRequest) -> None:
    server.hold.clear()

    with pytest.raises(OutcomeUnknown):
        await request_.post(server.url, read_timeout=0.05)

    assert len(server.came) == 1


async def test_a_server_that_does_not_listen_was_not_reached(request_: AiohttpRequest) -> None:
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        with pytest.raises(NotSent):
            await request_.post(f"http://127.0.0.1:{bound.getsockname()[1]}/")


async def test_a_pool_without_a_free_connection_has_sent_nothing(server: Server) -> None:
    request = AiohttpRequest(connections=1)
    await request.initialize()
    server.hold.clear()
    holding = asyncio.create_task(request.post(server.url))
    while not server.came:  # noqa: ASYNC110 - there is nothing to be told by
        await asyncio.sleep(0.005)

    with pytest.raises(NotSent):
        await request.post(server.url, connect_timeout=0.02, pool_timeout=0.02)

    server.hold.set()
    assert await holding == 1
    assert len(server.came) == 1
    await request.shutdown()


@pytest.mark.parametrize("url", ["not an address", "http://[broken/"])
async def test_an_address_that_is_none_was_not_reached(request_: AiohttpRequest, url: str) -> None:
    with pytest.raises(NotSent):
        await request_.post(url)


async def test_a_transport_that_is_not_open_sends_nothing(server: Server) -> None:
    request = AiohttpRequest()
    with pytest.raises(NotSent):
        await request.post(server.url)
    await request.shutdown()

    await request.initialize()
    await request.initialize()
    await request.shutdown()

    with pytest.raises(NotSent):
        await request.post(server.url)
    assert server.came == []


def test_the_time_to_wait_is_what_telegram_asked_for() -> None:
    assert asked_pause(RetryAfter(timedelta(seconds=7))) == 7
    assert asked_pause(RetryAfter(7)) == 7
    assert asked_pause(BadRequest("no")) is None
