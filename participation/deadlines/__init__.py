"""Due dates: Colombian working days, the plan's table of terms, and what follows from them."""

from participation.deadlines.due_dates import reclassified_due_on, reply_due_on, transfer_due_on
from participation.deadlines.plan_rules import PlanRules
from participation.deadlines.rules import DeadlineRules, Term, reply_term
from participation.deadlines.working_days import (
    OwnDays,
    add_working_days,
    counted_reception,
    holiday_name,
    is_working_day,
    next_working_day,
    working_days_between,
)
from storage.models.kinds import ContributionKind, PetitionKind

__all__ = [
    "ContributionKind",
    "DeadlineRules",
    "OwnDays",
    "PetitionKind",
    "PlanRules",
    "Term",
    "add_working_days",
    "counted_reception",
    "holiday_name",
    "is_working_day",
    "next_working_day",
    "reclassified_due_on",
    "reply_due_on",
    "reply_term",
    "transfer_due_on",
    "working_days_between",
]
