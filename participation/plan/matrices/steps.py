"""What comes next with somebody else's matrix: a question about it, or the plan as it would be."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from locales import Phrase, Words, clip
from participation.plan.differences import Change, Difference
from participation.plan.document import PlanDocument
from participation.plan.matrices.fields import MatrixField
from participation.plan.matrices.guessing import Guess
from participation.plan.matrices.products import MatrixProduct
from participation.plan.matrices.rows import MatrixCell
from storage.queries.plan_parts import Part, PartRow

NAME = 100


@dataclass(frozen=True)
class AskSheet:
    """Which sheets are the plan's? Several, or all of them."""

    names: Sequence[str]


@dataclass(frozen=True)
class AskColumn:
    """What is this column? `left`: how many more are to be asked about."""

    guess: Guess
    choices: Sequence[MatrixField]
    left: int = 0


@dataclass(frozen=True)
class ConfirmColumns:
    """All columns with what they were taken for: right so? `missing` says what cannot do without."""

    guesses: Sequence[Guess]
    columns: Mapping[str, MatrixField]
    missing: Phrase | None = None


@dataclass(frozen=True)
class AskState:
    """What state does this word stand for?"""

    cell: MatrixCell


@dataclass(frozen=True)
class AskPeriod:
    """When are the new products due that do not say it?"""

    products: Sequence[MatrixProduct]


@dataclass(frozen=True)
class AskSame:
    """Is this product of the matrix the one of the plan that has nearly its name?"""

    product: MatrixProduct
    maybe: PartRow
    left: int = 0


@dataclass(frozen=True)
class Remark:
    """What people should know of how the matrix was read."""

    phrase: Phrase
    values: Mapping[str, object]

    def text(self, words: Words) -> str:
        """It in a person's language; not escaped."""
        return words.plain_phrase(self.phrase, **self.values)


@dataclass(frozen=True)
class Ready:
    """Everything is right: what would change. `missing`: products of the plan that the matrix does not have.

    `referred`: those of them that stay in any case, for an event or a window needs them. `may_remove`: not while rows
    are hidden, which may have them.
    """

    document: PlanDocument
    differences: Sequence[Difference]
    remarks: Sequence[Remark]
    missing: Sequence[PartRow]
    referred: Sequence[PartRow]
    may_remove: bool
    removes: bool
    remembered: bool
    products: int

    def lines(self, words: Words) -> list[str]:
        """What would change, a line each, not escaped; what is new with its name and not only with its code."""
        named = {(row.part, row.key): row.values for row in self.document.rows}
        return [_told(one, named.get((one.part, one.key), {})).text(words) for one in self.differences]


def _told(change: Difference, values: Mapping[str, Any]) -> Difference:
    """A change that tells what is added as the matrix calls it: "dos-cunas «Dos cuñas» (2023-S1, 100 %)"."""
    if change.change is not Change.ADDED:
        return change
    name = clip(" ".join(str(values.get("name") or values.get("text") or "").split()), NAME)
    more = f" ({values['period'] or values['due_on']}, {values['percentage']} %)" if change.part is Part.PRODUCT else ""
    return replace(change, key=f"{change.key} «{name}»{more}")


Question = AskSheet | AskColumn | ConfirmColumns | AskState | AskPeriod | AskSame
Step = Question | Ready
