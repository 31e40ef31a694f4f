"""ODT, ODS and ODP (OASIS OpenDocument): what tells of people and machines goes; macros and foreign files refuse it."""

import re
from collections.abc import Iterable, Iterator

from participation.attachments.cleaning.inner import clean_medium
from participation.attachments.cleaning.office_rules import SOMEBODY
from participation.attachments.cleaning.package import Package, PackageWriter
from participation.attachments.cleaning.xml import Attributes, OnElement, Rewriter, in_pieces, rewritten
from participation.attachments.kinds import MEBIBYTE, ODP, ODS, ODT, FileType
from participation.attachments.refusals import FILES_INSIDE, LOCKED, MACROS, Refused

MIMETYPE, _MANIFEST = "mimetype", "META-INF/manifest.xml"
_SMALL = 4 * MEBIBYTE
_TYPES = {kind.mime: kind for kind in (ODT, ODS, ODP)}
_DROPPED = re.compile(
    r"(.*/)?meta\.xml$|thumbnails/|configurations2/|layout-cache$|.*manifest\.rdf$|meta-inf/(document|macro)signatures\.xml"
    r"|(basic|dialogs)/([^/]*/)?(script-l[bc]|dialog-l[bc])\.xml$|current\.xml$|(.*/)?versionlist\.xml$|versions/"
)
_SIGNATURE = "META-INF/documentsignatures.xml"
_MACROS = re.compile(r"(basic|scripts|dialogs)/")
_MEDIA = re.compile(r"(.*/)?(pictures|media|objectreplacements)/")
_SCRIPTS = {"event-listeners", "scripts"}
_PRINTER_ITEMS = {"PrinterName", "PrinterSetup", "CurrentDatabaseDataSource", "CurrentDatabaseCommand"}
_LOADED = {"image", "object", "object-ole", "plugin", "floating-frame", "applet"}
_PEOPLE = {"creator", "creator-initials", "initial-creator"}
_ELSEWHERE = re.compile(r"(?i)[a-z][a-z0-9+.-]*:|/|\.\./\.\.")


def open_document_type(package: Package) -> FileType | None:
    """Which document the package is; None for another."""
    if MIMETYPE not in package or package.size(MIMETYPE) > 100:
        return None
    return _TYPES.get(package.read(MIMETYPE).decode("ascii", errors="replace"))


def clean_open_document(package: Package) -> tuple[bytes, bool]:
    """The document without metadata, and whether it had a digital signature. Raises Refused and Damaged."""
    dropped = {name for name in package.names if _DROPPED.match(name.lower())}
    kept = [name for name in package.names if name not in dropped]
    if any(_MACROS.match(name.lower()) for name in kept):
        raise Refused(MACROS)
    writer = PackageWriter()
    writer.write(MIMETYPE, package.pieces(MIMETYPE), compressed=False)  # first and bare: the format is known by it
    for name in kept:
        if name != MIMETYPE:
            writer.write(name, _clean_part(package, name, dropped))
    return writer.close(), _SIGNATURE in package


def _clean_part(package: Package, name: str, dropped: set[str]) -> Iterator[bytes]:
    if name == _MANIFEST:
        yield rewritten(package.read(name, _SMALL), _manifest_rule(dropped))
    elif _MEDIA.match(name.lower()):
        yield clean_medium(package.read(name))
    elif name.lower().endswith(".xml"):
        yield from _clean_xml(package, name)
    elif name.lower().endswith((".ttf", ".otf")):
        yield from package.pieces(name)
    else:
        raise Refused(FILES_INSIDE)


def _clean_xml(package: Package, name: str) -> Iterable[bytes]:
    return in_pieces(package.pieces(name), Rewriter(_on_element, _instead))


def _manifest_rule(dropped: set[str]) -> OnElement:
    def rule(name: str, attributes: Attributes) -> Attributes | None:
        if name.endswith("encryption-data"):
            raise Refused(LOCKED)
        path = next((value for key, value in attributes.items() if key.endswith("full-path")), "")
        gone = path in dropped or path.lower().startswith(("configurations2/", "thumbnails/", "basic/", "dialogs/"))
        return None if gone else attributes

    return rule


def _on_element(name: str, attributes: Attributes) -> Attributes | None:
    _, _, element = name.rpartition(":")
    if element in _SCRIPTS:
        return None
    if element == "config-item" and attributes.get("config:name") in _PRINTER_ITEMS:
        return None
    if element in _LOADED and _ELSEWHERE.match(attributes.get("xlink:href", "")):
        return attributes | {"xlink:href": ""}
    return attributes


def _instead(name: str) -> str | None:
    return SOMEBODY if name.rpartition(":")[2] in _PEOPLE else None
