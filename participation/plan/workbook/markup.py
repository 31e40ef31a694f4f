"""The parts of an XLSX as XML: read piece by piece, its shared texts and number formats."""

import re
from collections.abc import Callable, Mapping
from xml.parsers import expat

from participation.attachments.cleaning.package import Package
from participation.attachments.refusals import Damaged

Attributes = Mapping[str, str]
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


class SharedTexts:
    """The texts that cells name by their number."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self._pieces: list[str] = []
        self._open = False
        self._spoken = 0

    def start(self, name: str, _attributes: Attributes) -> None:
        if name == "si":
            self._pieces = []
        self._spoken += name == "rPh"  # how a text is pronounced: no part of it
        self._open = name == "t" and not self._spoken

    def end(self, name: str) -> None:
        self._open = False
        self._spoken -= name == "rPh"
        if name == "si":
            self.texts.append(unescaped("".join(self._pieces)))

    def data(self, text: str) -> None:
        if self._open:
            self._pieces.append(text)


class Formats:
    """The number formats, and which of them each style has."""

    def __init__(self) -> None:
        self.codes: dict[str, str] = {}
        self.styles: list[str] = []
        self._inside = False

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "numFmt":
            self.codes.setdefault(attributes.get("numFmtId", ""), attributes.get("formatCode", ""))
        elif name == "cellXfs":
            self._inside = True
        elif name == "xf" and self._inside:
            self.styles.append(attributes.get("numFmtId", "0"))

    def end(self, name: str) -> None:
        self._inside = self._inside and name != "cellXfs"


def unescaped(text: str) -> str:
    """The text with what XML cannot hold (`_x000D_`), and with line breaks of one kind."""
    if "_x" in text:
        text = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _nothing(*_what: object) -> None:
    return None


def _refuse(*_what: object) -> None:
    raise Damaged("a document type in XML")


def parse(
    package: Package,
    part: str,
    start: Callable[[str, Attributes], None],
    end: Callable[[str], None] = _nothing,
    data: Callable[[str], None] | None = None,
) -> None:
    """Read a part of the package by its elements, named without their prefixes. Raises Damaged."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse
    parser.StartElementHandler = lambda name, attributes: start(name.rpartition(":")[2], attributes)
    parser.EndElementHandler = lambda name: end(name.rpartition(":")[2])
    if data is not None:
        parser.CharacterDataHandler = data
    try:
        for piece in package.pieces(part):
            parser.Parse(piece)
        parser.Parse(b"", True)
    except (expat.ExpatError, ValueError) as error:  # ValueError: an encoding that nobody knows
        raise Damaged("XML that cannot be read") from error
