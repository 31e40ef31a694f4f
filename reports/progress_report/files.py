"""The report as one file: a document, a workbook with its figures as numbers, or its rows as open data."""

from pathlib import Path
from tempfile import TemporaryDirectory

from locales import Formats, Words
from participation.plan.figures import Fraction
from participation.plan.views import ProductDetail
from participation.publication.requesting import FileFormat
from reports.documents import Cell, Column, ColumnKind, DocumentFormat, csv, render
from reports.documents.text import plain
from reports.progress_report import schedule, wording
from reports.progress_report.document import as_document
from reports.progress_report.report import ProgressReport

NAMES = (
    "corte",
    "version",
    "actividad_numero",
    "actividad",
    "tarea",
    "producto_codigo",
    "producto",
    "periodo",
    "estado",
    "avance",
    "entregado",
    "ejecutado_el",
    "evidencias",
    "fechas",
    "enlaces",
)
"""The columns of the open data; they keep their names and their order for ever."""
YES_AND_NO = {True: "sí", False: "no"}


def write_file(report: ProgressReport, wanted: FileFormat, words: Words, formats: Formats, file: Path) -> None:
    """Write the report in a format. Raises TypesettingError where the PDF would not be one for screen readers."""
    match wanted:
        case FileFormat.CSV:
            with file.open("w", encoding=csv.ENCODING, newline="") as stream:
                csv.write(stream, NAMES, [_data(one, report) for one in report.facts.details], formats.zone)
        case FileFormat.XLSX:
            _write_workbook(report, words, formats, file)
        case _:
            file.write_bytes(render(as_document(report, words, formats), DocumentFormat(wanted)))


def file_of(report: ProgressReport, wanted: FileFormat, words: Words, formats: Formats) -> bytes:
    """The same as bytes, for who sends it at once."""
    with TemporaryDirectory(prefix="participa-") as folder:
        file = Path(folder) / f"informe.{wanted}"
        write_file(report, wanted, words, formats, file)
        return file.read_bytes()


def _write_workbook(report: ProgressReport, words: Words, formats: Formats, file: Path) -> None:
    """The texts, the figures, the schedule row by row, and the other tables, a sheet each."""
    from reports.documents import xlsx  # noqa: PLC0415 - xlsxwriter, for who makes a workbook

    document = as_document(report, words, formats, tables=False)
    first, *others = xlsx.sheets_of(document)
    figures = xlsx.Sheet(
        words.plain("progress report", "Figures"), _figure_columns(words), _figures(report, words), wrapped=True
    )
    rows = [_row(one, report, words, formats) for one in report.facts.details]
    told = xlsx.Sheet(words.plain("progress report", "Schedule"), _row_columns(words), rows, wrapped=True)
    xlsx.write(file, document, [first, figures, told, *others])


def _figure_columns(words: Words) -> tuple[Column, ...]:
    return (
        Column(words.plain("progress report", "Figure"), share=3),
        Column(words.plain("progress report", "Executed"), ColumnKind.NUMBER),
        Column(words.plain("progress report", "Programmed"), ColumnKind.NUMBER),
        Column(words.plain("progress report", "Percentage"), ColumnKind.NUMBER),
    )


def _figures(report: ProgressReport, words: Words) -> list[tuple[Cell, ...]]:
    plan = report.plan

    def row(name: str, fraction: Fraction) -> tuple[Cell, ...]:
        return name, fraction.executed, fraction.programmed, fraction.percent

    rows = [
        row(words.plain("progress report", "The whole year"), plan.year),
        row(words.plain("progress report", "What was programmed by the cut"), plan.due),
    ]
    for activity in plan.activities:
        name = f"{activity.number}. {activity.name}"
        rows.append(row(wording.added(name) if report.adds_activities else name, activity.year))
    return rows


def _row_columns(words: Words) -> tuple[Column, ...]:
    activity, tasks, execution, evidence = schedule.columns(words)
    return (
        Column(activity.name, share=2),
        Column(tasks.name, share=2.5),
        Column(execution.name, ColumnKind.NUMBER),
        Column(words.plain("progress report", "Status")),
        Column(words.plain("progress report", "Programmed for")),
        Column(words.plain("progress report", "Executed on"), ColumnKind.DATE),
        Column(evidence.name, share=4),
    )


def _row(detail: ProductDetail, report: ProgressReport, words: Words, formats: Formats) -> tuple[Cell, ...]:
    product = detail.product
    return (
        detail.activity_name,
        schedule.task(detail, words),
        product.percentage,
        wording.status(product, words),
        formats.dates(product.period.start, product.period.end),
        detail.executed_on,
        plain(schedule.evidence(detail, report, words, formats)),
    )


def _data(detail: ProductDetail, report: ProgressReport) -> tuple[Cell, ...]:
    product, cut = detail.product, report.plan.cut
    return (
        report.plan.reference,
        cut.version if cut is not None else None,
        detail.activity_number,
        detail.activity_name,
        product.task_name,
        product.code,
        product.name,
        product.period.code,
        product.status.value,
        product.percentage,
        YES_AND_NO[product.executed],
        detail.executed_on,
        "\n".join(one.text for one in detail.evidence),
        "\n".join(day.isoformat() for one in detail.evidence for day in one.dates),
        "\n".join(one.link for one in detail.evidence if one.link),
    )
