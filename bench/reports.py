"""The two reports: seconds and memory of the data of many cases, of the longest document, and of a large plan's."""

import json
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from bench import report_cases, report_progress
from bench.figures import Json
from bench.processes import ContestantFailed
from bench.table import Table, figure
from locales import Formats, Language, Words, formats, words
from reports.documents import DocumentFormat, csv, render
from reports.observations import (
    FollowUp,
    Row,
    as_document,
    summarise,
    write_csv,
    write_dictionary,
    write_workbook,
)
from storage.models.followup import Decision
from storage.models.kinds import CaseState, Channel, ContributionKind

CASES, FEW_CASES = 100_000, 2_000
MOST_SECONDS, MOST_MIB = 90.0, 400.0
"""For the workbook and the CSV of `CASES` together."""
DATABASE = "cases.db"
TOLD = ("seconds", "peak_mib", "files_mib")
PRODUCTS = {"the seed's plan": 0, "500 products": 500}
MOST_PROGRESS_SECONDS = 5.0
"""For a large plan's PDF, the slowest of the progress report's formats."""
TEXT = "Propongo que el diálogo se haga en la mañana, con señas y con subtítulos, y que lo repitan. "


def measure(folder: Path, *, short: bool) -> Json:
    """Each file in a process of its own, which streams the cases and tells its peak of memory."""
    folder.mkdir(parents=True, exist_ok=True)
    cases = FEW_CASES if short else CASES
    return {
        "cases": cases,
        "data": _made("data", cases, folder),
        "stored": _stored(cases, folder),
        "documents": {ending: _made(ending, FEW_CASES, folder) for ending in ("pdf", "docx", "html")},
        "progress": {name: _progress(products, folder) for name, products in PRODUCTS.items()},
    }


def _stored(cases: int, folder: Path) -> Json:
    """The same data, read from a database; filling it is not measured."""
    _filled("bench.report_cases", folder / DATABASE, cases)
    return _made("stored", cases, folder)


def _progress(products: int, folder: Path) -> Json:
    """The progress report of a plan with so many products (0: the seed's), in each format and in all of them."""
    _filled("bench.report_progress", folder / f"plan-{products}.db", products)
    return {one: _made(f"progress-{one}", products, folder) for one in (*report_progress.FORMATS, "all")}


def _filled(module: str, database: Path, count: int) -> None:
    command = [sys.executable, "-m", module, str(database), str(count)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise ContestantFailed(f"filling: {done.stderr.strip().splitlines()[-1:]}")


def _made(what: str, cases: int, folder: Path) -> Json:
    command = [sys.executable, "-m", "bench.reports", what, str(cases), str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise ContestantFailed(f"{what}: {done.stderr.strip().splitlines()[-1:]}")
    made: Json = json.loads(done.stdout)
    return made


def tables(result: Json) -> list[Table]:
    """For eyes."""
    table = Table("The follow-up report", ["", "cases", "seconds", "MiB of memory", "MiB of files"])
    made = {"XLSX, CSV and dictionary": (result["cases"], result["data"])}
    made["the same, from the database"] = (result["cases"], result["stored"])
    made |= {ending.upper(): (FEW_CASES, one) for ending, one in result["documents"].items()}
    for name, (cases, one) in made.items():
        table.add(name, str(cases), *(figure(one[what]) for what in TOLD))
    progress = Table("The progress report", ["", "seconds", "MiB of memory", "MiB of files"])
    for plan, formats_made in result["progress"].items():
        for ending, one in formats_made.items():
            progress.add(f"{plan}, {ending.upper()}", *(figure(one[what]) for what in TOLD))
    return [table, progress]


def failures(result: Json) -> list[str]:
    """The aim for the data of a year of a very large entity."""
    found = []
    for name in ("data", "stored"):
        took = result[name]
        if took["seconds"] > MOST_SECONDS:
            found.append(f"XLSX and CSV ({name}) took {figure(took['seconds'])} s; they may take {MOST_SECONDS:.0f} s")
        if took["peak_mib"] > MOST_MIB:
            found.append(f"XLSX and CSV ({name}) took {figure(took['peak_mib'])} MiB; they may take {MOST_MIB:.0f} MiB")
    slowest = result["progress"]["500 products"]["pdf"]["seconds"]
    if slowest > MOST_PROGRESS_SECONDS:
        found.append(f"The progress report of 500 products took {figure(slowest)} s as a PDF")
    return found


def _rows(count: int) -> Iterator[Row]:
    decisions, begun = list(Decision), datetime(2021, 1, 4, 13, tzinfo=UTC)
    for number in range(1, count + 1):
        answered = number % 5 != 0
        yield Row(
            number=f"PPC-2021-{number:06}-0",
            received_at=begun + timedelta(minutes=number),
            channel=Channel.TELEGRAM,
            kind=ContributionKind.OBSERVATION,
            person=f"Persona {number}",
            point="3. Abrir un espacio virtual",
            text=f"{number}. {TEXT * (1 + number % 5)}",
            state=CaseState.ANSWERED if answered else CaseState.IN_REVIEW,
            group=f"Grupo {number % 16}",
            territory=f"Municipio {number % 1100}",
            topic=f"Tema {number % 40}",
            area="Grupo de Comunicaciones",
            answer=TEXT if answered else None,
            decision=decisions[number % 4] if answered else None,
            reason=TEXT if answered else None,
            answered_on=date(2021, 6, 1) if answered else None,
            due_on=date(2021, 7, 1),
            days_used=number % 16 if answered else None,
            days_allowed=15,
        )


def _report(count: int) -> FollowUp:
    first, last = date(2021, 1, 1), date(2021, 12, 31)
    return FollowUp("Plan de prueba", "Entidad de prueba", first, last, last, lambda: _rows(count))


def _write(what: str, cases: int, folder: Path) -> None:
    """In the child: the files, then what they took as JSON."""
    begun = time.perf_counter()
    files = _files(what, cases, folder)
    seconds = time.perf_counter() - begun
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    size = sum(file.stat().st_size for file in files) / 2**20
    print(json.dumps({"seconds": seconds, "peak_mib": peak, "files_mib": size}))


def _files(what: str, cases: int, folder: Path) -> list[Path]:
    if what.startswith("progress-"):
        wanted = what.removeprefix("progress-")
        return list(report_progress.write(folder / f"plan-{cases}.db", folder, wanted))
    if what == "stored":
        return list(report_cases.write(folder / DATABASE, folder))
    return _data(_report(cases), folder) if what == "data" else _document(_report(cases), what, folder)


def _data(report: FollowUp, folder: Path) -> list[Path]:
    spanish = _spanish()
    summary = summarise(report.rows(), report.cut)
    workbook, data, dictionary = (folder / name for name in ("data.xlsx", "data.csv", "dictionary.csv"))
    write_workbook(report, *spanish, workbook, summary)
    with data.open("w", encoding=csv.ENCODING, newline="") as stream:
        write_csv(report, *spanish, stream, summary)
    with dictionary.open("w", encoding=csv.ENCODING, newline="") as stream:
        write_dictionary(*spanish, stream)
    return [workbook, data, dictionary]


def _document(report: FollowUp, ending: str, folder: Path) -> list[Path]:
    file = folder / f"report.{ending}"
    file.write_bytes(render(as_document(report, *_spanish()), DocumentFormat(ending)))
    return [file]


def _spanish() -> tuple[Words, Formats]:
    return words(Language.ES), formats(Language.ES, ZoneInfo("America/Bogota"))


if __name__ == "__main__":
    _write(sys.argv[1], int(sys.argv[2]), Path(sys.argv[3]))
