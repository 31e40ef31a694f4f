"""DOCX, XLSX and PPTX (ECMA-376): what tells of people and machines goes; macros and foreign files refuse it.

What stays and can tell who wrote: the text itself, comments' words, and the names of styles and fonts.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import chain

from participation.attachments.cleaning.inner import clean_medium
from participation.attachments.cleaning.office_rules import PartRules, Relations
from participation.attachments.cleaning.package import Package, PackageWriter
from participation.attachments.cleaning.xml import Attributes, Rewriter, in_pieces, rewritten
from participation.attachments.kinds import DOCX, MEBIBYTE, PPTX, XLSX, FileType
from participation.attachments.refusals import FILES_INSIDE, MACROS, Damaged, Refused

_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_PRINTER = re.compile(rb"""(<(?:\w+:)?pageSetup\b[^<>]*?)\s\w+:id=(?:"[^"]*"|'[^']*')""")
_LONGEST_TAG = 64 * 1024
CONTENT_TYPES = "[Content_Types].xml"
_SMALL = 4 * MEBIBYTE  # lists of parts and relations
_MAIN = {
    "wordprocessingml.document.main": DOCX,
    "spreadsheetml.sheet.main": XLSX,
    "presentationml.presentation.main": PPTX,
}
_DROPPED = re.compile(
    r"docprops/|customxml/|docmetadata/|_xmlsignatures/|(word|xl|ppt)/webextensions/|xl/revisions/"
    r"|(word|xl|ppt)/printersettings/|word/people\.xml|(xl|ppt)/customproperty|userxml/|\[trash\]/"
)
_SIGNATURES = "_xmlsignatures/"
_MACROS = re.compile(r"vba(project|data)|/activex/|/macrosheets/|/dialogsheets/")
_PLAIN = {"emf", "wmf", "fntdata", "odttf", "ttf", "otf"}  # copied as they are: drawings and fonts
_MEDIA = re.compile(r"/media/|/thumbnail|\.(jpe?g|png|gif|webp|bmp|mp4|m4a|m4v|mov|mp3|wav)$")
_PACKAGES = {"docx", "xlsx", "pptx"}
# Rows and shared strings: bulk without authors.
_BULK = re.compile(r"xl/(worksheets/sheet[^/]*\.xml|sharedstrings\.xml|pivotcache/pivotcacherecords[^/]*\.xml)$")


def office_type(package: Package) -> FileType | None:
    """Which document the package is; None for another. Raises Refused for one with macros."""
    if CONTENT_TYPES not in package:
        return None
    found: list[str] = []

    def look(_name: str, attributes: Attributes) -> Attributes:
        found.append(attributes.get("ContentType", ""))
        return attributes

    rewritten(package.read(CONTENT_TYPES, _SMALL), look)
    if any("macroEnabled" in content or "vbaProject" in content for content in found):
        raise Refused(MACROS)
    return next((kind for mark, kind in _MAIN.items() for content in found if f"{mark}+xml" in content), None)


def clean_office(package: Package, *, depth: int = 0) -> tuple[bytes, bool]:
    """The document without metadata, and whether it had a digital signature. Raises Refused and Damaged."""
    names = package.names
    if any(_MACROS.search(name.lower()) for name in names):
        raise Refused(MACROS)
    dropped = {name for name in names if _DROPPED.match(name.lower())}
    has_printers = any("/printersettings/" in name.lower() for name in dropped)
    writer = PackageWriter()
    for name in names:
        if name not in dropped:
            writer.write(name, _clean_part(package, name, dropped, has_printers, depth))
    return writer.close(), any(name.startswith(_SIGNATURES) for name in names)


def _clean_part(package: Package, name: str, dropped: set[str], has_printers: bool, depth: int) -> Iterator[bytes]:
    lower = name.lower()
    extension = lower.rpartition(".")[2]
    if name == CONTENT_TYPES or extension == "rels":
        relations = Relations(name, dropped)
        yield rewritten(package.read(name, _SMALL), relations.on_element)
    elif extension == "xml":
        yield from _clean_xml(package, name, has_printers)
    elif extension == "vml" or extension in _PLAIN:
        yield from package.pieces(name)
    elif extension in _PACKAGES and depth == 0:
        yield _clean_embedded(package.read(name))
    elif _MEDIA.search(lower):
        yield clean_medium(package.read(name))
    else:
        raise Refused(FILES_INSIDE)


def _clean_xml(package: Package, name: str, has_printers: bool) -> Iterable[bytes]:
    """The part without authors; rows are passed on as they are, or without the mention of the printer's settings."""
    pieces = package.pieces(name)
    if _BULK.match(name.lower()):
        first = next(pieces, b"")
        pieces = chain((first,), pieces)
        if b"<!DOCTYPE" in first:
            raise Damaged("a document type")
        if not first.startswith(_UTF16):
            return _without_printers(pieces) if has_printers else pieces
    rules = PartRules()
    return in_pieces(pieces, Rewriter(rules.on_element, rules.instead))


def _without_printers(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Rows, a hundred times faster than by reading all their elements; in XML each "<" begins a tag."""
    held = b""
    for piece in pieces:
        held += piece
        cut = held.rfind(b"<")
        if cut < 0 or len(held) - cut > _LONGEST_TAG:
            cut = len(held)
        yield _PRINTER.sub(rb"\1", held[:cut])
        held = held[cut:]
    yield _PRINTER.sub(rb"\1", held)


def _clean_embedded(content: bytes) -> bytes:
    """A sheet behind a chart: a document in the document, one deep and no deeper."""
    try:
        embedded = Package(content)
        if office_type(embedded) is None:
            raise Refused(FILES_INSIDE)
        return clean_office(embedded, depth=1)[0]
    except Damaged as error:
        raise Refused(FILES_INSIDE) from error
