"""The plan as a workbook: how a file of a spreadsheet is read, and how a plan is read back from it."""
