"""What was read from a plan file so far, with the place of every value; broken values are left out."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from participation.plan.errors import Place
from participation.plan.form import Section
from storage.queries.plan_parts import Part


@dataclass
class Entry:
    """One part of the plan as the file writes it. `values` and `places` go by column."""

    section: Section
    place: Place
    parent: "Entry | None"
    position: int
    values: dict[str, Any] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    children: list["Entry"] = field(default_factory=list)

    def get(self, name: str) -> Any:
        """The value; None where it is absent or broken."""
        return self.values.get(name)

    def lacks(self, *names: str) -> bool:
        """Whether all of these were left out (a broken value was not left out)."""
        return all(name in self.values and self.values[name] in (None, []) for name in names)

    def place_of(self, name: str) -> Place:
        """Where a value stands; where it could stand when it was left out."""
        return self.places.get(name, self.place)

    def all_of(self, part: Part) -> Iterator["Entry"]:
        """This entry and those below it that are of a kind, in the order of the file."""
        if self.section.part is part:
            yield self
        for child in self.children:
            yield from child.all_of(part)
