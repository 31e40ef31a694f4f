"""The progress report before it is a document: the facts of the cut, and what only this edition of the file knows."""

from dataclasses import dataclass
from datetime import date

from participation.plan.report.facts import ReportFacts
from participation.plan.views import PlanProgress
from reports.charts.colours import DEFAULT_ACCENT, DEFAULT_MAIN
from reports.documents.model import Logo
from storage.models.plan import ComputedFigure


@dataclass(frozen=True)
class ProgressReport:
    """`public_url`: where the pages are, without a slash at its end; None where there are none."""

    facts: ReportFacts
    logo: Logo | None = None
    public_url: str | None = None

    @property
    def plan(self) -> PlanProgress:
        """The plan as of the cut."""
        return self.facts.plan

    @property
    def colours(self) -> tuple[str, str]:
        """The entity's main colour and its accent."""
        own = self.plan.entity
        return own.main_colour or DEFAULT_MAIN, own.accent_colour or DEFAULT_ACCENT

    @property
    def plan_name(self) -> str:
        """The plan with its year, which its name may hold already."""
        plan = self.plan
        return plan.name if str(plan.vigencia) in plan.name else f"{plan.name} {plan.vigencia}"

    @property
    def first_day(self) -> date:
        """Of what the report tells."""
        return min(date(self.plan.vigencia, 1, 1), self.plan.reference)

    @property
    def adds_total(self) -> bool:
        """Whether the total of the year's products is no figure of the entity's own report."""
        return ComputedFigure.TOTAL in self.plan.computed

    @property
    def adds_activities(self) -> bool:
        """The same of the percentages by activity."""
        return ComputedFigure.ACTIVITY_PERCENTAGES in self.plan.computed
