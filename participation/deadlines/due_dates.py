"""By when something must be done. Dates are days of the entity's zone; terms begin the day after reception."""

from datetime import date

from participation.deadlines.rules import DeadlineRules, reply_term
from participation.deadlines.working_days import NO_OWN_DAYS, OwnDays, add_working_days
from storage.models.kinds import ContributionKind, PetitionKind

TRANSFER_WORKING_DAYS = 5
"""Another entity's matter is passed on within these (Ley 1755 de 2015, artículo 21)."""


def reply_due_on(
    received: date,
    kind: ContributionKind,
    petition: PetitionKind | None,
    rules: DeadlineRules,
    own: OwnDays = NO_OWN_DAYS,
) -> date | None:
    """The last day to answer what was received on that day; None when it has no term (see `reply_term`)."""
    term = reply_term(received, kind, petition, rules)
    return add_working_days(received, term.working_days, own) if term else None


def reclassified_due_on(due_on: date | None, by_new_kind: date | None) -> date | None:
    """The due date after a change of kind: the earlier one of what was said and what the new kind gives.

    So a new kind can shorten a term or give one, never lengthen or end it: that takes an extension with its reason.
    """
    return min((day for day in (due_on, by_new_kind) if day), default=None)


def transfer_due_on(received: date, own: OwnDays = NO_OWN_DAYS) -> date:
    """The last day to pass another entity's matter on to it."""
    return add_working_days(received, TRANSFER_WORKING_DAYS, own)
