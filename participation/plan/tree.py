"""A plan as the tree that its file would be: what `participation.plan.reading` reads, made of the parts again."""

from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Mapping as Values
from datetime import date, time
from typing import Any

from participation.plan import values as readers
from participation.plan.errors import Place
from participation.plan.form import PLAN, Field, Group, Items, Section, Table
from participation.plan.source import Listing, Mapping, Node, Scalar
from storage.queries.plan_parts import Part, PartRow

NOWHERE = Place(0, 0)
Keys = tuple[Field | Group | Table | Items, ...]


def tree_of(rows: Sequence[PartRow]) -> Mapping:
    """The whole plan, from its parts as `stored_parts` gives them."""
    return part_tree(PLAN, next(row for row in rows if row.part is Part.PLAN), rows)


def part_tree(section: Section, row: PartRow, rows: Iterable[PartRow] = ()) -> Mapping:
    """One part with what hangs on it among `rows`."""
    values = {**row.values, section.link: row.parent} if section.link else row.values
    return _level(section.fields, values, row, list(rows))


def _level(keys: Keys, values: Values[str, Any], row: PartRow, rows: Sequence[PartRow]) -> Mapping:
    entries: dict[str, tuple[Place, Node]] = {}
    for key in keys:
        node = _items(key.section, row, rows) if isinstance(key, Items) else _node(key, values)
        if node is not None:
            entries[key.key] = (NOWHERE, node)
    return Mapping(NOWHERE, entries)


def _items(section: Section, above: PartRow, rows: Sequence[PartRow]) -> Listing:
    """What hangs on a part; on the plan itself hangs all of a kind."""
    of_plan = above.part is Part.PLAN
    below = [row for row in rows if row.part is section.part and (of_plan or row.parent == above.key)]
    below.sort(key=lambda row: int(row.values["position"]))
    return Listing(NOWHERE, [part_tree(section, row, rows) for row in below])


def _node(key: Field | Group | Table, values: Values[str, Any]) -> Node | None:
    """The value of a key; None where the file would not have it."""
    if isinstance(key, Group):
        return _group(key, values)
    value = values.get(key.name)
    if isinstance(key, Table):
        return Listing(NOWHERE, [_record(key, record) for record in value or ()])
    if key.many:
        return Listing(NOWHERE, [_scalar(one) for one in value or ()])
    if value is None and key.read is readers.number_or_unknown:
        return _scalar(readers.UNKNOWN)
    return None if value is None else _scalar(value)


def _group(group: Group, values: Values[str, Any]) -> Mapping | None:
    found = dict(_entries(group.fields, values))
    return Mapping(NOWHERE, found) if found else None


def _record(table: Table, record: Values[str, Any]) -> Mapping:
    return Mapping(NOWHERE, dict(_entries(table.fields, record)))


def _entries(keys: Iterable[Field | Group], values: Values[str, Any]) -> Iterator[tuple[str, tuple[Place, Node]]]:
    for key in keys:
        node = _node(key, values)
        if node is not None and not (isinstance(node, Listing) and not node.items):
            yield key.key, (NOWHERE, node)


def _scalar(value: Any) -> Scalar:
    if isinstance(value, bool):
        return Scalar(NOWHERE, "sí" if value else "no", absent=False)
    if isinstance(value, time):
        return Scalar(NOWHERE, value.isoformat("minutes"), absent=False)
    text = value.isoformat() if isinstance(value, date) else str(value)
    return Scalar(NOWHERE, text, absent=not text)
