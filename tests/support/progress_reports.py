"""The progress report of the seed's cut, made once for all who look at it."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path

import pytest

from locales import Formats, Language, Words, formats, words
from participation.plan.report import ReportFacts, report_facts
from participation.publication.requesting import FileFormat
from reports.documents.logos import logo_of
from reports.progress_report import ProgressReport
from reports.progress_report.files import file_of
from storage import Database, open_database
from tests.support import databases
from tests.support.office import ZONE, plan

CUT, TODAY = date(2021, 6, 30), date(2021, 7, 5)
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="10"><rect width="20" height="10"/></svg>'


def spanish() -> tuple[Words, Formats]:
    return words(Language.ES), formats(Language.ES, ZONE)


def seeds_facts(template: Path, folder: Path) -> ReportFacts:
    """What the report of the seed's plan says, from a database of its own."""
    with opened(template, folder) as database:
        database.write(plan).result()
        return database.read(lambda session: report_facts(session, TODAY, ZONE)).result()


@contextmanager
def opened(template: Path, folder: Path) -> Iterator[Database]:
    with closing(open_database(databases.copy_sqlite(template, folder))) as database:
        yield database


class Files:
    """The report of the seed's plan, each format made when it is first asked for."""

    def __init__(self, facts: ReportFacts, folder: Path) -> None:
        (folder / "logo.svg").write_text(SVG, "utf-8")
        logo = logo_of(folder / "plan.yaml", "logo.svg", "Escudo de ENTerritorio")
        self.report = ProgressReport(facts, logo, "https://participa.example.org")
        self._made: dict[FileFormat, bytes] = {}

    def __getitem__(self, wanted: FileFormat) -> bytes:
        if wanted not in self._made:
            self._made[wanted] = file_of(self.report, wanted, *spanish())
        return self._made[wanted]


@pytest.fixture(scope="module")
def made(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Files:
    """The files of the seed's report, with a logo."""
    folder = tmp_path_factory.mktemp("report")
    return Files(seeds_facts(sqlite_template, folder), folder)
