"""Parts of the plan as JSON, to be kept and read again: what was published, and what was changed."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, time
from functools import cache
from typing import Any

from storage.queries.plan_parts import Part, PartRow, column_types

_AS_JSON = frozenset({object, str, int, bool})


def frozen(value: Any) -> Any:
    """A value of a column as JSON: dates and hours as ISO texts, a word of a list as itself."""
    return value.isoformat() if isinstance(value, (date, time)) else value


def frozen_values(values: Mapping[str, Any]) -> dict[str, Any]:
    """All values of a part as JSON."""
    return {name: frozen(value) for name, value in values.items()}


def thawed(part: Part, name: str, value: Any) -> Any:
    """The value of a column of a part as the database gives it. Reads what `frozen` wrote."""
    read = _readers(part).get(name)
    return value if value is None or read is None else read(value)


def thawed_values(part: Part, values: Mapping[str, Any]) -> dict[str, Any]:
    """All values of a part. A column that the plan did not have then has no value; one that is gone is left out."""
    found = {name: values.get(name) for name in column_types(part)}
    for name, read in _readers(part).items():
        if found[name] is not None:
            found[name] = read(found[name])
    return found


@cache
def _readers(part: Part) -> dict[str, Callable[[Any], Any]]:
    """What makes of JSON the values of the columns that are something else."""
    return {name: _reader(kind) for name, kind in column_types(part).items() if kind not in _AS_JSON}


def _reader(kind: type[Any]) -> Callable[[Any], Any]:
    return kind.fromisoformat if issubclass(kind, (date, time)) else kind


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
