"""What the progress report (*Informe de avance*) of a cut is made from, and what the office adds to it."""

from participation.plan.report.errors import NoSuchCut, NoSuchDifficulty, NotInTheReport
from participation.plan.report.facts import (
    CommitmentMade,
    DifficultyView,
    ReportFacts,
    Signed,
    editions,
    report_facts,
)

__all__ = [
    "CommitmentMade",
    "DifficultyView",
    "NoSuchCut",
    "NoSuchDifficulty",
    "NotInTheReport",
    "ReportFacts",
    "Signed",
    "editions",
    "report_facts",
]
