"""What cannot be done with a product, each with what staff need to know."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from locales import Phrase
from participation.plan.errors import PlanFileError


class EditError(ValueError):
    """Something that staff asked for cannot be; `phrase` says why."""

    phrase = Phrase("product error", "That cannot be done with this product now.")


class NeedsEvidence(EditError):
    """Only what has evidence is done."""

    phrase = Phrase("product error", "A product is done only with its evidence. Add the evidence first.")


class LastEvidence(EditError):
    """What is done keeps its proof."""

    phrase = Phrase(
        "product error", "It is the only evidence of a product that is done. Add another one, or change the status."
    )


class NeedsReason(EditError):
    """What people were told is taken back only with a reason."""

    phrase = Phrase("product error", "Write the reason in one sentence. It stays in the history.")


class NotYet(EditError):
    """What was done, was done by today."""

    phrase = Phrase("product error", "That day is still to come. Write today's or an earlier one.")


class HasPassed(EditError):
    """What is moved is still to be delivered."""

    phrase = Phrase("product error", "That period has passed. Write one that is still to come.")


class NotOpen(EditError):
    """What is done or cancelled is neither moved nor cancelled."""

    phrase = Phrase("product error", "It is done or cancelled already. Change its status first.")


class NothingChanges(EditError):
    """It says so already."""

    phrase = Phrase("product error", "Nothing changes: the product says so already.")


class Gone(EditError):
    """The evidence is not there any more."""

    phrase = Phrase("product error", "That evidence is not there any more.")


class Unsound(EditError):
    """A plan file that said so would be refused; `faults` says why."""

    def __init__(self, faults: Sequence[PlanFileError]) -> None:
        self.faults = tuple(faults)
        super().__init__(str(self.faults[0]))


@dataclass(frozen=True)
class Differs:
    """One thing that is not as it was: a column, or `evidence` with how many there were and are."""

    name: str
    old: Any
    new: Any


class ChangedMeanwhile(EditError):
    """Another has changed the product since it was looked at: nothing was saved.

    `by` is a name and None where it was no member of staff, `at` an instant; both are None where nobody knows.
    """

    phrase = Phrase("product error", "Meanwhile the product has changed. Nothing of yours was saved.")

    def __init__(self, changes: Sequence[Differs], by: str | None, at: datetime | None) -> None:
        self.changes, self.by, self.at = tuple(changes), by, at
        super().__init__(", ".join(change.name for change in changes))
