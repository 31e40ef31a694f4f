"""A plan file that was read without an error."""

from dataclasses import dataclass

from storage.queries.plan_parts import PartRow


@dataclass(frozen=True)
class PlanDocument:
    """A whole, checked plan; its parts in the order of the file, parents before children."""

    year: int
    rows: tuple[PartRow, ...]
