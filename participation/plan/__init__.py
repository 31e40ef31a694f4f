"""The plan file: reading it with all its errors, comparing it with what is stored, taking it over."""

from participation.plan.differences import Change, Difference
from participation.plan.document import PlanDocument
from participation.plan.errors import PlanFileError, PlanFileErrors
from participation.plan.importing import compare, import_plan, kept
from participation.plan.periods import Period
from participation.plan.reading import read_plan_file, read_plan_text

__all__ = [
    "Change",
    "Difference",
    "Period",
    "PlanDocument",
    "PlanFileError",
    "PlanFileErrors",
    "compare",
    "import_plan",
    "kept",
    "read_plan_file",
    "read_plan_text",
]
