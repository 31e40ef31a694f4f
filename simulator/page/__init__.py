"""The chat page: static files under a strict Content-Security-Policy; nothing is fetched from elsewhere."""

from pathlib import Path

from aiohttp import web

FOLDER = Path(__file__).parent
_TYPES = {
    ".html": "text/html",
    ".css": "text/css",
    ".js": "text/javascript",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
}
_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "font-src 'self'",
        "img-src 'self' blob:",
        "media-src 'self' blob:",
        "connect-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
        "require-trusted-types-for 'script'",
    )
)
_HEADERS = {
    "Content-Security-Policy": _POLICY,
    "Permissions-Policy": "microphone=(self), camera=(), geolocation=()",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-cache",
}


def add_page(application: web.Application) -> None:
    """Serve the page at / and its files under /page/."""
    files = {path.relative_to(FOLDER).as_posix(): path for path in FOLDER.rglob("*") if path.suffix in _TYPES}

    async def index(_request: web.Request) -> web.Response:
        return _served(files["index.html"])

    async def file(request: web.Request) -> web.Response:
        path = files.get(request.match_info["path"])
        if path is None:
            raise web.HTTPNotFound
        return _served(path)

    application.router.add_get("/", index)
    application.router.add_get("/page/{path:.+}", file)


def _served(path: Path) -> web.Response:
    is_text = path.suffix != ".woff2"
    charset = "utf-8" if is_text else None
    response = web.Response(body=path.read_bytes(), content_type=_TYPES[path.suffix], charset=charset, headers=_HEADERS)
    if is_text:
        response.enable_compression()
    return response
