"""The tree of a plan with the cells of somebody else's matrix as its places, so that every error names its cell."""

from collections.abc import Mapping
from dataclasses import replace

from participation.plan.errors import Place
from participation.plan.form import SECTIONS, Field, Items
from participation.plan.source import Listing, Node
from participation.plan.source import Mapping as Keys
from storage.queries.plan_parts import Part, key_of

Places = Mapping[tuple[Part, str, str], Place]
"""Where a column of a part was said, by kind, key and column; an empty column is the part as a whole."""
_ITEMS = {
    item.key: item.section
    for part in (Part.PLAN, Part.ACTIVITY, Part.TASK, Part.PRODUCT)
    for item in SECTIONS[part].fields
    if isinstance(item, Items)
}


def placed(tree: Node, places: Places, otherwise: Place) -> Node:
    """The tree of a whole plan with these places; what the matrix does not tell is placed where what it hangs on is."""
    return _Placing(places).node(tree, otherwise, (Part.PLAN, ""))


class _Placing:
    def __init__(self, places: Places) -> None:
        self._places = places

    def node(self, node: Node, here: Place, of: tuple[Part, str]) -> Node:
        if isinstance(node, Listing):
            return Listing(here, [self.node(item, here, of) for item in node.items])
        if not isinstance(node, Keys):
            return replace(node, place=here)
        columns = {field.key: field.name for field in SECTIONS[of[0]].fields if isinstance(field, Field)}
        found = Keys(here)
        for key, (_, child) in node.entries.items():
            place = self._places.get((*of, columns.get(key, "")), here)
            found.entries[key] = (place, self._items(key, child, here, of) or self.node(child, place, of))
        return found

    def _items(self, key: str, node: Node, here: Place, above: tuple[Part, str]) -> Node | None:
        """The parts of a list, each with its own place; None for what is no list of parts."""
        section = _ITEMS.get(key)
        if section is None or not isinstance(node, Listing):
            return None
        listing = Listing(here)
        for position, item in enumerate(node.items, start=1):
            code = item.entries.get("codigo") if isinstance(item, Keys) else None
            identity = getattr(code[1], "text", "") if code else position
            of = section.part, key_of(section.part, identity, above[1])
            listing.items.append(self.node(item, self._places.get((*of, ""), here), of))
        return listing
