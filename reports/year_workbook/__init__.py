"""The workbook of a year for FURAG and Control Interno."""

from reports.year_workbook.workbook import workbook

__all__ = ["workbook"]
