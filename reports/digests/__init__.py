"""The workbook that goes with a digest."""

from reports.digests.workbook import workbook

__all__ = ["workbook"]
