"""What was built is kept as it is sent, also compressed, until it is stale."""

import gzip
import hashlib
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from threading import Lock

from bot.pages.document import Document

MOST = 256


@dataclass(frozen=True)
class Ready:
    """A document as it goes out. `tag` changes with its content."""

    document: Document
    tag: str
    compressed: bytes


def ready(document: Document) -> Ready:
    """Prepare it for sending."""
    content = document.content
    return Ready(document, hashlib.sha256(content).hexdigest()[:20], gzip.compress(content, 6, mtime=0))


class Kept:
    """The documents that were asked for last. What is stale has another key, and is pushed out in time."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._documents: OrderedDict[Hashable, Ready] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Hashable, build: Callable[[], Document]) -> Ready:
        """The document of this key, built when it is not there. Two may build the same at once; both are right."""
        with self._lock:
            if key in self._documents:
                self._documents.move_to_end(key)
                return self._documents[key]
        built = ready(build())
        with self._lock:
            self._documents[key] = built
            if len(self._documents) > self._most:
                self._documents.popitem(last=False)
        return built
