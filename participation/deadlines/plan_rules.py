"""The rules of a plan for its cases, with what holds where the plan file says nothing (docs/plan-file.md)."""

from dataclasses import dataclass
from datetime import date, time
from typing import Self

from participation.deadlines.rules import DeadlineRules
from participation.deadlines.working_days import OwnDays
from storage.models.plan import Plan

DOUBLE = 2
"""How often the initial term fits until the last day of an extension, unless the plan says otherwise."""


@dataclass(frozen=True)
class PlanRules:
    """`clarification_days`, `priority_days`: working days; None where there is no such term."""

    deadlines: DeadlineRules
    own: OwnDays
    reception_closes: time | None
    clarification_stops_clock: bool
    clarification_days: int | None
    extension_times: int
    priority_days: int | None

    @classmethod
    def of(cls, plan: Plan) -> Self:
        """What a plan says, checked when it was imported."""
        return cls(
            deadlines=DeadlineRules.of(plan.terms, plan.promises),
            own=OwnDays(_days(plan.closed_days), _days(plan.worked_days)),
            reception_closes=plan.reception_closes,
            clarification_stops_clock=bool(plan.clarification_stops_clock),
            clarification_days=plan.clarification_days,
            extension_times=plan.extension_times or DOUBLE,
            priority_days=plan.priority_days,
        )


def _days(written: list[str]) -> frozenset[date]:
    return frozenset(date.fromisoformat(day) for day in written)
