"""Which elements and attributes of an office document tell of people and machines, and what they become."""

import posixpath
import re
from urllib.parse import unquote

from participation.attachments.cleaning.xml import Attributes, local
from participation.attachments.refusals import LINKED, Refused

SOMEBODY = "Autor"  # the formats require a name where somebody changed or commented
_NAMES = {"author", "userName", "lastModifiedBy", "refreshedBy", "lastEditedBy"}
_INITIALS = {"initials", "initial"}
_ACCOUNTS = {"userId", "providerId"}
_PEOPLE = {"author", "cmAuthor", "person"}  # elements whose `name`, `displayName` is a person's
_DROPPED_ELEMENTS = {"rsids", "rsid", "rsidRoot", "attachedTemplate", "docVars", "mailMerge", "docId", "absPath"}
_DROPPED_ELEMENTS |= {"fileSharing", "writeProtection", "saveThroughXslt"}
_LOADED = {"oleObject", "frame", "subDocument", "control", "package"}  # what opens by itself from another place
_TEMPLATE, _IMAGE = "attachedTemplate", "image"
_LOCAL_PLACE = re.compile(r"(?i)^(file:|[a-z]:[\\/]|\\\\)")
_NOWHERE = "NULL"  # what PowerPoint itself writes for a picture that it cannot find


class PartRules:
    """The rules for a part with text."""

    @staticmethod
    def on_element(name: str, attributes: Attributes) -> Attributes | None:
        """Take out what names people and machines."""
        element = local(name)
        if element in _DROPPED_ELEMENTS:
            return None
        return {key: kept for key, value in attributes.items() if (kept := _attribute(element, key, value)) is not None}

    @staticmethod
    def instead(name: str) -> str | None:
        """In a sheet's comments, authors are text: <authors><author>…"""
        return SOMEBODY if local(name) == "author" and name != "p188:author" else None


def _attribute(element: str, key: str, value: str) -> str | None:
    """What an attribute becomes; None takes it out."""
    plain = local(key)
    if plain.startswith("rsid") or (element == "pageSetup" and key != plain and plain == "id"):
        return None  # sessions of editing; printers' settings, which are dropped
    if plain in _NAMES or (element in _PEOPLE and plain in {"name", "displayName"}):
        return SOMEBODY
    if plain in _INITIALS:
        return SOMEBODY[0]
    if plain in _ACCOUNTS:
        return "None"
    return value


class Relations:
    """The rules for a list of relations, and for the list of content types."""

    def __init__(self, name: str, dropped: set[str]) -> None:
        self._folder = posixpath.dirname(posixpath.dirname(name))
        self._dropped = {part.lower() for part in dropped}

    def on_element(self, name: str, attributes: Attributes) -> Attributes | None:
        """Take out what points at a dropped part. Raises Refused for what would be loaded from another place."""
        if local(name) == "Override":
            part = attributes.get("PartName", "").lstrip("/")
            return None if unquote(part).lower() in self._dropped else attributes
        if local(name) != "Relationship":
            return attributes
        kind, target = attributes.get("Type", "").rpartition("/")[2], attributes.get("Target", "")
        if attributes.get("TargetMode") == "External":
            return self._external(kind, target, attributes)
        place = target.lstrip("/") if target.startswith("/") else posixpath.join(self._folder, target)
        return None if unquote(posixpath.normpath(place)).lower() in self._dropped else attributes

    @staticmethod
    def _external(kind: str, target: str, attributes: Attributes) -> Attributes | None:
        if kind == _TEMPLATE:
            return None  # its element is taken out of the settings too
        if kind in _LOADED:
            raise Refused(LINKED)
        if kind == _IMAGE:
            return attributes | {"Target": _NOWHERE}
        if _LOCAL_PLACE.match(target):
            return attributes | {"Target": re.split(r"[/\\]", target)[-1] or _NOWHERE}
        return attributes
