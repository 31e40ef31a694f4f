"""The files of published reports, streamed from the store: they may be large, and never change."""

import asyncio
import re
from dataclasses import dataclass
from functools import partial
from html import unescape

from aiohttp import hdrs, web

from bot.pages.headers import security
from bot.pages.reports import ADDRESS, FILES
from bot.pages.responding import FOR_EVER
from bot.pages.visit import House
from participation.publication.published import PublishedReport, published_report
from storage import Database
from storage.files import FileMissing

ROUTE = f"/{ADDRESS}/{{report:[0-9]{{1,15}}}}/{{name}}"
TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "html": "text/html; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "json": "application/json; charset=utf-8",
}
OPEN_TO_ALL = frozenset({"csv", "json"})
READ_IN_PLACE = frozenset({"pdf", "html", "json"})
_OWN_POLICY = re.compile(rb'<meta http-equiv="Content-Security-Policy" content="([^"]{1,2000})">')


@dataclass(frozen=True)
class ReportFiles:
    """Gives a file by the report's number and the file's name."""

    house: House
    database: Database
    embed_in: str | None = None

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """The bytes as they were published. 404 for whatever is not public."""
        number, name = int(request.match_info["report"]), request.match_info["name"]
        found = await asyncio.wrap_future(self.database.read(partial(published_report, report_id=number)))
        key = next((key for key, (known, _) in FILES.items() if known == name), None)
        store = self.house.files
        if found is None or key is None or key not in found.files or store is None:
            raise web.HTTPNotFound
        file_hash = found.files[key]
        if any(tag.value in (file_hash, "*") for tag in request.if_none_match or ()):
            return web.Response(status=304, headers=self._headers(found, name, file_hash, b""))
        try:
            size = await asyncio.to_thread(store.size, file_hash)
            pieces = await asyncio.to_thread(store.stream, file_hash)
        except FileMissing as error:
            raise web.HTTPNotFound from error
        piece = await asyncio.to_thread(next, pieces, b"")
        response = web.StreamResponse(headers=self._headers(found, name, file_hash, piece))
        response.content_length = size
        await response.prepare(request)
        while piece and request.method != hdrs.METH_HEAD:
            await response.write(piece)
            piece = await asyncio.to_thread(next, pieces, b"")
        await response.write_eof()
        return response

    def _headers(self, found: PublishedReport, name: str, file_hash: str, first: bytes) -> dict[str, str]:
        ending = name.rpartition(".")[2]
        saved = f"{name.rpartition('.')[0]}-{found.first_day}-{found.last_day}.{ending}"
        shown = "inline" if ending in READ_IN_PLACE else "attachment"
        headers = {
            **security(_policy_of(first) if ending == "html" else None, self.embed_in),
            hdrs.CACHE_CONTROL: FOR_EVER,
            hdrs.ETAG: f'"{file_hash}"',
            hdrs.CONTENT_TYPE: TYPES[ending],
            hdrs.CONTENT_DISPOSITION: f'{shown}; filename="{saved}"',
        }
        if ending in OPEN_TO_ALL:
            headers[hdrs.ACCESS_CONTROL_ALLOW_ORIGIN] = "*"
        return headers


def _policy_of(page: bytes) -> str | None:
    """The policy that a page of ours carries in itself: it names the hash of its style."""
    own = _OWN_POLICY.search(page[:4096])
    return unescape(own[1].decode()) if own is not None else None
