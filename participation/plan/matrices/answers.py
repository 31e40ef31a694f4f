"""What was answered so far about somebody else's matrix: kept between messages, as JSON."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any, Self

from participation.plan.matrices.fields import MatrixField


@dataclass(frozen=True)
class Answers:
    """`sheets`: the names of those to read, none while nobody said. `columns`: by `column_key`, what they are;
    `remembered`: as they were understood the last time.

    `states`: its own words for states, plainly written, to those of the plan file. `same`: by `question_key`, the code
    of the product that a row means, or `NEW`. `period`: when new products are due that do not say it. `removes`:
    whether products go that the matrix does not have. `others_unused`: nobody wants to be asked of more columns.
    """

    sheets: tuple[str, ...] = ()
    columns: Mapping[str, MatrixField] = field(default_factory=dict)
    columns_confirmed: bool = False
    remembered: bool = False
    others_unused: bool = False
    states: Mapping[str, str] = field(default_factory=dict)
    same: Mapping[str, str] = field(default_factory=dict)
    period: str | None = None
    removes: bool = False

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> Self:
        """The answers that `as_json` gave."""
        columns = {key: MatrixField(word) for key, word in kept.get("columns", {}).items()}
        known = {name: kept[name] for name in cls.__dataclass_fields__ if name in kept}
        return cls(**{**known, "columns": columns, "sheets": tuple(kept.get("sheets", ()))})

    def as_json(self) -> dict[str, Any]:
        """The answers as JSON can hold them."""
        return {**asdict(self), "sheets": list(self.sheets), "columns": dict(self.columns)}

    def with_columns(self, columns: Mapping[str, MatrixField]) -> Self:
        """The same with these columns, which nobody has confirmed yet."""
        return replace(self, columns={**self.columns, **columns}, columns_confirmed=False, remembered=False)
