"""The parts of a plan in the order in which people read them, and what is shown beside them to find one's way."""

from collections.abc import Iterator, Sequence

from storage.queries.plan_parts import Part, PartRow

_BELOW_OTHERS = {Part.TASK: Part.ACTIVITY, Part.PRODUCT: Part.TASK, Part.EVIDENCE: Part.PRODUCT}


class Ordered:
    """A plan's parts, which may come in any order."""

    def __init__(self, rows: Sequence[PartRow]) -> None:
        self._by_key = {(row.part, row.key): row for row in rows}
        self.plan = next(row for row in rows if row.part is Part.PLAN)
        self._below: dict[tuple[Part, str], list[PartRow]] = {}
        for row in sorted(rows, key=lambda row: int(row.values.get("position", 0))):
            parent = (row.parent or "") if row.part in _BELOW_OTHERS else ""
            self._below.setdefault((row.part, parent), []).append(row)

    def parts(self, parts: Sequence[Part]) -> Iterator[PartRow]:
        """All parts of a kind, by the order of what they hang on; of two kinds, each under its own."""
        for row in self._of(parts[0]):
            yield row
            for below in parts[1:]:
                yield from self._below.get((below, row.key), ())

    def shown(self, column: str, row: PartRow) -> str:
        """The name that a column shows of what a row hangs on."""
        above = self._above(row)
        if column == "product.activity":
            above = self._above(above)
        return str(above.values["name"]) if above is not None else ""

    def _of(self, part: Part) -> Iterator[PartRow]:
        above = _BELOW_OTHERS.get(part)
        if above is None:
            yield from self._below.get((part, ""), ())
            return
        for row in self._of(above):
            yield from self._below.get((part, row.key), ())

    def _above(self, row: PartRow | None) -> PartRow | None:
        if row is None or row.part not in _BELOW_OTHERS:
            return None
        return self._by_key.get((_BELOW_OTHERS[row.part], row.parent or ""))
