"""The files that an office uploaded as evidence, streamed from the store at addresses that never change."""

import asyncio
from dataclasses import dataclass
from functools import partial

from aiohttp import hdrs, web

from bot.pages.headers import security
from bot.pages.responding import REVALIDATED
from bot.pages.visit import House
from participation.plan.public_files import PREFIX, PublicFile, address_name, file_of_evidence
from storage import Database
from storage.files import FileMissing

ROUTE = f"/evidencia/{{prefix:[0-9a-f]{{{PREFIX}}}}}/{{name}}"
POLICY, PDF = "default-src 'none'", "application/pdf"  # browsers do not show a PDF in a sandbox
SHOWN_IN_PLACE = frozenset({PDF, "image/jpeg", "image/png", "image/webp", "image/gif"})


@dataclass(frozen=True)
class EvidenceFiles:
    """Gives a file by the first digits of its hash and its name. What is not evidence any more is not there."""

    house: House
    database: Database
    embed_in: str | None = None

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """The bytes as they were kept. 404 for whatever people do not see among the evidence."""
        prefix, name, store = request.match_info["prefix"], request.match_info["name"], self.house.files
        found = await asyncio.wrap_future(self.database.read(partial(file_of_evidence, prefix=prefix)))
        if found is None or store is None or name != address_name(found.name):
            raise web.HTTPNotFound
        headers = self._headers(found)
        if any(tag.value in (found.hash, "*") for tag in request.if_none_match or ()):
            return web.Response(status=304, headers=headers)
        try:
            size = await asyncio.to_thread(store.size, found.hash)
            pieces = await asyncio.to_thread(store.stream, found.hash)
        except FileMissing as error:
            raise web.HTTPNotFound from error
        response = web.StreamResponse(headers=headers)
        response.content_length = size
        await response.prepare(request)
        if request.method != hdrs.METH_HEAD:
            while piece := await asyncio.to_thread(next, pieces, b""):
                await response.write(piece)
        await response.write_eof()
        return response

    def _headers(self, found: PublicFile) -> dict[str, str]:
        """It is asked for anew each time: evidence can be taken out."""
        shown = "inline" if found.mime in SHOWN_IN_PLACE else "attachment"
        return {
            **security(POLICY if found.mime == PDF else f"{POLICY}; sandbox", self.embed_in),
            hdrs.CACHE_CONTROL: REVALIDATED,
            hdrs.ETAG: f'"{found.hash}"',
            hdrs.CONTENT_TYPE: found.mime,
            hdrs.CONTENT_DISPOSITION: f'{shown}; filename="{address_name(found.name)}"',
        }
