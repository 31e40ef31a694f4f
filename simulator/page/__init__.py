"""The chat page: static files under a strict Content-Security-Policy; nothing is fetched from elsewhere."""

from pathlib import Path

from aiohttp import web

_FOLDER = Path(__file__).parent
_TYPES = {".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' blob: data:",
        "media-src 'self' blob:",
        "connect-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
    )
)


def add_page(application: web.Application) -> None:
    """Serve the page at / and its files under /page/."""
    application.router.add_get("/", _index)
    application.router.add_get("/page/{name}", _file)


async def _index(_request: web.Request) -> web.Response:
    return _served(_FOLDER / "index.html")


async def _file(request: web.Request) -> web.Response:
    path = _FOLDER / Path(request.match_info["name"]).name
    if path.suffix not in _TYPES or not path.is_file():
        raise web.HTTPNotFound
    return _served(path)


def _served(path: Path) -> web.Response:
    headers = {
        "Content-Security-Policy": _POLICY,
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
        "Cache-Control": "no-cache",
    }
    return web.Response(text=path.read_text("utf-8"), content_type=_TYPES[path.suffix], headers=headers)
