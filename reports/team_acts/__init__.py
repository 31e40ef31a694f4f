"""The record of what staff did: its words, and the workbook of it. The workbook is imported by who asks for it."""
