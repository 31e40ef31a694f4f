"""A document as an answer on the web: what caches may do with it, what a browser may do with it, and its bytes."""

from http import HTTPStatus

from aiohttp import ETag, hdrs, web

from bot.pages.document import Document
from bot.pages.headers import security
from bot.pages.kept import Ready
from bot.pages.limits import SECONDS

REVALIDATED = "public, no-cache"  # kept by anyone, and asked for again each time: that is a 304 of a few bytes
FOR_EVER = "public, max-age=31536000, immutable"
PRIVATE = "no-store"
TEXTS = ("text/", "application/json", "image/svg")


def answered(
    request: web.Request, found: Ready, caching: str, embed_in: str | None, language: str | None = None
) -> web.Response:
    """The answer to a request; to who has this very content already, that it has not changed."""
    response = web.Response(status=found.document.status, headers=_headers(found.document, caching, embed_in, language))
    if caching != PRIVATE:
        response.etag = ETag(found.tag, is_weak=True)
        if any(tag.value in (found.tag, "*") for tag in request.if_none_match or ()):
            response.set_status(HTTPStatus.NOT_MODIFIED)
            return response
    _fill(response, found, compressed=caching != PRIVATE and _takes_gzip(request))
    return response


def _headers(document: Document, caching: str, embed_in: str | None, language: str | None) -> dict[str, str]:
    headers = {
        **security(document.policy, embed_in),
        hdrs.CACHE_CONTROL: caching,
        hdrs.VARY: f"{hdrs.ACCEPT_ENCODING}, {hdrs.ACCEPT_LANGUAGE}",
    }
    if language is not None:
        headers[hdrs.CONTENT_LANGUAGE] = language
    if document.open_to_all:
        headers[hdrs.ACCESS_CONTROL_ALLOW_ORIGIN] = "*"
    if document.download is not None:
        headers[hdrs.CONTENT_DISPOSITION] = f'attachment; filename="{document.download}"'
    if document.status == HTTPStatus.TOO_MANY_REQUESTS:
        headers[hdrs.RETRY_AFTER] = str(int(SECONDS))
    return headers


def _fill(response: web.Response, found: Ready, *, compressed: bool) -> None:
    """One person's matter is never compressed beside what that person wrote: its length would tell of it."""
    document = found.document
    response.content_type = document.content_type
    is_text = document.content_type.startswith(TEXTS)
    if is_text:
        response.charset = "utf-8"
    if is_text and compressed:
        response.headers[hdrs.CONTENT_ENCODING] = "gzip"
    response.body = found.compressed if is_text and compressed else document.content


def _takes_gzip(request: web.Request) -> bool:
    wishes = [part.replace(" ", "").lower() for part in request.headers.get(hdrs.ACCEPT_ENCODING, "").split(",")]
    return any(wish.partition(";")[0] == "gzip" and not wish.endswith(("q=0", "q=0.0")) for wish in wishes)
