"""A database with the seed's plan or a large one, for what the progress report of it takes."""

import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from bench import plan_history
from bench.plan_history import TODAY, ZONE
from locales import Language, formats, words
from participation.plan.report import report_facts
from participation.publication.requesting import FileFormat
from reports.progress_report import ProgressReport, write_file
from storage import open_database

FORMATS = (FileFormat.PDF, FileFormat.DOCX, FileFormat.HTML, FileFormat.XLSX, FileFormat.CSV)


def fill(database: Path, products: int) -> None:
    """Make the database; 0 products are the seed's plan."""
    opened = plan_history.large(database, products, 1) if products else plan_history.seed(database)
    opened.close()


def write(database: Path, folder: Path, wanted: str) -> Iterator[Path]:
    """Read the facts and write the report, in one format or (`all`) in each."""
    spanish = words(Language.ES), formats(Language.ES, ZONE)
    with closing(open_database(f"sqlite:///{database}")) as opened:
        report = ProgressReport(opened.read(lambda session: report_facts(session, TODAY, ZONE)).result())
    for one in FORMATS if wanted == "all" else (FileFormat(wanted),):
        file = folder / f"informe.{one}"
        write_file(report, one, *spanish, file)
        yield file


if __name__ == "__main__":
    fill(Path(sys.argv[1]), int(sys.argv[2]))
