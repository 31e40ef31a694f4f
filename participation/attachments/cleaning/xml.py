"""XML written anew while it is read: names and prefixes as they are, comments and instructions gone, in UTF-8.

Streaming and without a tree, so that a part of 100 MB takes no more memory than one of 1 KB. A document type is
refused: entities are how small XML becomes large, and no office format has one.
"""

from collections.abc import Callable, Iterable
from xml.parsers import expat

from participation.attachments.refusals import TOO_INVOLVED, Damaged, Refused

Attributes = dict[str, str]
# What becomes of an element: its attributes, changed or not; None takes it out with all that it holds.
OnElement = Callable[[str, Attributes], Attributes | None]
# What stands in an element instead of all that it holds; None leaves it.
Instead = Callable[[str], str | None]

MOST_ELEMENTS = 3_000_000  # about ten seconds of work, and a book of ten thousand pages
MOST_ATTRIBUTES = 1_000  # of one element
LONGEST_TAG = 1024 * 1024  # bytes of one tag, or of a text without a break
_PIECE = 64 * 1024


class Rewriter:
    """Writes one XML document anew. `feed` gives what is ready; `close` the rest."""

    def __init__(self, on_element: OnElement, instead: Instead | None = None) -> None:
        self._on_element, self._instead = on_element, instead
        self._depth = 0
        self._silent_from: int | None = None
        self._writes_end = False
        self._out: list[str] = ['<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n']
        self._elements = self._fed = 0
        self._parser = expat.ParserCreate()
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._text
        self._parser.StartDoctypeDeclHandler = self._refuse_document_type

    def feed(self, piece: bytes) -> bytes:
        """Read a piece. Raises Damaged for what is no XML, Refused for far too much of it."""
        return self._parse(piece, is_last=False)

    def close(self) -> bytes:
        """The end of the document."""
        return self._parse(b"", is_last=True)

    def _parse(self, piece: bytes, *, is_last: bool) -> bytes:
        self._fed += len(piece)
        try:
            self._parser.Parse(piece, is_last)
        except (expat.ExpatError, ValueError) as error:  # ValueError: an encoding that nobody knows
            raise Damaged("no XML where it belongs") from error
        if self._fed - self._parser.CurrentByteIndex > LONGEST_TAG:
            raise Refused(TOO_INVOLVED)  # before a tag without end fills the memory
        ready = "".join(self._out).encode()
        self._out.clear()
        return ready

    def _start(self, name: str, attributes: Attributes) -> None:
        self._elements += 1
        self._depth += 1
        if self._elements > MOST_ELEMENTS or len(attributes) > MOST_ATTRIBUTES:
            raise Refused(TOO_INVOLVED)
        if self._silent_from is not None:
            return
        kept = self._on_element(name, attributes)
        if kept is None:
            self._silent_from, self._writes_end = self._depth, False
            return
        self._out.append(f"<{name}{''.join([f' {key}={_quoted(value)}' for key, value in kept.items()])}>")
        if self._instead is not None and (text := self._instead(name)) is not None:
            self._out.append(_escaped(text))
            self._silent_from, self._writes_end = self._depth, True

    def _end(self, name: str) -> None:
        if self._silent_from is None or (self._silent_from == self._depth and self._writes_end):
            self._out.append(f"</{name}>")
        if self._silent_from == self._depth:
            self._silent_from = None
        self._depth -= 1

    def _text(self, text: str) -> None:
        if self._silent_from is None:
            self._out.append(_escaped(text))

    def _refuse_document_type(self, *_: object) -> None:
        raise Damaged("a document type")


def rewritten(content: bytes, on_element: OnElement, instead: Instead | None = None) -> bytes:
    """A small document written anew at once."""
    rewriter = Rewriter(on_element, instead)
    return rewriter.feed(content) + rewriter.close()


def in_pieces(pieces: Iterable[bytes], rewriter: Rewriter) -> Iterable[bytes]:
    """A document written anew piece by piece."""
    for piece in pieces:
        for start in range(0, len(piece), _PIECE):
            yield rewriter.feed(piece[start : start + _PIECE])
    yield rewriter.close()


def local(name: str) -> str:
    """The name without its prefix."""
    return name.rpartition(":")[2]


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\r", "&#13;")


def _quoted(value: str) -> str:
    escaped = _escaped(value).replace('"', "&quot;").replace("\n", "&#10;").replace("\t", "&#9;")
    return f'"{escaped}"'
