"""From the tree of a file to entries by the form, with every error on the way, and from entries to the document."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from locales import Phrase
from participation.plan.checks import check, check_one
from participation.plan.document import PlanDocument
from participation.plan.entries import Entry
from participation.plan.errors import ErrorList, Place, PlanFileError, UnreadableError
from participation.plan.form import PLAN, Field, Group, Items, Section, Table
from participation.plan.source import Listing, Mapping, Node, Scalar, parse, read_source
from storage.queries.plan_parts import PartRow, key_of


def read_plan_file(path: Path) -> PlanDocument:
    """Read a plan file whole. Raises PlanFileErrors with everything that is wrong in it."""
    return read_tree(read_source(path))


def read_plan_text(text: str) -> PlanDocument:
    """The same for a text. Raises PlanFileErrors."""
    return read_tree(parse(text))


def read_tree(root: Node) -> PlanDocument:
    """The same for a tree, whatever it was made of. Raises PlanFileErrors with the places that the tree names."""
    errors = ErrorList()
    entry = _Reading(errors).entry(PLAN, root, None, 1)
    check(entry, errors)
    errors.raise_if_any()
    return PlanDocument(entry.values["year"], tuple(_rows(entry, None)))


def faults_in(section: Section, node: Node) -> list[PlanFileError]:
    """What would be said of one part of a plan, by itself, if a file said it so."""
    errors = ErrorList()
    check_one(_Reading(errors).entry(section, node, None, 1), errors)
    return errors.errors


def _rows(entry: Entry, parent: str | None) -> Iterator[PartRow]:
    """The entry and all below it as rows, parents first."""
    part, values = entry.section.part, dict(entry.values)
    if part is not PLAN.part:
        values["position"] = entry.position
    hangs_on = values.pop(entry.section.link) if entry.section.link else parent
    key = key_of(part, values[entry.section.identity], parent)
    yield PartRow(part, key, hangs_on, values)
    for child in entry.children:
        yield from _rows(child, None if entry.section is PLAN else key)


@dataclass
class _Level:
    """The keys that are expected side by side, and into which entry their values go."""

    entry: Entry
    node: Mapping
    fields: tuple[Field | Group | Table | Items, ...]
    into: dict[str, Any]
    places: dict[str, Place] = field(default_factory=dict)


class _Reading:
    def __init__(self, errors: ErrorList) -> None:
        self._errors = errors

    def entry(self, section: Section, node: Node, parent: Entry | None, position: int) -> Entry:
        entry = Entry(section, node.place, parent, position)
        if isinstance(node, Mapping):
            self._level(_Level(entry, node, section.fields, entry.values, entry.places))
        else:
            phrase = Phrase("plan file", "Keys with their values are expected here: {keys}.")
            self._errors.add(node.place, phrase, keys=", ".join(item.key for item in section.fields))
        return entry

    def _level(self, level: _Level) -> None:
        self._unknown_keys(level)
        for item in level.fields:
            place, node = level.node.entries.get(item.key, (level.node.place, None))
            absent = node is None or (isinstance(node, Scalar) and node.absent)
            if absent and isinstance(item, (Field, Group, Items)) and item.required:
                phrase = Phrase("plan file", "The key «{key}» is missing or has no value.")
                self._errors.add(place, phrase, key=item.key)
            elif isinstance(item, Group):
                self._group(level, item, None if absent else node)
            elif absent and node is not None and isinstance(item, Field) and item.filled:
                phrase = Phrase("plan file", "The key «{key}» has no value. A value that begins with # needs quotes.")
                self._errors.add(place, phrase, key=item.key)
            else:
                level.places[item.key if isinstance(item, Items) else item.name] = node.place if node else place
                self._item(level, item, None if absent else node)

    def _unknown_keys(self, level: _Level) -> None:
        known = [item.key for item in level.fields]
        for key, (place, _) in level.node.entries.items():
            if key in known:
                continue
            close = get_close_matches(key.lower(), known, n=1)
            if close:
                phrase = Phrase("plan file", "The key «{key}» is not known here. Did you mean «{guess}»?")
                self._errors.add(place, phrase, key=key, guess=close[0])
            else:
                phrase = Phrase("plan file", "The key «{key}» is not known here. The keys here are: {keys}.")
                self._errors.add(place, phrase, key=key, keys=", ".join(known))

    def _item(self, level: _Level, item: Field | Table | Items, node: Node | None) -> None:
        if isinstance(item, Items):
            for position, child in enumerate(self._listing(node, item.key), start=1):
                level.entry.children.append(self.entry(item.section, child, level.entry, position))
        elif isinstance(item, Table):
            rows = self._listing(node, item.key)
            level.into[item.name] = [self._record(level, item, row) for row in rows]
            level.places.update({f"{item.name}/{index}": row.place for index, row in enumerate(rows)})
        elif item.many:
            nodes = node.items if isinstance(node, Listing) else [node] if node else []
            read = [self._value(item, each) for each in nodes]
            level.into[item.name] = [value for value in read if value is not _BROKEN]
        else:
            value = None if node is None else self._value(item, node)
            if value is not _BROKEN:
                level.into[item.name] = value

    def _group(self, level: _Level, group: Group, node: Node | None) -> None:
        if node is None:
            level.into.update(_absent(group))
        elif isinstance(node, Mapping):
            level.places[group.key] = node.place
            self._level(_Level(level.entry, node, group.fields, level.into, level.places))
        else:
            phrase = Phrase("plan file", "Under «{key}» these keys are expected: {keys}.")
            self._errors.add(node.place, phrase, key=group.key, keys=", ".join(item.key for item in group.fields))

    def _record(self, level: _Level, table: Table, node: Node) -> dict[str, Any]:
        record: dict[str, Any] = {}
        if isinstance(node, Mapping):
            self._level(_Level(level.entry, node, table.fields, record))
        else:
            self._group(level, Group(table.key, table.fields), node)
        return record

    def _listing(self, node: Node | None, key: str) -> list[Node]:
        if node is None or isinstance(node, Listing):
            return node.items if node else []
        phrase = Phrase("plan file", "Under «{key}» a list is expected: each element begins with a hyphen.")
        self._errors.add(node.place, phrase, key=key)
        return []

    def _value(self, item: Field, node: Node) -> object:
        if not isinstance(node, Scalar):
            phrase = Phrase("plan file", "The key «{key}» takes one text. Put it in quotes if it has : or brackets.")
            self._errors.add(node.place, phrase, key=item.key)
            return _BROKEN
        try:
            return item.read(node.text)
        except UnreadableError as error:
            self._errors.add(node.place, error.phrase, **error.values)
            return _BROKEN


_BROKEN = object()
"""Stands for a value whose error has been told: checks that need it are left out."""


def _absent(group: Group) -> Iterator[tuple[str, Any]]:
    """What is kept of a group that the file does not have: no value, or an empty list."""
    for item in group.fields:
        if isinstance(item, Group):
            yield from _absent(item)
        elif isinstance(item, Field):
            yield item.name, [] if item.many else None
