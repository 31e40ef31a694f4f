"""The text of a plan file as a tree that remembers where everything stands. Every scalar stays text.

YAML's own readers take `no` for False and `0012` for 10, lose the places, and let a small file with aliases grow
without end; here only mappings, lists and texts exist.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from locales import Phrase
from participation.plan.errors import ErrorList, Place

MAX_BYTES = 2_000_000
MAX_DEPTH = 12
ABSENT = ("~", "null", "Null", "NULL")


@dataclass(frozen=True)
class Scalar:
    """A text. An empty one is `absent`, and so is `~` or `null` without quotes."""

    place: Place
    text: str
    absent: bool


@dataclass(frozen=True)
class Listing:
    place: Place
    items: list["Node"] = field(default_factory=list)


@dataclass(frozen=True)
class Mapping:
    place: Place
    entries: dict[str, tuple[Place, "Node"]] = field(default_factory=dict)
    """Each key with its own place."""


Node = Scalar | Listing | Mapping


def read_source(path: Path) -> Node:
    """The tree of a file. Raises PlanFileErrors when there is no readable file or it is not YAML of our kind."""
    errors = ErrorList()
    text = _read_text(path, errors)
    errors.raise_if_any()
    return parse(text)


def parse(text: str) -> Node:
    """The tree of a text. Raises PlanFileErrors."""
    errors = ErrorList()
    node = _parse(text, errors)
    errors.raise_if_any()
    return node


def _read_text(path: Path, errors: ErrorList) -> str:
    name = path.name
    try:
        if path.stat().st_size > MAX_BYTES:
            phrase = Phrase("plan file", "The file {name} is too large. A plan may have up to {limit} MB.")
            errors.add(None, phrase, name=name, limit=MAX_BYTES // 1_000_000)
            return ""
        content = path.read_bytes()
    except FileNotFoundError:
        errors.add(None, Phrase("plan file", "There is no file {path}. Check its name and folder."), path=path)
    except IsADirectoryError:
        errors.add(None, Phrase("plan file", "{path} is a folder. Name the plan file inside it."), path=path)
    except OSError:
        errors.add(None, Phrase("plan file", "The file {path} cannot be read. Check its permissions."), path=path)
    else:
        return _decode(content, name, errors)
    return ""


def _decode(content: bytes, name: str, errors: ErrorList) -> str:
    """UTF-8 with or without its mark; else what Windows calls ANSI, as older editors save it."""
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    errors.add(None, Phrase("plan file", "The file {name} is not a text. Save it as UTF-8."), name=name)
    return ""


def _parse(text: str, errors: ErrorList) -> Node:
    empty = Mapping(Place(1, 1))
    try:
        events = yaml.parse(text, Loader=yaml.SafeLoader)
        return _Composer(events, errors).document() or empty
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        errors.add(Place(line, 1), Phrase("plan file", "There is an invisible character that YAML does not allow."))
    except yaml.MarkedYAMLError as error:
        errors.add(_place_of(error), _explained(error.problem or ""))
    except RecursionError:
        errors.add(None, _TOO_DEEP)
    return empty


def _place_of(error: yaml.MarkedYAMLError) -> Place | None:
    """Where to look: for what was begun and never ended, where it began."""
    begun = error.context in ("while scanning a simple key", "while scanning a quoted scalar")
    mark = error.context_mark if begun else error.problem_mark
    return Place(mark.line + 1, mark.column + 1) if mark else None


_TOO_DEEP = Phrase("plan file", "Too many levels, one inside another. Check the indentation.")


def _explained(problem: str) -> Phrase:
    """The parser's English words for a broken text, as a sentence that says what to do."""
    if "'\\t'" in problem or "tab" in problem:
        return Phrase("plan file", "There is a tab here. Indent with spaces.")
    if "mapping values are not allowed" in problem:
        return Phrase("plan file", "A colon does not fit here. Put the text in quotes, or check the indentation.")
    if "could not find expected ':'" in problem:
        return Phrase("plan file", "A colon is missing after the key, or a text needs quotes.")
    if "end of stream" in problem:
        return Phrase("plan file", "A quotation mark is opened and never closed.")
    if "expected <block end>" in problem:
        return Phrase("plan file", "The indentation does not match the lines above.")
    return Phrase("plan file", "The file cannot be read from here on. Check indentation, quotes and colons.")


class _Composer:
    """Builds the tree from the parser's events, so that nothing is ever expanded or constructed."""

    def __init__(self, events: Iterator[yaml.Event], errors: ErrorList) -> None:
        self._events, self._errors = events, errors

    def document(self) -> Node | None:
        root: Node | None = None
        for event in self._events:
            if isinstance(event, (yaml.StreamStartEvent, yaml.StreamEndEvent, yaml.DocumentStartEvent)):
                continue
            if isinstance(event, yaml.DocumentEndEvent):
                continue
            node = self._node(event, 1)
            if root is None:
                root = node
            else:
                phrase = Phrase(
                    "plan file", "A second document begins here. A file holds one plan: delete the line ---."
                )
                self._errors.add(node.place, phrase)
        return root

    def _node(self, event: yaml.Event, depth: int) -> Node:
        mark = event.start_mark
        place = Place(mark.line + 1, mark.column + 1) if mark else Place(1, 1)
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            phrase = Phrase(
                "plan file", "References to other parts are not accepted. Write the text again, or quote it."
            )
            self._errors.add(place, phrase)
        if getattr(event, "tag", None):
            self._errors.add(place, Phrase("plan file", "Tags with ! are not accepted. Put the text in quotes."))
        if isinstance(event, yaml.ScalarEvent):
            text = event.value.strip()
            return Scalar(place, text, absent=not text or (not event.style and text in ABSENT))
        if depth > MAX_DEPTH:
            raise RecursionError
        if isinstance(event, yaml.SequenceStartEvent):
            return self._listing(place, depth)
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(place, depth)
        return Scalar(place, "", absent=True)

    def _listing(self, place: Place, depth: int) -> Listing:
        listing = Listing(place)
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            listing.items.append(self._node(event, depth + 1))
        return listing

    def _mapping(self, place: Place, depth: int) -> Mapping:
        mapping = Mapping(place)
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            key = self._node(event, depth + 1)
            value = self._node(next(self._events), depth + 1)
            if not isinstance(key, Scalar):
                self._errors.add(key.place, Phrase("plan file", "A key must be a single word."))
            elif key.text in mapping.entries:
                phrase = Phrase("plan file", "The key «{key}» is here twice; the first is on line {first}. Keep one.")
                self._errors.add(key.place, phrase, key=key.text, first=mapping.entries[key.text][0].line)
            else:
                mapping.entries[key.text] = (key.place, value)
        return mapping
