"""What an import would change: the parts that are added, removed and changed, in words that the office wrote."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from locales import Phrase, Words
from participation.plan.form import SECTIONS, paths
from participation.plan.telling import field_told, key_told, value_told
from storage.queries.plan_parts import Part, PartRow


class Change(StrEnum):
    ADDED = "added"
    CHANGED = "changed"
    REMOVED = "removed"
    KEPT = "kept"  # here it was changed or published since, and the file does not know of it: it stays


@dataclass(frozen=True)
class Difference:
    """One change. `key` is the part's code, date or period; `field` is the key of the plan file ("contacto.correo")."""

    change: Change
    part: Part
    key: str
    field: str = ""
    old: Any = None
    new: Any = None

    def text(self, words: Words) -> str:
        """One line: what it says now, and what it said before; not escaped."""
        what = part_named(self.part, self.key, words)
        if self.change is Change.ADDED:
            return words.plain("plan difference", "New: {what}", what=what)
        if self.change is Change.REMOVED:
            return words.plain("plan difference", "No longer there: {what}", what=what)
        if self.change is Change.KEPT and not self.field:
            return words.plain(
                "plan difference", "{what} stays, for it is published. The file does not have it", what=what
            )
        values = {"what": what, "field": field_told(self.part, self.field, words), **self._values(words)}
        if self.change is Change.KEPT:
            return words.plain(
                "plan difference",
                "{what} · {field}: {new} stays, as the team changed it in the chat (the file: {old})",
                **values,
            )
        return words.plain("plan difference", "{what} · {field}: {new} (before: {old})", **values)

    def _values(self, words: Words) -> dict[str, str]:
        return {name: value_told(self.part, self.field, getattr(self, name), words) for name in ("old", "new")}


_NAMES = {
    Part.PLAN: Phrase("plan difference", "Plan {key}"),
    Part.VALUE_GROUP: Phrase("plan difference", "Group {key}"),
    Part.ACTIVITY: Phrase("plan difference", "Activity {key}"),
    Part.TASK: Phrase("plan difference", "Task {key}"),
    Part.PRODUCT: Phrase("plan difference", "Product {key}"),
    Part.EVIDENCE: Phrase("plan difference", "Evidence {key}"),
    Part.UNITEMISED: Phrase("plan difference", "Products without detail, {key}"),
    Part.CUT: Phrase("plan difference", "Cut of {key}"),
    Part.WINDOW: Phrase("plan difference", "Window {key}"),
    Part.EVENT: Phrase("plan difference", "Event {key}"),
}

_PARENT_FIELDS = {Part.TASK: "actividad", Part.PRODUCT: "tarea", Part.EVIDENCE: "producto", Part.EVENT: "producto"}


def differences(old: Iterable[PartRow], new: Iterable[PartRow]) -> list[Difference]:
    """From what is stored to what the file says: changes and additions in the order of the file, then what is gone."""
    before = {(row.part, row.key): row for row in old}
    after = {(row.part, row.key): row for row in new}
    found: list[Difference] = []
    for place, row in after.items():
        if place not in before:
            found.append(Difference(Change.ADDED, *place))
        else:
            found.extend(_changes(before[place], row))
    found.extend(Difference(Change.REMOVED, *place) for place in before if place not in after)
    return found


def part_named(part: Part, key: str, words: Words) -> str:
    """A part as differences name it; not escaped."""
    return words.plain_phrase(_NAMES[part], key=key_told(part, key, words))


def field_named(part: Part, name: str) -> str:
    """The key of the plan file for a column; for `parent`, that of what the part hangs on."""
    return _PARENT_FIELDS.get(part, name) if name == "parent" else _field_names(part)[name]


def kept_difference(part: Part, key: str, name: str, here: Any, in_file: Any) -> Difference:
    """That a field of a part stays as it is here; evidence that the file does not have, or has again, as its text."""
    return Difference(Change.KEPT, part, key, _field_names(part)[name], in_file, here)


def kept_part(part: Part, key: str) -> Difference:
    """That a part that the file does not have stays all the same."""
    return Difference(Change.KEPT, part, key)


def _changes(old: PartRow, new: PartRow) -> Iterable[Difference]:
    if old.parent != new.parent:
        yield Difference(Change.CHANGED, old.part, old.key, _PARENT_FIELDS[old.part], old.parent, new.parent)
    names = _field_names(old.part)
    for name, value in new.values.items():
        if old.values[name] != value:
            yield Difference(Change.CHANGED, old.part, old.key, names[name], old.values[name], value)


def _field_names(part: Part) -> Mapping[str, str]:
    return {"position": "orden", **dict(paths(SECTIONS[part].fields))}
