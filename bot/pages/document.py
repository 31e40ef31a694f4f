"""What a page's address gives."""

from dataclasses import dataclass, field

HTML = "text/html"


@dataclass(frozen=True)
class Document:
    """The bytes, and what goes with them.

    `policy`: a Content-Security-Policy of its own; `download`: the name under which it is saved; `open_to_all`: other
    sites may read it from a reader's browser.
    """

    content: bytes = field(repr=False)
    content_type: str = HTML
    policy: str | None = None
    download: str | None = None
    open_to_all: bool = False
    status: int = 200
