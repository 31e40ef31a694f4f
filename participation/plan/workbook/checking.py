"""Whether a plan that was put together of two is right, told in the cells of the workbook."""

from collections.abc import Mapping as Table
from collections.abc import Sequence
from dataclasses import replace

from participation.plan.errors import Place, PlanFileErrors
from participation.plan.form import PLAN, Field, Items, Section
from participation.plan.reading import read_tree
from participation.plan.source import Listing, Mapping, Node, Scalar
from participation.plan.tree import NOWHERE, tree_of
from participation.plan.workbook.telling import retold
from storage.queries.plan_parts import Part, PartRow


def check_rows(rows: Sequence[PartRow], places: Table[tuple[Part, str], Place]) -> None:
    """Raises PlanFileErrors with what does not fit together; `places` tells where a part stands in the workbook."""
    try:
        read_tree(_part(PLAN, tree_of(rows), NOWHERE, places))
    except PlanFileErrors as raised:
        told = [replace(error, place=None) if error.place == NOWHERE else error for error in raised.errors]
        raise PlanFileErrors([retold(error, ()) for error in told]) from raised


def _part(section: Section, node: Mapping, above: Place, places: Table[tuple[Part, str], Place]) -> Mapping:
    """A part and all below it, at the places of their rows."""
    place = places.get((section.part, _identity(section, node)), above)
    entries: dict[str, tuple[Place, Node]] = {}
    below = {item.key: item.section for item in section.fields if isinstance(item, Items)}
    for key, (_, found) in node.entries.items():
        if key in below and isinstance(found, Listing):
            parts = [_part(below[key], child, place, places) for child in found.items if isinstance(child, Mapping)]
            entries[key] = (place, Listing(place, list(parts)))
        else:
            entries[key] = (place, _placed(found, place))
    return Mapping(place, entries)


def _identity(section: Section, node: Mapping) -> str:
    """What a part is known by; evidence has no code, and is told at its product."""
    key = next((item.key for item in section.fields if isinstance(item, Field) and item.name == section.identity), "")
    found = node.entries.get(key, (None, None))[1]
    return found.text if isinstance(found, Scalar) else ""


def _placed(node: Node, place: Place) -> Node:
    if isinstance(node, Scalar):
        return replace(node, place=place)
    if isinstance(node, Listing):
        return Listing(place, [_placed(item, place) for item in node.items])
    return Mapping(place, {key: (place, _placed(value, place)) for key, (_, value) in node.entries.items()})
