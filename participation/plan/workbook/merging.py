"""Three plans into one: what it said when the workbook was made, what the workbook says, and what it says here now.

Value by value: what only the file changed is taken, what only was changed here stays, and where both changed the same
value to different ones nobody decides silently: it is a conflict, with who did it here.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from storage.queries.plan_parts import Part, PartRow, key_of

Key = tuple[Part, str]
Spot = tuple[Part, str, str]
"""Where a conflict is: the part, its key, and the name of the value."""
Rows = Mapping[Key, PartRow]
PARENT = "parent"
WHOLE = ""
"""Stands for a column where a whole part is meant."""


class Choice(StrEnum):
    """Who is right where both changed the same."""

    OURS = "ours"  # what is here
    THEIRS = "theirs"  # what the file says


Each = Mapping[Spot, Choice]
"""What was decided conflict by conflict."""


@dataclass(frozen=True)
class Conflict:
    """A value that the file and somebody here changed to different ones; with `name` empty, a part.

    `here` and `in_file` are the values; of a part, None where it is gone.
    """

    part: Part
    key: str
    name: str
    here: Any
    in_file: Any

    @property
    def spot(self) -> Spot:
        """Where it is, whatever the values are."""
        return self.part, self.key, self.name


@dataclass
class Merged:
    """The plan as it is to be: each conflict goes by its own choice, else by that for all."""

    rows: tuple[PartRow, ...] = ()
    conflicts: list[Conflict] = field(default_factory=list)
    stays: list[Conflict] = field(default_factory=list)
    """What was changed here since, and the file still has as it was."""
    added_here: int = 0
    """How many parts came here since."""


def merge(
    base: Sequence[PartRow], here: Sequence[PartRow], in_file: Sequence[PartRow], choice: Choice, each: Each
) -> Merged:
    """Put the three together."""
    return _Merge(_by_key(base), _by_key(here), _renumbered(base, here, in_file), choice, each).merged()


def alike(one: Any, other: Any) -> bool:
    """Whether two values say the same; a file has no blanks around a text and one kind of line break."""
    if isinstance(one, str) and isinstance(other, str):
        return _plain(one) == _plain(other)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(alike(*pair) for pair in zip(one, other, strict=True))
    return bool(one == other)


class _Merge:
    def __init__(self, base: Rows, here: Rows, in_file: Rows, choice: Choice, each: Each) -> None:
        self._base, self._here, self._file = base, here, in_file
        self._choice, self._each = choice, each
        self._result = Merged()
        self._brought_back: set[Key] = set()
        self._new_in_file = _touched(base, in_file)
        self._new_here = _touched(base, here)

    def merged(self) -> Merged:
        """The rows of all parts, parents before children."""
        kept: dict[Key, PartRow] = {}
        order = {part: number for number, part in enumerate(Part)}
        for key in sorted({**self._file, **self._here}, key=lambda key: order[key[0]]):
            if (row := self._row(key)) is not None:
                kept[key] = row
        rows = [row for row in kept.values() if self._hangs(row, kept)]
        self._result.rows = tuple(sorted(rows, key=lambda row: (order[row.part], row.values.get("position", 0))))
        return self._result

    def _row(self, key: Key) -> PartRow | None:
        base, here, in_file = self._base.get(key), self._here.get(key), self._file.get(key)
        if here is not None and in_file is not None:
            return self._values(base, here, in_file)
        if base is None:
            self._result.added_here += here is not None
            return here or in_file
        if in_file is not None:
            return self._gone_here(key, in_file)
        return self._gone_in_file(key, here)

    def _gone_here(self, key: Key, in_file: PartRow) -> PartRow | None:
        """It was removed here; the file still has it."""
        if self._comes_back(in_file):
            return in_file
        if key not in self._new_in_file:
            self._result.stays.append(Conflict(*key, WHOLE, None, in_file))
            return None
        return self._bring_back(in_file) if self._takes_file(Conflict(*key, WHOLE, None, in_file)) else None

    def _gone_in_file(self, key: Key, here: PartRow | None) -> PartRow | None:
        """It was removed in the file; here it still is."""
        if here is None or self._comes_back(here):
            return here
        if key not in self._new_here:
            return None
        return None if self._takes_file(Conflict(*key, WHOLE, here, None)) else self._bring_back(here)

    def _bring_back(self, row: PartRow) -> PartRow:
        self._brought_back.add((row.part, row.key))
        return row

    def _comes_back(self, row: PartRow) -> bool:
        """Whether what it hangs on stays although one side removed it: it stays whole."""
        above = _ABOVE.get(row.part)
        if above is None or (above, row.parent or "") not in self._brought_back:
            return False
        self._brought_back.add((row.part, row.key))
        return True

    def _values(self, base: PartRow | None, here: PartRow, in_file: PartRow) -> PartRow:
        values = {name: self._value(base, here, in_file, name) for name in here.values}
        parent = self._choose(
            here, PARENT, base.parent if base is not None else here.parent, here.parent, in_file.parent
        )
        return replace(here, parent=parent, values=values)

    def _value(self, base: PartRow | None, here: PartRow, in_file: PartRow, name: str) -> Any:
        ours, theirs = here.values[name], in_file.values.get(name)
        was = base.values.get(name) if base is not None else None
        if name == "position":  # an order is nothing to decide about: the file's where it was changed there
            return ours if base is not None and was == theirs else theirs
        return self._choose(here, name, was, ours, theirs)

    def _choose(self, row: PartRow, name: str, was: Any, ours: Any, theirs: Any) -> Any:
        if alike(ours, theirs):
            return ours
        if alike(was, theirs):
            self._result.stays.append(Conflict(row.part, row.key, name, ours, theirs))
            return ours
        if alike(was, ours):
            return theirs
        return theirs if self._takes_file(Conflict(row.part, row.key, name, ours, theirs)) else ours

    def _takes_file(self, conflict: Conflict) -> bool:
        self._result.conflicts.append(conflict)
        return self._each.get(conflict.spot, self._choice) is Choice.THEIRS

    def _hangs(self, row: PartRow, kept: Mapping[Key, PartRow]) -> bool:
        """Whether what a row hangs on is still there: what a part had goes with it."""
        above = _ABOVE.get(row.part)
        if above is None:
            return True
        parent = kept.get((above, row.parent or ""))
        return parent is not None and self._hangs(parent, kept)


_ABOVE = {Part.TASK: Part.ACTIVITY, Part.PRODUCT: Part.TASK, Part.EVIDENCE: Part.PRODUCT}


def _by_key(rows: Sequence[PartRow]) -> dict[Key, PartRow]:
    return {(row.part, row.key): row for row in rows}


def _touched(base: Rows, rows: Rows) -> set[Key]:
    """What was added or changed since, with all on which it hangs: what holds something new is not simply gone."""
    found: set[Key] = set()
    for key, row in rows.items():
        before = base.get(key)
        if before is None or before.parent != row.parent or _says_other(before, row):
            found.add(key)
            found.update(_above(row, rows))
    return found


def _says_other(before: PartRow, row: PartRow) -> bool:
    names = (name for name in row.values if name != "position")
    return any(not alike(before.values.get(name), row.values[name]) for name in names)


def _above(row: PartRow, rows: Rows) -> Iterator[Key]:
    above = _ABOVE.get(row.part)
    while above is not None and (parent := rows.get((above, row.parent or ""))) is not None:
        yield parent.part, parent.key
        row, above = parent, _ABOVE.get(above)


def _renumbered(base: Sequence[PartRow], here: Sequence[PartRow], in_file: Sequence[PartRow]) -> dict[Key, PartRow]:
    """The rows of the file; evidence that is new in it gets numbers that nobody here gave since.

    Evidence has no code: two that were added on the two sides under one number are two, unless they say the same.
    """
    then, now = _by_key(base), _by_key(here)
    last: dict[str, int] = {}
    for row in (*base, *here, *in_file):
        if row.part is Part.EVIDENCE:
            last[row.parent or ""] = max(last.get(row.parent or "", 0), int(row.values["position"]))
    found: dict[Key, PartRow] = {}
    for row in in_file:
        other = now.get((row.part, row.key))
        is_new = row.part is Part.EVIDENCE and (row.part, row.key) not in then
        if is_new and other is not None and _says_other(other, row):
            number = last[row.parent or ""] = last[row.parent or ""] + 1
            values = {**row.values, "position": number}
            row = replace(row, key=key_of(row.part, number, row.parent), values=values)  # noqa: PLW2901 - it is another row from here on
        found[row.part, row.key] = row
    return found


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()
