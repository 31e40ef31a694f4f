"""Parts of the plan as JSON, to be kept and read again: what was published, and what was changed."""

from collections.abc import Iterable, Mapping
from datetime import date, time
from typing import Any

from storage.queries.plan_parts import Part, PartRow, column_types


def frozen(value: Any) -> Any:
    """A value of a column as JSON: dates and hours as ISO texts, a word of a list as itself."""
    return value.isoformat() if isinstance(value, (date, time)) else value


def frozen_values(values: Mapping[str, Any]) -> dict[str, Any]:
    """All values of a part as JSON."""
    return {name: frozen(value) for name, value in values.items()}


def thawed(part: Part, name: str, value: Any) -> Any:
    """The value of a column of a part as the database gives it. Reads what `frozen` wrote."""
    kind = column_types(part).get(name)
    if value is None or kind is None or kind is object:
        return value
    return kind.fromisoformat(value) if issubclass(kind, (date, time)) else kind(value)


def thawed_values(part: Part, values: Mapping[str, Any]) -> dict[str, Any]:
    """All values of a part. A column that the plan did not have then has no value; one that is gone is left out."""
    return {name: thawed(part, name, values.get(name)) for name in column_types(part)}


def frozen_parts(rows: Iterable[PartRow]) -> list[dict[str, Any]]:
    """Parts as JSON, in their order."""
    return [
        {"part": row.part.value, "key": row.key, "parent": row.parent, "values": frozen_values(row.values)}
        for row in rows
    ]


def thawed_parts(kept: Iterable[Mapping[str, Any]]) -> list[PartRow]:
    """The parts of which `frozen_parts` was made."""
    return [
        PartRow(Part(one["part"]), one["key"], one["parent"], thawed_values(Part(one["part"]), one["values"]))
        for one in kept
    ]
