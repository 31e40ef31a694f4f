"""Which addresses Telegram takes for links, and how it writes them back."""

import re
from urllib.parse import urlsplit

_SCHEME = re.compile(r"^([a-z][a-z0-9+.-]*):(?://)?", re.IGNORECASE)
_BAD_CHARACTER = re.compile(r"[\x00-\x20<>\"\\^`{|}]")


def checked_link(address: str) -> str:
    """The address as Telegram keeps it ("example.org" becomes "http://example.org/").

    Raises ValueError with Telegram's reason: another protocol, or a host without a dot, such as localhost.
    """
    address = address.strip()
    scheme = _SCHEME.match(address)
    if scheme and "://" in address and scheme[1].lower() not in {"http", "https", "tg", "ton", "tonsite"}:
        raise ValueError("Unsupported URL protocol")
    if scheme and scheme[1].lower() in {"tg", "ton"}:
        return address
    if "://" not in address:
        address = f"http://{address}"
    return _checked_http(address)


def _checked_http(address: str) -> str:
    if _BAD_CHARACTER.search(address):
        raise ValueError("Wrong HTTP URL")
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        raise ValueError("Wrong port number specified in the URL") from None
    host = parts.hostname or ""
    if not host:
        raise ValueError("URL host is empty")
    if "." not in host.strip("."):
        raise ValueError("Wrong HTTP URL")
    query = f"?{parts.query}" if parts.query else ""
    fragment = f"#{parts.fragment}" if parts.fragment else ""
    where = f"{host}:{port}" if port else host
    return f"{parts.scheme.lower()}://{where}{parts.path or '/'}{query}{fragment}"


def mentioned_user(address: str) -> int | None:
    """The id in tg://user?id=123, the inline mention of somebody without a username."""
    match = re.fullmatch(r"tg:(?://)?user\?id=(\d+)", address.strip(), re.IGNORECASE)
    return int(match[1]) if match else None
