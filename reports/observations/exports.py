"""The data of the report: a workbook for people, CSV as open data, and the dictionary of both. All of it streamed."""

from collections.abc import Iterator
from pathlib import Path
from typing import IO

from locales import Formats, Words
from reports.documents import csv
from reports.documents.model import Cell, Column, ColumnKind
from reports.observations import fields
from reports.observations.document import as_document, frame
from reports.observations.followup import FollowUp
from reports.observations.summary import Summary, summarise


def write_workbook(
    follow_up: FollowUp, words: Words, formats: Formats, destination: Path | IO[bytes], summary: Summary | None = None
) -> None:
    """Three sheets: the cases, the summary and the dictionary.

    Reads the rows once, or twice when no summary is given. Memory does not grow with them.
    """
    from reports.documents import xlsx  # noqa: PLC0415 - xlsxwriter, which only a workbook needs

    known = summary or summarise(follow_up.rows(), follow_up.cut, follow_up.exact)
    of = fields.cells(follow_up, known, words)
    heads, meanings = fields.dictionary(words)
    notes = fields.reading_notes(words)
    told = as_document(follow_up, words, formats, known, in_full=False)
    lines = (Column(told.title, share=5), Column("", ColumnKind.NUMBER))
    sheets = (
        xlsx.Sheet(words.plain("report", "Observations"), fields.columns(words), map(of, follow_up.rows())),
        xlsx.Sheet(words.plain("document", "Summary"), lines, xlsx.outline(told), wrapped=True),
        xlsx.Sheet(words.plain("report", "Dictionary"), heads, meanings, lead=notes, wrapped=True),
    )
    xlsx.write(destination, frame(follow_up, words, formats), sheets)


def write_csv(
    follow_up: FollowUp, words: Words, formats: Formats, stream: IO[str], summary: Summary | None = None
) -> None:
    """The open data, one line a case. `stream` is text with newline="" and `reports.documents.csv.ENCODING`."""
    known = summary or summarise(follow_up.rows(), follow_up.cut, follow_up.exact)
    of = fields.cells(follow_up, known, words)
    csv.write(stream, fields.names(), map(of, follow_up.rows()), formats.zone)


def write_dictionary(words: Words, formats: Formats, stream: IO[str]) -> None:
    """The data dictionary as a CSV of its own, and how to read the files below it."""
    heads, rows = fields.dictionary(words)
    csv.write(stream, [head.name for head in heads], [*rows, *_notes(words, len(heads))], formats.zone)


def _notes(words: Words, width: int) -> Iterator[tuple[Cell, ...]]:
    for note in fields.reading_notes(words):
        yield ("", "", "", note, *[""] * (width - 4))
