"""No bot at all: the least that a client must do. It shows how much the simulated Telegram itself can carry."""

import asyncio
import json
from urllib.parse import urlencode, urlsplit

from bench.peers import given

CONNECTIONS = 16
WAIT_SECONDS = 20


class Line:
    """One kept connection, spoken to by hand."""

    def __init__(self, host: str, port: int) -> None:
        self._host, self._port = host, port

    async def open(self) -> None:
        """Connect."""
        self._reader, self._writer = await asyncio.open_connection(self._host, self._port)

    async def post(self, path: str, body: bytes) -> bytes:
        """Make one request; the body of its answer."""
        head = f"POST {path} HTTP/1.1\r\nHost: {self._host}\r\nContent-Length: {len(body)}\r\n"
        self._writer.write(f"{head}Content-Type: application/x-www-form-urlencoded\r\n\r\n".encode() + body)
        answered = (await self._reader.readuntil(b"\r\n\r\n")).lower()
        _, _, after = answered.partition(b"content-length:")
        return await self._reader.readexactly(int(after.split(b"\r\n", 1)[0]))


async def serve() -> None:
    """Answer every update until the process is ended."""
    answer = given.read()
    address = urlsplit(answer.api)
    lines = [Line(address.hostname or "", address.port or 80) for _ in range(CONNECTIONS + 1)]
    for line in lines:
        await line.open()
    waiting: asyncio.Queue[int] = asyncio.Queue()
    same = urlencode({"text": answer.text, "parse_mode": "HTML", "reply_markup": json.dumps(answer.markup)}).encode()

    async def send(line: Line) -> None:
        while True:
            chat_id = await waiting.get()
            await line.post(f"/bot{answer.token}/sendMessage", b"chat_id=%d&%s" % (chat_id, same))

    async with asyncio.TaskGroup() as tasks:
        for line in lines[1:]:
            tasks.create_task(send(line))
        await _poll(lines[0], answer.token, waiting)


async def _poll(line: Line, token: str, waiting: asyncio.Queue[int]) -> None:
    offset = 0
    while True:
        asked = urlencode({"timeout": WAIT_SECONDS, "offset": offset, "limit": 100}).encode()
        for update in json.loads(await line.post(f"/bot{token}/getUpdates", asked))["result"]:
            offset = update["update_id"] + 1
            if "message" in update:
                waiting.put_nowait(update["message"]["chat"]["id"])


if __name__ == "__main__":
    asyncio.run(serve())
