"""Evidence that moves up because another one was taken out: it is told as that, and not as texts that were rewritten.

Evidence has no code of its own: it is told apart by its place, which changes for all that stand behind one that goes.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from storage.queries.plan_parts import Part, PartRow, key_of

Rows = dict[tuple[Part, str], PartRow]


def taken_out(before: Sequence[PartRow], after: Sequence[PartRow]) -> Iterator[tuple[PartRow, PartRow | None]]:
    """The evidence of which something was taken out while the rest kept its order: each with where it is now.

    None is given for what went. Products whose evidence changed otherwise are left out.
    """
    old, new = _by_product(before), _by_product(after)
    for product, rows in old.items():
        if (moved := _moved(rows, new.get(product, []))) is not None:
            yield from moved


def moved_back(rows: Rows, key: str, position: int) -> None:
    """Put the evidence that has this key back where it was."""
    row = rows.pop((Part.EVIDENCE, key))
    back = key_of(Part.EVIDENCE, position, row.parent)
    rows[Part.EVIDENCE, back] = replace(row, key=back, values={**row.values, "position": position})


def _moved(old: list[PartRow], new: list[PartRow]) -> list[tuple[PartRow, PartRow | None]] | None:
    """Old rows with the new ones that say the same, in one order; None where that is not all that happened to them."""
    if len(new) >= len(old) or [_told(row) for row in old[: len(new)]] == [_told(row) for row in new]:
        return None
    left, found = list(new), list[tuple[PartRow, PartRow | None]]()
    for row in old:
        stays = bool(left) and _told(left[0]) == _told(row)
        found.append((row, left.pop(0) if stays else None))
    return None if left else found


def _told(row: PartRow) -> Mapping[str, Any]:
    return {name: value for name, value in row.values.items() if name != "position"}


def _by_product(rows: Sequence[PartRow]) -> dict[str, list[PartRow]]:
    found: dict[str, list[PartRow]] = {}
    for row in rows:
        if row.part is Part.EVIDENCE:
            found.setdefault(row.parent or "", []).append(row)
    return {product: sorted(some, key=lambda row: int(row.values["position"])) for product, some in found.items()}
