"""«Seguimiento avances cronograma»: row by row what was promised, how far it is, and its evidence, whole.

Each activity has its heading, so that one finds it in the bookmarks; the four columns are those of the seed's report.
"""

from collections.abc import Iterator
from itertools import groupby

from locales import Formats, Words
from participation.plan.public_files import file_address
from participation.plan.values import is_said
from participation.plan.views import ActivityProgress, EvidenceView, ProductDetail, ProductView
from reports.charts import fractions
from reports.documents.model import Cell, Column, Facts, Heading, Link, Paragraph, Part, Rich, Table
from reports.documents.text import linked
from reports.progress_report import wording
from reports.progress_report.report import ProgressReport

Pieces = Iterator[str | Link]


def parts(report: ProgressReport, words: Words, formats: Formats, *, tables: bool) -> Iterator[Part]:
    """The schedule; without `tables` only the figures of each activity, where the rows are elsewhere."""
    yield Heading(words.plain("progress report", "Follow-up of the schedule"), anchor="cronograma")
    by_activity = {
        code: list(details) for code, details in groupby(report.facts.details, lambda one: one.product.activity_code)
    }
    for activity in report.plan.activities:
        details = by_activity.get(activity.code, [])
        yield Heading(f"{activity.number}. {activity.short_name}", level=2, anchor=f"actividad-{activity.code}")
        yield _standing(activity, details, report, words, formats)
        if not details:
            yield Paragraph(words.plain("progress report", "This activity has no products."))
        elif tables:
            yield Table("", columns(words), [_row(one, report, words, formats) for one in details], whole_words=True)


def columns(words: Words) -> tuple[Column, ...]:
    """The four headings."""
    return (
        Column(words.plain("progress report", "ACTIVITY NAME"), share=2.1),
        Column(words.plain("progress report", "TASKS TO CARRY OUT THE ACTIVITY"), share=2.3),
        Column(words.plain("progress report", "EXECUTION"), share=1.5),
        Column(words.plain("progress report", "EVIDENCE"), share=3.7),
    )


def _standing(
    activity: ActivityProgress, details: list[ProductDetail], report: ProgressReport, words: Words, formats: Formats
) -> Facts:
    """What was promised, what was done, and how much of it has a proof."""
    promised = words.plain_count("progress report", "{n} product", "{n} products", len(details))
    done = words.plain(
        "progress report",
        "{products} ({percent})",
        products=fractions.products(activity.year, words, formats),
        percent=fractions.percent(activity.year, words, formats),
    )
    proven = sum(bool(detail.evidence) for detail in details)
    return Facts(
        (
            (words.plain("progress report", "What was promised"), promised),
            (words.plain("progress report", "What was done"), wording.added(done) if report.adds_activities else done),
            (
                words.plain("progress report", "The proof"),
                words.plain_count("progress report", "{n} product with evidence", "{n} products with evidence", proven),
            ),
        )
    )


def _row(detail: ProductDetail, report: ProgressReport, words: Words, formats: Formats) -> tuple[Cell, ...]:
    return (
        detail.activity_name,
        task(detail, words),
        _execution(detail.product, words, formats),
        evidence(detail, report, words, formats),
    )


def _execution(product: ProductView, words: Words, formats: Formats) -> str:
    """Its percentage and its state; that it was done after the cut, whose figures do not count it."""
    said = f"{formats.percent(product.percentage)}\n{wording.status(product, words)}"
    if product.executed_later is None:
        return said
    day = formats.date(product.executed_later)
    later = words.plain("progress report", "Done on {date}, after this cut. It is not counted here.", date=day)
    return f"{said}\n{wording.added(later)}"


def task(detail: ProductDetail, words: Words) -> str:
    """The task and its product, as the seed's report writes them: "tarea / producto"."""
    product = detail.product
    said = product.task_name if product.task_name == product.name else f"{product.task_name} / {product.name}"
    if detail.responsible:
        responsible = words.plain("product", "Responsible: {responsible}", responsible=detail.responsible)
        return f"{said}\n{responsible}"
    return said


def evidence(detail: ProductDetail, report: ProgressReport, words: Words, formats: Formats) -> Rich:
    """Everything that proves how a product stands, or that nothing does."""
    return tuple(_evidence(detail, report, words, formats))


def _evidence(detail: ProductDetail, report: ProgressReport, words: Words, formats: Formats) -> Pieces:
    said: list[tuple[str | Link, ...]] = [tuple(_proof(one, report, words, formats)) for one in detail.evidence]
    if (why := changed(detail.product, words, formats)) is not None:
        said.insert(0, (why,))
    if not detail.evidence:
        said.append((words.plain("progress report", "There is no evidence."),))
    for place, pieces in enumerate(said):
        if place:
            yield "\n\n"
        yield from pieces


def changed(product: ProductView, words: Words, formats: Formats) -> str | None:
    """That a product was moved or cancelled, with its reason and who signed it."""
    if product.cancelled is not None:
        return words.plain(
            "progress report",
            "Cancelled. Reason: {reason}. Signed by {name}.",
            reason=product.cancelled.reason.rstrip("."),
            name=product.cancelled.signed_by,
        )
    if product.moved is not None:
        return words.plain(
            "progress report",
            "Moved to {period}. Reason: {reason}. Signed by {name}.",
            period=formats.dates(product.moved.to.start, product.moved.to.end),
            reason=product.moved.reason.rstrip("."),
            name=product.moved.signed_by,
        )
    return None


def _proof(proof: EvidenceView, report: ProgressReport, words: Words, formats: Formats) -> Pieces:
    """The entity's own words, whole; then its dates with their year, its file, and its link unless they have it."""
    yield "- "
    yield from linked(proof.text)
    if proof.dates:
        dates = words.plain("product", "Dates: {dates}", dates=formats.days(proof.dates))
        yield "\n" + wording.added(dates)
    known = [
        proof.file_name or proof.file_kind,
        formats.size(proof.file_bytes) if proof.file_bytes is not None else None,
    ]
    if file := ", ".join(part for part in known if part):
        yield "\n" + words.plain("product", "File: {file}", file=file)
    if report.public_url and proof.file_hash and proof.file_name:
        yield "\n"
        yield Link(f"{report.public_url}/{file_address(proof.file_hash, proof.file_name)}")
    if proof.link and not is_said(proof.link, proof.text):
        yield "\n"
        yield Link(proof.link)
