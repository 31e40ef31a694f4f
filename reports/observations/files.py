"""The report as files in a folder: whole documents, the workbook and the open data with its dictionary."""

from collections.abc import Collection
from pathlib import Path

from locales import Formats, Words
from participation.publication.requesting import FileFormat
from reports.documents import DocumentFormat, csv, render
from reports.observations.document import MOST_IN_FULL, as_document
from reports.observations.exports import write_csv, write_dictionary, write_workbook
from reports.observations.followup import FollowUp
from reports.observations.reading import with_changes

DICTIONARY = "diccionario"
"""The name of the data dictionary, a CSV that goes with the data."""
DATA = frozenset({FileFormat.XLSX, FileFormat.CSV})


def passes(wanted: Collection[FileFormat], rows: int) -> int:
    """How often the rows are read for these formats."""
    documents = len(set(wanted) - DATA) if rows <= MOST_IN_FULL else 0
    return 1 + len(set(wanted) & DATA) + documents


def write_files(
    found: FollowUp, wanted: Collection[FileFormat], words: Words, formats: Formats, folder: Path
) -> dict[str, Path]:
    """Write the report in these formats, and give the files by format; with the data comes their dictionary."""
    told, summary = with_changes(found)
    made: dict[str, Path] = {}
    for one in sorted(set(wanted)):
        made[one] = file = folder / f"{one}.{one}"
        match one:
            case FileFormat.XLSX:
                write_workbook(told, words, formats, file, summary)
            case FileFormat.CSV:
                with file.open("w", encoding=csv.ENCODING, newline="") as stream:
                    write_csv(told, words, formats, stream, summary)
                made[DICTIONARY] = folder / f"{DICTIONARY}.csv"
                with made[DICTIONARY].open("w", encoding=csv.ENCODING, newline="") as stream:
                    write_dictionary(words, formats, stream)
            case _:
                file.write_bytes(render(as_document(told, words, formats, summary), DocumentFormat(one)))
    return made
