"""The plan as a workbook that people work in, and that is read back by `participation.plan.workbook`."""

from reports.plan_workbook.cells import DoesNotFit
from reports.plan_workbook.workbook import plan_workbook

__all__ = ["DoesNotFit", "plan_workbook"]
